"""What stands in a file is read with care, and believed in nothing."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from plugins.media.embedded import Embedded, read_embedded
from plugins.media.filing import taken_at

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)


def packet(keywords: list[str], title: str = "") -> bytes:
    """XMP as photo programs write it."""
    words = "".join(f"<rdf:li>{word}</rdf:li>" for word in keywords)
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def with_iptc(jpeg: bytes, fields: list[tuple[int, bytes]]) -> bytes:
    """A JPEG with an IPTC block behind its start."""
    data = b"".join(b"\x1c\x02" + struct.pack(">BH", tag, len(word)) + word for tag, word in fields)
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data
    block += b"\0" * (len(data) % 2)
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


@pytest.mark.parametrize("name", ["a.jpg", "a.webp", "a.tif", "a.png"])
def test_keywords_and_title_are_found_in_xmp(school: Any, draw: Any, name: str) -> None:
    """In every format that carries them."""
    xmp = packet(["Robotics", "Grade 4"], "A ramp")
    options: dict[str, Any] = {"xmp": xmp}
    if name.endswith("tif"):
        options = {"tiffinfo": {700: xmp}}
    if name.endswith("png"):
        text = PngImagePlugin.PngInfo()
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
        options = {"pnginfo": text}
    found = read_embedded(school.keep(name, draw.scene((64, 48)), **options))

    assert found.keywords == ("Robotics", "Grade 4")
    assert found.title == "A ramp"


def test_keywords_and_title_are_found_in_iptc(school: Any, draw: Any) -> None:
    """In either encoding that programs use."""
    jpeg = draw.saved(draw.scene((64, 48)), "JPEG")
    fields = [(5, b"The fair"), (25, "Été".encode()), (25, "Été 2".encode("latin-1"))]
    found = read_embedded(school.keep("a.jpg", with_iptc(jpeg, fields)))

    assert found.keywords == ("Été", "Été 2")
    assert found.title == "The fair"


def test_the_cameras_clock_shows_the_schools_time(school: Any, draw: Any) -> None:
    """Unless it says how far it is away."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:10:01 00:30:00"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.OffsetTimeOriginal] = "+00:00"
    found = read_embedded(school.keep("a.jpg", draw.scene((64, 48)), exif=exif))

    taken = taken_at(found, "a.jpg", ZONE, NOW)
    plain = taken_at(Embedded(written=found.written), "a.jpg", ZONE, NOW)

    assert taken is not None
    assert plain is not None
    assert (taken.month, taken.day, taken.hour) == (9, 30, 20)
    assert (plain.month, plain.day, plain.hour) == (10, 1, 0)


def test_without_a_camera_the_name_tells_the_day_and_the_file_nothing() -> None:
    """The time of a file is that of its last copy: another clone would be another site."""
    taken = taken_at(Embedded(), "2026-10-16-fair-3f9ac1.jpg", ZONE, NOW)

    assert taken is not None
    assert taken.isoformat() == "2026-10-16T00:00:00-04:00"
    assert taken_at(Embedded(), "ramp.jpg", ZONE, NOW) is None
    assert taken_at(Embedded(written="2099:01:01 00:00:00"), "ramp.jpg", ZONE, NOW) is None


@pytest.mark.parametrize(
    "xmp",
    [
        b"<!DOCTYPE a [<!ENTITY b 'cccc'><!ENTITY d '&b;&b;&b;&b;'>]><a>&d;</a>",
        b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        packet(["x" * 5000] * 20),
        packet([f"word {number}" for number in range(5000)])[:-20],
        b"<" * 60_000,
        b"\0\xff\xfe",
    ],
    ids=["entities", "outside", "long words", "cut off", "nonsense", "bytes"],
)
def test_no_packet_however_nasty_says_anything(school: Any, draw: Any, xmp: bytes) -> None:
    """Nothing is raised, and nothing is taken from it."""
    data = draw.saved(draw.scene((64, 48)), "WEBP", xmp=xmp)

    assert read_embedded(school.keep("a.webp", data)) == Embedded()


def test_a_word_is_short_and_there_are_not_too_many(school: Any, draw: Any) -> None:
    """Whatever the file holds."""
    data = packet([f"word {number}" for number in range(500)], "t" * 500)
    found = read_embedded(school.keep("a.webp", draw.scene((64, 48)), xmp=data))

    assert len(found.keywords) == 64
    assert len(found.title) == 80


@pytest.mark.parametrize("data", [b"", b"not a photo", b"\xff\xd8\xff\xed\xff\xff8BIM"])
def test_a_file_that_is_no_photo_says_nothing(school: Any, data: bytes) -> None:
    """And stops nothing."""
    assert read_embedded(school.keep("a.jpg", data)) == Embedded()


def test_a_file_that_went_away_says_nothing(school: Any) -> None:
    """Between the first look and the second."""
    assert read_embedded(school.root / "gone.jpg") == Embedded()
