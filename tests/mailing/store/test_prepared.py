"""Prepared statements, and transactions that nobody waits for before their end."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import bindparam, insert, select, text

from mailing.store.database import Database, DatabaseFailedError
from mailing.store.models import Subscriber, Suppression
from mailing.store.prepared import Prepared
from tests.mailing.builders import database
from tests.mailing.conftest import Databases

pytestmark = pytest.mark.usefixtures("databases")
ADD = Prepared(insert(Suppression).returning(Suppression.at), "hash", "reason", "at")
ALL = Prepared(select(Suppression.hash, Suppression.at).order_by(Suppression.hash))
ONE = Prepared(select(Suppression.at).where(Suppression.hash == bindparam("whose")))
WORKER = Prepared(text("SELECT pg_backend_pid()"))
"""The process of PostgreSQL that serves a connection."""
SUBSCRIBE = Prepared(insert(Subscriber), "address", "key")


def stored(data: Database) -> list[str]:
    with data.begin() as connection:
        return list(connection.scalars(select(Suppression.hash).order_by(Suppression.hash)))


@pytest.mark.parametrize("together", [False, True])
def test_answers_may_be_read_in_any_order(tmp_path: Path, together: bool) -> None:
    """Each is what its own statement saw; one that nobody reads is done all the same."""
    data = database(tmp_path)

    with data.begin(together=together) as connection:
        before = ALL.ask(connection)
        first = ADD.ask(connection, hash="a", reason="removed", at=1.5)
        ADD.ask(connection, hash="b", reason="removed", at=2.0)
        after, one = ALL.ask(connection), ONE.ask(connection, whose="b")
        seen = [[tuple(row) for row in answer()] for answer in (one, after, first, before)]

    assert seen == [[(2.0,)], [("a", 1.5), ("b", 2.0)], [(1.5,)], []]
    assert stored(data) == ["a", "b"]


def test_one_that_raises_leaves_nothing_and_holds_up_nobody(tmp_path: Path) -> None:
    """Not even what was under way and never waited for."""
    data = database(tmp_path)

    def stop() -> None:
        with data.begin(together=True) as connection:
            ADD.ask(connection, hash="a", reason="removed", at=1.0)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()

    assert stored(data) == stored(database(tmp_path)) == []


def test_it_takes_its_turn(tmp_path: Path) -> None:
    """It reads what another one wrote while it waited."""
    data, other = database(tmp_path), database(tmp_path)
    seen: list[str] = []

    def look() -> None:
        with other.begin(together=True) as connection:
            seen.extend(row[0] for row in ALL.ask(connection)())

    reader = threading.Thread(target=look)
    with data.begin() as connection:
        reader.start()
        reader.join(0.3)
        connection.execute(insert(Suppression).values(hash="a", reason="removed", at=1.0))
    reader.join(30)

    assert seen == ["a"]


@pytest.mark.parametrize("together", [False, True])
def test_a_failure_names_nobody_and_undoes_the_whole(tmp_path: Path, together: bool) -> None:
    """At the latest at the end of the transaction, whoever reads the answer or not."""
    data = database(tmp_path)

    with pytest.raises(Exception, match=r"(?i)null") as failure:  # noqa: PT012, SIM117
        with data.begin(together=together) as connection:
            ADD.ask(connection, hash="a", reason="removed", at=1.0)
            SUBSCRIBE.ask(connection, address="mia@school.example", key="mia@school.example")

    error: BaseException | None = failure.value
    while error is not None:
        assert "mia" not in f"{error} {error!r}"
        error = error.__cause__ or error.__context__
    assert stored(data) == []


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
@pytest.mark.parametrize("together", [False, True])
def test_a_server_that_hangs_up_is_told_as_that(
    tmp_path: Path, databases: Databases, together: bool
) -> None:
    """And the next transaction has a connection that works."""
    data, other = database(tmp_path), database(tmp_path)

    with pytest.raises(DatabaseFailedError, match="does not answer"):  # noqa: PT012, SIM117
        with data.begin(together=together) as connection:
            ((number,),) = WORKER.ask(connection)()
            hang_up = threading.Thread(target=kill, args=(other, number))
            hang_up.start()
            ADD.ask(connection, hash="a", reason="removed", at=1.0)
            hang_up.join()
            ADD.ask(connection, hash="b", reason="removed", at=1.0)()

    assert stored(data) == []


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
@pytest.mark.parametrize("together", [False, True])
def test_a_connection_lost_while_nothing_was_under_way_is_not_noticed(
    tmp_path: Path, databases: Databases, together: bool
) -> None:
    """The server was started anew between two transactions: the second has a new connection."""
    data, other = database(tmp_path), database(tmp_path)
    with data.begin(together=together) as connection:
        ((number,),) = WORKER.ask(connection)()
    kill(other, number)
    while is_running(number):
        time.sleep(0.01)

    with data.begin(together=together) as connection:
        ADD.ask(connection, hash="a", reason="removed", at=1.0)

    assert stored(data) == ["a"]


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def kill(data: Database, number: int) -> None:
    # Outside of any turn: the one that is to be hung up on has it.
    with data.engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        driver.execute(f"SELECT pg_terminate_backend({number})")  # type: ignore[union-attr]
