"""Which feeds a site has, what is in each, and where it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slugify import slugify


@dataclass(frozen=True, slots=True)
class FeedLink:
    """Where a feed is: its title and the site-relative paths of its two forms."""

    title: str
    rss: str
    atom: str


@dataclass(frozen=True, slots=True)
class DoorRule:
    """What lies behind a door: the items for an audience, and all items of some kinds."""

    slug: str
    name: str
    audience: str = ""
    kinds: tuple[str, ...] = ()

    def admits(self, article: Any) -> bool:
        """True for an item that is found behind the door."""
        wanted = bool(self.audience) and self.audience in article.audience
        return wanted or article.kind in self.kinds


@dataclass(frozen=True, slots=True)
class SiteWords:
    """What the site calls itself and its parts; ``audiences`` maps ids to labels."""

    name: str
    kinds: Sequence[str] = ()
    doors: Sequence[DoorRule] = ()
    audiences: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed in both forms. ``page`` is the site-relative address of the list it follows."""

    sort: str
    slug: str
    title: str
    page: str
    stem: str
    articles: tuple[Any, ...] = ()

    @property
    def link(self) -> FeedLink:
        """Its title and its files, relative to the site."""
        return FeedLink(self.title, f"{self.stem}.rss.xml", f"{self.stem}.atom.xml")


def site_channel(name: str, articles: Iterable[Any] = ()) -> Channel:
    """The feed of everything."""
    return Channel("all", "", name, "", "feeds/all", tuple(articles))


def plan_channels(articles: Iterable[Any], words: SiteWords, items: int) -> list[Channel]:
    """Every feed of the site, each with its ``items`` newest articles.

    Kinds, doors and audiences have a feed while they are empty, so that nobody's address goes away
    with the last item; a tag has one as long as it is used.
    """
    newest = sorted(
        articles, key=lambda article: (-article.date.timestamp(), article.relative_source_path)
    )

    found = [site_channel(words.name, newest[:items])]
    kinds = dict.fromkeys([*words.kinds, *sorted({article.kind for article in newest})])
    for kind in kinds:
        chosen = [article for article in newest if article.kind == kind][:items]
        title = f"{words.name}: {kind.capitalize()}"
        found.append(Channel("kind", kind, title, f"{kind}/", f"feeds/{kind}", tuple(chosen)))
    return [*found, *_people(newest, words, items), *_tags(newest, words.name, items)]


def _people(newest: Sequence[Any], words: SiteWords, items: int) -> list[Channel]:
    """The doors, and the audiences that have no door of their name."""
    found = []
    taken = {door.slug for door in words.doors}
    for door in words.doors:
        chosen = [article for article in newest if door.admits(article)][:items]
        title, stem = f"{words.name}: {door.name}", f"feeds/for/{door.slug}"
        found.append(Channel("door", door.slug, title, f"{door.slug}/", stem, tuple(chosen)))
    used = sorted({name for article in newest for name in article.audience})
    for audience in dict.fromkeys([*words.audiences, *used]):
        place = slugify(audience)
        if not place or place in taken:
            continue
        taken.add(place)
        chosen = [article for article in newest if audience in article.audience][:items]
        title = f"{words.name}: {words.audiences.get(audience, audience)}"
        stem = f"feeds/for/{place}"
        found.append(Channel("audience", audience, title, "", stem, tuple(chosen)))
    return found


def _tags(newest: Sequence[Any], name: str, items: int) -> list[Channel]:
    by_slug: dict[str, tuple[str, list[Any]]] = {}
    for article in newest:
        for tag in getattr(article, "tags", ()):
            chosen = by_slug.setdefault(tag.slug, (tag.name, []))[1]
            if article not in chosen[-1:]:
                chosen.append(article)
    return [
        Channel(
            "tag",
            slug,
            f"{name}: {tag_name}",
            f"tags/{slug}/",
            f"feeds/tags/{slug}",
            tuple(chosen[:items]),
        )
        for slug, (tag_name, chosen) in sorted(by_slug.items())
    ]


def index_channels(channels: Iterable[Channel]) -> dict[tuple[str, str], Channel]:
    """Channels by sort and slug. An audience behind a door of its name has the door's feed."""
    index = {(channel.sort, channel.slug): channel for channel in channels}
    for (sort, slug), channel in list(index.items()):
        if sort == "door":
            index.setdefault(("audience", slug), channel)
    return index
