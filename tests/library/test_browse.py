"""The lists of the library, without a build."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from plugins.library.browse import Calendar, Shelves, arrange
from plugins.library.collection import LibraryPhoto, Use
from plugins.media.words import Tag

CALENDAR = Calendar(ZoneInfo("America/New_York"), 8)
PHOTO = LibraryPhoto(
    id="0123456789abcdef",
    path="media/fair/a.jpg",
    title="A ramp",
    named=True,
    alt="A ramp",
    caption="A ramp",
    credit="",
    tags=(Tag("robotics", "Robotics"),),
    grades=("10",),
    event="Fair",
    place="",
    day=datetime(2026, 10, 1, tzinfo=UTC),
    taken=True,
    width=4,
    height=3,
    shape="landscape",
    sort="photo",
    colour="",
    focus=None,
    uses=(Use("A post", "posts/a/", "posts"),),
)


def photos(count: int, **changes: object) -> list[LibraryPhoto]:
    """So many photos that differ in nothing else."""
    return [
        replace(PHOTO, id=f"{n:016x}", path=f"media/fair/{n}.jpg", **changes)  # type: ignore[arg-type]
        for n in range(count)
    ]


def shelves(found: list[LibraryPhoto]) -> Shelves:
    """Arranged for a school with grades 2 and 10."""
    return arrange(found, CALENDAR, lambda field, key: f"Grade {key}", ["2", "10"])


def test_lists_come_in_the_order_of_readers() -> None:
    """Grades as the school counts them, the latest year first, words by the alphabet."""
    found = [
        *photos(2, grades=("10", "2"), tags=(Tag("zoo", "Zoo"), Tag("ape", "ape"))),
        *photos(2, day=datetime(2024, 8, 1, 12, tzinfo=UTC), grades=("2",), tags=()),
    ]
    titles = {group.title: [way.label for way in group.ways] for group in shelves(found).groups()}

    assert titles == {
        "Event or project": ["Fair"],
        "Grade": ["Grade 2", "Grade 10"],
        "School year": ["2026–27", "2024–25"],
        "Tag": ["ape", "Zoo"],
    }


def test_the_last_hour_of_a_school_year_is_counted_by_the_schools_clock() -> None:
    """August 1, 02:00 in London is still July at the school."""
    (first,) = photos(1, day=datetime(2026, 8, 1, 2, tzinfo=UTC))

    assert [way.label for way in shelves([first]).ways_from(first)["year"]] == ["2025–26"]


def test_a_photo_leads_to_others_and_never_to_itself() -> None:
    """A word that it has alone is a word and no link."""
    alone, other = photos(2)
    alone = replace(alone, tags=(*alone.tags, Tag("ramps", "Ramps")))
    ways = shelves([alone, other]).ways_from(alone)

    assert [(way.label, way.url) for way in ways["tag"]] == [
        ("Robotics", "library/tags/robotics/"),
        ("Ramps", ""),
    ]


def test_a_photo_that_nobody_dated_or_filed_is_in_the_library_all_the_same() -> None:
    """In the list of everything."""
    (found,) = photos(1, day=None, tags=(), grades=(), event="")
    arranged = shelves([found])

    assert [one.url for one in arranged.pages()] == ["library/"]
    assert arranged.groups() == []
    assert not any(arranged.ways_from(found).values())


def test_a_gallery_leads_to_its_event_if_that_holds_all_of_it() -> None:
    """And to none where one of its photos is elsewhere."""
    found = photos(3)
    paths = [photo.path for photo in found]
    arranged = shelves(found)

    assert arranged.event_url(paths) == "library/events/fair/"
    assert arranged.event_url(paths[:2]) == "library/events/fair/"
    assert arranged.event_url([*paths, "media/other.jpg"]) == ""
    assert arranged.event_url([]) == ""


def test_titles_of_events_that_read_alike_are_one_event() -> None:
    """Two spellings of one name would be two pages at one address."""
    one, two = photos(2)
    arranged = shelves([one, replace(two, event="FAIR!")])

    assert len([page for page in arranged.pages() if page.sort == "event"]) == 1
