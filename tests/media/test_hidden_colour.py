"""What was erased from a photo is gone from every copy, whatever program erased it and how."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from statistics import fmean
from threading import Event
from typing import Any
from zlib import compress, crc32

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageStat

from plugins.common.problems import Problem
from plugins.media.config import MediaSettings
from plugins.media.encode import Job, encode_photo, recipe_of
from plugins.media.opening import open_photo
from plugins.media.pixels import read_upright, without_hidden_colour
from plugins.media.playing.upright import Straightener
from plugins.media.renditions import plan_blurred, plan_rendition
from plugins.media.sources import read_source
from plugins.media.store import RenditionStore

SIZE = (320, 240)
GREEN = (20, 160, 20)
HOLE = (80, 60, 240, 180)
"""Where the face was: a board of red and blue squares of 20 pixels."""


def erased(alpha: int = 0) -> Image.Image:
    """A green photo with a board of red and blue in its middle, under ``alpha``."""
    image = Image.new("RGB", SIZE, GREEN)
    for x in range(HOLE[0], HOLE[2], 20):
        for y in range(HOLE[1], HOLE[3], 20):
            colour = (255, 0, 0) if (x + y) // 20 % 2 else (0, 0, 255)
            image.paste(colour, (x, y, x + 20, y + 20))
    mask = Image.new("L", SIZE, 255)
    mask.paste(alpha, HOLE)
    image.putalpha(mask)
    return image


def saved(image: Image.Image, format_: str, **options: Any) -> bytes:
    """``image`` as a file."""
    data = BytesIO()
    image.save(data, format_, **options)
    return data.getvalue()


def with_palette() -> bytes:
    """A PNG with two colours that are both invisible: a picture in what nobody sees."""
    image = Image.new("P", SIZE, 0)
    image.putpalette([*GREEN, 255, 0, 0, 0, 0, 255])
    for x in range(HOLE[0], HOLE[2], 20):
        for y in range(HOLE[1], HOLE[3], 20):
            image.paste(1 + (x + y) // 20 % 2, (x, y, x + 20, y + 20))
    return saved(image, "PNG", transparency=bytes([255, 0, 0]))


def moving(format_: str) -> bytes:
    """Two frames of it."""
    other = erased()
    other.putpixel((0, 0), (1, 2, 3, 255))
    exact = {"lossless": True, "exact": True} if format_ == "WEBP" else {}
    return saved(erased(), format_, save_all=True, append_images=[other], duration=100, **exact)


FILES: dict[str, Callable[[], bytes]] = {
    "a.png": lambda: saved(erased(), "PNG"),
    "grey.png": lambda: saved(erased().convert("LA"), "PNG"),
    "palette.png": with_palette,
    "a.webp": lambda: saved(erased(), "WEBP", lossless=True, exact=True),
    "a.tiff": lambda: saved(erased(), "TIFF"),
    "grey.tiff": lambda: saved(erased().convert("LA"), "TIFF"),
    "a.avif": lambda: saved(erased(), "AVIF", quality=100),
    "a.heic": lambda: saved(erased(), "HEIF", quality=-1),
    "hardly.png": lambda: saved(erased(3), "PNG"),
    "moving.png": lambda: moving("PNG"),
    "moving.webp": lambda: moving("WEBP"),
    "moving-front.png": lambda: with_a_picture_in_front(2),
    "front.png": lambda: with_a_picture_in_front(1),
}


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))


def with_a_picture_in_front(frames: int) -> bytes:
    """A moving PNG of green frames, behind a picture that no browser shows."""

    def packed(image: Image.Image) -> bytes:
        rows = image.convert("RGB").tobytes()
        across = SIZE[0] * 3
        return compress(
            b"".join(b"\0" + rows[at : at + across] for at in range(0, len(rows), across))
        )

    parts = [chunk(b"IHDR", struct.pack(">IIBBBBB", *SIZE, 8, 2, 0, 0, 0))]
    parts += [chunk(b"acTL", struct.pack(">II", frames, 0)), chunk(b"IDAT", packed(erased()))]
    for number in range(frames):
        control = struct.pack(">IIIIIHHBB", 2 * number, *SIZE, 0, 0, 1, 10, 0, 0)
        shown = packed(Image.new("RGB", SIZE, (20, 160, 20 + number)))
        frame = struct.pack(">I", 2 * number + 1) + shown
        parts += [chunk(b"fcTL", control), chunk(b"fdAT", frame)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND", b"")


def board_left_in(image: Image.Image) -> float:
    """How far red and blue squares differ in their red and blue, 0 to 255; alpha is taken off.

    What surrounds them is green: with that an encoder fills what is invisible as it likes.
    """
    across, plain = image.width / SIZE[0], image.convert("RGBA").convert("RGB")
    means: dict[int, list[list[float]]] = {0: [], 1: []}
    for x in range(HOLE[0], HOLE[2], 20):
        for y in range(HOLE[1], HOLE[3], 20):
            box = tuple(round(side * across) for side in (x + 4, y + 4, x + 16, y + 16))
            means[(x + y) // 20 % 2].append(ImageStat.Stat(plain.crop(box)).mean)
    channels = zip(*(list(zip(*means[one], strict=True)) for one in (0, 1)), strict=True)
    return max(abs(fmean(one) - fmean(other)) for one, other in [*channels][::2])


@pytest.mark.parametrize("name", FILES)
def test_no_copy_has_a_colour_where_alpha_is_0(school: Any, name: str) -> None:
    """I1: in no format, at no size, in no frame, and not in the blurred one of a preview."""
    school.keep(name, FILES[name]())
    source = read_source(school.root, name, 50)
    recipe = MediaSettings(widths=(160, 320), jpeg_width=320, formats=("avif", "webp")).recipe
    store = RenditionStore(school.root / "kept")
    wanted = [
        plan_rendition("stem", source.size, width, format_)
        for width in (160, 320)
        for format_ in ("webp", "avif", "jpeg")
    ]
    wanted.append(plan_blurred("stem", source.size))
    if name.startswith("moving"):
        wanted.append(plan_rendition("stem", source.size, 320, "webp", moving=True))

    assert encode_photo(Job(source, tuple(wanted)), recipe, store, Event()) is None

    for one in wanted:
        with Image.open(store.file(one)) as made:
            for frame in range(getattr(made, "n_frames", 1)):
                made.seek(frame)
                assert board_left_in(made) < 16, one.path


@pytest.mark.parametrize("mode", ["RGBA", "LA", "CMYK"])
def test_a_channel_that_may_erase_is_asked_about(school: Any, mode: str) -> None:
    """A TIFF that says of none of its channels that it makes transparent; no copy is made."""
    kept = erased() if mode != "LA" else erased().convert("LA")
    if mode == "CMYK":
        kept = erased().convert("CMYK")
    count = len(kept.getbands())
    tags: dict[int, int | tuple[int, ...]] = {256: SIZE[0], 257: SIZE[1], 258: (8,) * count}
    tags |= {259: 1, 262: {"RGBA": 2, "LA": 1, "CMYK": 2}[mode], 277: count, 278: SIZE[1]}
    tags |= {284: 1, 338: (0,)}
    data = kept.tobytes()
    school.keep("a.tif", tiff({**tags, 273: 8, 279: len(data)}, data))

    found = read_source(school.root, "a.tif", 50)

    assert isinstance(found, Problem)
    assert found.rule == "photo-channel"


def tiff(tags: dict[int, int | tuple[int, ...]], data: bytes) -> bytes:
    """A TIFF of one strip, which begins at its eighth byte."""
    values, end = b"", 8 + len(data) + 2 + 12 * len(tags) + 4
    entries = []
    for tag, value in sorted(tags.items()):
        numbers = value if isinstance(value, tuple) else (value,)
        short = isinstance(value, tuple) or tag in (259, 262, 277, 284)
        raw = struct.pack(f"<{len(numbers)}{'H' if short else 'I'}", *numbers)
        if len(raw) > 4:
            raw, values = struct.pack("<I", end + len(values)), values + raw
        entries.append(
            struct.pack("<HHI", tag, 3 if short else 4, len(numbers)) + raw.ljust(4, b"\0")
        )
    head = b"II*\0" + struct.pack("<I", 8 + len(data))
    return head + data + struct.pack("<H", len(tags)) + b"".join(entries) + b"\0" * 4 + values


def test_grey_of_16_bits_is_seen_though_one_step_is_transparent(school: Any) -> None:
    """It was cut off at 255, which left a white sheet."""
    grey = b"".join(b"\0" + struct.pack(">H", 0x4080) * SIZE[0] for _ in range(SIZE[1]))
    parts = [chunk(b"IHDR", struct.pack(">IIBBBBB", *SIZE, 16, 0, 0, 0, 0))]
    parts += [chunk(b"tRNS", b"\0\1"), chunk(b"IDAT", compress(grey)), chunk(b"IEND", b"")]
    file = school.keep("grey16.png", b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    with open_photo(file) as image:
        assert read_upright(image, SIZE).getpixel((5, 5)) == (64, 64, 64)


def test_what_can_be_seen_stays(school: Any) -> None:
    """Half of a colour is half of it: a logo with a shadow looks as it did."""
    file = school.keep("half.png", saved(erased(128), "PNG"))
    with open_photo(file) as image:
        seen = read_upright(image, SIZE)
    assert seen.getchannel("A").getpixel((100, 100)) == 128
    assert board_left_in(seen) > 240


@given(st.binary(min_size=64, max_size=64))
def test_nothing_hides_below_what_the_eye_sees(data: bytes) -> None:
    """Of a colour there is no more than its alpha shows of it, and none below 4 of 255."""
    image = Image.frombytes("RGBA", (4, 4), data)
    made = without_hidden_colour(image)
    for before, after in zip(image.get_flattened_data(), made.get_flattened_data(), strict=True):
        assert after[3] == (before[3] if before[3] >= 4 else 0)
        if after[3] == 0:
            assert after[:3] == (0, 0, 0)
        else:
            # on black and on white it looks the same, to the step that a screen has
            for one, other in zip(before[:3], after[:3], strict=True):
                assert abs(one - other) * after[3] / 255 <= 1


def test_copies_of_before_are_made_anew() -> None:
    """A work folder may hold some that were made while colours stayed: their names are others."""
    assert recipe_of(MediaSettings().recipe).startswith("3 ")


@pytest.mark.parametrize("pixels", ["rgb24", "yuv420p"])
def test_a_clip_and_its_poster_show_nothing_that_was_invisible(pixels: str) -> None:
    """They have no alpha: it is used before it goes."""
    frame = av.VideoFrame(*SIZE, "argb")
    data = (bytes((one[3], *one[:3])) for one in erased().get_flattened_data())
    frame.planes[0].update(b"".join(data))
    straightener = Straightener(frame, SIZE, pixels)
    made = [*straightener.straighten(frame, 0.0), *straightener.finish()][0].to_image()
    assert board_left_in(made) < 16
    assert max(abs(one - two) for one, two in zip(made.getpixel((9, 9)), GREEN, strict=True)) < 6
