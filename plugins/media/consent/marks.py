"""How a preview shows what may not be published: words on the photo, never colour alone. Pure."""

from __future__ import annotations

from html import escape

from plugins.media.renditions import Rendition, Size
from plugins.media.room import room_of


def build_badge(picture: str, reason: str) -> str:
    """``picture`` (HTML) with a badge: nobody has looked at it yet."""
    return (
        f'<span class="review review-open">{picture}'
        f'<span class="review-words" title="{escape(reason)}"><strong>Not reviewed</strong>'
        "</span></span>"
    )


def build_blurred(rendition: Rendition, size: Size, reason: str, *, alt: str, classes: str) -> str:
    """A photo without release, as large as ``size`` and beyond recognition, with the reason."""
    known = " ".join(filter(None, (classes, room_of(size))))
    names = f' class="{escape(known)}"' if known else ""
    described = f"Blurred photo: {alt}" if alt else ""
    return (
        '<span class="review review-barred"><picture>'
        f'<img src="{escape(rendition.url)}" alt="{escape(described)}" '
        f'width="{size[0]}" height="{size[1]}"{names} loading="lazy" decoding="async"></picture>'
        f'<span class="review-words"><strong>Not released</strong> <span>{escape(reason)}.</span>'
        "</span></span>"
    )


def build_withdrawn(reason: str) -> str:
    """In the place of a photo taken back: no pixel of it, and no word about it."""
    return (
        '<span class="review review-gone"><span class="review-words">'
        f"<strong>Photo left out</strong> <span>{escape(reason)}.</span></span></span>"
    )
