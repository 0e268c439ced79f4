"""Builders for the feed tests: items, feeds, articles, and a small site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from types import SimpleNamespace
from typing import Any

import defusedxml.ElementTree
import pytest

from plugins.common.problems import ProblemLog
from plugins.feeds.feed import Feed, FeedItem
from plugins.feeds.items import ItemBuilder
from tests.feeds.small_site import NOW, Site, build_site

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}


def make_item(**changes: Any) -> FeedItem:
    """An item like any other, but for ``changes``."""
    usual: dict[str, Any] = {
        "id": "urn:uuid:2b1f6d6e-3b7f-5a44-9d3e-4c8f0f1e2d3c",
        "title": "Robots in grade 4",
        "url": "https://school.example/posts/robots/",
        "published": datetime(2026, 11, 16, 15, 30, tzinfo=UTC),
        "updated": datetime(2026, 11, 17, 9, 0, tzinfo=UTC),
        "content": "<p>They move.</p>",
    }
    return FeedItem(**(usual | changes))


def make_feed(*items: FeedItem, **changes: Any) -> Feed:
    """A feed of ``items``."""
    usual: dict[str, Any] = {
        "id": "urn:uuid:0f3e2d1c-5a44-5b7f-9d3e-1e2d3c4c8f0f",
        "title": "The Hallway",
        "description": "Learning at Maple Street School",
        "url": "https://school.example/",
        "rss_url": "https://school.example/feeds/all.rss.xml",
        "atom_url": "https://school.example/feeds/all.atom.xml",
        "author": "Technology coach",
    }
    return Feed(**(usual | changes), items=items)


def make_article(path: str = "posts/robots.md", **changes: Any) -> Any:
    """An article as the other plugins leave it, but for ``changes``."""
    kind = path.partition("/")[0]
    stem = path.rpartition("/")[2].removesuffix(".md")
    usual: dict[str, Any] = {
        "relative_source_path": path,
        "kind": kind,
        "title": "Robots",
        "url": f"{kind}/{stem}/",
        "date": datetime(2026, 11, 16, 15, 30, tzinfo=UTC),
        "content": "<p>They move.</p>",
        "summary": "They move.",
        "permanent_id": "urn:uuid:2b1f6d6e-3b7f-5a44-9d3e-4c8f0f1e2d3c",
        "audience": [],
        "tags": [],
        "lang": "en",
        "fields": SimpleNamespace(),
        "status": "published",
    }
    return SimpleNamespace(**(usual | changes))


def make_tag(name: str, slug: str = "") -> Any:
    """A tag as Pelican has it."""
    return SimpleNamespace(name=name, slug=slug or name.lower())


def parse(document: bytes) -> Any:
    """The root of an XML document; raises where it is not well-formed."""
    return defusedxml.ElementTree.fromstring(document)


@dataclass
class Builders:
    """The builders above, for the tests to call."""

    now = NOW
    names = NAMES
    item = staticmethod(make_item)
    feed = staticmethod(make_feed)
    article = staticmethod(make_article)
    tag = staticmethod(make_tag)
    parse = staticmethod(parse)
    problems: ProblemLog = field(default_factory=ProblemLog)

    def builder(self, **changes: Any) -> ItemBuilder:
        """What turns articles into items, for a site below a path."""
        usual: dict[str, Any] = {
            "base": "https://school.example/hallway",
            "now": NOW,
            "problems": self.problems,
            "when": lambda moment: f"{moment:%A %H:%M}",
        }
        return ItemBuilder(**(usual | changes))


@pytest.fixture
def make() -> Builders:
    """Builders of items, feeds and articles."""
    return Builders()


@pytest.fixture(scope="session")
def texts() -> Callable[[bytes], dict[str, str]]:
    """The title, summary and content of a feed's first item, as an XML parser reads them."""

    def read(document: bytes) -> dict[str, str]:
        root = parse(document)
        if root.tag == "rss":
            item, paths = root.find("channel/item"), ("title", "description", "content:encoded")
        else:
            item = root.find("atom:entry", NAMES)
            paths = ("atom:title", "atom:summary", "atom:content")
        return {
            name: item.findtext(path, "", NAMES)
            for name, path in zip(("title", "summary", "content"), paths, strict=True)
        }

    return read


@pytest.fixture(scope="session")
def feed_of() -> Callable[..., Feed]:
    """A feed of one item with the title, summary and content it is given."""
    return lambda **texts: make_feed(make_item(**texts))


@pytest.fixture(scope="session")
def article_items() -> Callable[[str], FeedItem]:
    """The item of an article whose title, summary and text are the words it is given."""

    def build(words: str) -> FeedItem:
        article = make_article(title=words, summary=words, content=f"<p>{escape(words)}</p>")
        return Builders().builder().item(article)

    return build


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site, published below a path of its host."""
    return build_site(tmp_path_factory.mktemp("published"), "https://school.example/hallway")


@pytest.fixture(scope="session")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site in a preview, where it has no address of its own."""
    return build_site(tmp_path_factory.mktemp("previewed"), "")
