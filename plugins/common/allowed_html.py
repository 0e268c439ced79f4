"""The HTML that a text may use: elements, the attributes of each, schemes of addresses.

A list of what is dangerous is never complete, so this one names what is good, and everything else
is left out. Pages, feeds and mails each take their part of it; nh3 (the Rust library Ammonia) does
the work, as the last step before a text is used.
"""

from __future__ import annotations

from collections.abc import Iterable


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SCHEMES = frozenset(("http", "https", "mailto", "tel"))
"""What an address may begin with anywhere; an address without one is of the site itself."""
PAGE_SCHEMES = SCHEMES | {"geo", "sms", "webcal"}
"""On a page, those that open another program with the reader's knowledge as well."""

BLOCKS = _set("blockquote details div figcaption figure h2 h3 h4 h5 h6 hr p pre summary")
LISTS = _set("dd dl dt li ol ul")
TABLES = _set("caption col colgroup table tbody td tfoot th thead tr")
WORDS = _set(
    """
    a abbr b br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small strong sub
    sup time u var wbr
    """
)
PLAYERS = _set("audio source track video")
SECTIONS = _set("address article aside footer h1 header hgroup main menu nav section span")
OLD_WORDS = _set("acronym bdi bdo big center data font nobr rb rtc strike tt")
"""Of older sites."""

TEXT_TAGS = BLOCKS | LISTS | TABLES | WORDS
"""What every reader of a text shows: a page, a feed reader, most mail programs."""
PAGE_TAGS = TEXT_TAGS | SECTIONS | OLD_WORDS
"""What a text may use on a page. Pictures, clips and recordings are all ``img`` here."""

DROPPED = _set(
    """
    applet button canvas datalist embed form frameset iframe math noembed noframes noscript
    object option optgroup plaintext script select style svg template textarea title xmp
    """
)
"""What goes with all that is in it, which are no words of the text; of others the words stay."""

LOOKS = _set(
    """
    align alink axis background-color bgcolor border bordercolor cellpadding cellspacing char
    charoff clear color compact decoding face frame height hspace link loading noshade nowrap
    rules size text valign vlink vspace width xmlns xml:lang
    """
)
"""Attributes that only say how something looks or loads, which the site decides: they go unsaid."""

_OF_ALL = frozenset(("dir", "lang"))
_OF_ALL_ON_PAGES = _OF_ALL | {"class", "id", "role", "tabindex", "title", "translate"}
_OF_ONE: dict[str, frozenset[str]] = {
    "a": frozenset(("href", "hreflang", "title")),
    "abbr": frozenset(("title",)),
    "audio": frozenset(("controls", "src")),
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
    "dfn": frozenset(("title",)),
    "img": frozenset(("alt", "height", "src", "title", "width")),
    "li": frozenset(("value",)),
    "ol": frozenset(("reversed", "start", "type")),
    "source": frozenset(("src", "type")),
    "td": frozenset(("colspan", "rowspan")),
    "th": frozenset(("colspan", "rowspan", "scope")),
    "time": frozenset(("datetime",)),
    "track": frozenset(("kind", "label", "src", "srclang")),
    "video": frozenset(("controls", "height", "poster", "src", "width")),
}
_OF_ONE_ON_PAGES: dict[str, frozenset[str]] = {
    # The name of a place is harmless: only of forms and pictures it would hide the page's own.
    "a": frozenset(("download", "name", "rel", "target")),
    "blockquote": frozenset(("cite",)),
    "data": frozenset(("value",)),
    "del": frozenset(("cite", "datetime")),
    "details": frozenset(("open",)),
    "div": frozenset(("data-player", "data-title")),
    "ins": frozenset(("cite", "datetime")),
    "q": frozenset(("cite",)),
    "td": frozenset(("abbr", "headers")),
    "th": frozenset(("abbr", "headers")),
}
_MARKED_PHOTO = frozenset(("alt", "class", "data-line", "data-photo", "title"))


def attributes_for(tags: Iterable[str]) -> dict[str, set[str]]:
    """The attributes that each of ``tags`` may have wherever a text is read."""
    return {tag: set(_OF_ALL | _OF_ONE.get(tag, frozenset())) for tag in tags}


def page_attributes() -> dict[str, set[str]]:
    """The attributes that each element of :data:`PAGE_TAGS` may have; ``aria-*`` beside them.

    A picture is a mark (docs/architecture.md), without an address, a size or an id of its own.
    """
    found = {
        tag: set(
            _OF_ALL_ON_PAGES
            | _OF_ONE.get(tag, frozenset())
            | _OF_ONE_ON_PAGES.get(tag, frozenset())
        )
        for tag in PAGE_TAGS
    }
    found["img"] = set(_MARKED_PHOTO)
    return found
