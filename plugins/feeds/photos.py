"""From a gallery to the items of its own feed: each photo one."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from plugins.feeds import markup
from plugins.feeds.channels import FeedLink
from plugins.feeds.characters import usable
from plugins.feeds.feed import FeedEnclosure, FeedImage, FeedItem
from plugins.feeds.ids import feed_id
from plugins.feeds.items import ItemBuilder

_LONGEST_TITLE = 90


def gallery_link(site: str, article: Any) -> FeedLink:
    """Where the feed of a gallery stands: it stays there whatever its title becomes."""
    stem = gallery_stem(article)
    return FeedLink(f"{site}: {article.title}", f"{stem}.rss.xml", f"{stem}.atom.xml")


def gallery_stem(article: Any) -> str:
    """Its place without the ending of a form."""
    return f"feeds/galleries/{article.slug}"


def gather_galleries(articles: Sequence[Any]) -> dict[str, Any]:
    """The galleries with photos among ``articles``, by slug; of translations the first."""
    found: dict[str, Any] = {}
    for article in articles:
        if article.kind == "galleries" and getattr(article, "photos", ()):
            found.setdefault(article.slug, article)
    return found


def build_photo_items(article: Any, builder: ItemBuilder, library: Any) -> tuple[FeedItem, ...]:
    """The photos of a gallery in its order, each once.

    An item's id follows from the gallery's and the photo's own, its link leads to the photo's page
    in ``library`` (``context["library"]``, or None) or to the gallery. All are of the gallery's
    date: when a photo was taken is not told to the minute.
    """
    items: dict[str, FeedItem] = {}
    for photo in article.photos:
        identity = feed_id(article.permanent_id, builder.media.identity(photo.path))
        item = _item(photo, article, builder, library, identity)
        if item is not None:
            items.setdefault(identity, item)
    return tuple(items.values())


def _item(
    photo: Any, article: Any, builder: ItemBuilder, library: Any, identity: str
) -> FeedItem | None:
    enclosure = builder.media.enclosure(photo.path, builder.image_width)
    rendition = builder.media.jpeg(photo.path, builder.image_width)
    if enclosure is None or rendition is None:
        return None
    url, alt = builder.absolute(rendition.url), usable(photo.alt or "")
    caption, credit = usable(photo.caption or ""), usable(photo.credit or "")
    drawn = markup.build_image(url, alt, rendition.width, rendition.height)
    title = usable(photo.title or photo.caption or photo.alt or article.title)
    page = library.url_of(photo.path) if library else ""
    return FeedItem(
        id=identity,
        title=textwrap.shorten(title, _LONGEST_TITLE, placeholder=" …"),
        url=builder.absolute(page or article.url),
        published=article.date,
        updated=article.date,
        content=markup.build_figure(drawn, caption, credit),
        summary=alt,
        lang=getattr(article, "lang", "") or "",
        image=FeedImage(url, rendition.width, rendition.height, rendition.mime, alt),
        enclosure=FeedEnclosure(builder.absolute(enclosure.url), enclosure.length, enclosure.type),
    )
