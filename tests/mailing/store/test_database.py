"""The database keeps its promises about itself, SQLite and PostgreSQL alike."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from mailing.delivery.post_office import Options
from mailing.errors import MailingError
from mailing.store import database as opening
from mailing.store.database import DatabaseFailedError, open_database
from mailing.store.dialects import make_engine, parse_database
from mailing.store.models import Base, Subscriber, Suppression
from mailing.store.prepared import Prepared
from mailing.store.report import read_report
from mailing.store.secret import FILE, load_secret
from mailing.store.subscribers import count_gone
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.mailing import places
from tests.mailing.builders import Clock, database, office, people, queued, subscribers
from tests.mailing.conftest import Databases
from tests.mailing.postgresql import Cluster

WEEK = "2026-W47"


def migrate_to(folder: Path, revision: str) -> None:
    """The database of ``folder`` as an older Hallway left it."""
    (folder / "private").mkdir(exist_ok=True)
    engine = make_engine(parse_database(places.address(folder)))
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def test_the_migrations_make_the_tables_of_the_models(tmp_path: Path, databases: Databases) -> None:
    """No difference between what a migration left and what the code expects."""
    with database(tmp_path).begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_an_older_database_is_brought_up_with_all_that_is_in_it(
    tmp_path: Path, databases: Databases
) -> None:
    """From the very first schema: who is on the list is still there, and gets the letter."""
    databases.use_empty_in(tmp_path)
    migrate_to(tmp_path, "0001")
    engine = make_engine(parse_database(places.address(tmp_path)))
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO subscribers (address, key, audiences, lang, status, token, joined_at,"
                " changed_at) VALUES ('Mia@school.example', 'mia@school.example',"
                " '[\"families\"]', 'en', 'confirmed', 'token', 1.5, 2.5)"
            )
        )
        connection.execute(
            text("INSERT INTO suppressions (hash, reason, at) VALUES ('abc', 'removed', 3.5)")
        )
    engine.dispose()

    listed = subscribers(database(tmp_path))

    assert [(one.address, one.audiences) for one in listed.entries()] == [
        ("Mia@school.example", ("families",))
    ]
    assert count_gone(database(tmp_path)) == 1
    with database(tmp_path).begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_database_of_a_newer_hallway_is_left_alone(tmp_path: Path, databases: Databases) -> None:
    """Said so, and nothing is changed."""
    with database(tmp_path).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(MailingError, match="newer Hallway"):
        database(tmp_path)


def test_what_was_committed_survives_a_power_cut(tmp_path: Path) -> None:
    """WAL with synchronous=FULL, on every connection."""
    with database(tmp_path).begin() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_two_first_calls_at_once_make_one_database(tmp_path: Path, databases: Databases) -> None:
    """All migrate, all take the same secret."""
    databases.use_empty_in(tmp_path)
    hashes: list[str] = []

    def first_call() -> None:
        hashes.append(load_secret(database(tmp_path)).hash("x"))

    threads = [threading.Thread(target=first_call) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(hashes) == 4
    assert len(set(hashes)) == 1


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_nobody_else_on_the_computer_can_read_it(tmp_path: Path, databases: Databases) -> None:
    """Folder, database and secret are the owner's alone."""
    subscribers(database(tmp_path))

    folder = tmp_path / "private"
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (folder, *folder.iterdir())]
    assert all(mode & 0o077 == 0 for mode in modes)


def test_another_secret_is_refused(tmp_path: Path, databases: Databases) -> None:
    """With it, nobody who left would be recognised."""
    data = database(tmp_path)
    load_secret(data, "a sentence that only we know")

    with pytest.raises(MailingError, match="not the one that this database was begun with"):
        load_secret(data, "another sentence, also known")
    with pytest.raises(MailingError, match="too short"):
        load_secret(data, "short")


def test_no_second_secret_is_made_for_a_list_that_has_one(
    tmp_path: Path, databases: Databases
) -> None:
    """The same list from another computer, or without the file: the right one is asked for."""
    data = database(tmp_path)
    load_secret(data)
    file = tmp_path / "private" / FILE
    file.unlink()

    with pytest.raises(MailingError, match=r"secret\.key"):
        load_secret(data)

    assert not file.exists()


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "sqlite://",
        "sqlite+aiosqlite:///mailing.sqlite3",
        "postgresql+pg8000://hallway:pa55word@db/hallway",
        "postgresql://hallway:s@gnboard:pa55word@db/hallway",
        "postgres://hallway:pa55word@127.0.0.1:1/hallway",
        "mysql://root:pa55word@db/hallway",
        "sqlite:///{}/broken.sqlite3",
    ],
)
def test_a_database_that_cannot_be_used_is_told_without_its_password(
    tmp_path: Path, url: str
) -> None:
    """A sentence for the coach."""
    (tmp_path / "broken.sqlite3").write_text("this is no database at all, but a long enough text")

    with pytest.raises(MailingError) as told:
        open_database(url.format(tmp_path), tmp_path / "private")

    assert "HALLWAY_DATABASE_URL" in str(told.value)
    assert "pa55word" not in str(told.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_named_as_its_providers_name_it(scheme: str) -> None:
    """Whichever of the three somebody copies."""
    place = parse_database(f"{scheme}://hallway:secret@db.school.example/hallway?sslmode=require")

    assert place.drivername == "postgresql+psycopg"
    assert place.query == {"sslmode": "require"}


def test_a_transaction_that_raises_leaves_nothing(tmp_path: Path, databases: Databases) -> None:
    """And holds up nobody."""
    data = database(tmp_path)

    def stop() -> None:
        with data.begin() as connection:
            connection.execute(insert(Suppression).values(hash="a", reason="removed", at=1.0))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()

    with database(tmp_path).begin() as connection:
        assert connection.execute(select(Suppression.hash)).all() == []


def test_a_transaction_within_another_one_is_told_at_once(
    tmp_path: Path, databases: Databases
) -> None:
    """Instead of waiting for itself; the outer one goes on."""
    data = database(tmp_path)

    with data.begin() as connection:
        with pytest.raises(RuntimeError, match="within another"), data.begin():
            pass
        assert connection.scalars(select(Suppression.hash)).all() == []

    with data.begin() as connection:
        assert connection.scalars(select(Suppression.hash)).all() == []


def test_another_transaction_sees_all_of_it_or_nothing(
    tmp_path: Path, databases: Databases
) -> None:
    """It waits for its turn, and reads what was written while it waited."""
    data, other = database(tmp_path), database(tmp_path)
    seen: list[str] = []

    def look() -> None:
        with other.begin() as connection:
            seen.extend(connection.scalars(select(Suppression.hash)))

    reader = threading.Thread(target=look)
    with data.begin() as connection:
        connection.execute(insert(Suppression).values(hash="a", reason="removed", at=1.0))
        reader.start()
        reader.join(0.3)
        assert reader.is_alive()
        connection.execute(insert(Suppression).values(hash="b", reason="removed", at=1.0))
    reader.join(30)

    assert seen == ["a", "b"]


def test_a_failure_of_the_database_names_nobody(tmp_path: Path, databases: Databases) -> None:
    """Whatever goes into a log, no address is in it, not even in what led to it."""
    data = database(tmp_path)
    values = {"address": "mia@school.example", "key": "mia@school.example", "audiences": []}

    with pytest.raises(DBAPIError) as failure, data.begin() as connection:
        connection.execute(insert(Subscriber).values(values))

    error: BaseException | None = failure.value
    while error is not None:
        assert "mia" not in f"{error} {error!r}"
        error = error.__cause__ or error.__context__


def test_a_database_that_only_knows_some_letters_is_refused(postgresql: Cluster) -> None:
    """Before an answer of a mail server cannot be written down in it."""
    url = postgresql.empty("LATIN1")

    with pytest.raises(MailingError, match="encoding UTF8"):
        open_database(url, postgresql.at / "private")


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_server_started_anew_between_two_messages_is_not_noticed(
    tmp_path: Path, databases: Databases
) -> None:
    """Crashed while a message is under way: its answer is written down all the same."""
    cluster = databases.cluster
    assert cluster is not None

    def crash(_: Envelope) -> Verdict:
        if len(out.accepted) == 2:
            cluster.stop(signal.SIGQUIT)
            cluster.start()
        return Verdict(Kind.SENT)

    out = MemoryTransport(crash)
    clock = Clock()

    ended = queued(tmp_path, 6, out, clock).run(WEEK, "", Options(clock.sleep))

    assert ended.how == "done"
    assert sorted(one.recipient for one in out.accepted) == people(6)
    assert read_report(database(tmp_path), WEEK).states == {"sent": 6}


def test_a_file_that_is_damaged_meanwhile_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    """A disk that breaks, a cloud that writes its own copy over it, between two messages."""
    file = tmp_path / "private" / "mailing.sqlite3"

    def damage(_: Envelope) -> Verdict:
        if len(out.accepted) == 2:
            with closing(sqlite3.connect(file)) as other:
                other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            with file.open("r+b") as stream:
                stream.seek(4096)
                stream.write(b"?" * (file.stat().st_size - 4096))
        return Verdict(Kind.SENT)

    clock, out = Clock(), MemoryTransport(damage)
    post = queued(tmp_path, 300, out, clock)

    with pytest.raises(DatabaseFailedError, match="malformed"):
        post.run(WEEK, "", Options(clock.sleep))
    assert len(out.accepted) == 3


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_computer_that_slept_in_the_middle_of_a_transaction_is_told_so(
    tmp_path: Path, databases: Databases
) -> None:
    """The server lets nobody hold up the others; the next transaction finds a new connection."""
    data = database(tmp_path)
    ask = Prepared(select(Suppression.hash)).ask

    def sleep() -> None:
        with data.begin() as connection:
            short = text("SET LOCAL idle_in_transaction_session_timeout = '50ms'")
            connection.execute(short)
            time.sleep(0.5)
            ask(connection)()

    with pytest.raises(DatabaseFailedError, match="does not answer"):
        sleep()

    with data.begin() as connection:
        assert ask(connection)() == []


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_computer_that_vanished_is_missed_within_a_minute(
    tmp_path: Path, databases: Databases
) -> None:
    """In a row of statements that nobody waits for, no transaction counts as idle."""
    ours = text(
        "SELECT count(*) FROM pg_settings WHERE name LIKE 'tcp_keepalives%' AND source = 'session'"
    )
    with database(tmp_path).begin() as connection:
        assert connection.scalar(ours) == 3


def set_up(databases: Databases, folder: Path, how: str) -> Cluster:
    """The database of ``folder`` with another setting than is usual."""
    assert databases.cluster is not None
    name = places.address(folder).partition("?")[0].rpartition("/")[2]
    databases.cluster.command(f"ALTER DATABASE {name} SET {how}")
    return databases.cluster


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_who_waited_for_their_turn_sees_what_was_written_meanwhile(
    tmp_path: Path, databases: Databases
) -> None:
    """Where another isolation is usual, too: it would show what was there before the wait."""
    set_up(databases, tmp_path, "default_transaction_isolation TO 'repeatable read'")
    first, second, seen = database(tmp_path), database(tmp_path), []

    def look() -> None:
        with second.begin() as connection:
            seen.append(connection.scalar(select(Suppression.hash)))

    with second.begin():
        pass
    with first.begin() as connection:
        waiting = threading.Thread(target=look)
        waiting.start()
        waits = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        while waiting.is_alive() and not connection.scalar(waits):
            pass
        connection.execute(insert(Suppression).values(hash="a", reason="removed", at=0.0))
    waiting.join()

    assert seen == ["a"]


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_server_set_up_for_speed_forgets_no_message(tmp_path: Path, databases: Databases) -> None:
    """Two senders share the work, it crashes, and nobody gets two."""
    cluster = set_up(databases, tmp_path, "synchronous_commit TO off")
    clock = Clock()

    def crash(_: Envelope) -> Verdict:
        if len(out.accepted) == 2:
            office(tmp_path, other, clock).run(WEEK, "", Options(clock.sleep))
            cluster.stop(signal.SIGQUIT)
            cluster.start()
        return Verdict(Kind.SENT)

    out, other = MemoryTransport(crash), MemoryTransport()

    ended = queued(tmp_path, 6, out, clock).run(WEEK, "", Options(clock.sleep))

    assert ended.how == "done"
    assert [one.recipient for one in out.accepted] == people(6)[:3]
    assert [one.recipient for one in other.accepted] == people(6)[3:]
    assert read_report(database(tmp_path), WEEK).states == {"sent": 6}


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_server_that_stays_away_ends_the_run_with_a_sentence(
    tmp_path: Path, databases: Databases
) -> None:
    """One message is uncertain, nobody gets two, and the rest goes out later."""
    cluster = databases.cluster
    assert cluster is not None

    def crash(_: Envelope) -> Verdict:
        if len(out.accepted) == 2:
            cluster.stop(signal.SIGQUIT)
        return Verdict(Kind.SENT)

    out = MemoryTransport(crash)
    clock = Clock()
    post = queued(tmp_path, 6, out, clock)
    try:
        with pytest.raises(DatabaseFailedError, match="does not answer"):
            post.run(WEEK, "", Options(clock.sleep))
    finally:
        cluster.start()

    assert office(tmp_path, out, clock).run(WEEK, "", Options(clock.sleep)).how == "done"

    assert sorted(one.recipient for one in out.accepted) == people(6)
    assert read_report(database(tmp_path), WEEK).states == {"sent": 5, "uncertain": 1}
