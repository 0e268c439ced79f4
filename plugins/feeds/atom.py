"""A feed as Atom (RFC 4287), with what feedgenerator leaves out."""

from __future__ import annotations

from typing import Any

from feedgenerator.django.utils.feedgenerator import Atom1Feed

from plugins.feeds.feed import Feed, FeedItem, in_utc
from plugins.feeds.forms import Dated, build_entry, build_head
from plugins.feeds.media import MEDIA_NAMESPACE, write_media


class _Atom(Dated, Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": MEDIA_NAMESPACE}

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        lang = item["source"].lang
        return {"xml:lang": lang} if lang and lang != self.feed["language"] else {}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        source: FeedItem = item["source"]
        for author in source.authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", author)
            handler.endElement("author")
        if source.summary:
            # The library would declare it HTML.
            handler.addQuickElement("summary", source.summary, {"type": "text"})
        write_media(handler, source.image)


def build_atom(feed: Feed) -> bytes:
    """The feed as an Atom document in UTF-8. All text in it must be ``usable``."""
    atom = _Atom(
        **build_head(feed),
        description=feed.description,
        feed_url=feed.atom_url,
        feed_guid=feed.id,
        author_name=feed.author,
    )
    for item in feed.items:
        atom.add_item(
            **build_entry(item),
            description=None,
            updateddate=in_utc(item.updated),
            content=item.content,
        )
    return str(atom.writeString("utf-8")).encode()
