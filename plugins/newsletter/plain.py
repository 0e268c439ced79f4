"""Mail-safe HTML as plain text of 72 columns, with its links numbered below it. Pure."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString, Tag

COLUMNS = 72

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BLOCKS = (*_HEADINGS, "p", "ul", "ol", "blockquote", "pre", "hr", "table", "dl")


def fill(text: str, first: str = "", rest: str | None = None) -> str:
    """``text`` in lines of 72 columns, indented by ``first`` and ``rest``; no word is cut.

    An address longer than a line stays whole, or nobody could open it.
    """
    return textwrap.fill(
        " ".join(text.split()),
        COLUMNS,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def build_plain(html: str, picture: str = "Picture") -> str:
    """The text of ``html`` (as :func:`~plugins.newsletter.note.clean_note` gives it).

    ``picture`` is the word for one.
    """
    walk = _Walk(picture)
    blocks = walk.blocks(BeautifulSoup(html, "html.parser"), "")
    if walk.urls:
        blocks.append("\n".join(f"[{number}] {url}" for url, number in walk.urls.items()))
    return "\n\n".join(blocks)


@dataclass(slots=True)
class _Walk:
    """One walk through the tree; ``urls`` are the addresses met so far, with their numbers."""

    picture: str
    urls: dict[str, int] = field(default_factory=dict)

    def blocks(self, parent: Tag, indent: str) -> list[str]:
        """The blocks inside ``parent``; words that stand beside blocks are a block too."""
        found: list[str] = []
        words = ""
        for child in [*parent.children, None]:
            is_block = isinstance(child, Tag) and child.name in _BLOCKS
            if child is not None and not is_block:
                words += self.words(child)
                continue
            if words.strip():
                found.append(_lines(words, indent, indent))
            words = ""
            if isinstance(child, Tag) and (text := self._block(child, indent)):
                found.append(text)
        return found

    def _block(self, tag: Tag, indent: str) -> str:
        if tag.name in ("ul", "ol"):
            return self._list(tag, indent)
        if tag.name == "blockquote":
            return "\n\n".join(self.blocks(tag, f"{indent}> "))
        if tag.name == "pre":
            return textwrap.indent(tag.get_text().strip("\n"), f"{indent}    ")
        if tag.name == "hr":
            return f"{indent}* * *"
        if tag.name == "table":
            return self._table(tag, indent)
        if tag.name == "dl":
            return self._definitions(tag, indent)
        text = self.words(tag)
        return _lines(text, indent, indent) if text.strip() else ""

    def _list(self, tag: Tag, indent: str) -> str:
        start = str(tag.get("start") or "1")
        number = int(start) if start.isdecimal() else 1
        items = []
        for item in tag.find_all("li", recursive=False):
            mark = f"{number}. " if tag.name == "ol" else "- "
            number += 1
            inner = "\n".join(self.blocks(item, indent + " " * len(mark)))
            items.append(f"{indent}{mark}{inner.removeprefix(indent + ' ' * len(mark))}")
        return "\n".join(items)

    def _definitions(self, tag: Tag, indent: str) -> str:
        lines = []
        for child in tag.find_all(("dt", "dd"), recursive=False):
            deeper = indent if child.name == "dt" else f"{indent}    "
            lines.extend(self.blocks(child, deeper))
        return "\n".join(lines)

    def _table(self, tag: Tag, indent: str) -> str:
        rows = []
        for row in tag.find_all("tr"):
            cells = [" ".join(self.words(cell).split()) for cell in row.find_all(("th", "td"))]
            rows.append(fill(" | ".join(cells), indent, f"{indent}    "))
        return "\n".join(rows)

    def words(self, node: object) -> str:
        """What a reader sees of ``node`` in running text; a line break is ``\\n``."""
        if isinstance(node, NavigableString):
            return str(node).replace("\n", " ")
        if not isinstance(node, Tag):
            return ""
        if node.name == "br":
            return "\n"
        if node.name == "img":
            alt = str(node.get("alt") or "")
            return f"[{self.picture}: {alt}]" if alt else ""
        inner = "".join(self.words(child) for child in node.children)
        if node.name == "sup":
            return f"^{inner}"
        if node.name != "a" or not node.get("href"):
            return inner
        url = str(node["href"])
        if inner.strip() == url:
            # Said once is enough, and the number below it says it whole.
            inner = ""
        number = self.urls.setdefault(url, len(self.urls) + 1)
        return f"{inner} [{number}]" if inner.strip() else f"[{number}]"


def _lines(text: str, first: str, rest: str) -> str:
    parts = [part for part in text.split("\n") if part.strip()]
    return "\n".join(
        fill(part, first if not place else rest, rest) for place, part in enumerate(parts)
    )
