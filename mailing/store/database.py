"""Open the database, brought to the newest schema; every transaction is whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from mailing.errors import MailingError

DEFAULT_URL = "sqlite:///private/mailing.sqlite3"
_MIGRATIONS = Path(__file__).parent / "migrations"
_PATIENCE = 60  # seconds that one process waits for another one's transaction


@dataclass(frozen=True, slots=True)
class Database:
    """The database. ``folder`` is for what belongs beside it: the secret, locks of senders."""

    engine: Engine
    folder: Path

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction: committed at the end of the block, undone where that raises."""
        with self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def open_database(url: str, private: Path) -> Database:
    """The database at ``url``, with its schema up to date.

    A relative path of SQLite is seen from the current folder. ``private`` takes what belongs
    beside a database that is no file. Raises :class:`MailingError`.
    """
    place = _parsed(url)
    folder = private
    if place.get_backend_name() == "sqlite":
        if not place.database or place.database == ":memory:":
            raise MailingError(_sentence("it would be forgotten at once"))
        file = Path(place.database).absolute()
        folder = file.parent
        _make_private(folder)
        if not file.exists():
            file.touch(0o600)
        place = place.set(database=str(file))
    else:
        _make_private(folder)
    try:
        # Parameters are addresses: they would stand in the log of any failure.
        engine = create_engine(place, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise MailingError(_sentence(f"the driver {error.name} is not installed")) from None
    if place.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    try:
        _migrate(engine)
    except DBAPIError as error:
        engine.dispose()
        raise MailingError(
            f"The database of subscribers cannot be used: {str(error.orig).strip()}. "
            "Check HALLWAY_DATABASE_URL, and that nobody has moved or changed the file."
        ) from None
    return Database(engine, folder)


def _parsed(url: str) -> URL:
    try:
        place = make_url(url)
        place.get_dialect()
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError):
        raise MailingError(_sentence("it is no address of a database")) from None
    if place.get_backend_name() not in ("sqlite", "postgresql"):
        raise MailingError(_sentence("only SQLite and PostgreSQL are known"))
    return place


def _sentence(why: str) -> str:
    # The address may hold a password: it is not repeated.
    return (
        f"HALLWAY_DATABASE_URL cannot be used: {why}. Write it like {DEFAULT_URL} or "
        "postgresql+psycopg://hallway:password@db.school.example/hallway."
    )


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise MailingError(
            f"The private folder {folder} cannot be made: {error.strerror}."
        ) from None


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    # Transactions are begun by us alone, so that schema changes are undone too.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    # A message that was sent must be known as sent even after the power failed.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _begin(connection: Connection) -> None:
    # Taken for writing from the start: nothing that was read can be stale by the time of the write.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.begin() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        if current == newest:
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
