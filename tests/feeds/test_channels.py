"""Which feeds there are, what is in them, where they stand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from plugins.feeds.channels import (
    Channel,
    DoorRule,
    FeedLink,
    SiteWords,
    index_channels,
    plan_channels,
)

WORDS = SiteWords(
    "The Hallway",
    kinds=("posts", "tutorials"),
    doors=(
        DoorRule("families", "Families", audience="families"),
        DoorRule("students-work", "Students’ work", kinds=("galleries",)),
    ),
    audiences={"families": "Families", "teachers": "Teachers"},
)


@pytest.fixture
def articles(make: Any) -> list[Any]:
    """Three articles, the newest last."""
    start = make.now - timedelta(days=30)
    rows = [
        ("posts/a.md", {"audience": ["families"], "tags": [make.tag("Robotics")]}),
        ("galleries/b.md", {"tags": [make.tag("Robotics"), make.tag("Art")]}),
        ("posts/c.md", {"audience": ["teachers", "families"]}),
    ]
    return [
        make.article(path, date=start + timedelta(days=n), **changes)
        for n, (path, changes) in enumerate(rows)
    ]


def stems(channel: Channel) -> list[str]:
    """The articles of a channel by the letter of their file."""
    return [article.relative_source_path[-4] for article in channel.articles]


def test_every_list_has_its_feed_newest_first(articles: list[Any]) -> None:
    """Everything, kinds, doors, audiences and tags, each where people subscribed to it."""
    found = {channel.stem: stems(channel) for channel in plan_channels(articles, WORDS, 20)}
    assert found == {
        "feeds/all": ["c", "b", "a"],
        "feeds/posts": ["c", "a"],
        "feeds/tutorials": [],
        "feeds/galleries": ["b"],
        "feeds/for/families": ["c", "a"],
        "feeds/for/students-work": ["b"],
        "feeds/for/teachers": ["c"],
        "feeds/tags/art": ["b"],
        "feeds/tags/robotics": ["b", "a"],
    }


def test_a_feed_ends_after_so_many_items(articles: list[Any]) -> None:
    """The oldest fall off."""
    found = {channel.stem: stems(channel) for channel in plan_channels(articles, WORDS, 1)}
    assert found["feeds/all"] == ["c"]
    assert found["feeds/tags/robotics"] == ["b"]
    assert found["feeds/for/families"] == ["c"]


def test_items_of_one_moment_are_in_the_order_of_their_files(make: Any) -> None:
    """The same order on every disk."""
    articles = [make.article(path) for path in ("posts/b.md", "posts/a.md")]
    assert stems(plan_channels(articles, WORDS, 20)[0]) == ["a", "b"]


def test_a_list_finds_its_feed(articles: list[Any]) -> None:
    """By what it was gathered and by which value; the door of an audience serves both."""
    index = index_channels(plan_channels(articles, WORDS, 20))
    link = FeedLink(
        "The Hallway: Families", "feeds/for/families.rss.xml", "feeds/for/families.atom.xml"
    )
    assert index["door", "families"].link == index["audience", "families"].link == link
    assert index["tag", "art"].link.rss == "feeds/tags/art.rss.xml"
    assert ("year", "2026-2027") not in index


def test_no_two_feeds_share_a_file(make: Any) -> None:
    """An audience named like a door, or like another audience, does not overwrite its feed."""
    article = make.article(audience=["families", "Teachers", "../up", "👪"])
    found = [channel.stem for channel in plan_channels([article], WORDS, 20)]
    assert len(found) == len(set(found))
    assert "feeds/for/up" in found
