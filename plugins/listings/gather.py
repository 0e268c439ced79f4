"""Which lists a site has: gathered from its articles, in the order of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from plugins.common.moments import SchoolYear
from plugins.listings.config import DoorSettings
from plugins.listings.listing import Directory, Door, Entry, Group, KindName, Link, Listing, Sort

KINDS: dict[str, KindName] = {
    "posts": KindName("Post", "Posts", "posts/", "What happened, what we tried, what we learned."),
    "tutorials": KindName(
        "Tutorial", "Tutorials", "tutorials/", "Lessons to work through on your own, step by step."
    ),
    "galleries": KindName(
        "Gallery", "Galleries", "galleries/", "Projects in pictures, with the story behind them."
    ),
    "events": KindName(
        "Event", "Events", "events/", "Come by: talks, workshops and family nights."
    ),
    "episodes": KindName(
        "Episode", "Episodes", "episodes/", "Recordings, each with its transcript."
    ),
    "newsletter": KindName(
        "Newsletter", "Newsletter", "newsletter/", "The week in one letter; every issue so far."
    ),
}
WORDS: dict[str, tuple[Sort, str, str]] = {
    "skills": ("skill", "skills/", "What people practise"),
    "grades": ("grade", "grades/", "By grade"),
    "subjects": ("subject", "subjects/", "By school subject"),
    "activities": ("activity", "activities/", "By what people do"),
    "devices": ("device", "devices/", "By what you need"),
}
"""Front-matter field to the sort of its lists, the folder they stand in, and their lead."""


def gather_kinds(articles: Sequence[Any], now: datetime) -> list[Listing]:
    """One listing a kind, empty ones too: the way to them is on every page."""
    listings = []
    for kind, name in KINDS.items():
        items = [article for article in articles if article.kind == kind]
        listing = Listing("kind", kind, name.many, name.url, name.lead, items, kind=kind)
        if kind == "events":
            listing.upcoming = upcoming(items, now)
            listing.items = [item for item in items if item not in listing.upcoming]
            listing.items.sort(key=lambda item: item.fields.start, reverse=True)
        listings.append(listing)
    return listings


def upcoming(articles: Iterable[Any], now: datetime) -> list[Any]:
    """Events that are not over, the next one first."""
    events = [article for article in articles if article.kind == "events"]
    coming = [event for event in events if not is_over(event, now)]
    return sorted(coming, key=lambda event: (event.fields.start, event.relative_source_path))


def gather_translations(contents: Iterable[Any], listed: Sequence[Any]) -> dict[str, list[Any]]:
    """What no list has, being a translation of what has: by language, the newest first.

    ``contents`` are all texts that were read, pages and what could not be used (None) among them.
    """
    known = {id(one) for one in listed}
    found: dict[str, list[Any]] = {}
    for one in contents:
        if one is not None and one.kind != "pages" and id(one) not in known:
            found.setdefault(one.lang, []).append(one)
    for some in found.values():
        some.sort(key=lambda one: (-one.date.timestamp(), one.relative_source_path))
    return found


def is_over(event: Any, now: datetime) -> bool:
    """True once an event has ended or, where nobody says when it ends, has begun."""
    return bool((event.fields.end or event.fields.start) < now)


def gather_doors(
    articles: Sequence[Any], settings: Iterable[DoorSettings]
) -> list[tuple[Door, Listing]]:
    """Each door with the listing behind it; what one door shows, the next ones leave to it."""
    found = []
    shown: list[Any] = []
    for one in settings:
        items = [
            article
            for article in articles
            if (one.audience and one.audience in article.audience) or article.kind in one.kinds
        ]
        # New to the reader first, then featured, each group newest first: sorting is stable.
        latest = sorted(items, key=lambda item: (item in shown, not item.featured))[:4]
        shown.extend(latest)
        door = Door(one.slug, one.name, one.line, f"{one.slug}/", latest, len(items))
        found.append(
            (door, Listing("door", one.slug, one.name, door.url, one.line, items, door=door))
        )
    return found


def gather_words(articles: Sequence[Any], field_name: str, vocabulary: Any) -> list[Listing]:
    """A listing for each word of one vocabulary field that is used, in the vocabulary's order."""
    sort, folder, lead = WORDS[field_name]
    words = vocabulary.of(field_name)
    by_word: dict[str, list[Any]] = {word: [] for word in words}
    for article in articles:
        for word in getattr(article, field_name):
            by_word.setdefault(word, []).append(article)
    return [
        Listing(
            sort,
            word,
            words.label(word),
            f"{folder}{address(word)}/",
            words.groups.get(word, lead),
            items,
        )
        for word, items in by_word.items()
        if items
    ]


def gather_tags(articles: Sequence[Any]) -> list[Listing]:
    """A listing a tag, by the tag's name."""
    by_slug: dict[str, Listing] = {}
    for article in articles:
        for tag in getattr(article, "tags", ()):
            listing = by_slug.setdefault(
                tag.slug, Listing("tag", tag.slug, tag.name, f"tags/{tag.slug}/", "Tag")
            )
            if article not in listing.items[-1:]:
                listing.items.append(article)
    return sorted(by_slug.values(), key=lambda listing: (listing.title.casefold(), listing.slug))


def gather_years(articles: Iterable[Any], zone: Any, first_month: int) -> list[Listing]:
    """A listing a school year, the latest first."""
    by_year: dict[SchoolYear, Listing] = {}
    for article in articles:
        year = SchoolYear.of(article.date, zone, first_month)
        listing = by_year.setdefault(
            year,
            Listing("year", year.slug, f"School year {year}", f"archive/{year.slug}/", "Archive"),
        )
        listing.items.append(article)
    return [by_year[year] for year in sorted(by_year, reverse=True)]


def build_directory(
    title: str, url: str, lead: str, listings: Sequence[Listing], *, grouped: bool = False
) -> Directory:
    """A page that leads to ``listings``; ``grouped`` by their lead, as skills are."""
    groups: dict[str, list[Entry]] = {}
    for listing in listings:
        entry = Entry(listing.title, listing.url, listing.total)
        groups.setdefault(listing.lead if grouped else "", []).append(entry)
    return Directory(title, url, lead, [Group(name, entries) for name, entries in groups.items()])


def word_links(article: Any, field_name: str, vocabulary: Any) -> list[Link]:
    """Links to the listings of an article's words."""
    _, folder, _ = WORDS[field_name]
    return [
        Link(vocabulary.label(field_name, word), f"{folder}{address(word)}/")
        for word in getattr(article, field_name)
    ]


def address(word: str) -> str:
    """A vocabulary id as part of an address."""
    return "".join(sign if sign.isalnum() or sign == "-" else "-" for sign in word.lower())
