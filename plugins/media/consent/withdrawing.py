"""Taking a release back in the register: one row changes, every other byte stays."""

from __future__ import annotations

from datetime import date

from plugins.media.consent.cells import WITHDRAWN, is_withdrawn
from plugins.media.consent.release import key_of
from plugins.media.consent.sheet import Sheet


def withdraw_in(sheet: Sheet, identifier: str, day: date) -> bytes | None:
    """The register with no release for ``identifier``, noted on ``day``; None without such a row.

    Where the table has no column for notes, the level says it.
    """
    columns, changed = sheet.columns, {}
    for row in sheet.rows:
        cells = [*row.cells, *[""] * (len(sheet.header) - len(row.cells))]
        if key_of(cells[columns["id"]]) != key_of(identifier):
            continue
        note = columns.get("note")
        cells[columns["level"]] = WITHDRAWN if note is None else "none"
        if note is not None:
            before = cells[note].strip()
            if not is_withdrawn(before):
                cells[note] = f"{WITHDRAWN} {day.isoformat()}{f'; {before}' if before else ''}"
        changed[row.line] = cells
    return sheet.with_rows(changed) if changed else None
