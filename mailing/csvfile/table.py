"""A CSV file as lines of cells below titles, however a spreadsheet or a service saved it. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice

from mailing.csvfile.columns import Column, has_address_title, quoted_cell, read_columns
from mailing.csvfile.senses import tells_of_leaving
from mailing.errors import MailingError

_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"SQLite format")
_SEPARATORS = ",;\t|"
_SAID = re.compile(r"\s*\"?sep=(.)\"?\s*")
_HIGH = re.compile(rb"[\x80-\xff]+")
_PICTURES = re.compile(
    rb"(?<=[A-Za-z])[\x82\x83\x87\x88\x8b\x95\x98\x9b]|(?<=[a-z])[\x8a\x8c\x8e\x9f]"
    rb"|[\x81\x8d\x8f\x90\x9d]"
)
"""No letters in a Western file of Windows, and accents in one of DOS or of an old Mac."""

_MOST_ACCENTS = 2  # one after the other, in Western languages
_MOST_ABOVE = 20  # lines of words that may stand above the titles

Line = tuple[int, list[str]]
"""Its number in the file, counted from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines below one line of titles. A file that was put together of two has two of them."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    titled: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A file. ``above``: lines before the titles; ``broken``: where it ceases to be one, or 0."""

    sections: tuple[Section, ...]
    above: tuple[Line, ...] = ()
    broken: int = 0


def read_table(data: bytes) -> Table:
    """The table in ``data``. The separator is the one by which its titles are titles.

    A file without titles may have one column. Raises :class:`MailingError` where it is empty, is
    no CSV, or has no column of addresses.
    """
    if data.startswith(_BOOKS):
        raise MailingError(
            "The file is a spreadsheet's own, no CSV. Open it there, save it as CSV (UTF-8), and "
            "import that."
        )
    text = _decoded(data)
    lines, broken = _lines(text, _separator(text))
    if not lines:
        if broken:
            return Table((), (), broken)
        raise MailingError("The file is empty. Was it saved?")
    titles = _titles(lines)
    if not titles:
        return Table((_untitled(lines),), (), broken)
    above = tuple(lines[: titles[0]])
    _refuse_leaving(above)
    ends = [*titles[1:], len(lines)]
    sections = [
        _section(lines[start][1], lines[start + 1 : end])
        for start, end in zip(titles, ends, strict=True)
    ]
    return Table(tuple(sections), above, broken)


def _titles(lines: Sequence[Line]) -> list[int]:
    """Where titles stand. Two files put one below the other have them twice."""
    above = enumerate(lines[: _MOST_ABOVE + 1])
    first = next((at for at, (_, cells) in above if has_address_title(cells)), -1)
    if first < 0:
        return []
    known = {cell.strip().casefold() for cell in lines[first][1] if cell.strip()}
    place = next(at for at, cell in enumerate(lines[first][1]) if has_address_title([cell]))

    def again(cells: Sequence[str]) -> bool:
        there = [cell.strip().casefold() for cell in cells if cell.strip()]
        if any("@" in cell for cell in there) or not has_address_title(cells):
            return False
        same = sum(cell in known for cell in there) * 2 > len(there)
        return same or has_address_title(cells[place : place + 1])

    more = (at for at in range(first + 1, len(lines)) if again(lines[at][1]))
    return [first, *more]


def _section(titles: Sequence[str], lines: Sequence[Line]) -> Section:
    return Section(read_columns(titles, [cells for _, cells in lines]), tuple(lines))


def _untitled(lines: Sequence[Line]) -> Section:
    """Addresses alone, or a first line whose titles are ours to guess from what stands below."""
    alone = [(number, [one for one in cells if one.strip()]) for number, cells in lines]
    if all(len(cells) == 1 for _, cells in alone) and "@" in alone[0][1][0]:
        return replace(_section(["email"], alone), titled=False)
    return _section(lines[0][1], lines[1:])


def _refuse_leaving(above: Sequence[Line]) -> None:
    for number, cells in above:
        for cell in cells:
            if tells_of_leaving(cell):
                raise MailingError(
                    f"Line {number}, above the titles, says {quoted_cell(cell)}. If these people "
                    'have left, add a column "status" that says "unsubscribed" in each line; if '
                    "they get the letter, delete the line."
                )


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig")
    # As older spreadsheets save. Chinese ones take two bytes a sign, of which one at least is high.
    high = _HIGH.findall(data)
    if all(len(run) % 2 == 0 for run in high):
        with suppress(UnicodeDecodeError):
            return data.decode("gb18030")
    if any(len(run) > _MOST_ACCENTS for run in high) or _PICTURES.search(data):
        raise MailingError(
            "The letters in the file are written in a way that is not known here, so that nobody "
            "can tell who has left. Open it in your spreadsheet, save it as CSV UTF-8, and import "
            "that."
        )
    return data.decode("cp1252", "replace")


def _lines(text: str, separator: str) -> tuple[list[Line], int]:
    """The lines that hold anything; and the number of that where it ceases to be a table, or 0."""
    reader = csv.reader(io.StringIO(text, newline=""), _dialect(separator))
    lines: list[Line] = []
    line = 1
    said = bool(_said(text))
    try:
        for cells in reader:
            first, line = line, reader.line_num + 1
            if any(cell.strip() for cell in cells) and not (first == 1 and said):
                lines.append((first, cells))
    except csv.Error:
        return lines, reader.line_num or 1
    return lines, 0


def _dialect(separator: str) -> type[csv.Dialect]:
    class Found(csv.excel):
        delimiter = separator
        skipinitialspace = True

    return Found


def _separator(text: str) -> str:
    """What Excel says in a line before the first; else the sign that makes titles of the titles.

    A comma within a title or in quotes separates nothing: "Last name, first name;E-mail".
    """
    if said := _said(text):
        return said

    def fit(sign: str) -> tuple[bool, int, int]:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), _dialect(sign))
            head = list(islice((one for one in reader if any(one)), _MOST_ABOVE + 2))
        except csv.Error:
            head = []
        found = next((at for at, cells in enumerate(head) if has_address_title(cells)), -1)
        width = len(head[max(found, 0)]) if head else 0
        below = len(head[found + 1]) if found + 1 < len(head) else 0
        return found >= 0, width, below

    return max(_SEPARATORS, key=fit)


def _said(text: str) -> str:
    """The sign in a first line like ``sep=;``; empty where there is none."""
    found = _SAID.fullmatch(text.partition("\n")[0])
    return found[1] if found and found[1] in _SEPARATORS else ""
