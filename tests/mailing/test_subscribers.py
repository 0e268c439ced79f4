"""The list: who left stays away, and the database keeps its promises about itself."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from mailing.addresses import parse_address
from mailing.errors import MailingError
from mailing.store.database import open_database
from mailing.store.models import Base, Subscriber
from mailing.store.secret import load_secret
from mailing.store.subscribers import Imported
from tests.mailing.builders import START, database, rows, subscribers


def token_of(folder: Path, key: str) -> str:
    with database(folder).begin() as connection:
        return str(connection.scalar(select(Subscriber.token).where(Subscriber.key == key)))


def test_the_migrations_make_the_tables_of_the_models(tmp_path: Path) -> None:
    """No difference between what a migration left and what the code expects."""
    with database(tmp_path).begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_what_was_committed_survives_a_power_cut(tmp_path: Path) -> None:
    """WAL with synchronous=FULL, on every connection."""
    with database(tmp_path).begin() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_two_first_calls_at_once_make_one_database(tmp_path: Path) -> None:
    """Both migrate, both take the same secret."""
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
def test_nobody_else_on_the_computer_can_read_it(tmp_path: Path) -> None:
    """Folder, database and secret are the owner's alone."""
    subscribers(database(tmp_path))

    folder = tmp_path / "private"
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (folder, *folder.iterdir())]
    assert all(mode & 0o077 == 0 for mode in modes)


def test_an_import_tells_new_from_known(tmp_path: Path) -> None:
    """Twins are one; a second list adds its audience."""
    people = subscribers(database(tmp_path))
    mixed = rows(["mia@school.example", "MIA@School.example", "mia+news@school.example"])

    first = people.bring_in(mixed, "en", START)
    second = people.bring_in(rows(["mia@school.example"], "teachers"), "en", START)

    assert first == Imported(added=2, widened=0, known=1, left=0)
    assert second == Imported(added=0, widened=1, known=0, left=0)
    assert {one.audiences for one in people.entries("teachers")} == {("families", "teachers")}


def test_who_unsubscribed_is_never_imported_again(tmp_path: Path) -> None:
    """Neither in the same spelling nor in another."""
    people = subscribers(database(tmp_path))
    people.bring_in(rows(["mia@school.example"]), "en", START)
    people.leave(token_of(tmp_path, "mia@school.example"), START)

    again = people.bring_in(rows(["mia@school.example", "MIA@school.example"]), "en", START)

    assert again == Imported(added=0, widened=0, known=0, left=2)
    assert [one.status for one in people.entries()] == ["unsubscribed"]


def test_a_removed_address_is_gone_and_still_kept_away(tmp_path: Path) -> None:
    """Not a byte of the address is left in the files, and an import does not bring it back."""
    data = database(tmp_path)
    people = subscribers(data)
    people.bring_in(rows(["miafromgrade4@school.example", "ben@school.example"]), "en", START)

    assert people.remove(parse_address("MiaFromGrade4@school.example"), START)

    with data.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    kept = b"".join(one.read_bytes() for one in (tmp_path / "private").iterdir())
    assert b"miafromgrade4" not in kept.lower()
    again = people.bring_in(rows(["miafromgrade4@school.example"]), "en", START)
    assert again.left == 1
    assert people.suppressed() == 1


def test_an_unknown_token_unsubscribes_nobody(tmp_path: Path) -> None:
    """And says so."""
    people = subscribers(database(tmp_path))
    people.bring_in(rows(["mia@school.example"]), "en", START)

    assert not people.leave("guessed", START)
    assert [one.status for one in people.entries()] == ["confirmed"]


def test_another_secret_is_refused(tmp_path: Path) -> None:
    """With it, nobody who left would be recognised."""
    data = database(tmp_path)
    load_secret(data, "a sentence that only we know")

    with pytest.raises(MailingError, match="not the one that this database was begun with"):
        load_secret(data, "another sentence, also known")
    with pytest.raises(MailingError, match="too short"):
        load_secret(data, "short")


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "sqlite://",
        "postgresql+pg8000://hallway:pa55word@db/hallway",
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


def test_a_failure_of_the_database_names_nobody(tmp_path: Path) -> None:
    """Whatever goes into a log, no address is in it."""
    data = database(tmp_path)
    values = {"address": "mia@school.example", "key": "mia@school.example", "audiences": []}

    with pytest.raises(DBAPIError) as failure, data.begin() as connection:
        connection.execute(insert(Subscriber).values(values))

    assert "mia" not in f"{failure.value} {failure.value!r}"
