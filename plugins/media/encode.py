"""From a photo to its renditions: decoded once, turned upright, made sRGB, freed of all metadata.

The pixels of a rendition depend on its source, its width and the settings alone, and not on which
others are made along with it: every width is reduced from the same ladder of larger ones. So a
build that finds half of the renditions in its cache gives the same bytes as one that finds none.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from threading import Event
from typing import Any

import PIL
from PIL import Image, ImageCms, ImageSequence, features

from plugins.common.problems import Problem
from plugins.media.config import MediaSettings
from plugins.media.refusals import refusal
from plugins.media.renditions import Format, Rendition, Size, height_at, plan_widths
from plugins.media.sources import ALLOWED, Source, orientation_of
from plugins.media.store import RenditionStore

_REVISION = 1
"""Raise it whenever this module makes other pixels of the same photo, so that none is kept."""
_PLAYED = {name for name in MediaSettings.model_fields if "clip_" in name or "recording" in name}
_NOT_IN_PIXELS = {
    "workers",
    "sizes",
    "max_megapixels",
    "formats",
    "too_small",
    "consent",
    "keep_days",
} | _PLAYED
"""Settings that change no pixel."""
_LANCZOS = Image.Resampling.LANCZOS
_QUICKEST_FRAME = 20
_USUAL_FRAME = 100
_WHITE_16 = 65535.0
_PATCHES = 8
"""How many patches the long side of a blurred photo has: a face in it has one or two."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

warnings.filterwarnings("ignore", module=r"PIL\..*")  # "Corrupt EXIF": none of it is used


@dataclass(frozen=True, slots=True)
class Job:
    """One photo and those of its renditions that are still to be made."""

    source: Source
    renditions: tuple[Rendition, ...]


def recipe_of(settings: MediaSettings) -> str:
    """Everything besides the photo that its renditions depend on, for their names."""
    made_with = [PIL.__version__, *(str(features.version(name)) for name in ("webp", "jpg"))]
    chosen = settings.model_dump(exclude=_NOT_IN_PIXELS)
    return f"{_REVISION} {made_with} {sorted(chosen.items())}"


def encode_photo(
    job: Job, settings: MediaSettings, store: RenditionStore, stop: Event
) -> Problem | None:
    """Make and keep the renditions of ``job``; a photo that cannot be read is a problem.

    Returns early, with what is done so far kept, once ``stop`` is set. Raises :class:`OSError` only
    where the store cannot be written.
    """
    try:
        data = job.source.file.read_bytes()
    except OSError:
        return refusal(job.source.path, "photo-missing")
    if hashlib.sha256(data).hexdigest() != job.source.digest:
        return refusal(job.source.path, "photo-changed")
    made = _encoded(job, data, settings)
    while not stop.is_set():
        try:
            rendition, encoded = next(made)
        except StopIteration:
            break
        except Exception:  # noqa: BLE001 - damaged pixels make Pillow raise almost anything
            return refusal(job.source.path, "photo-broken")
        store.write(rendition, encoded)
    return None


def _encoded(job: Job, data: bytes, settings: MediaSettings) -> Iterator[tuple[Rendition, bytes]]:
    stills = [one for one in job.renditions if not one.moving and not one.blurred]
    if stills:
        with Image.open(BytesIO(data), formats=ALLOWED) as image:
            ladder = _Ladder(image, job.source.size, settings)
        for rendition in sorted(stills, key=lambda one: -one.width):
            still = ladder.reduced_to(rendition.width)
            yield rendition, _save(still, rendition.format, settings)
    for rendition in job.renditions:
        if rendition.moving or rendition.blurred:
            save = _save_moving if rendition.moving else _save_blurred
            with Image.open(BytesIO(data), formats=ALLOWED) as image:
                yield rendition, save(image, rendition, settings)


class _Ladder:
    """A photo at all its widths, each reduced from the next larger one: a fifth of the work."""

    def __init__(self, image: Image.Image, size: Size, settings: MediaSettings) -> None:
        self._size = size
        self._widths = plan_widths(size, (*settings.widths, settings.jpeg_width))[::-1]
        self._made = {self._widths[0]: read_upright(image, self._at(self._widths[0]))}

    def reduced_to(self, width: int) -> Image.Image:
        """The photo ``width`` wide; asked for the larger widths first it works least."""
        image = self._made[self._widths[0]]
        for step in (*(one for one in self._widths if one > width), width):
            if step not in self._made:
                self._made[step] = image.resize(self._at(step), _LANCZOS)
            image = self._made[step]
        return image

    def _at(self, width: int) -> Size:
        return width, height_at(self._size, width)


def read_upright(image: Image.Image, size: Size) -> Image.Image:
    """A freshly opened image, decoded to ``size`` (upright), as RGB or RGBA in sRGB, bare.

    RGBA is returned only for an image that is transparent somewhere. Raises what Pillow raises.
    """
    turn = _TURNS.get(orientation_of(image))
    lying = turn is not None and turn in (_TURNS[5], _TURNS[6], _TURNS[7], _TURNS[8])
    target = (size[1], size[0]) if lying else size
    # The decoder halves a JPEG for next to nothing, but only while both sides stay large enough.
    image.draft(None, target)
    profile = image.info.get("icc_profile")
    plain = _plain(image)
    if plain.size != target:
        plain = plain.resize(target, _LANCZOS)
    elif plain is image:
        plain = image.copy()  # what an open file holds goes with it
    if turn is not None:
        plain = plain.transpose(turn)
    plain = _to_srgb(plain, profile)
    if plain.mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    return _bare(plain)


def _plain(image: Image.Image) -> Image.Image:
    """Without palette, single bits or 16-bit grey; still in the colours of its profile."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode.startswith(("I", "F")):
        # Pillow would cut 16-bit grey off at 255 and leave a white sheet.
        top = _WHITE_16 if image.mode.startswith("I;16") else _brightest(image)
        return image.convert("F").point(lambda grey: grey * (255 / top) + 0).convert("L")
    if image.mode in ("RGB", "L", "CMYK"):
        image.load()
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _brightest(image: Image.Image) -> float:
    extrema: Any = image.getextrema()
    return max(float(extrema[1]), 1.0)


_PROFILE_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}


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


def _bare(image: Image.Image) -> Image.Image:
    """Pixels and nothing else: Pillow writes a comment, for one, into every copy."""
    image.info.clear()
    return image


def _save(image: Image.Image, format_: Format, settings: MediaSettings) -> bytes:
    stream = BytesIO()
    if format_ == "jpeg":
        quality = settings.jpeg_quality
        _on_white(image).save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
    elif format_ == "avif":
        image.save(stream, "AVIF", quality=settings.avif_quality, max_threads=1)
    else:
        quality, effort = settings.webp_quality, settings.webp_effort
        image.save(stream, "WEBP", quality=quality, method=effort)
    return stream.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _save_moving(image: Image.Image, rendition: Rendition, settings: MediaSettings) -> bytes:
    """All frames; the source was refused before if they came to too many pixels."""
    frames, durations = [], []
    turn = _TURNS.get(orientation_of(image))
    for frame in ImageSequence.Iterator(image):
        plain = frame.convert("RGBA")
        if turn is not None:
            plain = plain.transpose(turn)
        frames.append(_bare(plain.resize((rendition.width, rendition.height), _LANCZOS)))
        shown = round(frame.info.get("duration") or 0)
        # Browsers show a frame that asks for less than 20 ms for 100; so do we.
        durations.append(shown if shown >= _QUICKEST_FRAME else _USUAL_FRAME)
    stream = BytesIO()
    frames[0].save(
        stream,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=0,
        quality=settings.webp_quality,
        method=settings.webp_effort,
    )
    return stream.getvalue()


def _save_blurred(image: Image.Image, rendition: Rendition, settings: MediaSettings) -> bytes:
    """A handful of patches of colour: what is lost here, nobody can bring back."""
    size = rendition.width, rendition.height
    plain = _on_white(read_upright(image, size))
    share = _PATCHES / max(size)
    few = (max(1, round(size[0] * share)), max(1, round(size[1] * share)))
    patches = plain.resize(few, Image.Resampling.BOX)
    return _save(patches.resize(size, Image.Resampling.BICUBIC), "jpeg", settings)


def draw_placeholder(rendition: Rendition) -> bytes:
    """What a preview shows in the place of a photo that turned out to be damaged: a grey sheet."""
    sheet = Image.new("RGB", (rendition.width, rendition.height), "#c9c4b8")
    edge = max(1, min(sheet.size) // 20)
    sheet.paste("#e4dccb", (edge, edge, sheet.width - edge, sheet.height - edge))
    return _save(sheet, rendition.format, MediaSettings())
