"""Lists of subscribers as spreadsheets save them. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mailing.addresses import (
    Address,
    AddressError,
    Mailboxes,
    find_addresses,
    parse_address,
    parse_mailboxes,
)
from mailing.csvfile.columns import Column, Reading, quoted_cell
from mailing.csvfile.judging import judge_line
from mailing.csvfile.senses import read_words, remarks_leaving, tells_of_leaving
from mailing.csvfile.table import Section, read_table

_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST_LANG = 35  # RFC 5646, 4.4.1
_BETWEEN = re.compile(r"[\s,;|+]+")
_LARGEST_FIELD = 10_000
_FORMULA = ("=", "+", "-", "@")

_THEIRS = (Reading.ADDRESS,)
_ABOUT_LEAVING = (
    *(Reading.ADDRESS, Reading.LEFT, Reading.PENDING, Reading.STATUS),
    *(Reading.LEFT_UNCLEAR, Reading.JOINED_UNCLEAR, Reading.UNCLEAR),
)
"""Columns in which an address may be that of whoever has left."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file, counted from 1. ``lang`` may be empty; ``left``: they want no letter.

    ``others``: further addresses of the same person, which get no letter.
    """

    line: int
    address: Address
    audiences: tuple[str, ...]
    lang: str
    left: bool = False
    others: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A line that cannot be used, and why, with no address in full.

    ``doubted``: who by this line may have left; no other line subscribes them.
    """

    line: int
    reason: str
    doubted: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """All of a file: who can be subscribed, which lines cannot be used, how columns were read.

    ``columns`` has those of each line of titles, which two files put together have twice.
    """

    good: tuple[Row, ...]
    bad: tuple[BadRow, ...]
    columns: tuple[tuple[Column, ...], ...] = ()


def read_rows(data: bytes, allowed: Collection[str], audiences: Collection[str] = ()) -> Rows:
    """The subscribers in a CSV file with any columns in any order, one of them the address.

    Who has left is told apart by what the titles and the cells say, see
    :mod:`mailing.csvfile.columns`; nobody is subscribed by what is not understood.
    ``allowed`` are the ids of all audiences, ``audiences`` those of rows that name none. A file
    without titles may have one column. Raises :class:`MailingError` where no column is addresses,
    or nothing is in the file.
    """
    table = read_table(data)
    found: list[Row | BadRow] = []
    for line, cells in table.above:
        if any(_is_address(cell) for cell in cells):
            found.append(BadRow(line, "It stands above the titles. Move it below them."))
    for section in table.sections:
        found += _rows(section, allowed, audiences)
    if table.broken:
        why = "From here on the file is no table. Save it anew as CSV."
        found.append(BadRow(table.broken, why))
    good, bad = _without_doubted(found)
    titled = [section.columns for section in table.sections if section.titled]
    return Rows(good, bad, tuple(dict.fromkeys(titled)))


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


def _without_doubted(found: Sequence[Row | BadRow]) -> tuple[tuple[Row, ...], tuple[BadRow, ...]]:
    """Good and bad rows; who may have left by one line is not subscribed by another."""
    bad = [one for one in found if isinstance(one, BadRow)]
    doubts = {who.key: one.line for one in reversed(bad) for who in one.doubted}
    good: list[Row] = []
    for row in found:
        if not isinstance(row, Row):
            continue
        if row.left or row.address.key not in doubts:
            good.append(row)
            continue
        why = f"Line {doubts[row.address.key]} is about the same address, and cannot be used."
        bad.append(BadRow(row.line, why))
    return tuple(good), tuple(sorted(bad, key=lambda one: one.line))


def _rows(
    section: Section, allowed: Collection[str], usual: Collection[str]
) -> Iterable[Row | BadRow]:
    heading: tuple[int, str] | None = None
    for line, cells in section.lines:
        if over := _heading(section.columns, cells):
            heading = line, over
            yield BadRow(line, f"It has no address, and says {quoted_cell(over)}.")
            continue
        row = _row(line, cells, section.columns, allowed, usual)
        if heading and isinstance(row, Row) and not row.left:
            number, words = heading
            row = BadRow(
                line,
                f"Above it, line {number} says {quoted_cell(words)}. If these people have left, "
                'add a column "status" that says "unsubscribed"; otherwise delete that line.',
                (row.address, *row.others),
            )
        yield row


def _heading(columns: Sequence[Column], cells: Sequence[str]) -> str:
    """What a line alone in the midst of others says of those below it, if that may be leaving."""
    there = [(place, cell.strip()) for place, cell in enumerate(cells) if cell.strip()]
    if len(there) != 1 or "@" in there[0][1]:
        return ""
    place, cell = there[0]
    titles = [one.place for one in columns if one.reading is Reading.ADDRESS]
    alone = place in titles or cell.endswith(":") or read_words(cell).understood
    return cell if alone and tells_of_leaving(cell) else ""


def _row(
    line: int,
    cells: list[str],
    columns: tuple[Column, ...],
    allowed: Collection[str],
    usual: Collection[str],
) -> Row | BadRow:
    if max(map(len, cells)) > _LARGEST_FIELD:
        return BadRow(line, "The line is far too long; a quote may be missing in it.")

    def cell(reading: Reading) -> str:
        places = [one.place for one in columns if one.reading is reading]
        return cells[places[0]].strip() if places and places[0] < len(cells) else ""

    judged = judge_line(columns, cells)
    try:
        found = _mailboxes(columns, cells)
    except AddressError as error:
        # Who has left is left alone by any spelling; letters want a right one.
        meant = _meant(columns, cells, _THEIRS) if judged.left else ()
        if meant:
            return Row(line, meant[0], (), "", left=True, others=meant[1:])
        doubted = _meant(columns, cells, _ABOUT_LEAVING) if judged.left or judged.held else ()
        return BadRow(line, str(error), doubted)
    address, *others = found.addresses
    first = next(one for one in columns if one.reading is Reading.ADDRESS)
    if judged.left or read_words(first.title).left:
        return Row(line, address, (), "", left=True, others=tuple(others))
    held = judged.held
    if remarks_leaving(found.words):
        held = held or (
            f"Beside its address stands {quoted_cell(found.words)}, as of somebody who has left."
        )
    if held:
        return BadRow(line, held, (*found.addresses, *_meant(columns, cells, _ABOUT_LEAVING)))
    named = [one.casefold() for one in _BETWEEN.split(cell(Reading.AUDIENCES)) if one]
    if unknown := [one for one in named if one not in allowed]:
        return BadRow(
            line, f"Its audience {quoted_cell(unknown[0])} is none of {', '.join(sorted(allowed))}."
        )
    if not (named or usual):
        return BadRow(line, "It names no audience. Fill in the column, or add --audience families.")
    lang = cell(Reading.LANG)
    if lang and (len(lang) > _LONGEST_LANG or not _LANG.fullmatch(lang)):
        return BadRow(line, f'Its language {quoted_cell(lang)} is none; write "en" or "es".')
    audiences = tuple(dict.fromkeys(named or usual))
    return Row(line, address, audiences, lang.lower(), others=tuple(others))


def _meant(
    columns: Sequence[Column], cells: Sequence[str], readings: Collection[Reading]
) -> tuple[Address, ...]:
    """Whose addresses the cells of some columns may be, however they are written."""
    places = [one.place for one in columns if one.reading in readings]
    return find_addresses(" ; ".join(cells[at] for at in places if at < len(cells)))


def _mailboxes(columns: Sequence[Column], cells: Sequence[str]) -> Mailboxes:
    """All addresses of a line, the first usable one first; raises :class:`AddressError`."""
    every: list[Mailboxes] = []
    trouble: AddressError | None = None
    for column in columns:
        written = cells[column.place].strip() if column.place < len(cells) else ""
        if column.reading is not Reading.ADDRESS or not written:
            continue
        quoted = written[:1] == "'" and written[1:].startswith(_FORMULA)
        try:
            every.append(parse_mailboxes(written[1:] if quoted else written))
        except AddressError as error:
            trouble = trouble or error
    if not every:
        raise trouble or AddressError("There is no address.")
    keys = {one.key: one for found in reversed(every) for one in reversed(found.addresses)}
    order = dict.fromkeys(one.key for found in every for one in found.addresses)
    words = " ".join(found.words for found in every if found.words)
    return replace(every[0], addresses=tuple(keys[key] for key in order), words=words)


def _is_address(cell: str) -> bool:
    try:
        parse_address(cell)
    except AddressError:
        return False
    return True
