"""Lists of subscribers as spreadsheets save them. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from mailing.addresses import Address, AddressError, parse_address
from mailing.csvfile.columns import (
    Columns,
    find_columns,
    is_title_line,
    judge_others,
    judge_statuses,
    quoted_cell,
)
from mailing.errors import MailingError

_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST_LANG = 35  # RFC 5646, 4.4.1
_BETWEEN = re.compile(r"[\s,;|+]+")
_LARGEST_FIELD = 10_000
_FORMULA = ("=", "+", "-", "@")
_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_SEPARATOR = re.compile(r"\s*\"?sep=(.)\"?\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file, counted from 1. ``lang`` may be empty; ``left``: they want no letter."""

    line: int
    address: Address
    audiences: tuple[str, ...]
    lang: str
    left: bool = False


@dataclass(frozen=True, slots=True)
class BadRow:
    """A line that cannot be used, and why. Holds no address."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Rows:
    """All of a file: who can be subscribed, and which lines cannot be used."""

    good: tuple[Row, ...]
    bad: tuple[BadRow, ...]


def read_rows(data: bytes, allowed: Collection[str], audiences: Collection[str] = ()) -> Rows:
    """The subscribers in a CSV file with any columns in any order, one of them the address.

    Who left the list that the file was written from is told apart by its column ``status``.
    ``allowed`` are the ids of all audiences, ``audiences`` those of rows that name none. A file
    without titles may have one column. Raises :class:`MailingError` where no column is addresses,
    or nothing is in the file.
    """
    if data.startswith(_BOOKS):
        raise MailingError(
            "The file is a spreadsheet's own, no CSV. Open it there, save it as CSV (UTF-8), and "
            "import that."
        )
    table, broken = _table(_decoded(data))
    if not table:
        if broken:
            return Rows((), (broken,))
        raise MailingError("The file is empty. Was it saved?")
    columns, lines = _titled(table)
    found = [_row(line, cells, columns, allowed, audiences) for line, cells in lines]
    bad = [one for one in found if isinstance(one, BadRow)]
    return Rows(
        tuple(one for one in found if isinstance(one, Row)),
        (*bad, broken) if broken else tuple(bad),
    )


def write_rows(
    rows: Iterable[tuple[str, Collection[str], str, str]],
    answers: Mapping[str, str] | None = None,
) -> str:
    """``(address, audiences, lang, status)`` as a CSV file that :func:`read_rows` can read.

    ``answers``: what mail servers said, by address, for a column of their own.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    more = ("answer",) if answers is not None else ()
    writer.writerow(("address", "audiences", "lang", "status", *more))
    for address, audiences, lang, status in rows:
        told = (_shown(answers.get(address, "")),) if answers is not None else ()
        writer.writerow((_shown(address), " ".join(audiences), lang, status, *told))
    return out.getvalue()


def _shown(text: str) -> str:
    # Strangers choose it, and a spreadsheet takes what begins so for a formula.
    return f"'{text}" if text.startswith(_FORMULA) else text


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # as older spreadsheets save


def _table(text: str) -> tuple[list[tuple[int, list[str]]], BadRow | None]:
    """The lines that hold anything, with their numbers; and where it ceases to be a table."""
    reader = csv.reader(io.StringIO(text, newline=""), _dialect(text))
    table: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            first, line = line, reader.line_num + 1
            if any(cell.strip() for cell in cells) and not (first == 1 and _separator(text)):
                table.append((first, cells))
    except csv.Error:
        why = "From here on the file is no table. Save it anew as CSV."
        return table, BadRow(reader.line_num, why)
    return table, None


def _titled(
    table: Sequence[tuple[int, list[str]]],
) -> tuple[Columns, Sequence[tuple[int, list[str]]]]:
    """The columns of ``table``, and its lines without titles; raises :class:`MailingError`.

    Above the titles may stand a line of words, as in "Members for group news".
    """
    (_, first), *rest = table
    if rest and sum(bool(cell.strip()) for cell in first) == 1 and is_title_line(rest[0][1]):
        table = rest
    columns = find_columns(table[0][1])
    return columns, table[1:] if columns.titled else table


def _dialect(text: str) -> type[csv.Dialect]:
    lines = (line for line in text.split("\n", 100) if line.strip())
    head = "".join(islice(lines, 2))  # the first may be words alone

    class Found(csv.excel):
        delimiter = _separator(text) or max(",;\t", key=head.count)

    return Found


def _separator(text: str) -> str:
    """What Excel may say in a line before the first one, ``sep=;``; empty where it does not."""
    found = _SEPARATOR.fullmatch(text.partition("\n")[0])
    return found[1] if found and found[1] in ",;\t|" else ""


def _row(
    line: int,
    cells: list[str],
    columns: Columns,
    allowed: Collection[str],
    usual: Collection[str],
) -> Row | BadRow:
    def cell(place: int) -> str:
        return cells[place].strip() if 0 <= place < len(cells) else ""

    if max(map(len, cells)) > _LARGEST_FIELD:
        return BadRow(line, "The line is far too long; a quote may be missing in it.")
    try:
        written = cell(columns.address)
        quoted = written[:1] == "'" and written[1:].startswith(_FORMULA)
        address = parse_address(written[1:] if quoted else written)
    except AddressError as error:
        return BadRow(line, str(error))
    left, unusable = judge_statuses(
        [cell(one) for one in columns.statuses], [cell(one) for one in columns.departures]
    )
    known = {columns.address, columns.audiences, columns.lang}
    known |= {*columns.statuses, *columns.departures}
    unusable = unusable or judge_others([one for n, one in enumerate(cells) if n not in known])
    if left:
        return Row(line, address, (), "", left=True)
    if unusable:
        return BadRow(line, unusable)
    named = [one.casefold() for one in _BETWEEN.split(cell(columns.audiences)) if one]
    if unknown := [one for one in named if one not in allowed]:
        return BadRow(
            line, f"Its audience {quoted_cell(unknown[0])} is none of {', '.join(sorted(allowed))}."
        )
    if not (named or usual):
        return BadRow(line, "It names no audience. Fill in the column, or add --audience families.")
    lang = cell(columns.lang)
    if lang and (len(lang) > _LONGEST_LANG or not _LANG.fullmatch(lang)):
        return BadRow(line, f'Its language {quoted_cell(lang)} is none; write "en" or "es".')
    return Row(line, address, tuple(dict.fromkeys(named or usual)), lang.lower())
