"""HTML that authors wrote, alone or inside Markdown: made whole, harmless, canonical."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.element import PreformattedString
from bs4.formatter import HTMLFormatter
from markdown import Markdown

from plugins.common.allowed_html import DROPPED
from plugins.content.allowlist import refused_in, report_refused
from plugins.content.embeds import build_card, is_card
from plugins.content.finishing import mark_tasks
from plugins.content.inner_markdown import read_markdown_in
from plugins.content.references import References


class _Canonical(HTMLFormatter):
    """Every attribute in double quotes with none inside, so that a quote never starts another."""

    def attribute_value(self, value: str) -> str:
        return super().attribute_value(value).replace('"', "&quot;")


_HTML5 = _Canonical(
    entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix=""
)
_HIGHLIGHTED = r'(?:[^<]++|<span(?: class="[\w -]*")?>|</span>)*'
_OWN_STASH = re.compile(
    rf'<div class="code"><pre>(?:<span></span>)?<code>{_HIGHLIGHTED}</code></pre></div>\s*'
    r'|<input type="checkbox" disabled(?: checked)?/?>\s*'
)
"""What Markdown sets aside of its own making: code, cards and task boxes."""
_DROPPED = sorted(DROPPED - {"iframe"})
_LEFT_OUT = ("source", "track")
"""Of a picture, clip or recording, whose files the site makes anew."""
_ANEW = ("img", "iframe", "video", "audio", "picture", *_LEFT_OUT)
_MADE_ANEW = frozenset(
    (
        *("allow", "allowfullscreen", "alt", "autoplay", "class", "controls", "crossorigin"),
        *("decoding", "default", "fetchpriority", "frameborder", "id", "kind", "label", "loading"),
        *("loop", "marginheight", "marginwidth", "media", "muted", "playsinline", "poster"),
        *("preload", "referrerpolicy", "sandbox", "scrolling", "sizes", "src", "srclang"),
        *("srcset", "title", "type"),
    )
)
"""What pictures, players and frames say about themselves: the site says all of it anew."""
_BLOCKS = ("body", "div", "section", "article", "main", "aside", "blockquote")
"""Where a player stands alone, as one does in a paragraph of its own."""


def name_of(written: str) -> str:
    """The file name at the end of an address."""
    return written.rstrip("/").rpartition("/")[2] or written


def missing_photo(written: str) -> list[tuple[str, str]]:
    """What a preview shows for a picture that cannot be used: a link, or a marked word."""
    if written.startswith(("http://", "https://")):
        return [("class", "photo-missing"), ("href", written)]
    return [("class", "photo-missing")]


def holds_raw_html(md: Markdown) -> bool:
    """True when the text just converted had HTML of its author's in it."""
    return any(
        isinstance(block, Element) or not (is_card(block) or _OWN_STASH.fullmatch(block))
        for block in md.htmlStash.rawHtmlBlocks
    )


def clean_html(html: str, references: References) -> str:
    """HTML that an author wrote, well-formed and with canonical references.

    Parsed as browsers parse it, so that a forgotten ``</div>`` cannot break the page around it.
    What goes with all that is in it (scripts, forms, drawings) goes here, so that nothing in it is
    read; what else a text may not use is left to :func:`plugins.content.allowlist.allow_html`.
    Comments go: whoever wrote them meant nobody else to read them.
    """
    # With <body> in front, a script or style at the very start is not taken for one of the head.
    soup = BeautifulSoup(f"<body>{mark_tasks(html)}", "html5lib")
    body = soup.body
    if body is None:
        return ""
    for comment in list(body.find_all(string=lambda text: isinstance(text, PreformattedString))):
        comment.extract()
    for tag in list(body.find_all(_DROPPED)):
        if not tag.decomposed:
            for refused in refused_in(str(tag)):
                report_refused(*refused, references)
            tag.decompose()
    read_markdown_in(body, soup)
    for tag in list(body.find_all(True)):
        _clean_tag(tag, soup, references)
    return str(body.decode_contents(formatter=_HTML5))


def _clean_tag(tag: Tag, soup: BeautifulSoup, references: References) -> None:
    if tag.name == "img":
        if not _is_canonical_photo(tag, references):
            _report_beside(tag, references)
            _clean_photo(tag, soup, references)
        return
    if tag.name in _ANEW:
        _report_beside(tag, references)
    if tag.name == "iframe":
        _clean_frame(tag, soup, references)
    elif tag.name in ("video", "audio"):
        _clean_player(tag, soup, references)
    elif tag.name in _LEFT_OUT or tag.name == "picture":
        tag.unwrap()  # the photo in a picture gets one of its own
    elif tag.name == "a" and tag.get("href"):
        _clean_link(tag, references)


def _clean_link(tag: Tag, references: References) -> None:
    href = str(tag["href"])
    if references.has_made(href):
        return
    canonical = references.link(href)
    if canonical is None:
        del tag["href"]
        tag["class"] = "link-missing"
    else:
        tag["href"] = canonical


def _report_beside(tag: Tag, references: References) -> None:
    """What stands in a picture, player or frame and says more than which and how."""
    for name, attribute, value in refused_in(str(tag)):
        known = attribute in _MADE_ANEW | {"style"} or attribute.startswith("data-")
        if name == tag.name and attribute and not known:
            report_refused(name, attribute, value, references)


def _is_canonical_photo(tag: Tag, references: References) -> bool:
    line = str(tag.get("data-line") or "")
    return line.isdecimal() and references.has_made((str(tag.get("data-photo")), int(line)))


def _clean_photo(tag: Tag, soup: BeautifulSoup, references: References) -> None:
    written = str(tag.get("src") or str(tag.get("srcset") or "").strip().partition(" ")[0])
    found = references.photo(written)
    if found is None:
        attributes = dict(missing_photo(written))
        text = str(tag.get("alt") or "") or name_of(written)
        new = soup.new_tag("a" if "href" in attributes else "span", attrs=attributes)
        new.string = text
        tag.replace_with(new)
        return
    kept = {name: tag[name] for name in ("alt", "title", "class") if name in tag.attrs}
    tag.attrs.clear()
    tag["data-photo"], tag["data-line"] = found[0], str(found[1])
    for name, value in kept.items():
        tag[name] = value


def _clean_player(tag: Tag, soup: BeautifulSoup, references: References) -> None:
    """Film and sound become the same mark as a photo: whoever draws it knows them apart.

    Captions are found beside the clip, or named in ``media.yaml``; a ``<track>`` is not needed.
    """
    written = tag.get("src") or next(
        (one["src"] for one in tag.find_all("source") if one.get("src")), ""
    )
    image = soup.new_tag("img", attrs={"src": str(written)})
    said = tag.get("aria-label") or tag.get("title")
    if said:
        image["alt"] = str(said)
    if tag.get("class"):
        image["class"] = tag["class"]
    tag.replace_with(image)
    if image.parent and image.parent.name in _BLOCKS:
        image.wrap(soup.new_tag("p"))
    _clean_photo(image, soup, references)


def _clean_frame(tag: Tag, soup: BeautifulSoup, references: References) -> None:
    url = str(tag.get("src") or "")
    title = str(tag.get("title") or "")
    card = build_card(f"https:{url}" if url.startswith("//") else url, title)
    if card:
        tag.replace_with(*BeautifulSoup(card, "html.parser").contents)
        return
    report_refused("iframe", "", "", references)
    link = soup.new_tag("a", attrs={"href": url} if url.startswith("http") else {})
    link.string = title or url or "Embedded page"
    tag.replace_with(link)
