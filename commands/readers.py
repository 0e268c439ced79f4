"""The database of readers, where the environment says it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from commands.bootstrap import ROOT
from mailing.errors import MailingError
from mailing.store.database import DEFAULT_URL, Database, open_database
from mailing.store.dialects import shown_place

PRIVATE = ROOT / "private"
_VARIABLE = "HALLWAY_DATABASE_URL"


@dataclass(frozen=True, slots=True)
class Readers:
    """The database, or ``why`` it could not be opened. ``place`` has no password in it."""

    place: str
    data: Database | None
    why: str = ""


def place_of_readers() -> tuple[str, Path | None]:
    """The address of the database, and its file where it is one.

    A relative path of SQLite is seen from Hallway's folder.
    """
    url = os.environ.get(_VARIABLE, "") or DEFAULT_URL
    before, _, path = url.partition(":///")
    file = ROOT / path if before.startswith("sqlite") and path else None
    return (f"{before}:///{file}" if file is not None else url), file


@contextmanager
def known_readers() -> Iterator[Readers]:
    """The database if there is one; none is begun, and what goes wrong is told and not raised."""
    url, file = place_of_readers()
    place = shown_place(url)
    if file is not None and not file.exists():
        said = "says so" if os.environ.get(_VARIABLE) else "is not set in this window"
        yield Readers(place, None, f"there is no such file, and {_VARIABLE} {said}")
        return
    try:
        data = open_database(url, PRIVATE)
    except MailingError as error:
        yield Readers(place, None, str(error).rstrip("."))
        return
    try:
        yield Readers(place, data)
    finally:
        data.close()
