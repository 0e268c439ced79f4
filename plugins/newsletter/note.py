"""The editor's note, from the HTML of a page to HTML that mail programs show. Pure.

Mail programs know no ``<picture>``, no fragment of another page and no embedded player: pictures
become plain JPEGs with a width, cards become links, every address becomes absolute.
"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import nh3
from bs4 import BeautifulSoup, Tag

from plugins.common.allowed_html import BLOCKS, LISTS, SCHEMES, TABLES
from plugins.newsletter.lines import usable

WIDTH = 536
"""How wide the text of a mail is, in CSS pixels."""
TALLEST = 520
"""A picture as high as a phone's screen would push the text off it."""

_NOT_IN_MAIL = {"col", "colgroup", "details", "div", "figcaption", "figure", "summary"}
_WORDS = {"a", "strong", "b", "em", "i", "code", "sub", "sup", "br", "img", "s", "del", "small"}
_TAGS = (BLOCKS | LISTS | TABLES | _WORDS) - _NOT_IN_MAIL
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
_LEFT_OUT = "source, script, style, svg, video, audio, form, button, .embed-note, .footnote-backref"
_LEFT_OUT += ", .play-facts a[download]"  # the same address once more


def clean_note(html: str, page_url: str) -> str:
    """``html`` of the page at ``page_url`` (absolute), safe for mail. Parsing it again is exact."""
    soup = BeautifulSoup(usable(html), "html.parser")
    for player in soup.find_all(["video", "audio"]):
        _settle_player(player, soup)
    for left_out in soup.select(_LEFT_OUT):
        left_out.decompose()
    for box in soup.select(".task-box"):
        box.replace_with("☑ " if "task-done" in box.get_attribute_list("class") else "☐ ")
    for caption in soup.find_all("figcaption"):
        caption.name = "small"
        caption.wrap(soup.new_tag("p"))
    for title in soup.select("p.admonition-title"):
        title.name = "strong"  # of a box that mail programs do not draw
        title.wrap(soup.new_tag("p"))
    for card in soup.select("div.embed"):
        card.name = "p"
    for image in soup.find_all("img"):
        _settle_image(image, page_url)
    for figure in soup.find_all("figure"):
        _settle_figure(figure, soup)
    for link in soup.select("a.footnote-ref"):
        link.unwrap()  # the footnote stands below, in the same mail
    for link in soup.find_all("a"):
        _settle_link(link, page_url)
    return nh3.clean(
        soup.decode(),
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    ).strip()


def absolute_url(url: str, page_url: str) -> str:
    """``url`` as a reader far from the site can open it; empty for an address of no use in mail."""
    try:
        found = urljoin(page_url, url.strip()).replace(" ", "%20")
        scheme = urlsplit(found).scheme
    except ValueError:
        return ""
    return found if scheme in SCHEMES else ""


def fit_width(width: int, height: int, limit: int, tallest: int = 0) -> tuple[int, int]:
    """The size at which a picture is shown: at most ``limit`` wide and (if given) ``tallest`` high.

    Never larger than it is. All in CSS pixels.
    """
    shown = min(width, limit)
    if tallest and height * shown > tallest * width:
        shown = max(1, tallest * width // height)
    return shown, max(1, round(height * shown / width))


def _settle_player(player: Tag, soup: BeautifulSoup) -> None:
    """A clip or recording becomes the link within it, a clip with its still picture."""
    link = player.find("a", href=True)
    if not isinstance(link, Tag):
        return
    if player.get("poster"):
        names = {"src": "poster", "width": "width", "height": "height"}
        values = {name: str(player.get(told) or "") for name, told in names.items()}
        link.insert(0, soup.new_tag("img", attrs={**values, "alt": ""}))  # its words stand below
    player.replace_with(link)
    if link.parent is not None and link.parent.name == "figure":
        link.wrap(soup.new_tag("p"))


def _settle_link(link: Tag, page_url: str) -> None:
    url = absolute_url(str(link.get("href") or ""), page_url) if link.get("href") else ""
    if url:
        link["href"] = url
    else:
        link.unwrap()


def _settle_image(image: Tag, page_url: str) -> None:
    url = absolute_url(str(image.get("src") or ""), page_url)
    if not url:
        image.decompose()
        return
    # Pages name the size of the largest rendition; a mail needs the size it is shown at.
    width, height = (_number(image.get(name)) for name in ("width", "height"))
    shown = fit_width(width, height, WIDTH, TALLEST) if width and height else (WIDTH, 0)
    image["src"], image["width"] = url, str(shown[0])
    image["alt"] = str(image.get("alt") or "")
    if shown[1]:
        image["height"] = str(shown[1])


def _settle_figure(figure: Tag, soup: BeautifulSoup) -> None:
    """A figure becomes a paragraph with the picture and one with the caption."""
    for image in figure.find_all("img"):
        alone = image.find_parent("a") or image
        if isinstance(alone, Tag) and alone.find_parent("p") is None:
            alone.wrap(soup.new_tag("p"))
    figure.unwrap()


def _number(value: object) -> int:
    text = str(value or "")
    return int(text) if text.isdecimal() else 0
