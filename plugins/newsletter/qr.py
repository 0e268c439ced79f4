"""An address as a square of dots that a phone reads. Pure."""

from __future__ import annotations

import segno


def build_code(url: str) -> str:
    """``url`` as SVG to stand inside a page, as large as its box; some of it may be soiled.

    It has no words of its own: the address has to stand beside it.
    """
    return str(segno.make_qr(url, error="m").svg_inline(border=2, omitsize=True))
