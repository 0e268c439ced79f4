"""Statements that every message needs: written out once, and given to the driver as they are.

SQLAlchemy takes longer over a statement than a database over running it. That is well spent on
what is rare, and most of the time where it happens between any two messages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ClauseElement, Connection, Dialect

Answer = Callable[[], Sequence[Any]]
"""Gives the rows, and waits for them no earlier than that."""


class _Written(NamedTuple):
    words: str
    fixed: dict[str, Any]
    order: Sequence[str] | None
    """The names of values that have only a place; None where they are named."""


class Prepared:
    """A statement; ``columns`` are those that an insert or update is given values for."""

    def __init__(self, statement: ClauseElement, *columns: str) -> None:
        self._statement = statement
        self._columns = columns
        self._known: dict[str, _Written] = {}

    def ask(self, connection: Connection, **values: object) -> Answer:
        """Run it with ``values`` as part of the caller's transaction, and go on.

        What goes wrong is told here, by the answer, or at the end of the transaction: as an error
        of the driver, which :meth:`mailing.store.database.Database.begin` understands.
        """
        dialect = connection.dialect
        written = self._known.get(dialect.name) or self._write(dialect)
        given = written.fixed | values
        driver: Any = connection.connection.dbapi_connection
        if written.order is None:
            answer: Answer = driver.execute(written.words, given).fetchall
            return answer
        # SQLite has nothing to wait for, and is not done with a statement before it is read.
        rows = driver.execute(written.words, [given[name] for name in written.order]).fetchall()
        return lambda: rows

    def _write(self, dialect: Dialect) -> _Written:
        compile_: Any = self._statement.compile
        made = compile_(dialect=dialect, column_keys=self._columns or None)
        written = _Written(str(made), made.params, made.positiontup)
        self._known[dialect.name] = written
        return written
