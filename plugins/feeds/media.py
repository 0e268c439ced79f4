"""Media RSS: the photo of an item, in both formats."""

from __future__ import annotations

from typing import Any

from plugins.feeds.feed import FeedImage

MEDIA_NAMESPACE = "http://search.yahoo.com/mrss/"


def write_media(handler: Any, image: FeedImage | None) -> None:
    """Write ``media:content`` and ``media:thumbnail`` to feedgenerator's XML ``handler``.

    Without ``fileSize``: the photo is encoded after the feed is written.
    """
    if image is None:
        return
    size = {"url": image.url, "width": str(image.width), "height": str(image.height)}
    handler.startElement("media:content", {**size, "type": image.type, "medium": "image"})
    if image.alt:
        handler.addQuickElement("media:description", image.alt, {"type": "plain"})
    handler.endElement("media:content")
    handler.addQuickElement("media:thumbnail", None, size)
