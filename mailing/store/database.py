"""Open the database, brought to the newest schema; every transaction is whole or not at all.

Transactions take turns: each is begun for writing, on SQLite by ``BEGIN IMMEDIATE``, on PostgreSQL
by one lock that they all take first. Nothing that was read can be stale by the time of the write,
two of them can never wait for each other, and both databases behave alike. They last milliseconds,
and none spans a conversation with a mail server.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from mailing.errors import MailingError
from mailing.store.dialects import DEFAULT_URL, TOGETHER, hide_row, make_engine, parse_database

__all__ = ["DEFAULT_URL", "Database", "DatabaseFailedError", "open_database"]
_MIGRATIONS = Path(__file__).parent / "migrations"


class DatabaseFailedError(MailingError):
    """The database went away, is full, or is held by somebody else; nothing of the block is in it.

    Where it went away at the very end, the block may be in it as a whole.
    """


@dataclass(frozen=True, slots=True)
class Database:
    """The database. ``folder`` is for what belongs beside it: the secret, locks of senders."""

    engine: Engine
    folder: Path
    _mine: threading.local = field(default_factory=threading.local, repr=False, compare=False)

    @contextmanager
    def begin(self, *, together: bool = False) -> Iterator[Connection]:
        """One transaction: committed at the end of the block, undone where that raises.

        ``together``: of statements that are :class:`~mailing.store.prepared.Prepared` alone, which
        are waited for no more often than the block waits for an answer, and once at its end.

        Raises :class:`DatabaseFailedError`. Never within another one: it would wait for itself.
        """
        if getattr(self._mine, "turn", False):
            raise RuntimeError("a transaction is begun within another one")
        self._mine.turn = True
        try:
            with self._begun(together) as connection:
                yield connection
                connection.commit()
        except DBAPIError as error:
            if not (self._is_its_own(error.orig) or error.connection_invalidated):
                raise
            raise DatabaseFailedError(_failed(error.orig)) from None
        except self._driver.Error as error:
            # A prepared statement has no SQLAlchemy between itself and the driver.
            hide_row(error)
            if not self._is_its_own(error):
                raise
            raise DatabaseFailedError(_failed(error)) from None
        except PoolTimeoutError:
            raise DatabaseFailedError(_failed("it is busy")) from None
        finally:
            self._mine.turn = False

    @property
    def _driver(self) -> Any:
        return self.engine.dialect.loaded_dbapi

    def _is_its_own(self, error: BaseException | None) -> bool:
        """Whether the driver's ``error`` is a trouble of the database itself."""
        driver = self._driver
        its_own = (driver.OperationalError, driver.InternalError)
        # Of a damaged file SQLite says no more than this.
        return isinstance(error, its_own) or type(error) is driver.DatabaseError

    def _begun(self, together: bool) -> Connection:
        for last in (False, True):
            connection = self.engine.connect()
            connection.info[TOGETHER] = together
            try:
                connection.begin()
            except (DBAPIError, self._driver.Error) as error:
                gone = self._is_gone(connection, error)
                connection.close()
                # A server that was started anew is met with a new connection.
                if last or not gone:
                    raise
            else:
                return connection
        raise AssertionError("the second time ends the loop")

    def _is_gone(self, connection: Connection, error: Any) -> bool:
        """Whether ``error`` means that the connection is none any more; it is not used again."""
        if isinstance(error, DBAPIError):
            return error.connection_invalidated
        gone = self.engine.dialect.is_disconnect(
            error, connection.connection.dbapi_connection, None
        )
        if gone:
            connection.invalidate(error)
        return gone

    @contextmanager
    def session(self) -> Iterator[Callable[[str], Any]]:
        """Ask single values outside of any transaction, on a connection that ends with the block.

        What it holds goes with it. Raises :class:`DatabaseFailedError`.
        """
        try:
            pooled = self.engine.raw_connection()
            connection: Any = pooled.driver_connection
            pooled.detach()
        except (DBAPIError, self._driver.Error) as error:
            raise DatabaseFailedError(_failed(getattr(error, "orig", error))) from None
        except PoolTimeoutError:
            raise DatabaseFailedError(_failed("it is busy")) from None

        def ask(words: str) -> Any:
            try:
                return connection.execute(words).fetchone()[0]
            except self._driver.Error as error:
                raise DatabaseFailedError(_failed(error)) from None

        try:
            yield ask
        finally:
            connection.close()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def open_database(url: str, private: Path) -> Database:
    """The database at ``url``, with its schema up to date.

    A relative path of SQLite is seen from the current folder. ``private`` takes what belongs
    beside a database that is no file. Raises :class:`MailingError`.
    """
    place = parse_database(url)
    folder = private
    if place.get_backend_name() == "sqlite":
        file = Path(place.database or "").absolute()
        folder = file.parent
        _make_private(folder)
        if not file.exists():
            file.touch(0o600)
        place = place.set(database=str(file))
    else:
        _make_private(folder)
    engine = make_engine(place)
    try:
        _migrate(engine)
    except DBAPIError as error:
        engine.dispose()
        raise MailingError(
            f"The database of subscribers cannot be used: {_reason(error.orig)}. "
            "Check HALLWAY_DATABASE_URL, and that nobody has moved or changed the file."
        ) from None
    except MailingError:
        engine.dispose()
        raise
    return Database(engine, folder)


def _failed(why: object) -> str:
    return (
        f"The database of subscribers does not answer: {_reason(why)}. What was written down "
        "before is safe. Look after the database, then type the same command again."
    )


def _reason(why: object) -> str:
    return " ".join(str(why).split()).rstrip(".")


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise MailingError(
            f"The private folder {folder} cannot be made: {error.strerror}."
        ) from None


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    newest = script.get_current_head()
    # The first ones to open it take turns as well: the second one finds the tables made.
    with engine.begin() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        if current == newest:
            return
        if current not in (None, *(one.revision for one in script.walk_revisions())):
            raise MailingError(
                "The database of subscribers was changed by a newer Hallway than this one. "
                "Use that, or bring back a copy from before."
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
