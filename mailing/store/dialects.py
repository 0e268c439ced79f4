"""What SQLite and PostgreSQL need each, to behave alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from mailing.errors import MailingError

DEFAULT_URL = "sqlite:///private/mailing.sqlite3"
_PATIENCE = 60  # seconds that one process waits for another one's transaction
_CONNECT = 10  # seconds
_TURN = int.from_bytes(b"hallway")
"""The number of the lock by which transactions take turns on PostgreSQL."""
_CAREFULLY = (
    # A transaction sees what was written down while it waited for its turn.
    "SET default_transaction_isolation = 'read committed'",
    # A message that was sent must be known as sent even after the server crashed.
    "SELECT set_config(name, 'on', false) FROM pg_settings "
    "WHERE name = 'synchronous_commit' AND setting = 'off'",
    # A computer that vanished is missed in a pipeline, too, where no transaction counts as idle.
    "SET tcp_keepalives_idle = 30",
    "SET tcp_keepalives_interval = 10",
    "SET tcp_keepalives_count = 3",
)
"""Whatever is usual at a district's server."""
TOGETHER = "together"
"""What a connection's ``info`` says of its next transaction: nobody waits for its beginning."""
_PIPELINE = "pipeline"


def parse_database(url: str) -> URL:
    """``HALLWAY_DATABASE_URL``, checked. Raises :class:`MailingError`."""
    try:
        place = make_url(url)
        if place.drivername in ("postgres", "postgresql"):
            place = place.set(drivername="postgresql+psycopg")
        place.get_dialect()
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError):
        raise MailingError(_sentence("it is no address of a database")) from None
    if place.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise MailingError(_sentence("only SQLite and PostgreSQL are known"))
    if place.get_backend_name() == "sqlite" and place.database in (None, "", ":memory:"):
        raise MailingError(_sentence("it would be forgotten at once"))
    return place


def shown_place(url: str) -> str:
    """The address of a database as people may read it, without its password."""
    try:
        place = parse_database(url)
    except MailingError:
        return "the address in HALLWAY_DATABASE_URL"
    if place.get_backend_name() == "sqlite":
        return str(place.database)
    return place.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def make_engine(place: URL) -> Engine:
    """Connections to ``place``, whose transactions take turns."""
    # Parameters are addresses: they would stand in the log of any failure.
    hidden = {"hide_parameters": True, "pool_timeout": _PATIENCE}
    if place.get_backend_name() == "sqlite":
        engine = create_engine(place, **hidden)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    arguments = {"connect_timeout": _CONNECT, "client_encoding": "utf8", "autocommit": True}
    engine = create_engine(place, connect_args=arguments, **hidden)
    event.listen(engine, "connect", _prepare_postgresql)
    event.listen(engine, "begin", _begin_postgresql)
    event.listen(engine, "commit", _commit_pipeline)
    event.listen(engine, "rollback", _leave_pipeline)
    event.listen(engine, "handle_error", _hide_rows)
    return engine


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


def _prepare_postgresql(connection: Any, _: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        (encoding,) = cursor.fetchone()
        if encoding not in ("UTF8", "SQL_ASCII"):
            raise MailingError(
                f"The database of subscribers holds only the letters of {encoding}. Ask for one "
                "with the encoding UTF8: createdb --encoding=UTF8 --template=template0 hallway"
            )
        cursor.execute(f"SET lock_timeout = '{_PATIENCE}s'")
        # A computer that vanished in the middle of a transaction must not hold up all others.
        cursor.execute(f"SET idle_in_transaction_session_timeout = '{_PATIENCE}s'")
        for words in _CAREFULLY:
            cursor.execute(words)


def _begin_postgresql(connection: Connection) -> None:
    # Begun by us alone, as on SQLite. One that was interrupted may have left a pipeline behind.
    _leave_pipeline(connection)
    begin, lock = "BEGIN", f"SELECT pg_advisory_xact_lock({_TURN})"
    if not connection.info.get(TOGETHER):
        connection.exec_driver_sql(f"{begin}; {lock}")  # one way to the server and back
        return
    # In a pipeline a statement goes off at once, and is waited for where its answer is read.
    driver: Any = connection.connection.dbapi_connection
    pipeline = connection.info[_PIPELINE] = ExitStack()
    pipeline.enter_context(driver.pipeline())
    with _undoing(driver, pipeline):
        driver.execute(begin)
        driver.execute(lock)


def _commit_pipeline(connection: Connection) -> None:
    pipeline = connection.info.pop(_PIPELINE, None)
    if pipeline is not None:
        driver: Any = connection.connection.dbapi_connection
        with _undoing(driver, pipeline):
            driver.execute("COMMIT")
            # This waits for all that is under way, and tells what went wrong.
            pipeline.close()


def _leave_pipeline(connection: Connection) -> None:
    pipeline = connection.info.pop(_PIPELINE, None)
    if pipeline is not None:
        with suppress(connection.dialect.loaded_dbapi.Error):  # it was told already
            pipeline.close()


@contextmanager
def _undoing(driver: Any, pipeline: ExitStack) -> Iterator[None]:
    """SQLAlchemy takes what it could not begin or commit for undone: see to it that it is."""
    try:
        yield
    except BaseException:
        for act in (pipeline.close, driver.rollback):
            with suppress(driver.Error):
                act()
        raise


def hide_row(*errors: BaseException | None) -> None:
    """PostgreSQL adds the row that it did not like, with the address in it: leave that out."""
    told = getattr(getattr(errors[0], "diag", None), "message_primary", None)
    if told:
        for error in errors:
            if error is not None:
                error.args = (told,)


def _hide_rows(context: ExceptionContext) -> None:
    hide_row(context.original_exception, context.sqlalchemy_exception)


def _sentence(why: str) -> str:
    # The address may hold a password: it is not repeated.
    return (
        f"HALLWAY_DATABASE_URL cannot be used: {why}. Write it like {DEFAULT_URL} or "
        "postgresql://hallway:password@db.school.example/hallway."
    )
