"""The colour in a photo's place: near to the photo, the same everywhere, readable, in the theme."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.media.sources import Source, read_source
from plugins.media.tones import all_tones, build_rules, tone_of

THEME = Path(__file__).resolve().parents[2] / "theme" / "static" / "css" / "hallway.css"


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` or ``#rgb``, as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def with_small_copy(draw: Any, photo: Image.Image, small: Image.Image) -> bytes:
    """A JPEG of ``photo`` that says in its EXIF that ``small`` is a copy of it."""
    copy = draw.saved(small, "JPEG", quality=90)
    entries = [(259, 3, 6), (513, 4, 8 + 2 + 3 * 12 + 4 + 6), (514, 4, len(copy))]
    directory = struct.pack("<H", 3) + b"".join(
        struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries
    )
    empty = struct.pack("<HI", 0, 14)  # the first directory: nothing, and where the second is
    exif = b"Exif\0\0II*\0" + struct.pack("<I", 8) + empty + directory + bytes(4) + copy
    return bytes(draw.saved(photo, "JPEG", quality=90, exif=exif))


def colour_in(school: Any, data: bytes) -> Any:
    """The colour of a photo of these bytes."""
    school.keep("a.jpg", data)
    found = read_source(school.root, "a.jpg", 50)
    assert isinstance(found, Source)
    return found.colour


def test_every_tone_has_its_rule_in_the_theme() -> None:
    """Word for word: the table and the theme cannot drift apart."""
    assert build_rules() in THEME.read_text("utf-8")


@pytest.mark.parametrize("tone", all_tones(), ids=lambda tone: str(tone.name))
def test_words_on_a_tone_can_be_read(tone: Any) -> None:
    """The description stands there when a photo never comes: 4.5 to 1 at least."""
    lights = sorted((luminance(tone.colour), luminance(tone.ink)))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


@pytest.mark.parametrize("tone", all_tones(), ids=lambda tone: str(tone.name))
def test_a_tone_is_nearest_to_itself(tone: Any) -> None:
    """No two of them are taken for each other."""
    colour = tuple(int(tone.colour[place : place + 2], 16) for place in (1, 3, 5))
    assert tone_of((colour[0], colour[1], colour[2])) == tone.name


def test_the_ends_of_all_colours_have_a_tone() -> None:
    """Black, white and the strongest colours."""
    assert tone_of((0, 0, 0)) == "tone-n0"
    assert tone_of((255, 255, 255)) == "tone-n4"
    assert re.fullmatch(r"tone-[a-f]\d", tone_of((0, 0, 255)))


def test_a_small_photo_gives_its_mean(school: Any, draw: Any) -> None:
    """Half black, half white is grey."""
    sheet = Image.new("RGB", (640, 480), "black")
    sheet.paste("white", (0, 0, 320, 480))
    assert colour_in(school, draw.saved(sheet, "JPEG")) == pytest.approx((128, 128, 128), abs=2)


def test_a_camera_s_small_copy_is_asked_first(school: Any, draw: Any) -> None:
    """It costs a quarter of a millisecond, and its black bars do not count."""
    small = Image.new("RGB", (160, 120), "black")
    small.paste((90, 160, 200), (0, 15, 160, 105))
    data = with_small_copy(draw, Image.new("RGB", (1600, 900), "white"), small)
    assert colour_in(school, data) == pytest.approx((90, 160, 200), abs=6)


def test_a_large_photo_without_small_copy_is_not_decoded_for_it(school: Any, draw: Any) -> None:
    """Its colour would cost more than a twentieth of its renditions."""
    data = draw.saved(draw.noise((1600, 1200)), "JPEG", quality=98)
    assert len(data) > 600_000
    assert colour_in(school, data) is None


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "GIF", "TIFF", "AVIF", "HEIF"])
def test_other_formats_get_the_colour_of_the_theme(school: Any, draw: Any, format_: str) -> None:
    """They may be transparent, and must be decoded whole."""
    assert colour_in(school, draw.private(format_, draw.scene((64, 48)))) is None


@pytest.mark.parametrize("damage", [b"\xff\xd8\xff\xe0junk", b"\xff\xd8", b""])
def test_a_damaged_small_copy_is_no_reason_to_refuse_a_photo(
    school: Any, draw: Any, damage: bytes
) -> None:
    """The photo itself is whole: it only has no colour."""
    data = with_small_copy(draw, draw.scene(), Image.new("RGB", (16, 12), "red"))
    start = data.index(b"\xff\xd8", 2)
    school.keep("a.jpg", data[:start] + damage.ljust(40, b"\0") + data[start + 40 :])
    found = read_source(school.root, "a.jpg", 50)
    assert isinstance(found, Source)


def test_a_small_copy_that_is_large_is_left_alone(school: Any, draw: Any) -> None:
    """A bomb may hide there as well as anywhere: the photo itself is asked."""
    photo, copy = Image.new("RGB", (320, 240), "navy"), Image.new("L", (2000, 1500), "white")
    found = colour_in(school, with_small_copy(draw, photo, copy))
    assert found == pytest.approx((0, 0, 128), abs=3)


def test_a_page_names_the_tone_and_carries_no_style(school: Any, draw: Any) -> None:
    """Beside the classes of the author, the same in a second build that opens nothing."""
    school.keep("a.jpg", draw.saved(Image.new("RGB", (640, 480), (90, 160, 200)), "JPEG"))
    text = '<p>See <img data-photo="a.jpg" data-line="1" alt="Sky" class="left"> there</p>'
    first = school.library()
    html = first.place_photos(text, "a.md")
    first.encode_planned(school.output)
    assert f'class="left {tone_of((90, 160, 200))}"' in html
    assert "style=" not in html
    assert school.library().place_photos(text, "a.md") == html
