"""What a page offers to those who want to hear of the school, and how issues lead to it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from plugins.subscribing.form import Form
from plugins.subscribing.words import Words


@dataclass(frozen=True, slots=True)
class FeedWay:
    """A feed for readers: what is in it, in a line, and the site-relative path of its RSS."""

    title: str
    line: str
    rss: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Everything that a page with ``form: subscribe`` shows.

    ``form`` is None where the school has none, ``mail`` empty where it names no address.
    """

    words: Words
    form: Form | None
    mail: str
    feeds: tuple[FeedWay, ...]

    @property
    def mailto(self) -> str:
        """The link that opens a mail with its subject."""
        return f"mailto:{quote(self.mail, safe='@')}?subject={quote(self.words.subject)}"

    @property
    def by_mail(self) -> bool:
        """True where somebody can get the letter by mail at all."""
        return bool(self.form or self.mail)


@dataclass(frozen=True, slots=True)
class OfferLink:
    """The way from an issue to the offer: a label in ``lang``, and a site-relative address."""

    label: str
    url: str
    lang: str


def plan_feeds(
    words: Words,
    everything: Any,
    feed_for: Callable[[str, str], Any],
    doors: Iterable[Any],
    kinds: Mapping[str, Any],
) -> tuple[FeedWay, ...]:
    """The feeds that people ask for: all, who it is for, what it is. Tags have theirs, unlisted.

    ``everything`` is the feed of the whole site or None; ``feed_for`` gives a feed or None.
    """
    found = [(everything, words.everything, "")]
    found += [(feed_for("door", door.slug), door.name, door.line) for door in doors]
    found += [(feed_for("kind", slug), kind.many, kind.lead) for slug, kind in kinds.items()]
    return tuple(FeedWay(title, line, feed.rss) for feed, title, line in found if feed)


def plan_link(offers: Mapping[str, tuple[str, Offer]], lang: str, usual: str) -> OfferLink | None:
    """The link for an issue in ``lang``: to the page in its language, else in the ``usual`` one.

    ``offers`` are address and offer of the pages that have one, by language, in their order.
    """
    if not offers:
        return None
    url, offer = offers.get(lang) or offers.get(usual) or next(iter(offers.values()))
    label = offer.words.get if offer.by_mail else offer.words.follow
    return OfferLink(label, url, offer.words.lang)
