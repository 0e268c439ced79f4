"""Pelican's side of the feeds: tell other plugins where they are, then write them."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from pelican.generators import Generator

from plugins.common.addresses import base_of
from plugins.common.dates import date_filters
from plugins.common.output import output_of
from plugins.common.run import run_of
from plugins.common.settings import load_group
from plugins.feeds.atom import build_atom
from plugins.feeds.channels import (
    Channel,
    DoorRule,
    FeedLink,
    SiteWords,
    index_channels,
    plan_channels,
    site_channel,
)
from plugins.feeds.characters import usable
from plugins.feeds.config import FeedSettings
from plugins.feeds.feed import Feed, FeedItem
from plugins.feeds.ids import feed_id, separate_ids
from plugins.feeds.items import ItemBuilder
from plugins.feeds.photos import (
    build_photo_items,
    gallery_link,
    gallery_stem,
    gather_galleries,
)
from plugins.feeds.rss import build_rss


def check_settings(pelican: Any) -> None:
    """Wrong settings stop the build before it starts."""
    load_group(FeedSettings, pelican.settings, "FEEDS")


def share(generator: Any) -> None:
    """``feeds`` and ``feed_for`` for templates and for other plugins."""
    context = generator.context
    if "feed_for" not in context:
        context["feed_for"] = FeedDirectory(context)
        context["feeds"] = [site_channel(generator.settings["SITENAME"]).link]


def provide(pelican: Any) -> type[Generator]:
    """Pelican asks for generators."""
    del pelican
    return FeedGenerator


class FeedDirectory:
    """``context["feed_for"]``: the feed of a list, planned when it is first asked for.

    Ask once all texts are read: what feeds there are depends on them.
    """

    def __init__(self, context: MutableMapping[str, Any]) -> None:
        self._context = context
        self._index: dict[tuple[str, str], Channel] | None = None

    def __call__(self, sort: str, slug: str) -> FeedLink | None:
        """The feed for a list of ``sort`` ("kind", "tag", "door", "audience"); None for others.

        For ``"gallery"`` it is the one of its photos.
        """
        if sort == "gallery":
            gallery = self.galleries().get(slug)
            return gallery_link(self._context["SITENAME"], gallery) if gallery else None
        channel = self._channels.get((sort, slug))
        return channel.link if channel else None

    def articles(self) -> list[Any]:
        """What feeds may tell of: published, listed, not from the future."""
        now = run_of(self._context).now
        return [
            article
            for article in self._context["articles"]
            if article.status == "published" and article.date <= now
        ]

    def galleries(self) -> dict[str, Any]:
        """The galleries that have a feed of their photos, by slug."""
        return gather_galleries(self.articles()) if self._context.get("media") else {}

    def channels(self) -> list[Channel]:
        """Every feed of the site, each once."""
        return list({channel.stem: channel for channel in self._channels.values()}.values())

    @property
    def _channels(self) -> dict[tuple[str, str], Channel]:
        if self._index is None:
            self._index = index_channels(self._plan())
        return self._index

    def _plan(self) -> list[Channel]:
        context = self._context
        settings = load_group(FeedSettings, context, "FEEDS")
        audiences = context["vocabulary"].of("audience").labels if "vocabulary" in context else {}
        words = SiteWords(
            name=context["SITENAME"],
            kinds=settings.kinds,
            # The plugin of the doors checks this setting; here it is only read.
            doors=[
                DoorRule(
                    door["slug"],
                    door["name"],
                    door.get("audience", ""),
                    tuple(door.get("kinds", ())),
                )
                for door in context.get("DOORS", ())
            ],
            audiences=audiences,
        )
        return plan_channels(self.articles(), words, settings.items)


class FeedGenerator(Generator):
    """Writes every feed in both forms."""

    def generate_output(self, writer: Any) -> None:
        """Write the feeds and report how many files they are."""
        del writer
        settings, run = self.settings, run_of(self.settings)
        base = base_of(settings)
        group = load_group(FeedSettings, settings, "FEEDS")
        directory: FeedDirectory = self.context["feed_for"]
        channels = directory.channels()
        builder = ItemBuilder(
            base=base,
            now=run.now,
            problems=run.problems,
            when=date_filters(run.zone, settings["DEFAULT_LANG"])["weekday_time"],
            media=self.context.get("media"),
            image_width=group.image_width,
            ids=separate_ids(directory.articles(), run.problems),
        )
        for channel in channels:
            items = tuple(builder.item(article) for article in channel.articles)
            self._write_both(self._feed(channel, builder, items), channel.link)
        galleries = directory.galleries()
        for gallery in galleries.values():
            items = build_photo_items(gallery, builder, self.context.get("library"))
            link = gallery_link(settings["SITENAME"], gallery)
            channel = Channel(
                "gallery", gallery.slug, link.title, gallery.url, gallery_stem(gallery)
            )
            self._write_both(self._feed(channel, builder, items), link)
        # The newsletter writes one of its own: whole issues, for services that mail them.
        written = 2 * (len(channels) + len(galleries))
        run.report["feeds"] = run.report.get("feeds", 0) + written

    def _feed(self, channel: Channel, builder: ItemBuilder, items: tuple[FeedItem, ...]) -> Feed:
        settings = self.settings
        seed = settings.get("CONTENT", {}).get("id_seed", "hallway")
        return Feed(
            id=feed_id(seed, channel.stem),
            title=usable(channel.title),
            description=usable(settings.get("SITESUBTITLE") or settings["SITENAME"]),
            url=builder.absolute(channel.page),
            rss_url=builder.absolute(channel.link.rss),
            atom_url=builder.absolute(channel.link.atom),
            author=usable(settings.get("AUTHOR") or settings["SITENAME"]),
            lang=settings["DEFAULT_LANG"],
            items=items,
        )

    def _write_both(self, feed: Feed, link: FeedLink) -> None:
        self._write(link.rss, build_rss(feed))
        self._write(link.atom, build_atom(feed))

    def _write(self, path: str, data: bytes) -> None:
        output_of(self.settings).write(path, data, "feed")
