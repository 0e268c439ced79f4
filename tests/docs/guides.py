"""The guides as a reader has them: their sections, tables, code blocks, links and anchors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COACH = ROOT / "docs" / "coach.md"
PROBLEMS = ROOT / "docs" / "problems.md"
SETTINGS = ROOT / "docs" / "settings.md"
PUBLISHER = ROOT / "docs" / "publisher.md"
PRIVACY = ROOT / "docs" / "privacy.md"
HAND_OVER = ROOT / "docs" / "hand-over.md"
SENDING = ROOT / "docs" / "sending.md"
EXTENDING = ROOT / "docs" / "plugin-author.md"
README = ROOT / "README.md"
GUIDES = (
    README,
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
)

_BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?P<language>\w*)\n(?P<code>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)
_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
_LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Block:
    """A block of code, and the paragraph that leads to it."""

    lead: str
    language: str
    code: str


def blocks_in(text: str) -> list[Block]:
    """Every fenced block of code, in order."""
    return [
        Block(
            text[: found.start()].rstrip().rpartition("\n\n")[2].replace("\n", " "),
            found["language"],
            found["code"],
        )
        for found in _BLOCK.finditer(text)
    ]


def prose_of(text: str) -> str:
    """The text without its blocks of code."""
    return _BLOCK.sub("", text)


def section_of(text: str, heading: str) -> str:
    """What stands below ``heading``, up to the next heading of its level or above."""
    prose = prose_of(text)
    (start,) = [found for found in _HEADING.finditer(prose) if found[2] == heading]
    for found in _HEADING.finditer(prose, start.end()):
        if len(found[1]) <= len(start[1]):
            return prose[start.end() : found.start()]
    return prose[start.end() :]


def part_of(text: str, heading: str, following: str) -> str:
    """From one second-level heading to another, code included; "" reads to the end."""
    _, _, rest = text.partition(f"\n## {heading}\n")
    return rest.partition(f"\n## {following}\n")[0] if following else rest


def tables_in(text: str) -> list[list[list[str]]]:
    """Each table as rows of cells, without its head."""
    tables: list[list[list[str]]] = []
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            tables.append(rows[2:])
            rows = []
    return tables


def code_in(text: str) -> list[str]:
    """Everything in single backticks, outside of blocks."""
    return _CODE.findall(prose_of(text))


def first_code(cell: str) -> str:
    """``x`` of a cell that starts with `x` in backticks; empty where it does not."""
    found = _CODE.match(cell)
    return found[1] if found else ""


def links_in(text: str) -> list[str]:
    """The address of every link and picture outside of code."""
    return _LINK.findall(_CODE.sub("", prose_of(text)))


def anchors_in(text: str) -> set[str]:
    """The anchors that GitHub gives to the headings."""
    return {_anchor(found[2]) for found in _HEADING.finditer(prose_of(text))}


def _anchor(heading: str) -> str:
    words = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return words.replace(" ", "-")
