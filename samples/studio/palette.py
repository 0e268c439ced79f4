"""The colours of the sample school and how light and shadow change them.

A colour is a hex string such as ``"#27447A"``; every function takes and returns hex strings.
"""

WALL = "#FAF6EE"
CREAM = "#F3EADA"
PAPER = "#FFFDF8"
INK = "#23262F"
SLATE = "#565B66"
LINE = "#E4DCCB"
BLUE = "#27447A"
SKY = "#8FB0D8"
MIST = "#C9D8E6"
BRICK = "#A8432B"
CORAL = "#D9795C"
TEAL = "#0E6060"
SEA = "#3F9490"
MINT = "#B5D6CB"
PLUM = "#6A3C78"
LILAC = "#B493C0"
OCHRE = "#B9791A"
SUN = "#F2B632"
BUTTER = "#F8DC93"
CORK = "#D9B98A"
CARD = "#CFA16B"
CARD_DARK = "#A87B4A"
WOOD = "#C99A66"
WOOD_LIGHT = "#E3C196"
WOOD_DARK = "#8A5E3C"
LEAF = "#5E8F5A"
LEAF_DARK = "#33604A"
STEEL = "#AEB6C0"
STEEL_DARK = "#6C7582"
CHARCOAL = "#33373F"
NIGHT = "#232B4A"
SKINS = ("#F0C6A4", "#D9A279", "#A96F4B", "#77492F", "#5A3626")
HAIRS = ("#2B2220", "#5B3A26", "#8C5A2E", "#C9954F", "#3B2B2B")
SPINES = (BLUE, CORAL, SEA, SUN, PLUM, BRICK, MIST, LEAF, TEAL)

_GLOW = "#FFF3D6"
_DUSK = "#3A2B52"


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, each 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{max(0, min(255, round(value))):02X}" for value in (red, green, blue))


def mix(first: str, second: str, share: float) -> str:
    """``first`` with ``share`` (0 to 1) of ``second`` stirred in."""
    pairs = zip(channels(first), channels(second), strict=True)
    return _hex(*(a + (b - a) * share for a, b in pairs))


def lighter(colour: str, share: float = 0.25) -> str:
    """The colour in warm light."""
    return mix(colour, _GLOW, share)


def darker(colour: str, share: float = 0.25) -> str:
    """The colour in cool shadow; keeps its hue better than mixing with black would."""
    r, g, b = channels(colour)
    shadow = _hex(r * 0.42, g * 0.36, b * 0.50)
    return mix(colour, mix(shadow, _DUSK, 0.15), share)


def shaded(colour: str, light: float) -> str:
    """The colour of a surface that receives ``light`` from 0 (turned away) to 1 (facing it)."""
    if light >= 0.7:
        return lighter(colour, (light - 0.7) * 0.55)
    return darker(colour, (0.7 - light) * 0.85)
