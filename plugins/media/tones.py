"""The colour that stands in a photo's place until it is there: one of a few calm tones. Pure.

A page may carry no colour of its own (its security policy allows no style in it), so it names a
tone by a class, and the theme has a rule for each: ``build_rules`` words them from the table here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, radians, sin

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255, in sRGB."""

_LIGHTNESS = (0.28, 0.46, 0.64, 0.8, 0.92)
_HUES = (30, 75, 120, 190, 250, 320)
"""Degrees around the colours: brick, sand, grass, sea, sky, heather."""
_CHROMA = 0.05
"""How far from grey: the mean of a photo is seldom further."""
_DARK, _LIGHT = "#111", "#fff"
_HALF = 0.6
"""Words on a tone lighter than this are dark."""


@dataclass(frozen=True, slots=True)
class Tone:
    """``name`` is a class of HTML; ``colour`` as CSS writes it; ``ink`` is readable on it."""

    name: str
    colour: str
    ink: str
    place: tuple[float, float, float]


@cache
def all_tones() -> tuple[Tone, ...]:
    """Every tone: greys first, then by hue, each from dark to light."""
    places = [(f"n{step}", light, 0.0, 0.0) for step, light in enumerate(_LIGHTNESS)]
    for letter, hue in zip("abcdef", _HUES, strict=True):
        across, along = _CHROMA * cos(radians(hue)), _CHROMA * sin(radians(hue))
        places += [
            (f"{letter}{step}", light, across, along) for step, light in enumerate(_LIGHTNESS)
        ]
    return tuple(
        Tone(f"tone-{name}", _as_css(place), _DARK if place[0] > _HALF else _LIGHT, place)
        for name, *rest in places
        for place in [(rest[0], rest[1], rest[2])]
    )


@lru_cache(maxsize=4096)
def tone_of(colour: Colour) -> str:
    """The class of the tone that is nearest to the eye."""
    own = _to_oklab(colour)

    def distance(tone: Tone) -> float:
        return sum((here - there) ** 2 for here, there in zip(own, tone.place, strict=True))

    return min(all_tones(), key=distance).name


def build_rules() -> str:
    """The rules of the theme, one line a tone."""
    return "\n".join(
        f".{tone.name} {{ background: {tone.colour}; color: {tone.ink}; }}" for tone in all_tones()
    )


# Björn Ottosson's Oklab, a space in which equal distances look equal (public domain).


def _to_oklab(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = (_straight(one / 255) for one in colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _as_css(place: tuple[float, float, float]) -> str:
    light, across, along = place
    long = (light + 0.3963377774 * across + 0.2158037573 * along) ** 3
    middle = (light - 0.1055613458 * across - 0.0638541728 * along) ** 3
    short = (light - 0.0894841775 * across - 1.2914855480 * along) ** 3
    parts = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _bent(min(1.0, max(0.0, part)))):02x}" for part in parts)


def _straight(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _bent(value: float) -> float:
    return float(value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055)
