"""From a photo to its renditions: decoded once, turned upright, made sRGB, freed of all metadata.

The pixels of a rendition depend on its source, its width and the settings alone, and not on which
others are made along with it: every width is reduced from the same ladder of larger ones. So a
build that finds half of the renditions in its cache gives the same bytes as one that finds none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from threading import Event

import PIL
from PIL import Image, features

from plugins.common.problems import Problem
from plugins.media.opening import frames_of, open_photo, orientation_of
from plugins.media.pixels import TURNS, bare, on_white, read_upright, reduced, without_hidden_colour
from plugins.media.recipe import Recipe
from plugins.media.refusals import refusal
from plugins.media.renditions import Format, Rendition, Size, height_at, plan_widths
from plugins.media.sources import Source
from plugins.media.store import RenditionStore

_REVISION = 3
"""Raise it whenever this module makes other pixels of the same photo, so that none is kept."""
_QUICKEST_FRAME = 20
_USUAL_FRAME = 100
_PATCHES = 8
"""How many patches the long side of a blurred photo has: a face in it has one or two."""


@dataclass(frozen=True, slots=True)
class Job:
    """One photo and those of its renditions that are still to be made."""

    source: Source
    renditions: tuple[Rendition, ...]


def recipe_of(recipe: Recipe) -> str:
    """Everything besides the photo that its renditions depend on, for their names."""
    made_with = [PIL.__version__, *(str(features.version(name)) for name in ("webp", "jpg"))]
    return f"{_REVISION} {made_with} {sorted(asdict(recipe).items())}"


def encode_photo(job: Job, recipe: Recipe, store: RenditionStore, stop: Event) -> Problem | None:
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
    made = _encoded(job, data, recipe)
    while not stop.is_set():
        try:
            rendition, encoded = next(made)
        except StopIteration:
            break
        except Exception:  # noqa: BLE001 - damaged pixels make Pillow raise almost anything
            return refusal(job.source.path, "photo-broken")
        store.write(rendition, encoded)
    return None


def _encoded(job: Job, data: bytes, recipe: Recipe) -> Iterator[tuple[Rendition, bytes]]:
    stills = [one for one in job.renditions if not one.moving and not one.blurred]
    if stills:
        with open_photo(BytesIO(data)) as image:
            ladder = _Ladder(image, job.source.size, recipe)
        for rendition in sorted(stills, key=lambda one: -one.width):
            still = ladder.reduced_to(rendition.width)
            yield rendition, _save(still, rendition.format, recipe)
    for rendition in job.renditions:
        if rendition.moving or rendition.blurred:
            save = _save_moving if rendition.moving else _save_blurred
            with open_photo(BytesIO(data)) as image:
                yield rendition, save(image, rendition, recipe)


class _Ladder:
    """A photo at all its widths, each reduced from the next larger one: a fifth of the work."""

    def __init__(self, image: Image.Image, size: Size, recipe: Recipe) -> None:
        self._size = size
        self._widths = plan_widths(size, (*recipe.widths, recipe.jpeg_width))[::-1]
        self._made = {self._widths[0]: read_upright(image, self._at(self._widths[0]))}

    def reduced_to(self, width: int) -> Image.Image:
        """The photo ``width`` wide; asked for the larger widths first it works least."""
        image = self._made[self._widths[0]]
        for step in (*(one for one in self._widths if one > width), width):
            if step not in self._made:
                self._made[step] = reduced(image, self._at(step))
            image = self._made[step]
        return image

    def _at(self, width: int) -> Size:
        return width, height_at(self._size, width)


def _save(image: Image.Image, format_: Format, recipe: Recipe) -> bytes:
    stream = BytesIO()
    if format_ == "jpeg":
        quality = recipe.jpeg_quality
        on_white(image).save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
    elif format_ == "avif":
        image.save(stream, "AVIF", quality=recipe.avif_quality, max_threads=1)
    else:
        quality, effort = recipe.webp_quality, recipe.webp_effort
        image.save(stream, "WEBP", quality=quality, method=effort)
    return stream.getvalue()


def _save_moving(image: Image.Image, rendition: Rendition, recipe: Recipe) -> bytes:
    """All frames; the source was refused before if they came to too many pixels."""
    frames, durations = [], []
    turn = TURNS.get(orientation_of(image))
    for frame in frames_of(image):
        plain = without_hidden_colour(frame)
        if turn is not None:
            plain = plain.transpose(turn)
        frames.append(bare(reduced(plain, (rendition.width, rendition.height))))
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
        quality=recipe.webp_quality,
        method=recipe.webp_effort,
    )
    return stream.getvalue()


def _save_blurred(image: Image.Image, rendition: Rendition, recipe: Recipe) -> bytes:
    """A handful of patches of colour: what is lost here, nobody can bring back."""
    size = rendition.width, rendition.height
    plain = on_white(read_upright(image, size))
    share = _PATCHES / max(size)
    few = (max(1, round(size[0] * share)), max(1, round(size[1] * share)))
    patches = plain.resize(few, Image.Resampling.BOX)
    return _save(patches.resize(size, Image.Resampling.BICUBIC), "jpeg", recipe)


def draw_placeholder(rendition: Rendition, recipe: Recipe) -> bytes:
    """What a preview shows in the place of a photo that turned out to be damaged: a grey sheet."""
    sheet = Image.new("RGB", (rendition.width, rendition.height), "#c9c4b8")
    edge = max(1, min(sheet.size) // 20)
    sheet.paste("#e4dccb", (edge, edge, sheet.width - edge, sheet.height - edge))
    return _save(sheet, rendition.format, recipe)
