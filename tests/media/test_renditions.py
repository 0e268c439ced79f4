"""The plan of renditions: pure, so that thousands of sizes can be tried."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.media.renditions import (
    LONGEST,
    Rendition,
    height_at,
    plan,
    plan_rendition,
    plan_widths,
    stem_of,
)

sides = st.integers(min_value=1, max_value=60_000)
sizes = st.tuples(sides, sides)
widths = st.lists(st.integers(min_value=16, max_value=8000), min_size=1, max_size=8)


@given(size=sizes, wanted=widths)
def test_no_rendition_is_larger_than_its_photo(size: tuple[int, int], wanted: list[int]) -> None:
    """Never enlarged, never larger than asked for, ascending, each width once."""
    planned = plan_widths(size, wanted)
    assert list(planned) == sorted(set(planned))
    assert planned[0] >= 1
    assert planned[-1] <= min(size[0], max(wanted))


@given(size=sizes, wanted=widths)
def test_the_largest_rendition_keeps_all_that_may_be_kept(
    size: tuple[int, int], wanted: list[int]
) -> None:
    """A photo smaller than the widest setting is published at its own width."""
    if size[1] <= LONGEST:
        assert plan_widths(size, wanted)[-1] == min(size[0], max(wanted), LONGEST)


@given(size=sizes, wanted=widths)
def test_every_rendition_fits_its_format_and_keeps_its_shape(
    size: tuple[int, int], wanted: list[int]
) -> None:
    """Sides from 1 to what WebP holds; the height is the photo's, to the nearest pixel."""
    for width in plan_widths(size, wanted):
        height = height_at(size, width)
        assert 1 <= height <= LONGEST
        if width > 1 and height > 1:
            assert abs(height - size[1] * width / size[0]) <= 0.5


@pytest.mark.parametrize(
    ("own", "planned"),
    [
        (4032, (320, 640, 960, 1600)),
        (1600, (320, 640, 960, 1600)),
        (1200, (320, 640, 960, 1200)),
        (1000, (320, 640, 1000)),
        (321, (321,)),
        (200, (200,)),
    ],
)
def test_a_width_next_to_the_photos_own_gives_way_to_it(own: int, planned: tuple[int]) -> None:
    """No two files that differ by a few pixels."""
    assert plan_widths((own, 1000), (320, 640, 960, 1600)) == planned


def test_names_are_of_content_and_recipe_and_width() -> None:
    """``photos/<hash>-<width>.<format>``, with the site's address before it in a page."""
    stem = stem_of("abc", "recipe")
    one = plan_rendition(stem, (4000, 3000), 640, "webp", "https://x.org/school")
    assert one == Rendition(
        f"photos/{stem}-640.webp",
        f"https://x.org/school/photos/{stem}-640.webp",
        640,
        480,
        "webp",
    )
    assert len({stem, stem_of("abd", "recipe"), stem_of("abc", "other")}) == 3


def test_a_plan_holds_every_width_in_every_format_the_best_first() -> None:
    """What a ``srcset`` needs, by format."""
    planned = plan("s", (400, 300), (100, 200), ("avif", "webp"))
    assert {name: [one.width for one in some] for name, some in planned.items()} == {
        "avif": [100, 200],
        "webp": [100, 200],
    }
    assert [one.url for one in planned["avif"]] == ["/photos/s-100.avif", "/photos/s-200.avif"]
