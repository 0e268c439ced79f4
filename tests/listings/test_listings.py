"""Every article is found by its kind, words, door and school year."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.settings import SettingsError
from plugins.content.vocabulary import Vocabulary, Words
from plugins.listings.config import DoorSettings, load_doors
from plugins.listings.gather import (
    address,
    gather_doors,
    gather_kinds,
    gather_tags,
    gather_words,
    gather_years,
)
from plugins.listings.listing import Listing, plan_neighbours, plan_pages

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def article(name: str, day: str = "2026-11-16", **more: Any) -> SimpleNamespace:
    """As much of an article as lists ask for."""
    values = {
        "kind": "posts",
        "date": datetime.fromisoformat(f"{day}T12:00+00:00"),
        "audience": [],
        "grades": [],
        "skills": [],
        "tags": [],
        "featured": False,
        "relative_source_path": f"posts/{name}.md",
    }
    return SimpleNamespace(title=name, **values | more)


def event(name: str, start: str, end: str | None = None) -> SimpleNamespace:
    """An event announced on the 16th."""
    fields = SimpleNamespace(
        start=datetime.fromisoformat(f"{start}+00:00"),
        end=datetime.fromisoformat(f"{end}+00:00") if end else None,
    )
    return article(name, kind="events", fields=fields)


@given(count=st.integers(0, 60), per_page=st.integers(1, 15))
def test_pages_show_every_item_once_in_order(count: int, per_page: int) -> None:
    """No page is too long, none is empty but an empty list's only one, and next leads to next."""
    listing = Listing("kind", "posts", "Posts", "posts/", items=list(range(count)))

    pages = list(plan_pages(listing, per_page))

    assert [item for page in pages for item in page.items] == listing.items
    assert all(len(page.items) <= per_page for page in pages)
    assert all(page.items for page in pages) or count == 0
    assert [page.next_url for page in pages] == [*(page.url for page in pages[1:]), None]
    assert [page.previous_url for page in pages] == [None, *(page.url for page in pages[:-1])]


def test_the_first_page_has_the_lists_own_address() -> None:
    """/posts/ stays /posts/, however many pages follow."""
    listing = Listing("kind", "posts", "Posts", "posts/", items=[1, 2, 3])

    assert [page.save_as for page in plan_pages(listing, 2)] == [
        "posts/index.html",
        "posts/page/2/index.html",
    ]


def test_a_door_opens_to_its_audience_or_its_kinds() -> None:
    """Featured things come first on the door itself, the list stays by date."""
    articles = [
        article("new", audience=["families"]),
        article("star", audience=["families"], featured=True),
        article("gallery", kind="galleries"),
        article("staff", audience=["teachers"]),
    ]
    doors = (
        DoorSettings(slug="families", name="Families", audience="families"),
        DoorSettings(slug="work", name="Work", kinds=("galleries",)),
    )

    (families, list_of_families), (work, _) = gather_doors(articles, doors)

    assert [one.title for one in families.latest] == ["star", "new"]
    assert [one.title for one in list_of_families.items] == ["new", "star"]
    assert [one.title for one in work.latest] == ["gallery"]


def test_doors_side_by_side_show_different_things() -> None:
    """What the first door shows, the second one need not, while it has other things."""
    articles = [
        article("both", audience=["families", "teachers"], featured=True),
        article("lesson", audience=["teachers"]),
    ]
    doors = (
        DoorSettings(slug="families", name="Families", audience="families"),
        DoorSettings(slug="teachers", name="Teachers", audience="teachers"),
    )

    (families, _), (teachers, _) = gather_doors(articles, doors)

    assert [one.title for one in families.latest] == ["both"]
    assert [one.title for one in teachers.latest] == ["lesson", "both"]


def test_events_to_come_stand_before_those_that_are_over() -> None:
    """The next one first; an event is over when it ends, not when it starts."""
    events = [
        event("past", "2026-11-01T09:00"),
        event("later", "2026-12-10T09:00"),
        event("next", "2026-12-03T09:00"),
        event("on", "2026-11-23T11:00", "2026-11-23T13:00"),
    ]

    listing = next(one for one in gather_kinds(events, NOW) if one.slug == "events")

    assert [one.title for one in listing.upcoming] == ["on", "next", "later"]
    assert [one.title for one in listing.items] == ["past"]


def test_words_are_listed_in_the_order_of_the_vocabulary() -> None:
    """K comes before 1, 10 after 9; words nobody used have no list."""
    vocabulary = Vocabulary(
        {"grades": Words({"K": "Kindergarten", "1": "Grade 1", "2": "Grade 2"})}
    )
    articles = [article("a", grades=["1", "K"]), article("b", grades=["K"])]

    listings = gather_words(articles, "grades", vocabulary)

    assert [(one.title, one.url, one.total) for one in listings] == [
        ("Kindergarten", "grades/k/", 2),
        ("Grade 1", "grades/1/", 1),
    ]


def test_tags_that_mean_the_same_word_share_a_list() -> None:
    """ "Robotics" and "robotics" are one tag."""
    one = SimpleNamespace(name="Robotics", slug="robotics")
    two = SimpleNamespace(name="robotics", slug="robotics")

    (listing,) = gather_tags([article("a", tags=[one, two]), article("b", tags=[two])])

    assert [item.title for item in listing.items] == ["a", "b"]


def test_the_archive_is_by_school_year() -> None:
    """July belongs to the old year, August to the new one; the latest is first."""
    listings = gather_years([article("a", "2026-08-01"), article("b", "2026-07-31")], UTC, 8)

    assert [(one.slug, [item.title for item in one.items]) for one in listings] == [
        ("2026-2027", ["a"]),
        ("2025-2026", ["b"]),
    ]


def test_newer_and_older_stay_within_the_kind() -> None:
    """From a tutorial the way leads to tutorials."""
    a, b, c = article("a"), article("b", kind="tutorials"), article("c")

    assert plan_neighbours([a, b, c]) == [(a, None, c), (c, a, None), (b, None, None)]


def test_wrong_doors_are_all_named() -> None:
    """A coach who mistypes two settings hears of both."""
    with pytest.raises(SettingsError) as caught:
        load_doors({"DOORS": ({"slug": "Not good", "name": "x"}, {"slug": "ok"})})

    assert "0.slug" in str(caught.value)
    assert "1.name" in str(caught.value)


def test_a_vocabulary_id_is_a_safe_address() -> None:
    """Whatever a school calls its words."""
    assert address("Digital Citizenship/2") == "digital-citizenship-2"
