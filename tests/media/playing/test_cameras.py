"""Clips of cameras that see otherwise than a page shows: combed lines, ten bits, brighter light."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import pytest
from av.codec.context import Flags
from PIL import Image, ImageChops, ImageStat

pytestmark = pytest.mark.slow

SIZE = (320, 240)
SHOWN = '<p><img data-photo="media/run.mov" data-line="7" alt="A robot rolls"></p>'
USUAL, PERCEPTUAL, HYBRID = 1, 16, 18
WIDE_PRIMARIES = WIDE_MATRIX = 9


def write_clip(file: Path, pictures: list[Image.Image], pixels: str, **marks: Any) -> None:
    """A clip of ``pictures``, 25 a second; ``marks`` are fields of the encoder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    options = {"preset": "ultrafast", "crf": "4"}
    if marks.pop("combed", False):
        options["x264opts"] = "tff=1"
    with av.open(str(file), "w", format="mov") as container:
        stream = container.add_stream("libx264", rate=25, options=options)
        stream.width, stream.height = SIZE
        stream.pix_fmt = pixels
        if "x264opts" in options:
            stream.codec_context.flags |= Flags.interlaced_dct
        for name, value in marks.items():
            setattr(stream.codec_context, name, value)
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_image(picture).reformat(format=pixels)
            frame.pts, frame.time_base = number, Fraction(1, 25)
            for name, value in marks.items():
                if hasattr(frame, name):
                    setattr(frame, name, value)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def bar_at(left: int) -> Image.Image:
    """A white bar on black."""
    sheet = Image.new("RGB", SIZE, "black")
    sheet.paste("white", (left, 0, left + 40, SIZE[1]))
    return sheet


def combed(number: int) -> Image.Image:
    """What a camera of two combs sees of a bar that moves 8 pixels from one to the other."""
    lines = Image.new("L", (1, 2))
    lines.putpixel((0, 1), 255)
    mask = Image.new("L", SIZE)
    for top in range(0, SIZE[1], 2):
        mask.paste(255, (0, top, SIZE[0], top + 1))
    return Image.composite(bar_at(16 * number), bar_at(16 * number + 8), mask)


def comb_in(picture: Image.Image) -> float:
    """How much each line differs from the one below, 0 to 255: nothing in upright bars."""
    grey = picture.convert("L")
    moved = ImageChops.offset(grey, 0, 1)
    inner = (0, 4, grey.width, grey.height - 4)
    return float(ImageStat.Stat(ImageChops.difference(grey, moved).crop(inner)).mean[0])


@pytest.fixture
def publish(school: Any, shown: Any) -> Any:
    """Publishes ``media/run.mov`` and returns its frames, and its picture."""

    def act() -> tuple[list[Any], Image.Image]:
        school.keep("media/media.yaml", "photos: {run.mov: {people: none}}")
        shown(SHOWN)
        assert not school.rules
        (file,) = (school.output / "clips").glob("*.mp4")
        with av.open(str(file)) as film:
            frames = list(film.decode(video=0))
        poster = max((school.output / "photos").glob("*.jpg"))
        return frames, Image.open(poster)

    return act


def assert_usual(frames: list[Any]) -> None:
    """Eight bits, no combs, the colours of every screen."""
    for frame in frames:
        assert (frame.format.name, frame.interlaced_frame) == ("yuv420p", False)
        assert (frame.color_trc, frame.color_primaries, frame.colorspace) == (USUAL,) * 3
        assert (frame.width, frame.height, frame.rotation) == (*SIZE, 0)


def test_combed_pictures_become_whole_ones(school: Any, publish: Any) -> None:
    """Each at its time, the last one too; the picture that stands for the clip as well."""
    pictures = [combed(number) for number in range(12)]
    write_clip(school.root / "media/run.mov", pictures, "yuv420p", combed=True)
    with av.open(str(school.root / "media/run.mov")) as film:
        seen = list(film.decode(video=0))
    assert all(frame.interlaced_frame for frame in seen)
    assert min(comb_in(frame.to_image()) for frame in seen) > 8

    frames, poster = publish()

    assert_usual(frames)
    assert [round(frame.time * 25) for frame in frames] == list(range(12))
    assert max(comb_in(frame.to_image()) for frame in frames) < 2
    assert comb_in(poster) < 2


@pytest.mark.parametrize("transfer", [HYBRID, PERCEPTUAL])
def test_film_for_brighter_screens_is_seen_on_any(school: Any, publish: Any, transfer: int) -> None:
    """Eight bits and usual colours: steps of grey stay apart and in order, white stays bright."""
    sheet = Image.new("RGB", SIZE)
    steps = [0, 48, 96, 144, 192]  # of 255; three quarters is white there
    for number, grey in enumerate(steps):
        sheet.paste((grey,) * 3, (64 * number, 0, 64 * number + 64, 240))
    marks = {
        "color_trc": transfer,
        "color_primaries": WIDE_PRIMARIES,
        "colorspace": WIDE_MATRIX,
        "color_range": 1,
    }
    write_clip(school.root / "media/run.mov", [sheet] * 6, "yuv420p10le", **marks)
    with av.open(str(school.root / "media/run.mov")) as film:
        first = next(film.decode(video=0))
    assert (first.format.name, first.color_trc) == ("yuv420p10le", transfer)

    frames, poster = publish()

    assert_usual(frames)
    for picture in (frames[3].to_image(), poster.resize(SIZE)):
        shades = [picture.convert("L").getpixel((64 * number + 32, 120)) for number in range(5)]
        assert shades == sorted(shades)
        assert all(after - before >= 12 for before, after in pairwise(shades))
        assert shades[0] <= 20
        assert shades[-1] >= 170
