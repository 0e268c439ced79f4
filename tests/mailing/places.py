"""Where a test's database is: in its folder, or at an address that a file in there names."""

from __future__ import annotations

from pathlib import Path

from mailing.store.database import Database, open_database

_FILE = "database.url"
_open: list[Database] = []


def use(folder: Path, url: str) -> None:
    """Have ``database(folder)`` open the one at ``url``, in this process and in others."""
    (folder / _FILE).write_text(url, "utf-8")


def address(folder: Path) -> str:
    """The database of ``folder`` as ``HALLWAY_DATABASE_URL`` names it."""
    told = folder / _FILE
    if told.is_file():
        return told.read_text("utf-8")
    return f"sqlite:///{folder}/private/mailing.sqlite3"


def database(folder: Path) -> Database:
    """The database of ``folder``, made where there is none."""
    made = open_database(address(folder), folder / "private")
    _open.append(made)
    return made


def close_all() -> None:
    """Let go of every database that was opened here."""
    while _open:
        _open.pop().close()
