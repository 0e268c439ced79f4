"""Episodes: recordings with their length, type and size, published next to their transcript."""

from __future__ import annotations

from pelican import signals

from plugins.episodes import generator


def register() -> None:
    """Pelican's entry point."""
    signals.content_object_init.connect(generator.attach_audio)
