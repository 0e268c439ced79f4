"""How much room a tall photo takes in a text: no more than fits on a screen. Pure.

It has to be known before the photo is there, else the text below would jump: so not by the height
of the photo that came, but by a width that follows from its shape, which a class names.
"""

from __future__ import annotations

from plugins.media.renditions import Size

_HIGHEST = 36
"""The height in rem that a photo in a text has at most."""
_SHAPES = (10, 20, 30, 40, 46, 50, 56, 60, 66, 70, 75, 80, 90, 100, 110, 120)
"""Width in percent of the height; a photo takes the next one below its own."""
_WIDEST = 44 / _HIGHEST
"""From this shape on, a photo is as wide as a text before it is too high."""


def room_of(size: Size) -> str:
    """The class of a photo of ``size``; "" for one that is never too high."""
    width, height = size
    if width >= height * _WIDEST:
        return ""
    # Half a percent nearer: a reduced photo has whole pixels only.
    fitting = [one for one in _SHAPES if (one - 0.5) * height <= width * 100]
    return f"tall-{max(fitting, default=_SHAPES[0])}"


def build_rules() -> str:
    """The rules of the theme, one line a shape."""
    return "\n".join(f".tall-{one} {{ --tall: {one * _HIGHEST / 100:g}rem; }}" for one in _SHAPES)
