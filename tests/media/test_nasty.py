"""Whole builds over the worst files that find their way into a school's folder.

Each nasty file lies beside a good photo. What must hold every time: the build ends, the nasty file
is named with its reason or published clean, and the good photo is published whole.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import textwrap
import time
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image

from plugins.media.store import is_whole
from tests.media.conftest import segment

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]
PLACE = b"38.897700,-77.036500"
"""Where the school is, which no published file may tell."""


def build(school: Any, *names: str, **settings: Any) -> Any:
    """Build a page that shows a good photo and ``names``; the problems by file."""
    library = school.library(**settings)
    for name in ("media/good.jpg", *names):
        library.picture(name, "A ramp")
        library.moving(name)
    library.encode_planned(school.output)
    return {problem.path: problem.rule for problem in school.run.problems}


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of the given chunks behind a header that promises ``width`` x ``height`` pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), *chunks, (b"IEND", b""))
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def gif(size: int, frames: int) -> bytes:
    """An animation of ``frames`` equal frames, written without drawing each."""
    lzw = b"\x02\x02\x44\x01\x00" if size == 1 else _flat_lzw(size * size)
    head = b"GIF89a" + struct.pack("<HHBBB", size, size, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x21\xf9\x04\0\x0a\0\0\0" + b"\x2c" + struct.pack("<HHHHB", 0, 0, size, size, 0) + lzw
    return head + frame * frames + b"\x3b"


def _flat_lzw(pixels: int) -> bytes:
    """Black pixels, uncompressed: a clear code before every second one keeps codes short."""
    codes = chain.from_iterable([4, 0, 0] for _ in range((pixels + 1) // 2))
    bits, length, packed = 0, 0, bytearray()
    for code in [*list(codes)[: pixels + (pixels + 1) // 2], 5]:
        bits |= code << length
        length += 3
        while length >= 8:
            packed.append(bits & 255)
            bits, length = bits >> 8, length - 8
    packed.append(bits & 255)
    blocks = (packed[at : at + 255] for at in range(0, len(packed), 255))
    return b"\x02" + b"".join(bytes([len(one)]) + bytes(one) for one in blocks) + b"\0"


def with_segment(jpeg: bytes, marker: int, data: bytes) -> bytes:
    """``jpeg`` with one more segment at its beginning."""
    return jpeg[:2] + segment(marker, data) + jpeg[2:]


def exif_with_thumbnail(thumbnail: bytes) -> bytes:
    """EXIF whose second directory holds a small picture, as cameras write it."""
    tags = [
        (0x0103, 3, 1, 6),
        (0x0201, 4, 1, 8 + 6 + 2 + 12 * 3 + 4),
        (0x0202, 4, 1, len(thumbnail)),
    ]
    second = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)
    first = struct.pack("<HI", 0, 14)
    return b"Exif\0\0II*\0\x08\0\0\0" + first + second + bytes(4) + thumbnail


def exif_with_maker_note(note: bytes) -> bytes:
    """EXIF with nothing but a camera maker's own block."""
    first = struct.pack("<HHHIII", 1, 0x8769, 4, 1, 26, 0)
    second = struct.pack("<HHHIII", 1, 0x927C, 7, len(note), 44, 0)
    return b"Exif\0\0II*\0\x08\0\0\0" + first + second + note


@pytest.fixture
def good(school: Any, draw: Any) -> Any:
    """A school with one good photo."""
    school.keep("media/good.jpg", draw.saved(draw.scene(), "JPEG"))
    return school


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("media/huge.png", png(50_000, 50_000, (b"IDAT", zlib.compress(b""))), "photo-too-large"),
        (
            "media/text.png",
            png(8, 8, (b"zTXt", b"k\0\0" + zlib.compress(bytes(80_000_000), 9))),
            "photo-broken",
        ),
        ("media/frames.gif", gif(100, 10_000), "photo-too-large"),
        ("media/dots.gif", gif(1, 50_000), "photo-too-large"),
        ("media/page.jpg", b"<!doctype html><script>alert(1)</script>", "photo-format"),
        ("media/print.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "photo-format"),
        (
            "media/drawing.jpg",
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "photo-svg",
        ),
        ("media/drawing.svg", b"<svg onload='alert(1)'/>", "photo-svg"),
        ("media/empty.jpg", b"", "photo-empty"),
    ],
    ids=lambda value: value if isinstance(value, str) and "/" in value else "",
)
def test_what_cannot_be_published_is_named_and_stops_nothing(
    good: Any, name: str, data: bytes, rule: str
) -> None:
    """In seconds, and nothing of it gets into the site."""
    good.keep(name, data)
    before = time.monotonic()
    assert build(good, name) == {name: rule}
    assert time.monotonic() - before < 20
    assert len(good.published()) == 4
    assert all(is_whole(file) for file in good.published())
    assert not any(b"alert" in file.read_bytes() for file in good.published())


def test_a_huge_jpeg_costs_no_memory(good: Any) -> None:
    """140 megapixels, well formed: 420 MB once decoded. Refused by its header."""
    Image.new("RGB", (14_000, 10_000), "grey").save(good.root / "media/poster.jpg", quality=10)
    usual, _ = peak_of(good, "media/good.jpg")
    peak, rules = peak_of(good, "media/good.jpg", "media/poster.jpg")
    assert rules == ["photo-too-large"]
    assert peak - usual < 40


def test_ten_thousand_small_frames_are_an_animation_like_any_other(good: Any) -> None:
    """Few pixels in all, so it is published; and it takes seconds, not minutes."""
    good.keep("media/dot.gif", gif(10, 10_000))
    before = time.monotonic()
    assert build(good, "media/dot.gif") == {}
    assert time.monotonic() - before < 60
    assert sum("moving" in file.name for file in good.published()) == 1


def test_a_tiff_named_jpg_is_what_its_content_is(good: Any, draw: Any) -> None:
    """Scanners do this."""
    good.keep("media/scan.jpg", draw.saved(draw.scene(), "TIFF"))
    assert build(good, "media/scan.jpg") == {}
    assert len(good.published()) == 8


def test_a_photo_cut_at_every_tenth_is_named_each_time(good: Any, draw: Any) -> None:
    """Nine files that were not copied to their end; a preview shows grey sheets in their place."""
    whole = draw.saved(draw.noise(), "JPEG", quality=90)
    names = [f"media/cut-{tenth}.jpg" for tenth in range(1, 10)]
    for tenth, name in enumerate(names, start=1):
        good.keep(name, whole[: len(whole) * tenth // 10])
    assert build(good, *names) == dict.fromkeys(names, "photo-broken")
    assert all(is_whole(file) for file in good.published())
    assert len(list((good.work / "renditions").iterdir())) == 4


def test_damage_is_told_in_our_words_alone(good: Any, draw: Any, caplog: Any) -> None:
    """Pillow says "More samples per pixel than can be decoded: 72", of whichever file."""
    scan = bytearray(draw.saved(draw.scene((64, 48)), "TIFF"))
    tag = scan.index(struct.pack("<HHI", 277, 3, 1))
    scan[tag + 8 : tag + 10] = struct.pack("<H", 72)
    good.keep("media/scan.tif", bytes(scan))
    with caplog.at_level("WARNING"):
        assert build(good, "media/scan.tif") == {"media/scan.tif": "photo-broken"}
    assert caplog.records == []


def test_a_face_in_the_small_picture_inside_a_photo_is_not_published(good: Any, draw: Any) -> None:
    """Programs that crop or blur a photo often leave the old picture in its EXIF."""
    face = draw.saved(Image.new("RGB", (64, 48), (250, 10, 10)), "JPEG", comment=PLACE)
    cropped = draw.saved(Image.new("RGB", (640, 480), (10, 10, 250)), "JPEG")
    good.keep("media/cropped.jpg", with_segment(cropped, 0xE1, exif_with_thumbnail(face)))
    with Image.open(good.root / "media/cropped.jpg") as image:
        assert image.getexif().get_ifd(ExifTags.IFD.IFD1)[0x0202] == len(face)
    assert build(good, "media/cropped.jpg") == {}
    for file in good.published():
        data = file.read_bytes()
        assert PLACE not in data
        assert b"Exif" not in data
        assert data.count(b"\xff\xd8\xff") == (1 if file.suffix == ".jpg" else 0)


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="%s"/></x:xmpmeta>'


@pytest.mark.parametrize("where", ["XMP", "MakerNote", "comment", "after the end", "unknown"])
def test_a_place_in_a_single_hideout_is_gone(good: Any, draw: Any, where: str) -> None:
    """Programs that remove "the GPS" look into one place; it may be in any."""
    plain = draw.saved(draw.scene(), "JPEG")
    photo = {
        "XMP": with_segment(plain, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP % PLACE),
        "MakerNote": with_segment(plain, 0xE1, exif_with_maker_note(b"Apple iOS\0" + PLACE)),
        "comment": with_segment(plain, 0xFE, PLACE),
        "after the end": plain + PLACE,
        "unknown": with_segment(plain, 0xEB, PLACE),
    }[where]
    good.keep("media/trip.jpg", photo)
    assert build(good, "media/trip.jpg") == {}
    assert len(good.published()) == 8
    assert not any(PLACE in file.read_bytes() for file in good.published())


def test_a_phone_photo_keeps_its_colours(good: Any, draw: Any) -> None:
    """Display P3's (234, 51, 35) is the reddest red of sRGB; read as sRGB it turns dull."""
    red = Image.new("RGB", (640, 480), (234, 51, 35))
    good.keep("media/red.jpg", draw.saved(red, "JPEG", quality=95, icc_profile=draw.p3()))
    library = good.library()
    library.picture("media/red.jpg", "Red")
    library.encode_planned(good.output)
    for file in good.published():
        with Image.open(file) as image:
            assert "icc_profile" not in image.info
            found = image.convert("RGB").getpixel((20, 20))
        assert isinstance(found, tuple)
        assert found[0] >= 245
        assert max(found[1:]) <= 16


def test_a_photo_that_vanishes_during_the_build_is_named(good: Any, draw: Any) -> None:
    """A card pulled out, a folder tidied up; a preview has a grey sheet where it was."""
    gone = good.keep("media/gone.jpg", draw.saved(draw.noise(), "JPEG"))
    library = good.library()
    library.picture("media/good.jpg", "A ramp")
    html = library.picture("media/gone.jpg", "A ramp")
    gone.unlink()
    library.encode_planned(good.output)
    assert good.rules == ["photo-missing"]
    assert len(good.published()) == 8
    assert all(f"/photos/{file.name}" in html for file in good.published() if good_sheet(file))


def good_sheet(file: Path) -> bool:
    """True for a grey sheet."""
    with Image.open(file) as image:
        found = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
    return isinstance(found, tuple) and abs(found[0] - 0xE4) < 4


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB. Only root may make one; elsewhere its tests are skipped."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("a disk of its own can only be made by root on Linux, with the right to mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_stops_the_build_and_spoils_nothing(
    good: Any, draw: Any, small_disk: Path
) -> None:
    """Nothing half-written counts, no photo is blamed, and with more room the build goes on."""
    for number in range(8):
        good.keep(f"media/{number}.jpg", draw.saved(draw.noise((640 + number, 480)), "JPEG"))
    names = [f"media/{number}.jpg" for number in range(8)]
    good.work = small_disk
    with pytest.raises(OSError, match="No space left"):
        build(good, *names)
    assert good.rules == []
    left = list((small_disk / "renditions").iterdir())
    assert left
    assert all(is_whole(file) for file in left)
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    assert build(good, *names) == {}
    assert len(good.published()) == 36
    assert good.run.report["encoded"] == 36 - len(left)
    assert all(is_whole(file) for file in good.published())


def test_a_cache_that_cannot_be_written_serves_what_it_holds(
    good: Any, draw: Any, small_disk: Path
) -> None:
    """A shared folder for reading only: what is there is used, what is not is said at once."""
    good.work = small_disk
    assert build(good) == {}
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for file in good.published():
        file.unlink()
    assert build(good) == {}
    assert len(good.published()) == 4
    assert good.run.report["encoded"] == 0
    good.keep("media/new.jpg", draw.saved(draw.noise(), "JPEG"))
    with pytest.raises(OSError, match="Read-only file system"):
        build(good, "media/new.jpg")
    assert good.rules == []


_BUILD = """
    import json, sys
    from pathlib import Path
    from plugins.common.run import Run
    from plugins.media.config import MediaSettings
    from plugins.media.library import MediaLibrary
    root, work, output, *names = sys.argv[1:]
    run = Run(work=Path(work))
    library = MediaLibrary(Path(root), "", MediaSettings(workers=2), run)
    for name in names:
        library.picture(name, "A ramp")
    print("begun", flush=True)
    library.encode_planned(Path(output))
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(json.dumps([int(peak.split()[1]) / 1024, [one.rule for one in run.problems]]))
"""


def started(school: Any, *names: str) -> subprocess.Popen[str]:
    """A build of ``names`` with the usual settings, in a process of its own."""
    folders = [str(one) for one in (school.root, school.work, school.output)]
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_BUILD), *folders, *names],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )


def peak_of(school: Any, *names: str) -> tuple[float, list[str]]:
    """The most memory, in MB, that a build of ``names`` took, and the rules that were broken."""
    if sys.platform != "linux":
        pytest.skip("the peak of a process is read from /proc")
    with started(school, *names) as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        peak, rules = json.loads(process.stdout.readline())
    return peak, rules


def test_memory_does_not_grow_with_the_number_of_photos(good: Any, draw: Any) -> None:
    """12 megapixels each, 4 or 40 of them: what is done with is let go."""
    photo = draw.saved(draw.scene((4000, 3000)), "JPEG", quality=85)
    names = [f"media/{number}.jpg" for number in range(40)]
    for number, name in enumerate(names):
        good.keep(name, with_segment(photo, 0xFE, str(number).encode()))
    few, rules = peak_of(good, *names[:4])
    many, more_rules = peak_of(good, *names[4:])
    assert rules == more_rules == []
    assert many < few * 1.25
    assert many < 512


def test_a_build_killed_again_and_again_gives_the_same_photos(good: Any, draw: Any) -> None:
    """As one that was never stopped, byte for byte: nothing half-written is ever taken."""
    names = [f"media/{number}.jpg" for number in range(10)]
    for number, name in enumerate(names):
        good.keep(name, draw.saved(draw.noise((1000 + number, 700)), "JPEG"))
    for _ in range(4):
        with started(good, *names) as process:
            assert process.stdout
            process.stdout.readline()
            kept = len(list(good.work.glob("renditions/*.*")))
            while process.poll() is None and len(list(good.work.glob("renditions/*.*"))) < kept + 5:
                time.sleep(0.005)
            process.kill()
        assert all(is_whole(file) for file in good.work.glob("renditions/[!.]*"))
    with started(good, *names) as process:
        assert process.wait() == 0
    stopped = {file.name: file.read_bytes() for file in good.published()}
    good.work = good.work.with_name("other-work")
    with started(good, *names) as process:
        assert process.wait() == 0
    assert {file.name: file.read_bytes() for file in good.published()} == stopped
    assert len(stopped) == 40
