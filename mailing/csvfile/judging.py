"""Whether a line of a list may subscribe somebody, by what its columns say. Pure.

A no beats every yes, wherever in the line it stands. What is not understood subscribes nobody, and
neither does silence where others in the file have said yes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mailing.csvfile.cells import Says, read_cell
from mailing.csvfile.columns import Column, Reading, quoted_cell
from mailing.csvfile.senses import remarks_leaving

_FLAGS = (
    *(Says.YES, Says.NO, Says.DAY, Says.NEVER, Says.UNSURE_DAY),
    *(Says.DAY_WITH_MORE, Says.MARK),
)
_LEAVING = (Says.LEFT, Says.PENDING, Says.LEAVING)


@dataclass(frozen=True, slots=True)
class Judgement:
    """``left``: they want no letter. ``held``: why the line subscribes nobody, empty if it may."""

    left: bool = False
    held: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    """What one cell means for its line: the title's sense and the cell's taken together."""

    wants: bool = False
    left: bool = False
    pending: bool = False
    unclear: bool = False


_SILENT, _WANTS, _LEFT = _Word(), _Word(wants=True), _Word(left=True)
_PENDING, _UNCLEAR = _Word(pending=True), _Word(unclear=True)


def judge_line(columns: Sequence[Column], cells: Sequence[str]) -> Judgement:
    """What the line of ``cells`` says of whoever it is about."""
    asked: list[Column] = []
    wants, pending, unclear = False, "", ""
    for column in columns:
        cell = cells[column.place].strip() if column.place < len(cells) else ""
        word = _weigh(column, cell)
        if word.left:
            return Judgement(left=True)
        asked += [column] if column.reading in (Reading.JOINED, Reading.STATUS) else []
        wants = wants or word.wants
        if word.pending:
            pending = pending or _pending(column, cell)
        if word.unclear:
            unclear = unclear or _unclear(column, cell)
    if pending or unclear:
        return Judgement(held=pending or unclear)
    if asked and not wants:
        return Judgement(
            held=f"Nothing in it says that they want the letter: {asked[0].shown} is empty. "
            'Write "yes" there if they do.'
        )
    return Judgement()


def _weigh(column: Column, cell: str) -> _Word:
    says = read_cell(cell)
    if column.numbers and cell.isdecimal() and says in (Says.YES, Says.NO):
        says = Says.TEXT
    match column.reading:
        case Reading.JOINED:
            return _weigh_joined(says)
        case Reading.LEFT:
            return _weigh_left(says)
        case Reading.PENDING:
            word = _weigh_left(says)
            return _PENDING if word.left else word
        case Reading.STATUS:
            return _weigh_status(says)
        case Reading.LEFT_UNCLEAR:
            return _SILENT if says is Says.NOTHING else _UNCLEAR
        case Reading.JOINED_UNCLEAR:
            return _UNCLEAR
        case Reading.UNCLEAR:
            unsaid = column.ticked and says is Says.NOTHING
            return _UNCLEAR if unsaid or says in (*_FLAGS, *_LEAVING) else _SILENT
        case Reading.RECORD:
            flag = says in (Says.YES, Says.NO) and not cell.strip().isdecimal()
            return _UNCLEAR if flag or says in _LEAVING else _SILENT
        case Reading.ABOUT | Reading.MONEY:
            return _UNCLEAR if says in _LEAVING and remarks_leaving(cell) else _SILENT
        case _:
            return _SILENT


def _weigh_joined(says: Says) -> _Word:
    if says in (Says.YES, Says.DAY, Says.JOINED):
        return _WANTS
    if says in (Says.NO, Says.LEFT):
        return _LEFT
    if says in (Says.PENDING, Says.NEVER):
        return _PENDING
    return _SILENT if says is Says.NOTHING else _UNCLEAR


def _weigh_left(says: Says) -> _Word:
    # A day to come is one, too: they have said that they go.
    if says in (Says.YES, Says.DAY, Says.DAY_WITH_MORE, Says.LEFT):
        return _LEFT
    if says in (Says.NO, Says.NEVER, Says.NOTHING):
        return _SILENT
    return _PENDING if says is Says.PENDING else _UNCLEAR


def _weigh_status(says: Says) -> _Word:
    if says is Says.JOINED:
        return _WANTS
    if says is Says.LEFT:
        return _LEFT
    if says is Says.PENDING:
        return _PENDING
    return _SILENT if says is Says.NOTHING else _UNCLEAR


def _pending(column: Column, cell: str) -> str:
    return (
        f"They never confirmed that they want the letter: {column.shown} says {quoted_cell(cell)}."
    )


def _unclear(column: Column, cell: str) -> str:
    if column.reading.heard:
        words = "confirmed or unsubscribed" if column.reading is Reading.STATUS else "yes or no"
        return (
            f"Its status is {quoted_cell(cell)}, which may mean that they left. Write {words} into "
            f"the column {column.shown} instead."
        )
    if not cell:
        return (
            f"{column.shown} says nothing here and something for others, which may mean that they "
            'want no letter. If so, call the column "subscribed"; otherwise delete it from the '
            "file."
        )
    return (
        f"Below {column.shown} stands {quoted_cell(cell)}, which may mean that they want no "
        'letter. If so, call the column "unsubscribed" or "subscribed"; otherwise delete it from '
        "the file."
    )
