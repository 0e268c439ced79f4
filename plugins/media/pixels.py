"""The pixels of a photo, upright, in the colours every browser assumes, bare of all else."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from plugins.media.opening import orientation_of
from plugins.media.renditions import Size

LANCZOS = Image.Resampling.LANCZOS
_WHITE_16 = 65535.0
_HARDLY_SEEN = 4
"""Alpha below this counts as 0: it moves a ground of any colour by 1.2 % at most: nobody sees it,
and a program that turns the contrast up would find in it what somebody erased."""
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns a photo upright, by the orientation that its EXIF tells."""
_PROFILE_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}


def read_upright(image: Image.Image, size: Size) -> Image.Image:
    """A freshly opened image, decoded to ``size`` (upright), as RGB or RGBA in sRGB, bare.

    RGBA is returned only for an image that is transparent somewhere. Raises what Pillow raises.
    """
    turn = TURNS.get(orientation_of(image))
    lying = turn is not None and turn in (TURNS[5], TURNS[6], TURNS[7], TURNS[8])
    target = (size[1], size[0]) if lying else size
    # The decoder halves a JPEG for next to nothing, but only while both sides stay large enough.
    image.draft(None, target)
    profile = image.info.get("icc_profile")
    plain = _plain(image)
    if plain.size != target:
        plain = reduced(plain, target)
    elif plain is image:
        plain = image.copy()  # what an open file holds goes with it
    if turn is not None:
        plain = plain.transpose(turn)
    plain = _to_srgb(plain, profile)
    if plain.mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    return bare(plain)


def _plain(image: Image.Image) -> Image.Image:
    """Without palette, single bits or 16-bit grey; still in the colours of its profile.

    In 16-bit grey one step may be transparent: nothing can hide in what is all of one grey.
    """
    if image.has_transparency_data and not image.mode.startswith("I;16"):
        return without_hidden_colour(image)
    if image.mode.startswith(("I", "F")):
        # Pillow would cut 16-bit grey off at 255 and leave a white sheet.
        top = _WHITE_16 if image.mode.startswith("I;16") else _brightest(image)
        return image.convert("F").point(lambda grey: grey * (255 / top) + 0).convert("L")
    if image.mode in ("RGB", "L", "CMYK"):
        image.load()
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def without_hidden_colour(image: Image.Image) -> Image.Image:
    """``image`` as RGBA, with of each colour as much as can be seen through its alpha.

    Programs that erase mostly set alpha alone, and the face is there still: in a file of the same
    size, or with the alpha taken off. So this comes before any resizing and encoding.
    """
    plain = image.convert("RGBA")
    alpha = plain.getchannel("A").point([0 if one < _HARDLY_SEEN else one for one in range(256)])
    plain.putalpha(alpha)
    # Multiplied with its alpha and divided again, a colour keeps the steps that a reader sees.
    return plain.convert("RGBa").convert("RGBA")


def reduced(image: Image.Image, size: Size) -> Image.Image:
    """``image`` in another ``size``. Around an edge nothing hides in what nearly has no alpha."""
    smaller = image.resize(size, LANCZOS)
    return without_hidden_colour(smaller) if smaller.mode == "RGBA" else smaller


def _brightest(image: Image.Image) -> float:
    extrema: Any = image.getextrema()
    return max(float(extrema[1]), 1.0)


def _to_srgb(image: Image.Image, profile: Any) -> Image.Image:
    """``image`` in the colours every browser assumes; phones save in wider ones."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha else image
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            if _PROFILE_MODES.get(given.profile.xcolor_space) == colours.mode:
                wanted = ImageCms.createProfile("sRGB")
                turned = ImageCms.profileToProfile(colours, given, wanted, outputMode="RGB")
                colours = turned or colours
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a damaged profile: browsers ignore it as well
    if colours.mode != "RGB":
        colours = colours.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def bare(image: Image.Image) -> Image.Image:
    """Pixels and nothing else: Pillow writes a comment, for one, into every copy."""
    image.info.clear()
    return image


def on_white(image: Image.Image) -> Image.Image:
    """``image`` without its transparency."""
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white
