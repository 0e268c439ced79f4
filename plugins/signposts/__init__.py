"""Signposts: what leads people, search engines and old links to the right page.

Sitemap, robots.txt, redirect pages for old addresses, the page for wrong ones, the structured data
of each page and the site's Content-Security-Policy.
"""

from __future__ import annotations

from pelican import signals

from plugins.signposts import generator


def register() -> None:
    """Pelican's entry point."""
    signals.generator_init.connect(generator.share)
    signals.get_generators.connect(generator.provide)
    signals.content_written.connect(generator.note_page)
    signals.finalized.connect(generator.write_sitemap)
