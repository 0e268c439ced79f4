"""A letter as mail programs show it, made from the HTML that was handed over. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plugins.newsletter.message import UNSUBSCRIBE

_DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src {images}; frame-ancestors 'self'"


def shown(html: str, *, dark: bool, base: str, here: str) -> str:
    """``html`` with the site at ``here`` instead of ``base``; on a dark screen if wanted.

    A frame has the light or dark of its window, so the rules for the dark are put in force.
    """
    page = html.replace(f'="{base}/', f'="{here}/').replace(UNSUBSCRIBE, "#unsubscribe")
    page = page.replace("<head>", '<head><base target="_blank">', 1)
    return _DARK.sub("@media all", page) if dark else _DARK.sub("@media not all", page)


def headers(*, pictures: bool) -> Mapping[str, str]:
    """What the browser may load for a letter: pictures of the site, or none at all."""
    return {
        "Content-Security-Policy": _POLICY.format(images="'self'" if pictures else "'none'"),
        "Cache-Control": "no-store",
    }
