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
    shape = _shape_of(size)
    return f"tall-{shape}" if shape else ""


def sizes_of(size: Size, usual: str) -> str:
    """How wide a photo of ``size`` is shown in a text, as HTML says it; ``usual`` if not tall."""
    shape = _shape_of(size)
    return f"min({_rem(shape)}, 100vw)" if shape else usual


def _shape_of(size: Size) -> int:
    width, height = size
    if width >= height * _WIDEST:
        return 0
    # Half a percent nearer: a reduced photo has whole pixels only.
    fitting = [one for one in _SHAPES if (one - 0.5) * height <= width * 100]
    return max(fitting, default=_SHAPES[0])


def _rem(shape: int) -> str:
    return f"{shape * _HIGHEST / 100:g}rem"


def build_rules() -> str:
    """The rules of the theme, one line a shape."""
    return "\n".join(f".tall-{one} {{ --tall: {_rem(one)}; }}" for one in _SHAPES)
