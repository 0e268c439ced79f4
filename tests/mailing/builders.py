"""Small lists of subscribers and letters for the tests of the mailing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mailing.addresses import parse_address
from mailing.csvfile import Row
from mailing.store.database import Database, open_database
from mailing.store.secret import load_secret
from mailing.store.subscribers import Subscribers

START = 1_795_460_400.0
"""Monday 2026-11-23, 14:00 in the school's zone, as seconds since 1970."""


def database(folder: Path) -> Database:
    """The database in ``folder``, made where there is none."""
    return open_database(f"sqlite:///{folder}/private/mailing.sqlite3", folder / "private")


def subscribers(data: Database) -> Subscribers:
    """The list of ``data``."""
    return Subscribers(data, load_secret(data))


def rows(addresses: Iterable[str], *audiences: str, lang: str = "en") -> list[Row]:
    """Rows of a file, for families unless told otherwise."""
    return [
        Row(line, parse_address(one), audiences or ("families",), lang)
        for line, one in enumerate(addresses, 2)
    ]


def people(count: int) -> list[str]:
    """``reader1@school.example`` and so on."""
    return [f"reader{number}@school.example" for number in range(1, count + 1)]
