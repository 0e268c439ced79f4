"""References inside HTML: in the tree that Markdown makes, and in HTML that authors wrote.

Both ways end in the same canonical markup, so that every later room meets one form only.
"""

from __future__ import annotations

import re
from html import escape
from xml.etree.ElementTree import Element

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from plugins.content.embeds import build_card
from plugins.content.references import References

_HTML5 = HTMLFormatter(
    entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix=""
)
_OWN_STASH = ('<div class="code"', '<div class="embed"', '<input type="checkbox" disabled')
_IMG = re.compile(r"<img\b[^>]*\bdata-photo=[^>]*>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_PHOTO_ATTRIBUTES = ("data-photo", "data-line", "alt", "title", "class")
_CHECKBOX = re.compile(r'<input type="checkbox" disabled( checked)?/?>')
_GONE = ("script", "style", "object", "embed", "applet", "base", "meta", "link", "form")
_URL_ATTRIBUTES = ("href", "src", "poster", "cite", "data", "action", "formaction")
_IDS = re.compile(r'\bid="([^"]+)"')


class ReferenceExtension(Extension):
    """Hooks :class:`References` into Markdown; set ``references`` before each conversion."""

    def __init__(self) -> None:
        super().__init__()
        self.references: References | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        # Last of all: after inline markup, attribute lists and headings are done.
        md.treeprocessors.register(_ReferenceTree(md, self), "hallway-references", 3)


class _ReferenceTree(Treeprocessor):
    def __init__(self, md: Markdown, extension: ReferenceExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        references = self.extension.references
        if references is None:
            return
        for parent in list(root.iter()):
            if parent.tag == "p":
                self._card(parent)
            for child in list(parent):
                if child.tag == "img":
                    self._photo(child, references)
                elif child.tag == "a" and child.get("href"):
                    _rewrite_link(child, references)

    def _card(self, paragraph: Element) -> None:
        """A paragraph that holds nothing but a link to a film or slides becomes a card."""
        children, text = list(paragraph), (paragraph.text or "").strip()
        if len(children) == 1 and children[0].tag == "a":
            alone = not text and not (children[0].tail or "").strip()
            url = children[0].get("href", "") if alone else ""
            title = "".join(children[0].itertext())
        else:
            url, title = ("", "") if children else (text, "")
        card = build_card(url, title) if url.startswith("http") else None
        if card:
            for child in children:
                paragraph.remove(child)
            paragraph.text = self.md.htmlStash.store(card)

    def _photo(self, image: Element, references: References) -> None:
        written = image.get("src", "")
        found = references.photo(written)
        alt = image.get("alt", "")
        if found is None:
            tail = image.tail
            attributes = dict(_instead_of_photo(written))
            image.clear()
            image.tag = "a" if "href" in attributes else "span"
            image.text, image.tail = alt or _name_of(written), tail
            for name, value in attributes.items():
                image.set(name, value)
            return
        image.attrib.pop("src", None)
        image.attrib.pop("style", None)
        if not alt.strip():
            image.attrib.pop("alt", None)
        image.set("data-photo", found[0])
        image.set("data-line", str(found[1]))


def _rewrite_link(link: Element, references: References) -> None:
    href = references.link(link.get("href", ""))
    if href is None:
        del link.attrib["href"]
        link.set("class", "link-missing")
    else:
        link.set("href", href)


def _name_of(written: str) -> str:
    return written.rstrip("/").rpartition("/")[2] or written


def _instead_of_photo(written: str) -> list[tuple[str, str]]:
    """What a preview shows for a picture that cannot be used: a link, or a marked word."""
    if written.startswith(("http://", "https://")):
        return [("class", "photo-missing"), ("href", written)]
    return [("class", "photo-missing")]


def holds_raw_html(md: Markdown) -> bool:
    """True when the text just converted had HTML of its author's in it."""
    return any(
        isinstance(block, Element) or not str(block).startswith(_OWN_STASH)
        for block in md.htmlStash.rawHtmlBlocks
    )


def clean_html(html: str, references: References) -> str:
    """HTML that an author wrote, well-formed and with canonical references.

    Parsed as browsers parse it, so that a forgotten ``</div>`` cannot break the page around it.
    What the site's security policy forbids (scripts, styles, frames) is taken out and reported.
    """
    soup = BeautifulSoup(html, "html5lib")
    body = soup.body
    if body is None:
        return ""
    for tag in list(body.find_all(_GONE)):
        if not _inside(tag, "svg"):
            _forbidden(references, f"<{tag.name}>")
            tag.decompose()
    for tag in list(body.find_all(True)):
        _clean_tag(tag, soup, references)
    return str(body.decode_contents(formatter=_HTML5))


def _inside(tag: Tag, name: str) -> bool:
    return tag.find_parent(name) is not None


def _clean_tag(tag: Tag, soup: BeautifulSoup, references: References) -> None:
    if tag.name == "img" and "src" in tag.attrs:
        _clean_photo(tag, soup, references)
    elif tag.name == "iframe":
        _clean_frame(tag, soup, references)
    elif tag.name == "a" and tag.get("href"):
        href = str(tag["href"])
        if not href.startswith(("{filename}", "{static}", "{photo}", "{site}")):
            canonical = references.link(href)
            if canonical is None:
                del tag["href"]
                tag["class"] = "link-missing"
            else:
                tag["href"] = canonical
    elif tag.name in ("video", "audio", "source", "track") and tag.get("src"):
        path = references.file(str(tag["src"]))
        if path:
            tag["src"] = f"{{static}}/{path}"
        else:
            del tag["src"]
    for name in list(tag.attrs):
        if name.startswith("on") or name == "style":
            if name == "style":
                _unstyled(references, str(tag[name]))
            else:
                _forbidden(references, f"{name}=")
            del tag[name]
        elif name in ("align", "valign", "border", "width", "height", "bgcolor") and (
            tag.name not in ("video", "svg") and not _inside(tag, "svg")
        ):
            del tag[name]


def _clean_photo(tag: Tag, soup: BeautifulSoup, references: References) -> None:
    written = str(tag.get("src", ""))
    found = references.photo(written)
    if found is None:
        attributes = dict(_instead_of_photo(written))
        text = str(tag.get("alt") or "") or _name_of(written)
        new = soup.new_tag("a" if "href" in attributes else "span", attrs=attributes)
        new.string = text
        tag.replace_with(new)
        return
    kept = {name: tag[name] for name in ("alt", "title", "class") if name in tag.attrs}
    tag.attrs.clear()
    tag["data-photo"], tag["data-line"] = found[0], str(found[1])
    for name, value in kept.items():
        tag[name] = value


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


def finish_html(html: str) -> str:
    """The last touches on converted HTML: canonical attribute order, accessible leftovers."""
    html = _IMG.sub(_ordered, html)
    html = _CHECKBOX.sub(_task, html)
    return html.replace('<div class="code"><pre>', '<div class="code"><pre tabindex="0">')


def _ordered(found: re.Match[str]) -> str:
    given = dict(_ATTRIBUTE.findall(found[0]))
    kept = [(name, given[name]) for name in _PHOTO_ATTRIBUTES if name in given]
    return "<img " + " ".join(f'{name}="{value}"' for name, value in kept) + ">"


def _task(found: re.Match[str]) -> str:
    label = "Done:" if found[1] else "To do:"
    state = "done" if found[1] else "open"
    return f'<span class="task-box task-{state}" role="img" aria-label="{escape(label)}"></span>'


def anchors_in(html: str) -> frozenset[str]:
    """Every id that a fragment can lead to."""
    return frozenset(_IDS.findall(html))
