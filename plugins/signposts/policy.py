"""The site's Content-Security-Policy: nothing from others, nothing inline."""

from __future__ import annotations

from collections.abc import Iterable


def build_policy(frame_origins: Iterable[str], form_origins: Iterable[str] = ()) -> str:
    """The policy for the meta tag. Frames are for players that a reader has clicked for.

    ``frame-ancestors`` and ``report-to`` are left out: a meta tag cannot set them.
    """
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "media-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": " ".join(frame_origins) or "'none'",
        "form-action": " ".join(["'self'", *form_origins]),
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
