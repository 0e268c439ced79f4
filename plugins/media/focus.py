"""The spot of a photo that stays in sight where a list has room for a part of it. Pure.

A page may carry no style of its own, so it names the spot by a class, to a quarter of each side;
``build_rules`` words the theme's rules.
"""

from __future__ import annotations

Focus = tuple[float, float]
"""From the left and from the top, each 0 to 1."""

_STEPS = 4
_MIDDLE = f"focus-{_STEPS // 2}{_STEPS // 2}"


def focus_of(focus: Focus | None) -> str:
    """The class of the nearest spot; "" for the middle, where browsers cut anyway."""
    if focus is None:
        return ""
    across, down = (round(part * _STEPS) for part in focus)
    name = f"focus-{across}{down}"
    return "" if name == _MIDDLE else name


def build_rules() -> str:
    """The rules of the theme, one line a spot."""
    steps = range(_STEPS + 1)
    spots = [(across, down) for across in steps for down in steps]
    lines = {
        f"focus-{across}{down}": f"{across * 100 // _STEPS}% {down * 100 // _STEPS}%"
        for across, down in spots
    }
    del lines[_MIDDLE]
    return "\n".join(f".{name} {{ object-position: {place}; }}" for name, place in lines.items())
