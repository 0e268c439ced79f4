"""Taking a release back in the register: one row changes, every other byte stays."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

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


def write_register(file: Path, data: bytes) -> None:
    """Replace ``file`` in one step, with the rights it had. Raises :class:`OSError`."""
    file = file.resolve()  # what a link leads to, and not the link
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(file.stat().st_mode & 0o777)
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
