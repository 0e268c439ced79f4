"""sitemap.xml and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from xml.sax.saxutils import escape


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A page for search engines: its site-relative address and when its text last changed."""

    url: str
    changed: datetime | None = None


def build_sitemap(places: Iterable[Place], base: str) -> str:
    """The sitemap by the protocol of sitemaps.org; addresses absolute, in a fixed order."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for place in sorted(set(places), key=lambda place: place.url):
        changed = ""
        if place.changed is not None:
            changed = f"<lastmod>{place.changed.isoformat(timespec='seconds')}</lastmod>"
        lines.append(f"<url><loc>{escape(f'{base}/{quote(place.url)}')}</loc>{changed}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def build_robots(base: str, *, public: bool) -> str:
    """Everything may be read of a public site, nothing of a preview that got onto a server."""
    if not public:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"
