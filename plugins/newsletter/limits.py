"""How large a mail may be: what mail programs cut off, and what says so before it is sent. Pure."""

from __future__ import annotations

import base64
import quopri

from plugins.common.problems import Problem

HEAVY, CLIPPED = 80_000, 100_000
"""Bytes of HTML: from the first on it gets close, above the second Gmail cuts the end off."""


def encoded_size(html: str) -> int:
    """Bytes of ``html`` in a mail: as it is, or as its encoding for transport if that is more.

    A mail program may use either of the two encodings; the smaller one is what senders choose.
    """
    data = html.encode()
    packed = min(len(quopri.encodestring(data)), len(base64.encodebytes(data)))
    return max(len(data), packed)


def check_size(html: str, path: str) -> Problem | None:
    """A problem of the issue at ``path`` whose ``html`` is too large, None where all is well."""
    size = encoded_size(html)
    if size > CLIPPED:
        return Problem(
            path,
            0,
            "mail-clipped",
            f"{size} bytes",
            f"As a mail this issue has {size:,} bytes. Gmail cuts off what is beyond about "
            f"{CLIPPED:,}, the link to unsubscribe with it.",
            "Shorten the editor's note, or tell fewer entries in full (most in NEWSLETTER).",
        )
    return None


def is_heavy(html: str) -> bool:
    """True from :data:`HEAVY` on: no problem yet, and worth a word."""
    return encoded_size(html) > HEAVY
