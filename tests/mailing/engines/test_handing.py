"""A letter is handed over once: through missing answers, kills, changes of mind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import select

from mailing.delivery.post_office import Options
from mailing.engines import EngineError, Parcel, UnansweredError
from mailing.engines.handing import LOCK, Handed, HandOver
from mailing.errors import MailingError
from mailing.message import parse_sender
from mailing.outbox import Letter
from mailing.store.database import Database
from mailing.store.models import HandedOver
from mailing.store.withdrawing import record
from mailing.transport.memory import MemoryTransport
from mailing.withdrawals import Mark
from tests.mailing.builders import START, Clock, database, letter, office, rows, subscribers
from tests.mailing.engines.contract import Asked, EngineServer, engine
from tests.mailing.engines.speaking import NAMES, parcel, speaker

pytestmark = pytest.mark.slow

WEEK = "2026-W47"
SENDER = parse_sender("Technology coach <news@school.example>")


def desk(server: EngineServer, data: Database, clock: Clock) -> HandOver:
    """Hands over to ``server``."""
    return HandOver(data, speaker(server), SENDER, clock)


def run(
    server: EngineServer, data: Database, clock: Clock, *, send: bool = False, **changes: str
) -> Handed:
    """Hand over the families' letter."""
    target = parcel(speaker(server)).target
    mine = Parcel(letter(**changes), target)
    return desk(server, data, clock).run(WEEK, mine, send=send)


def states(data: Database) -> list[str]:
    with data.begin() as connection:
        return list(connection.scalars(select(HandedOver.state).order_by(HandedOver.id)))


def on_create(server: EngineServer, how: int | str) -> None:
    """Misbehave where a letter is made."""
    ends = ("/api/campaigns", "/emails")

    def twist(asked: Asked) -> int | str | None:
        return how if asked.method == "POST" and asked.path in ends else None

    server.twist = twist


@pytest.mark.usefixtures("databases")
@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_made_once_and_sent_once(name: str, tmp_path: Path) -> None:
    """However often the command is typed."""
    data, clock = database(tmp_path), Clock()
    with engine(name) as server:
        told = [run(server, data, clock, send=send) for send in (False, False, True, True)]

    assert [one.new for one in told] == [True, False, False, False]
    assert [one.remote.stage for one in told] == ["draft", "draft", "sending", "sending"]
    assert (len(server.made), len(server.started), states(data)) == (1, 1, ["sent"])


@pytest.mark.usefixtures("databases")
@pytest.mark.parametrize("name", NAMES)
def test_a_missing_answer_is_looked_for_before_a_second_try(name: str, tmp_path: Path) -> None:
    """It had been made: that one is taken, and no other is made."""
    data, clock = database(tmp_path), Clock()
    with engine(name) as server:
        on_create(server, "late")
        with pytest.raises(UnansweredError):
            run(server, data, clock)
        assert states(data) == ["uncertain"]
        server.twist = lambda asked: None
        with pytest.raises(MailingError, match="Wait two minutes"):
            run(server, data, clock)
        clock.now += 121
        told = run(server, data, clock, send=True)

    assert (told.new, told.remote.stage) == (False, "sending")
    assert (len(server.made), len(server.started), states(data)) == (1, 1, ["sent"])


@pytest.mark.parametrize("name", NAMES)
def test_what_was_never_made_is_made_later(name: str, tmp_path: Path) -> None:
    """In the wording that it has by then."""
    data, clock = database(tmp_path), Clock()
    with engine(name) as server:
        on_create(server, "drop")
        with pytest.raises(UnansweredError):
            run(server, data, clock)
        server.twist = lambda asked: None
        clock.now += 121
        told = run(server, data, clock, send=True, subject="Put right", digest="1" * 64)

    (made,) = server.made.values()
    assert (told.new, told.same, made["subject"]) == (True, True, "Put right")
    assert states(data) == ["sent"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", [400, 401, 403, 422, 429])
def test_a_no_leaves_nothing_behind(name: str, code: int, tmp_path: Path) -> None:
    """It may be tried again at once, or sent from here."""
    data, clock = database(tmp_path), Clock()
    subscribers(data).bring_in(rows(["mia@smith.example"]), "en", START)
    with engine(name) as server:
        on_create(server, code)
        with pytest.raises(EngineError):
            run(server, data, clock)
        assert states(data) == ["failed"]
        assert office(tmp_path, MemoryTransport(), clock).queue(WEEK, [letter()]) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_no_to_sending_leaves_the_draft(name: str, tmp_path: Path) -> None:
    """And a silence is asked about before it is told again to send."""
    data, clock = database(tmp_path), Clock()
    with engine(name) as server:
        for how in (403, 503, "late"):
            server.twist = lambda asked, how=how: how if asked.method in ("PUT", "PATCH") else None
            with pytest.raises(MailingError):
                run(server, data, clock, send=True)
        assert states(data) == ["created"]
        server.twist = lambda asked: None
        told = run(server, data, clock, send=True)

    assert (told.remote.stage, len(server.made), len(server.started)) == ("sending", 1, 1)


def test_what_was_sent_there_by_hand_is_known(tmp_path: Path) -> None:
    """The coach started it in listmonk."""
    data, clock = database(tmp_path), Clock()
    with engine("listmonk") as server:
        run(server, data, clock)
        server.made["1"]["status"] = "finished"
        told = run(server, data, clock, send=True)

    assert (told.remote.says, server.started, states(data)) == ("finished", [], ["sent"])


def test_a_changed_letter_is_not_sent_in_the_old_wording_unasked(tmp_path: Path) -> None:
    """Nor in the new one beside it."""
    data, clock = database(tmp_path), Clock()
    with engine("listmonk") as server:
        run(server, data, clock)
        assert not run(server, data, clock, digest="1" * 64).same
        with pytest.raises(MailingError, match="was changed since"):
            run(server, data, clock, send=True, digest="1" * 64)
        assert (len(server.made), server.started) == (1, [])


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_that_was_deleted_there_is_forgotten_when_told_to(
    name: str, tmp_path: Path
) -> None:
    """And not while it is still there."""
    data, clock = database(tmp_path), Clock()
    with engine(name) as server:
        run(server, data, clock)
        mine = parcel(speaker(server))
        with pytest.raises(MailingError, match="still in"):
            desk(server, data, clock).forget(WEEK, mine)
        server.made.clear()
        with pytest.raises(MailingError, match="--forget"):
            run(server, data, clock)
        desk(server, data, clock).forget(WEEK, mine)
        assert states(data) == ["failed"]
        assert run(server, data, clock).new


def test_nobody_gets_it_from_there_and_from_here(tmp_path: Path) -> None:
    """Whose letter an engine has is left out here; the others are sent."""
    data, clock = database(tmp_path), Clock()
    people = subscribers(data)
    people.bring_in(rows(["mia@smith.example", "ben@jones.example"]), "en", START)
    people.bring_in(rows(["tom@school.example"], "teachers"), "en", START)
    letters: list[Letter] = [letter(), letter(audience="teachers")]
    transport = MemoryTransport()
    with engine("listmonk") as server:
        run(server, data, clock)
        post = office(tmp_path, transport, clock)
        assert post.ledger.waiting(WEEK, letters, "") == 1
        assert post.queue(WEEK, letters) == 1
        assert post.run(WEEK, "", Options(clock.sleep)).how == "done"

    assert [one.recipient for one in transport.accepted] == ["tom@school.example"]


def test_what_is_being_sent_from_here_is_not_handed_over(tmp_path: Path) -> None:
    """Nor what another engine has."""
    data, clock = database(tmp_path), Clock()
    subscribers(data).bring_in(rows(["mia@smith.example"]), "en", START)
    office(tmp_path, MemoryTransport(), clock).queue(WEEK, [letter()])
    with engine("listmonk") as server:
        with pytest.raises(MailingError, match="own account, to 1 readers"):
            run(server, data, clock)
        assert server.did("POST") == []


def test_two_engines_do_not_get_the_same_letter(tmp_path: Path) -> None:
    """The first one has it."""
    data, clock = database(tmp_path), Clock()
    with engine("listmonk") as first, engine("buttondown") as second:
        run(first, data, clock)
        with pytest.raises(MailingError, match="handed to listmonk already"):
            run(second, data, clock)
        assert second.made == {}


def test_two_commands_at_once_take_turns(tmp_path: Path) -> None:
    """The second one ends with a sentence."""
    data, clock = database(tmp_path), Clock()
    with engine("listmonk") as server, FileLock(data.folder / LOCK):
        with pytest.raises(MailingError, match="right now"):
            run(server, data, clock)
        assert server.did("POST") == []


KILLED = """
import sys
from mailing.engines import Parcel
from mailing.engines.handing import HandOver
from tests.mailing.builders import Clock, database, letter
from tests.mailing.engines.contract import EngineServer
from tests.mailing.engines.speaking import parcel, speaker
from tests.mailing.engines.test_handing import SENDER, WEEK
from pathlib import Path

folder, name, base = sys.argv[1:]
one = speaker(EngineServer({"engine": name}, base=base))
HandOver(database(Path(folder)), one, SENDER, Clock()).run(WEEK, parcel(one), send=True)
"""


@pytest.mark.usefixtures("databases")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("moment", ["before it is made", "after it is made", "while it is sent"])
def test_killed_at_any_moment_it_goes_out_once(name: str, moment: str, tmp_path: Path) -> None:
    """SIGKILL while the engine has the request; the next call goes on, and one letter is sent."""
    data, clock = database(tmp_path), Clock()
    with engine(name) as server:
        run_of: list[subprocess.Popen[bytes]] = []

        def kill(asked: Asked) -> int | str | None:
            creates = asked.method == "POST" and not asked.path.endswith("templates")
            sends = asked.method in ("PUT", "PATCH")
            if not (sends if moment == "while it is sent" else creates):
                return None
            os.kill(run_of[0].pid, signal.SIGKILL)
            return "drop" if moment == "before it is made" else "late"

        server.twist = kill
        run_of.append(
            subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path), name, server.base])
        )
        assert run_of[0].wait(60) == -signal.SIGKILL
        server.twist = lambda asked: None
        clock.now += 121
        deadline = time.monotonic() + 10
        while (moment != "before it is made") > len(server.made) and time.monotonic() < deadline:
            time.sleep(0.01)
        told = run(server, data, clock, send=True)

    assert told.remote.stage == "sending"
    assert (len(server.made), len(server.started), states(data)) == (1, 1, ["sent"])


STEM = "3c6de38b20a49b4a"
SHOWN = {"html": f'<img src="https://s.example/photos/{STEM}-640.jpg"> %%UNSUBSCRIBE_URL%%'}


@pytest.mark.usefixtures("databases")
def test_a_letter_with_a_photo_taken_back_is_not_handed_over(tmp_path: Path) -> None:
    """An outbox of before was brought back."""
    data, clock = database(tmp_path), Clock()
    record(data, [Mark("s-001", "media/ramp.jpg", STEM)], START)
    with engine(NAMES[0]) as server:
        with pytest.raises(MailingError, match="taken back"):
            run(server, data, clock, **SHOWN)

        assert (len(server.made), states(data)) == (0, [])


@pytest.mark.usefixtures("databases")
@pytest.mark.parametrize("published", [SHOWN, {"digest": "1" * 64}], ids=["as before", "without"])
def test_a_draft_with_a_photo_taken_back_is_not_let_out(
    tmp_path: Path, published: dict[str, str]
) -> None:
    """It is the engine's: deleted there and forgotten, it is made anew without."""
    data, clock = database(tmp_path), Clock()
    with engine(NAMES[0]) as server:
        run(server, data, clock, **SHOWN)
        record(data, [Mark("s-001", "media/ramp.jpg", STEM)], START)
        with pytest.raises(MailingError, match="taken"):
            run(server, data, clock, send=True, **published)
        assert server.started == []

        server.made.clear()
        mine = Parcel(letter(digest="1" * 64), parcel(speaker(server)).target)
        desk(server, data, clock).forget(WEEK, mine)
        told = run(server, data, clock, send=True, digest="1" * 64)

        assert told.remote.stage == "sending"
