"""The list: who left stays away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from mailing.addresses import parse_address
from mailing.store.attempts import Attempts, TryLimits
from mailing.store.departures import depart
from mailing.store.models import Base, Subscriber
from mailing.store.secret import load_secret
from mailing.store.signups import Signups, Wish
from mailing.store.subscribers import Imported, count_gone
from tests.mailing.builders import START, database, leave, rows, subscribers, token_of
from tests.mailing.conftest import Databases

pytestmark = pytest.mark.usefixtures("databases")


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
    leave(database(tmp_path), token_of(tmp_path, "mia@school.example"))

    again = people.bring_in(rows(["mia@school.example", "MIA@school.example"]), "en", START)

    assert again == Imported(added=0, widened=0, known=0, left=2)
    assert [one.status for one in people.entries()] == ["unsubscribed"]


def test_a_removed_address_is_gone_and_still_kept_away(
    tmp_path: Path, databases: Databases
) -> None:
    """Not a byte of the address is left in the files, and an import does not bring it back.

    What PostgreSQL has deleted stays in its files until it tidies up; there its tables are read.
    """
    data = database(tmp_path)
    people = subscribers(data)
    people.bring_in(rows(["miafromgrade4@school.example", "ben@school.example"]), "en", START)

    assert people.remove(parse_address("MiaFromGrade4@school.example"), START)

    if databases.kind == "sqlite":
        with data.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        kept = b"".join(one.read_bytes() for one in (tmp_path / "private").iterdir())
    else:
        with data.begin() as connection:
            tables = [connection.execute(one.select()).all() for one in Base.metadata.sorted_tables]
        kept = repr(tables).encode()
    assert b"ben@" in kept
    assert b"miafromgrade4" not in kept.lower()
    again = people.bring_in(rows(["miafromgrade4@school.example"]), "en", START)
    assert again.left == 1
    assert count_gone(data) == 1


def test_an_unknown_token_unsubscribes_nobody(tmp_path: Path) -> None:
    """And says so."""
    people = subscribers(database(tmp_path))
    people.bring_in(rows(["mia@school.example"]), "en", START)

    assert leave(database(tmp_path), "guessed") is None
    assert [one.status for one in people.entries()] == ["confirmed"]


@pytest.mark.parametrize("removed", [True, False])
def test_who_is_readmitted_is_as_new(tmp_path: Path, removed: bool) -> None:
    """Imports know them again; whoever has not left is not touched."""
    data = database(tmp_path)
    people, secret = subscribers(data), load_secret(data)
    mia, ben = (parse_address(f"{name}@school.example") for name in ("mia", "ben"))
    people.bring_in(rows([mia.text, ben.text]), "en", START)
    if removed:
        people.remove(mia, START + 1)
    else:
        with data.begin() as connection:
            number = connection.scalar(select(Subscriber.id).where(Subscriber.key == mia.key))
            depart(connection, secret, number or 0, "bounced", START + 1)
    gone = people.gone(mia)
    assert gone is not None
    assert gone.audiences == (() if removed else ("families",))

    assert people.readmit(mia, ["teachers"], "es", START + 2)
    assert not people.readmit(ben, ["teachers"], "es", START + 2)

    lang = "es" if removed else "en"
    assert sorted(
        (one.address, one.audiences, one.lang, one.status) for one in people.entries()
    ) == [
        (ben.text, ("families",), "en", "confirmed"),
        (mia.text, ("teachers",), lang, "confirmed"),
    ]
    assert people.gone(mia) is None
    assert people.bring_in(rows([mia.text]), "en", START + 3).left == 0


def test_a_stranger_chooses_no_letter_for_who_is_imported_later(tmp_path: Path) -> None:
    """Somebody typed their address into the form; nobody confirmed what else was chosen there."""
    data = database(tmp_path)
    people, secret = subscribers(data), load_secret(data)
    mia = parse_address("mia@school.example")
    signups = Signups(data, secret, Attempts(secret, TryLimits()), "school.example")
    signups.ask("192.0.2.1", Wish(mia, ("students",), "fr"), START)

    done = people.bring_in(rows([mia.text], "families"), "en", START + 1)

    (entry,) = people.entries()
    assert (entry.audiences, entry.lang, entry.status) == (("families",), "en", "confirmed")
    assert (done.added, done.widened) == (1, 0)


def test_who_left_by_a_file_stays_away_and_is_taken_off(tmp_path: Path) -> None:
    """Whatever the next file says, and in whatever order its lines stand."""
    people = subscribers(database(tmp_path))
    mia, ben = rows(["mia@school.example", "ben@school.example"])
    people.bring_in([ben], "en", START)

    done = people.bring_in([mia, *(replace(one, left=True) for one in (mia, ben))], "en", START)
    later = people.bring_in([mia, ben], "en", START)

    assert (done.left, done.known, done.added, done.departed[0].address) == (3, 0, 0, ben.address)
    assert (later.left, later.added) == (2, 0)
    assert [one.status for one in people.entries()] == ["unsubscribed"]


def test_every_address_of_who_left_stays_away(tmp_path: Path) -> None:
    """They have left as a person; the list knows a second address of theirs."""
    people = subscribers(database(tmp_path))
    mia, work = rows(["mia@school.example", "mia@work.example"])
    people.bring_in([work], "en", START)

    gone = people.bring_in([replace(mia, left=True, others=(work.address,))], "en", START)

    assert len(gone.departed) == 1
    assert people.bring_in([mia, work], "en", START).left == 2


def test_only_new_touches_nobody_who_is_on_the_list(tmp_path: Path) -> None:
    """Neither their audiences nor their subscription; who is new comes, who left stays away."""
    people = subscribers(database(tmp_path))
    mia, ben, tom, eli = rows([f"{one}@school.example" for one in ("mia", "ben", "tom", "eli")])
    people.bring_in([mia, ben], "en", START)
    before = people.entries()
    wider = replace(mia, audiences=("teachers",))
    left = [replace(one, left=True) for one in (ben, tom)]

    done = people.bring_in([wider, *left, eli], "en", START, only_new=True)

    assert (done.added, done.widened, done.known, done.left) == (1, 0, 1, 1)
    assert [one.address for one in done.staying] == [ben.address]
    assert [one for one in people.entries() if one.address != eli.address.text] == before
    assert people.bring_in([tom], "en", START).left == 1


def test_a_dry_import_writes_nothing(tmp_path: Path) -> None:
    """It tells what the real one then does."""
    data = database(tmp_path)
    people = subscribers(data)
    mia, ben, tom = rows(["mia@school.example", "ben@school.example", "tom@school.example"])
    people.bring_in([ben], "en", START)
    file = [mia, replace(ben, left=True), replace(tom, left=True)]

    dry = people.bring_in(file, "en", START, dry=True)
    entries, gone = people.entries(), count_gone(data)
    done = people.bring_in(file, "en", START)

    assert dry == done
    assert [(one.address, one.status) for one in entries] == [(ben.address.text, "confirmed")]
    assert gone == 0
