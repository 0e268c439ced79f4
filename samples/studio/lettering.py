"""Typefaces for the few words inside pictures; both come from PyPI packages, never from the
system."""

from functools import cache
from importlib.resources import files

import skia

_FACES = {
    "sign": ("font_manrope", "files/Manrope-Bold.ttf"),
    "plain": ("font_manrope", "files/Manrope-SemiBold.ttf"),
    "hand": ("font_amatic_sc", "files/AmaticSC-Bold.ttf"),
}


@cache
def _typeface(name: str) -> skia.Typeface:
    package, path = _FACES[name]
    return skia.Typeface.MakeFromFile(str(files(package) / path))


def font(name: str, size: float) -> skia.Font:
    """A font by use (``sign``, ``plain`` or ``hand``); ``size`` in drawing units."""
    made = skia.Font(_typeface(name), size)
    made.setEdging(skia.Font.Edging.kAntiAlias)
    made.setSubpixel(True)
    made.setHinting(skia.FontHinting.kNone)
    return made
