"""The Markdown that a coach writes: Python-Markdown with its own extensions, set up once.

Tables, footnotes, definition lists, attribute lists, abbreviations, admonitions, fenced code with
highlighting, task lists and an anchor for each heading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.codehilite import CodeHiliteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from pymdownx.tasklist import TasklistExtension

from plugins.content.names import slug_of

_ALIGNMENTS = ("left", "center", "right")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TABLE_BOX = {"class": "table-box", "tabindex": "0", "role": "group", "aria-label": "Table"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text: its level (2 to 6), its words and the anchor to link to."""

    level: int
    title: str
    anchor: str


def make_markdown(*extra: Extension) -> Markdown:
    """A converter for the dialect. Reuse it: making one costs as much as a long page."""
    return Markdown(
        extensions=[
            "markdown.extensions.fenced_code",
            "markdown.extensions.footnotes",
            "markdown.extensions.attr_list",
            "markdown.extensions.def_list",
            TableExtension(use_align_attribute=True),
            "markdown.extensions.abbr",
            "markdown.extensions.md_in_html",
            "markdown.extensions.admonition",
            "markdown.extensions.sane_lists",
            CodeHiliteExtension(css_class="code", guess_lang=False),
            TasklistExtension(),
            _HeadingLevels(),
            TocExtension(slugify=_anchor, toc_depth="2-6"),
            _Accessible(),
            *extra,
        ],
        output_format="html",
        tab_length=4,
    )


def headings_of(md: Markdown) -> list[Heading]:
    """The headings of the text just converted, in their order."""

    def walk(tokens: list[dict[str, Any]]) -> list[Heading]:
        found: list[Heading] = []
        for token in tokens:
            found.append(Heading(token["level"], token["name"], token["id"]))
            found.extend(walk(token["children"]))
        return found

    return walk(getattr(md, "toc_tokens", []))


def _anchor(text: str, separator: str) -> str:
    del separator
    return slug_of(text) or "section"


class _HeadingLevels(Extension):
    """The page's title is its one first-level heading: a text's own start at the second."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        # Before "toc" (priority 5), which reads the levels.
        md.treeprocessors.register(_MoveHeadings(md), "hallway-levels", 8)


class _MoveHeadings(Treeprocessor):
    def run(self, root: Element) -> None:
        found = [element for element in root.iter() if element.tag in _HEADINGS]
        if not found:
            return
        down = 2 - min(int(element.tag[1]) for element in found)
        for element in found:
            element.tag = f"h{min(int(element.tag[1]) + down, 6)}"


class _Accessible(Extension):
    """Markup that the accessibility rules and the Content-Security-Policy ask for."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(_AccessibleTables(md), "hallway-accessible", 4)


class _AccessibleTables(Treeprocessor):
    """Alignment as a class (no style, no obsolete attribute), headers with a scope, and a box that
    can be scrolled by keyboard where a table is wider than a phone.
    """

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("th", "td"):
                align = cell.attrib.pop("align", "")
                if align in _ALIGNMENTS:
                    cell.set("class", f"align-{align}")
                if cell.tag == "th":
                    cell.set("scope", "col")
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "table" and parent.get("class") != "table-box":
                    box = Element("div", _TABLE_BOX)
                    box.tail, child.tail = child.tail, None
                    box.append(child)
                    parent[place] = box
