"""Tutorials: second-level headings become numbered steps that can be linked to."""

from __future__ import annotations

from pelican import signals

from plugins.tutorials import generator


def register() -> None:
    """Pelican's entry point."""
    signals.content_object_init.connect(generator.number_steps)
    signals.all_generators_finalized.connect(generator.find_prerequisites)
