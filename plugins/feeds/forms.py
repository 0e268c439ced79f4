"""What both forms of a feed tell feedgenerator, and what neither may take from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from feedgenerator.django.utils.feedgenerator import Enclosure

from plugins.feeds.feed import Feed, FeedItem, in_utc


class Dated:
    """Stands before a class of feedgenerator, which asks the clock when a feed has no item."""

    feed: dict[str, Any]

    def latest_post_date(self) -> datetime:
        """When the feed last changed, as :func:`build_head` says."""
        updated: datetime = self.feed["updated"]
        return updated


def build_head(feed: Feed) -> dict[str, Any]:
    """The head of a feed as keywords."""
    return {
        "title": feed.title,
        "link": feed.url,
        "language": feed.lang,
        "updated": in_utc(feed.updated),
    }


def build_entry(item: FeedItem) -> dict[str, Any]:
    """An item as keywords of ``add_item``; ``source`` is the item itself."""
    one = item.enclosure
    return {
        "title": item.title,
        "link": item.url,
        "pubdate": in_utc(item.published),
        "unique_id": item.id,
        "categories": item.categories,
        "enclosures": [Enclosure(one.url, str(one.length), one.type)] if one else (),
        "source": item,
    }
