"""Feeds: RSS 2.0 and Atom of everything, of each kind, each tag, each door and each audience.

Where they stand never changes, since people subscribe to addresses:

    feeds/all.rss.xml             everything
    feeds/<kind>.rss.xml          one kind (posts, tutorials, ...)
    feeds/tags/<slug>.rss.xml     one tag
    feeds/for/<slug>.rss.xml      one door of the hallway, or one audience
    feeds/galleries/<slug>.rss.xml   the photos of one gallery

and the same with ``.atom.xml``. Other plugins find them by ``context["feed_for"](sort, slug)``.
"""

from __future__ import annotations

from pelican import signals

from plugins.feeds import generator


def register() -> None:
    """Pelican's entry point."""
    signals.initialized.connect(generator.check_settings)
    signals.generator_init.connect(generator.share)
    signals.get_generators.connect(generator.provide)
