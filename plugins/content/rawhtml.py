"""HTML that authors wrote, alone or inside Markdown: made whole, harmless, canonical."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.element import PreformattedString
from bs4.formatter import HTMLFormatter
from markdown import Markdown

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
"""What Markdown's own extensions make; whatever differs in one sign is looked at."""
_GONE = (
    *("script", "style", "object", "embed", "applet", "base", "meta", "link", "form"),
    *("frame", "frameset", "bgsound", "portal"),
)
_LEFT_OUT = ("source", "track")
"""Of a picture, clip or recording, whose files the site makes anew."""
_LOADING = frozenset(
    ("srcset", "imagesrcset", "background", "poster", "ping", "lowsrc", "dynsrc", "xlink:href")
)
_WORKING = re.compile(rf"<[^>]*\s(?:on\w+|style|{'|'.join(sorted(_LOADING))})=", re.IGNORECASE)
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)", re.IGNORECASE)
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


def holds_raw_html(md: Markdown, html: str) -> bool:
    """True when the text just converted to ``html`` had HTML of its author's in it.

    So it is with ``{: onclick="x()" }`` behind a paragraph: attributes are HTML as well.
    """
    return bool(_WORKING.search(html)) or any(
        isinstance(block, Element) or not (is_card(block) or _OWN_STASH.fullmatch(block))
        for block in md.htmlStash.rawHtmlBlocks
    )


def clean_html(html: str, references: References) -> str:
    """HTML that an author wrote, well-formed and with canonical references.

    Parsed as browsers parse it, so that a forgotten ``</div>`` cannot break the page around it.
    What the site's security policy forbids (scripts, styles, frames, files of others) is taken out
    and reported. Comments go: whoever wrote them meant nobody else to read them.
    """
    # With <body> in front, a script or style at the very start is not taken for one of the head.
    soup = BeautifulSoup(f"<body>{mark_tasks(html)}", "html5lib")
    body = soup.body
    if body is None:
        return ""
    for comment in list(body.find_all(string=lambda text: isinstance(text, PreformattedString))):
        comment.extract()
    for tag in list(body.find_all(_GONE)):
        _forbidden(references, f"<{tag.name}>")
        tag.decompose()
    read_markdown_in(body, soup)
    for tag in list(body.find_all(True)):
        _clean_tag(tag, soup, references)
    return str(body.decode_contents(formatter=_HTML5))


def _inside(tag: Tag, name: str) -> bool:
    return tag.find_parent(name) is not None


def _clean_tag(tag: Tag, soup: BeautifulSoup, references: References) -> None:
    if tag.name == "img" and not _is_canonical_photo(tag, references):
        _clean_photo(tag, soup, references)
    elif tag.name == "iframe":
        _clean_frame(tag, soup, references)
        return
    elif tag.name == "a" and tag.get("href"):
        href = str(tag["href"])
        if not references.has_made(href):
            canonical = references.link(href)
            if canonical is None:
                del tag["href"]
                tag["class"] = "link-missing"
            else:
                tag["href"] = canonical
    elif tag.name in ("video", "audio"):
        _clean_player(tag, soup, references)
        return
    elif tag.name in _LEFT_OUT:
        tag.unwrap()
        return
    elif tag.name == "picture":
        tag.unwrap()  # the photo in it gets one of its own
        return
    for name in list(tag.attrs):
        if name.startswith("on") or name == "style":
            if name == "style":
                _unstyled(references, str(tag[name]))
            else:
                _forbidden(references, f"{name}=")
            del tag[name]
        elif _loads(tag, name):
            _forbidden(references, f"{name}=")
            del tag[name]
        elif name in ("align", "valign", "border", "width", "height", "bgcolor") and (
            tag.name != "video" and not _is_drawn(tag)
        ):
            del tag[name]


def _loads(tag: Tag, name: str) -> bool:
    """True for an attribute by which a browser fetches a file that nobody looked at."""
    value = str(tag[name]).strip()
    if name in _LOADING or (name == "href" and tag.name != "a"):
        return not value.startswith("#")
    return name == "src" or bool(_ELSEWHERE.search(value) and _is_drawn(tag))


def _is_drawn(tag: Tag) -> bool:
    return tag.name == "svg" or _inside(tag, "svg")


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
    _forbidden(references, "<iframe>")
    link = soup.new_tag("a", attrs={"href": url} if url.startswith("http") else {})
    link.string = title or url or "Embedded page"
    tag.replace_with(link)


def _forbidden(references: References, value: str) -> None:
    line = references.source.line_of(value.rstrip(">"))
    references.problems.add(
        references.source.path,
        line,
        "html-not-allowed",
        value,
        f"{value} is not allowed in a text: it could run or load what nobody checked.",
        "Take it out. A film or slides are shown by a plain link on a line of its own.",
    )


def _unstyled(references: References, value: str) -> None:
    references.problems.add(
        references.source.path,
        references.source.line_of("style="),
        "style-not-allowed",
        value,
        "The look of a page comes from the theme; this style is ignored.",
        "Take the style out.",
    )
