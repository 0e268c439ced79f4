"""What may be a photo: by content, within limits, and whatever lies in the folder, no crash."""

from __future__ import annotations

import os
import struct
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.common.problems import Problem
from plugins.media.sources import Source, read_source

FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "HEIF"]


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises pixels and holds none."""
    data = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + data
    header = struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + header + b"\0\0\x10\0IDAT"


def rule_of(found: Source | Problem) -> str:
    """The rule broken."""
    assert isinstance(found, Problem)
    assert found.message
    assert found.hint
    return found.rule


@pytest.mark.parametrize("format_", FORMATS)
def test_a_photo_is_known_by_its_content(school: Any, draw: Any, format_: str) -> None:
    """Each allowed format is read under a name that says something else."""
    school.keep("media/photo.bin", draw.saved(draw.scene((64, 48)), format_))
    found = read_source(school.root, "media/photo.bin", 50)
    assert isinstance(found, Source)
    assert (found.format, found.size, found.frames) == (format_, (64, 48), 1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_size_is_upright(school: Any, draw: Any, orientation: int) -> None:
    """Width and height are those that people see, whichever way the camera was held."""
    school.keep("a.jpg", draw.jpeg(draw.scene((64, 48)), orientation))
    found = read_source(school.root, "a.jpg", 50)
    assert isinstance(found, Source)
    assert found.size == (64, 48)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "photo-empty"),
        (b"<!doctype html><title>Not found</title>", "photo-format"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "photo-format"),
        (b"%PDF-1.7\n", "photo-format"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "photo-svg"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "photo-broken"),
        (b"\xff\xd8\xff\xe0\0\x10JF", "photo-broken"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIH", "photo-broken"),
        (b"GIF89a", "photo-broken"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "photo-broken"),
        (b"II*\0\x08\0\0\0", "photo-broken"),
        (png_header(50_000, 50_000), "photo-too-large"),
        (png_header(8000, 6251), "photo-too-large"),
        (png_header(0, 5), "photo-broken"),
    ],
)
def test_what_is_no_usable_photo_is_refused_by_its_reason(
    school: Any, data: bytes, rule: str
) -> None:
    """Whatever the name promises; the sentence tells a coach what to do."""
    school.keep("media/bridge.jpg", data)
    assert rule_of(read_source(school.root, "media/bridge.jpg", 50)) == rule


def test_a_photo_too_large_is_refused_before_it_is_decoded(school: Any, draw: Any) -> None:
    """140 megapixels would take 400 MB; the refusal takes next to none."""
    tall = Image.new("L", (11_840, 11_840), 90)
    school.keep("big.jpg", draw.saved(tall, "JPEG", quality=30))
    tracemalloc.start()
    found = read_source(school.root, "big.jpg", 50)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rule_of(found) == "photo-too-large"
    assert peak < 5_000_000


def test_frames_of_an_animation_count_together(school: Any, draw: Any) -> None:
    """A thousand small frames are as much work as one huge photo."""
    frames = draw.moving((100, 100), 120)
    school.keep("a.gif", draw.saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert rule_of(read_source(school.root, "a.gif", 1)) == "photo-too-large"
    found = read_source(school.root, "a.gif", 1.2)
    assert isinstance(found, Source)
    assert found.frames == 120


def test_a_png_text_bomb_is_refused(school: Any, draw: Any) -> None:
    """Text that unfolds to gigabytes is not unfolded."""
    bomb = zlib.compress(bytes(80_000_000), 9)
    chunk = b"zTXt" + b"k\0\0" + bomb
    packed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    whole = draw.saved(draw.scene((8, 8)), "PNG")
    school.keep("bomb.png", whole[:33] + packed + whole[33:])
    assert rule_of(read_source(school.root, "bomb.png", 50)) == "photo-broken"


def test_a_link_out_of_the_content_is_refused(school: Any, draw: Any, tmp_path: Path) -> None:
    """A photo of the private folder cannot slip in by a link, nor by a path."""
    (tmp_path / "private.jpg").write_bytes(draw.saved(draw.scene(), "JPEG"))
    (school.root / "inside.jpg").symlink_to(tmp_path / "private.jpg")
    assert rule_of(read_source(school.root, "inside.jpg", 50)) == "photo-outside"
    assert rule_of(read_source(school.root, "../private.jpg", 50)) == "photo-outside"


def test_a_link_within_the_content_is_followed(school: Any, draw: Any) -> None:
    """It leads to a file that is published anyway."""
    school.keep("real.jpg", draw.scene((20, 10)))
    (school.root / "also.jpg").symlink_to(school.root / "real.jpg")
    assert isinstance(read_source(school.root, "also.jpg", 50), Source)


def test_what_is_not_even_a_file_is_refused_at_once(school: Any) -> None:
    """A missing file, a folder, a queue, a link to itself, an impossible name: no wait."""
    (school.root / "folder.jpg").mkdir()
    os.mkfifo(school.root / "queue.jpg")
    (school.root / "ring.jpg").symlink_to(school.root / "ring.jpg")
    names = ("none.jpg", "folder.jpg", "queue.jpg", "ring.jpg", "a\0b.jpg", "n" * 300)
    rules = {name: rule_of(read_source(school.root, name, 50)) for name in names}
    assert rules.pop("none.jpg") == "photo-missing"
    assert set(rules.values()) == {"photo-unreadable"}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_header_cut_anywhere_never_raises(school: Any, draw: Any, format_: str) -> None:
    """Files half copied from a card: a source or a problem, nothing else."""
    whole = draw.private(format_, draw.scene((64, 48)))
    for length in [*range(1, 200, 7), *range(200, len(whole), len(whole) // 40 + 1)]:
        school.keep("cut", whole[:length])
        assert isinstance(read_source(school.root, "cut", 50), Source | Problem)


def test_equal_content_has_equal_digests(school: Any, draw: Any) -> None:
    """The digest is of the bytes alone, not of the name."""
    for name in ("IMG_0001.jpg", "copy.jpg"):
        school.keep(name, draw.saved(draw.scene(), "JPEG"))
    school.keep("other.jpg", draw.saved(draw.noise(), "JPEG"))
    first, second, other = (
        read_source(school.root, name, 50) for name in ("IMG_0001.jpg", "copy.jpg", "other.jpg")
    )
    assert isinstance(first, Source)
    assert isinstance(second, Source)
    assert isinstance(other, Source)
    assert first.digest == second.digest != other.digest
