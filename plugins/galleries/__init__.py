"""Galleries: a folder of photos, in the order of its ``media.yaml``, then by name."""

from __future__ import annotations

from pelican import signals

from plugins.galleries import generator


def register() -> None:
    """Pelican's entry point."""
    signals.article_generator_finalized.connect(generator.hang_photos)
