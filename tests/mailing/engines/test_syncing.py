"""The lists of listmonk agree with Hallway's: who left one of them gets nothing by the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailing.addresses import parse_address
from mailing.engines import EngineError
from mailing.engines.listmonk import Listmonk
from mailing.engines.syncing import Sync, Synced
from mailing.outbox import Letter
from mailing.store.database import Database
from mailing.store.departures import depart
from mailing.store.secret import load_secret
from tests.mailing.bounces.returned import statuses
from tests.mailing.builders import START, database, letter, people, rows, subscribers
from tests.mailing.engines.contract import Asked, EngineServer, engine
from tests.mailing.engines.speaking import speaker

LETTERS = [letter(), letter(audience="teachers")]
LISTS = {"families": 3, "teachers": 4}
MIA, BEN, EVA, TOM = (f"{name}@smith.example" for name in ("mia", "ben", "eva", "tom"))


def list_of(one: Letter) -> int | None:
    return LISTS.get(one.audience)


def sync(server: EngineServer, data: Database) -> Synced:
    """Once."""
    one = speaker(server)
    assert isinstance(one, Listmonk)
    return Sync(data, load_secret(data), one.people).run(LETTERS, list_of, START)


def listed(folder: Path, *addresses: str, audience: str = "families") -> Database:
    """Those on Hallway's list."""
    data = database(folder)
    subscribers(data).bring_in(rows(addresses, audience), "en", START)
    return data


def there(server: EngineServer) -> dict[str, dict[int, str]]:
    """Who is on which of listmonk's lists, and how."""
    return {
        one["email"]: {each["id"]: each["subscription_status"] for each in one["lists"]}
        for one in server.people
    }


def test_who_is_new_is_put_on_the_list_of_their_letter(tmp_path: Path) -> None:
    """One list each, even of those with two audiences; the second time nothing is left to do."""
    data = listed(tmp_path, MIA, BEN)
    subscribers(data).bring_in(rows([MIA, TOM], "teachers"), "en", START)
    with engine("listmonk") as server:
        server.put("BEN@smith.example", {9: "confirmed"})
        server.put("stranger@jones.example", {3: "confirmed"})
        first, second = sync(server, data), sync(server, data)

    assert (first, second) == (Synced(0, 0, 3, 0), Synced(0, 0, 0, 0))
    assert there(server) == {
        "BEN@smith.example": {9: "confirmed", 3: "confirmed"},
        "stranger@jones.example": {3: "confirmed"},
        MIA: {3: "confirmed"},
        TOM: {4: "confirmed"},
    }


def test_who_left_here_is_taken_off_there(tmp_path: Path) -> None:
    """By whatever way, deleted ones too; a list that is none of ours stays as it is."""
    data = listed(tmp_path, MIA, BEN)
    mine = subscribers(data)
    mine.remove(parse_address(MIA), START)
    secret = load_secret(data)
    with data.begin() as connection:
        depart(connection, secret, 2, "bounced", START)
    with engine("listmonk") as server:
        for address in (MIA, BEN, EVA):
            server.put(address, {3: "confirmed", 4: "unsubscribed", 9: "confirmed"})
        done = sync(server, data)

    assert done == Synced(2, 0, 0, 0)
    left = {3: "unsubscribed", 4: "unsubscribed", 9: "confirmed"}
    assert there(server) == {MIA: left, BEN: left, EVA: {**left, 3: "confirmed"}}


def test_who_left_there_leaves_here(tmp_path: Path) -> None:
    """And nobody is put on it again."""
    data = listed(tmp_path, MIA, BEN, EVA)
    with engine("listmonk") as server:
        server.put(MIA, {3: "unsubscribed"})
        server.put(BEN, {}, "blocklisted")
        server.put(EVA, {3: "confirmed", 4: "unsubscribed"})
        done = sync(server, data)

    assert done == Synced(0, 2, 0, 0)
    assert statuses(data) == {MIA: "unsubscribed", BEN: "unsubscribed", EVA: "confirmed"}
    assert there(server)[MIA] == {3: "unsubscribed"}


def test_who_gets_another_letter_now_is_on_its_list_alone(tmp_path: Path) -> None:
    """Else they would have two of an issue, one of them given up; what they left there stays so."""
    data = listed(tmp_path, MIA, audience="teachers")
    listed(tmp_path, BEN)
    with engine("listmonk") as server:
        server.put(MIA, {3: "confirmed", 9: "confirmed"})
        server.put(BEN, {3: "confirmed", 4: "unsubscribed"})
        sync(server, data)
        sync(server, data)

    assert there(server) == {
        MIA: {4: "confirmed", 9: "confirmed"},
        BEN: {3: "confirmed", 4: "unsubscribed"},
    }
    assert statuses(data) == {MIA: "confirmed", BEN: "confirmed"}


def test_who_leaves_while_it_runs_is_not_put_there(tmp_path: Path) -> None:
    """Many readers take minutes."""
    data = listed(tmp_path, MIA, BEN, EVA)

    def leave(asked: Asked) -> int | None:
        if asked.method == "POST" and asked.body["email"] == MIA:
            for gone in (BEN, EVA):
                subscribers(data).remove(parse_address(gone), START)
        return None

    with engine("listmonk") as server:
        server.put(TOM, {3: "confirmed"})
        server.twist = leave
        done = sync(server, data)

    assert done == Synced(0, 0, 1, 0)
    assert sorted(there(server)) == [MIA, TOM]


def test_a_list_that_was_emptied_there_by_mistake_empties_none_here(tmp_path: Path) -> None:
    """More than every tenth, and more than ten, are not believed."""
    data = listed(tmp_path, *people(12))
    with engine("listmonk") as server:
        for one in people(12):
            server.put(one, {3: "unsubscribed"})
        done = sync(server, data)

    assert done == Synced(0, 0, 0, 12)
    assert {*statuses(data).values()} == {"confirmed"}


def test_it_can_be_stopped_and_done_again(tmp_path: Path) -> None:
    """Whom somebody else put there in the meantime is no trouble."""
    data = listed(tmp_path, MIA, BEN)
    with engine("listmonk") as server:
        server.twist = lambda asked: (
            500 if asked.method == "POST" and asked.body["email"] == BEN else None
        )
        with pytest.raises(Exception, match="Hallway looks first"):
            sync(server, data)
        server.twist = lambda asked: 409 if asked.method == "POST" else None
        sync(server, data)
        server.twist = lambda asked: 403 if asked.method == "POST" else None
        with pytest.raises(EngineError, match="subscribers:manage"):
            sync(server, data)
        server.twist = lambda asked: None
        sync(server, data)

    assert there(server) == {MIA: {3: "confirmed"}, BEN: {3: "confirmed"}}


def test_an_answer_that_says_no_names_no_reader(tmp_path: Path) -> None:
    """listmonk may repeat the address."""
    data = listed(tmp_path, MIA)
    with engine("listmonk") as server:
        for pair in server.contract["requests"]:
            if pair["name"] == "somebody new":
                pair["answers"][400] = {"message": f"Invalid e-mail: {MIA}"}
        server.twist = lambda asked: 400 if asked.method == "POST" else None
        with pytest.raises(EngineError) as error:
            sync(server, data)

    assert "m…@s….example" in str(error.value)
    assert "smith" not in str(error.value)
