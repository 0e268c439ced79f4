"""References inside the tree that Markdown makes, before it is written out as HTML."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from plugins.content.embeds import build_card
from plugins.content.rawhtml import missing_photo, name_of
from plugins.content.references import References


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
            attributes = dict(missing_photo(written))
            image.clear()
            image.tag = "a" if "href" in attributes else "span"
            image.text, image.tail = alt or name_of(written), tail
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
