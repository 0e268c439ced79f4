"""Galleries: a folder of photos, in the order of its ``media.yaml``, then as they were taken."""

from __future__ import annotations

from pelican import signals

from plugins.galleries import generator


def register() -> None:
    """Pelican's entry point."""
    signals.initialized.connect(generator.check_settings)
    signals.article_generator_finalized.connect(generator.hang_photos)
    signals.finalized.connect(generator.write_downloads)
