"""A feed as RSS 2.0, with what feedgenerator leaves out.

The full text stands in ``content:encoded`` and the summary in ``description``; authors are
``dc:creator``, because RSS's own ``author`` must be an e-mail address; photos are Media RSS.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from feedgenerator.django.utils.feedgenerator import Rss201rev2Feed

from plugins.feeds.feed import Feed, FeedItem
from plugins.feeds.forms import Dated, build_entry, build_head
from plugins.feeds.media import MEDIA_NAMESPACE, write_media

_NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": MEDIA_NAMESPACE,
}
_TITLE = re.compile(r"<title>[^<]*</title>")


class _Rss(Dated, Rss201rev2Feed):  # type: ignore[misc]  # feedgenerator has no types
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), **_NAMESPACES}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        source: FeedItem = item["source"]
        for author in source.authors:
            handler.addQuickElement("dc:creator", author)
        if source.lang and source.lang != self.feed["language"]:
            handler.addQuickElement("dc:language", source.lang)
        if source.content:
            handler.addQuickElement("content:encoded", source.content)
        write_media(handler, source.image)


def build_rss(feed: Feed) -> bytes:
    """The feed as an RSS 2.0 document in UTF-8. All text in it must be ``usable``."""
    rss = _Rss(
        **build_head(feed), description=feed.description or feed.title, feed_url=feed.rss_url
    )
    for item in feed.items:
        rss.add_item(
            **build_entry(item),
            # RSS readers take a description for HTML.
            description=escape(item.summary, quote=False) or None,
            unique_id_is_permalink=False,
        )
    return _TITLE.sub(_in_hexadecimal, str(rss.writeString("utf-8"))).encode()


def _in_hexadecimal(found: re.Match[str]) -> str:
    # The same to XML, and what the RSS profile asks for: readers that expect HTML in a title and
    # look for entities before they parse leave these alone.
    return found[0].replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;")
