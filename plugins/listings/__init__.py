"""Listings: the home page, the doors, and every list a reader can walk through.

Home, kinds, tags, skills, grades, subjects, audiences and school years are all one idea, a
:class:`~plugins.listings.listing.Listing`, written by one template.
"""

from __future__ import annotations

from pelican import signals

from plugins.listings import generator


def register() -> None:
    """Pelican's entry point."""
    signals.initialized.connect(generator.check_settings)
    signals.all_generators_finalized.connect(generator.arrange)
    signals.get_generators.connect(generator.provide)
