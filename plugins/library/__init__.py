"""The media library: every photo that the public texts show, to be browsed and to be read.

Photos come from ``context["media"]``: what may be published, what is said about a photo, under
what it is filed. A photo is in the library as long as a published text shows it, and no longer;
``media.json`` tells other programs the same.
"""

from __future__ import annotations

from pelican import signals

from plugins.library import generator


def register() -> None:
    """Pelican's entry point."""
    signals.initialized.connect(generator.check_settings)
    signals.all_generators_finalized.connect(generator.arrange)
    signals.get_generators.connect(generator.provide)
