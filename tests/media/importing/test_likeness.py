"""Photos that look alike are found; others are left in peace."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from plugins.media.importing.likeness import FLAT, Alike, Look, find_alike, fingerprint
from plugins.media.importing.looking import draw_fingerprint
from plugins.media.sources import Source, read_source


@pytest.fixture
def print_of(school: Any) -> Any:
    """The fingerprint of a picture saved in some way."""

    def run(data: bytes) -> str:
        school.keep("one", data)
        source = read_source(school.root, "one", 50)
        assert isinstance(source, Source)
        return draw_fingerprint(source)

    return run


def bits_between(one: str, other: str) -> int:
    """How many bits differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("part", "quality"), [(1.0, 30), (0.5, 60), (0.3, 85)])
def test_a_photo_saved_smaller_or_worse_is_alike(
    jpeg: Any, print_of: Any, seed: int, part: float, quality: int
) -> None:
    """As a messenger or a mail program does it."""
    size = (round(400 * part), round(300 * part))
    first = print_of(jpeg(seed, size=(400, 300)))
    again = print_of(jpeg(seed, size=size, quality=quality))
    looks = [Look("first", "a", first), Look("again", "b", again)]
    assert find_alike(looks, []) == [Alike("first", ("again",))]


def test_a_photo_turned_by_its_camera_is_alike(draw: Any, view: Any, print_of: Any) -> None:
    """Upright in its file, or lying with a note: one picture."""
    picture = view(5, (160, 120))
    prints = {orientation: print_of(draw.jpeg(picture, orientation)) for orientation in (1, 6, 8)}
    assert bits_between(prints[1], prints[6]) <= 4
    assert bits_between(prints[1], prints[8]) <= 4


def test_different_photos_are_not_alike(jpeg: Any, print_of: Any) -> None:
    """Forty pictures, no pair."""
    looks = [Look(str(seed), str(seed), print_of(jpeg(seed))) for seed in range(40)]
    assert find_alike(looks[:20], looks[20:]) == []


def test_even_pictures_are_like_nothing(print_of: Any) -> None:
    """White sheets and night skies would all look alike."""
    stream = BytesIO()
    Image.new("RGB", (64, 48), "white").save(stream, "PNG")
    assert print_of(stream.getvalue()) == FLAT
    assert find_alike([Look("a", "1", FLAT), Look("b", "2", FLAT)], []) == []


def test_a_row_of_alike_photos_is_one_group() -> None:
    """Ten shots of one moment are named once, below the first of them."""
    greys = bytes(range(0, 243, 3))
    looks = [Look(f"IMG_{n}", str(n), fingerprint(greys)) for n in range(4)]
    assert find_alike(looks[1:], looks[:1]) == [Alike("IMG_0", ("IMG_1", "IMG_2", "IMG_3"))]


def test_the_same_content_is_no_likeness() -> None:
    """It is the same photo, and is told elsewhere."""
    same = fingerprint(bytes(range(0, 243, 3)))
    assert find_alike([Look("a", "1", same)], [Look("b", "1", same)]) == []
