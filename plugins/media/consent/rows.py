"""The rows of the register: an id, a name, and what the family allowed.

Columns, in any order: ``id``, ``name``, ``level``, ``channels``, ``until``, ``note``. An id without
a row, or with a row that is not understood, has no release; nor has one with a note, or anything in
a column of another name, that may say something against it. Problems name the line and the id,
never the person.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TypeVar

from plugins.common.look_alikes import plain
from plugins.common.near import did_you_mean, nearest
from plugins.common.problems import ProblemLog
from plugins.media.consent.cells import (
    SETTLED,
    CellError,
    is_withdrawn,
    parse_channels,
    parse_level,
    parse_note,
    parse_until,
)
from plugins.media.consent.dates import Orders, orders_of
from plugins.media.consent.names import NameIndex, read_name
from plugins.media.consent.release import Level, Release, key_of
from plugins.media.consent.sheet import Row, Sheet

Value = TypeVar("Value")
Otherwise = TypeVar("Otherwise")

COLUMNS = ("id", "name", "level", "channels", "until", "note")
_NEEDED = ("id", "name", "level", "channels", "until")
_ABOUT_THE_CHILD = frozenset(
    (
        *("class", "grade", "year", "year group", "homeroom", "room", "school", "teacher"),
        *("student number", "number", "nr", "first name", "given name", "surname"),
        *("last name", "family name", "birthday", "date of birth", "age", "gender", "language"),
        *("parent", "parents", "guardian", "guardians", "email", "e-mail", "phone", "address"),
        *("bus", "locker", "shoes", "shirt", "shirt size", "klasse", "jahrgang", "vorname"),
        *("nachname", "geburtsdatum", "lehrkraft", "curso", "nombre", "apellidos"),
        *("classe", "prénom", "nom", "cognome", "turma"),
    )
)
"""Titles of columns, as :func:`plain` gives them, in which nobody writes about photos."""
_MOST_NAMED = 5
_STRUCK = re.compile("[\u0334-\u0338\u20d2\u20d3\u20d8-\u20da\u20e5\u20e6\u20ea\u20eb]")
"""Strokes and slashes that are laid over a letter."""


@dataclass(slots=True)
class RowReader:
    """The rows of a register while they are read; ``shown`` is its path in problems."""

    shown: str
    problems: ProblemLog
    sheet: Sheet
    names: NameIndex = field(init=False)
    orders: Orders = field(init=False)
    _doubted: dict[int, list[tuple[Row, str]]] = field(default_factory=dict)

    def read(self) -> tuple[dict[str, Release], NameIndex] | None:
        """The releases by the key of their id, and the names; None where a column is missing."""
        missing = [name for name in _NEEDED if name not in self.sheet.columns]
        if missing:
            self._miss(missing)
            return None
        rows = [row for row in self.sheet.rows if any(cell.strip() for cell in row.cells)]
        self.names = NameIndex(
            {
                id_: reduce(or_, map(read_name, self.sheet.ways_of(name)))
                for row in rows
                # Its ends stay: what is a space there may be a letter in another encoding.
                if (id_ := key_of(self._cell(row, "id"))) and (name := self._raw(row, "name"))
            }
        )
        self.orders = orders_of(self._cell(row, "until") for row in rows)
        releases: dict[str, Release] = {}
        for row in rows:
            release = self._release(row)
            if release is None:
                continue
            key = key_of(release.id)
            if key in releases:
                self._report(
                    row,
                    "consent-twice",
                    release.id,
                    f"The id {release.id} stands in two rows, so it has no release.",
                    "Leave the row that is right and delete the other.",
                )
                release = Release(
                    release.id, withdrawn=release.withdrawn or releases[key].withdrawn
                )
            releases[key] = release
        for place, doubted in sorted(self._doubted.items()):
            self._tell_column(place, doubted)
        return releases, self.names

    def _cell(self, row: Row, column: str) -> str:
        return self._raw(row, column).strip()

    def _raw(self, row: Row, column: str) -> str:
        place = self.sheet.columns.get(column)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def _release(self, row: Row) -> Release | None:
        id_ = " ".join(self._cell(row, "id").split())
        if not id_:
            self._report(
                row,
                "consent-no-id",
                "",
                "This row has no id, so no photo can name it.",
                'Give it a short id that says nothing about the child, like "s-017".',
            )
            return None
        if self.names.full_names_in(id_):
            self._report(
                row,
                "consent-id-is-name",
                "",
                "The id in this row is a name. Ids stand in media.yaml, which others may read.",
                'Use an id that says nothing about the child, like "s-017", here and in '
                "media.yaml.",
            )
            return None
        if len(row.cells) > len(self.sheet.header) and any(
            cell.strip() for cell in row.cells[len(self.sheet.header) :]
        ):
            self._report(
                row,
                "consent-row",
                id_,
                f"The row of {id_} has more cells than the first line has columns, so it counts as "
                "no release.",
                "A comma in a cell needs quotes around the cell; a spreadsheet sets them itself.",
            )
            return Release(id_, withdrawn=_is_taken_back(row))
        if (struck := _struck_in(row)) is not None:
            self._report(
                row,
                "consent-row",
                id_,
                f"What stands in the column {self._title(struck)} of {id_} is struck out, so the "
                "row counts as no release.",
                'Write it anew without the stroke; or "none" in the column level.',
            )
            return Release(id_, withdrawn=_is_taken_back(row))
        return self._checked(row, id_)

    def _checked(self, row: Row, id_: str) -> Release:
        level = self._read(row, id_, "level", parse_level, None)
        withdrawn = _is_taken_back(row)
        if not self._cell(row, "name"):
            self._report(
                row,
                "consent-no-name",
                id_,
                f"The row of {id_} has no name, so nothing keeps the name away from photos.",
                "Write the name of the child in the column name.",
            )
        if withdrawn or level is Level.NONE:
            return Release(id_, withdrawn=withdrawn)
        noted = self._read(row, id_, "note", parse_note, None) is None
        doubted = self._is_doubted(row, id_) or noted
        channels = self._read(row, id_, "channels", parse_channels, frozenset())
        until = self._read(row, id_, "until", lambda cell: parse_until(cell, self.orders), None)
        if not self._cell(row, "channels"):
            self._report(
                row,
                "consent-no-channel",
                id_,
                f"The release of {id_} names no channel, so it allows nothing.",
                "Write where photos may be shown: site, newsletter, social, or several of them.",
            )
        if not self._cell(row, "until"):
            self._report(
                row,
                "consent-no-end",
                id_,
                f"The release of {id_} has no end, so it allows nothing.",
                "Write the last day it holds in the column until, like 2027-06-30.",
            )
        return Release(id_, Level.NONE if doubted or not level else level, channels, until)

    def _read(
        self, row: Row, id_: str, column: str, parse: Callable[[str], Value], otherwise: Otherwise
    ) -> Value | Otherwise:
        cell = self._cell(row, column)
        try:
            return parse(cell)
        except CellError as wrong:
            shown = cell[:40] if self._tells_nothing(cell, column) else ""
            self._report(
                row,
                "consent-value",
                shown or id_,
                f"What stands in the column {column} of {id_} {wrong}"
                f"{f': {shown}' if shown else ''}. Until it is put right, nothing is allowed.",
                _HINTS[column],
            )
            return otherwise

    def _is_doubted(self, row: Row, id_: str) -> bool:
        """True where a column that is none of ours may say something against the release."""
        places = [place for place in self._others() if place < len(row.cells)]
        found = [place for place in places if not _is_settled(row.cells[place])]
        for place in found:
            self._doubted.setdefault(place, []).append((row, id_))
        return bool(found)

    def _others(self) -> list[int]:
        ours = {self.sheet.columns[name] for name in COLUMNS if name in self.sheet.columns}
        titles = [plain(title) for title in self.sheet.header]
        return [
            place
            for place, title in enumerate(titles)
            if place not in ours and title not in _ABOUT_THE_CHILD and not title.startswith(SETTLED)
        ]

    def _tell_column(self, place: int, doubted: list[tuple[Row, str]]) -> None:
        """Once a column: a school may have written into it beside each of its children."""
        title = self._title(place)
        ids = [id_ for _, id_ in doubted]
        more = f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""
        self._report(
            doubted[0][0],
            "consent-value",
            title,
            f"What stands in the column {title} beside {', '.join(ids[:_MOST_NAMED])}{more} may "
            "take the release back, or make it smaller. Until it is settled, nothing is allowed.",
            'Where it does, begin the note with "withdrawn". Where it says nothing about photos, '
            f'leave the column out, or begin its title with "{SETTLED}", like "{SETTLED} {title}".',
        )

    def _title(self, place: int) -> str:
        title = self.sheet.header[place][:40]
        return f"number {place + 1}" if not title or self.names.tells_a_name(title) else title

    def _tells_nothing(self, cell: str, column: str) -> bool:
        """A shifted row has names in any cell: what could be one is not repeated."""
        if self.names.tells_a_name(cell):
            return False
        if column == "until":
            return not any(one.isalpha() for one in cell)
        return nearest(cell, _WORDS) is not None

    def _miss(self, missing: list[str]) -> None:
        near = [did_you_mean(name, self.sheet.header).strip() for name in missing]
        wrong = ", ".join(missing)
        self.problems.add(
            self.shown,
            self.sheet.line,
            "consent-columns",
            wrong,
            f"The first line of the register lacks: {wrong}. {' '.join(filter(None, near))}".strip()
            + " Until they are there, nobody has a release.",
            f"Name the columns {', '.join(COLUMNS)}, in any order.",
        )

    def _report(self, row: Row, rule: str, value: str, message: str, hint: str) -> None:
        self.problems.add(self.shown, row.line, rule, value, message, hint)


_WORDS = ("none", "image", "image-first-name", "full", "site", "newsletter", "social", "yes", "no")
_HINTS = {
    "level": "Write none, image, image-first-name or full.",
    "channels": "Write site, newsletter, social, or several of them with commas between.",
    "note": 'Where it takes the release back, begin it with "withdrawn". Where the release holds '
    f'as it stands in spite of it, begin it with "{SETTLED}", or leave the note out.',
    "until": "Write the last day it holds with its whole year first, like 2027-06-30.",
}


def _is_settled(cell: str) -> bool:
    try:
        parse_note(cell)
    except CellError:
        return False
    return True


def _is_taken_back(row: Row) -> bool:
    """In whatever column it was written, with a title or without."""
    return any(is_withdrawn(cell) for cell in row.cells)


def _struck_in(row: Row) -> int | None:
    """The place of a cell that is struck out: programs keep that as signs that overlay letters."""
    return next((place for place, cell in enumerate(row.cells) if _STRUCK.search(cell)), None)
