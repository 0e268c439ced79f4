"""Delivery: each message once, every answer of a server understood, nobody written to who left."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from mailing.addresses import parse_address
from mailing.clock import SteadyClock
from mailing.delivery.line import RECONNECT
from mailing.delivery.post_office import Options
from mailing.quota import DAY, MINUTE, Limits, Window
from mailing.store.database import DatabaseFailedError
from mailing.store.deciding import resolve, retry_failed
from mailing.store.models import Letter, Message, Subscriber
from mailing.store.packing import Frame
from mailing.store.report import read_report
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import (
    START,
    Clock,
    answers,
    database,
    leave,
    letter,
    office,
    people,
    queued,
    recipients,
    rows,
    subscribers,
    token_of,
)
from tests.mailing.conftest import Databases

pytestmark = pytest.mark.usefixtures("databases")
WEEK = "2026-W47"


def test_everybody_gets_one_message_of_their_own(tmp_path: Path) -> None:
    """With their own link; run or queued again, nothing more goes out."""
    clock, out = Clock(), MemoryTransport()
    post = queued(tmp_path, 5, out, clock)

    first = post.run(WEEK, "", Options(clock.sleep))
    again = post.queue(WEEK, [letter()]), post.run(WEEK, "", Options(clock.sleep)).how

    assert (first.how, again) == ("done", (0, "done"))
    assert sorted(recipients(out)) == sorted(people(5))
    assert len({one.body for one in out.accepted}) == 5
    for one in out.accepted:
        assert token_of(tmp_path, one.recipient).encode() in one.body.replace(b"=\r\n", b"")
    assert read_report(database(tmp_path), WEEK).states == {"sent": 5}


def test_bytes_and_message_id_are_stored_before_anything_is_sent(tmp_path: Path) -> None:
    """Seen from another connection at the very moment of sending."""
    seen = []

    def look(envelope: Envelope) -> Verdict:
        with database(tmp_path).begin() as connection:
            row = connection.execute(
                select(Message.state, Message.message_id, Message.body, Letter.frame).join(
                    Letter, Letter.id == Message.letter_id
                )
            ).one()
        stored = Frame(row.frame).unpack(row.body)
        seen.append(row.state == "claimed" and stored == envelope.body)
        seen.append(f"Message-ID: {row.message_id}\r\n".encode() in envelope.body)
        return Verdict(Kind.SENT)

    clock = Clock()

    queued(tmp_path, 1, MemoryTransport(look), clock).run(WEEK, "", Options(clock.sleep))

    assert seen == [True, True]


def test_one_audience_first_the_other_later(tmp_path: Path) -> None:
    """A subscriber of both gets the letter of the first one, once."""
    clock, out = Clock(), MemoryTransport()
    post = office(tmp_path, out, clock)
    listed = subscribers(database(tmp_path))
    listed.bring_in(rows(["mia@school.example"]), "en", START)
    listed.bring_in(rows(["ben@school.example"], "teachers", "families"), "en", START)
    post.queue(WEEK, [letter(), letter(audience="teachers", subject="Staff")])

    post.run(WEEK, "families", Options(clock.sleep))
    assert recipients(out) == ["mia@school.example"]

    post.run(WEEK, "", Options(clock.sleep))
    assert recipients(out) == ["mia@school.example", "ben@school.example"]
    assert b"Subject: Staff" in out.accepted[1].body


def test_whatever_a_server_says_can_be_written_down(tmp_path: Path) -> None:
    """NUL, which PostgreSQL does not keep, what steers a terminal, letters of all kinds."""
    clock = Clock()
    out = MemoryTransport(lambda _: Verdict(Kind.REFUSED, "550 \0\x1b[2J no\udcff \ufffd 🤖 é"))

    queued(tmp_path, 1, out, clock).run(WEEK, "", Options(clock.sleep))

    (line,) = read_report(database(tmp_path), WEEK).failed
    assert line.reply == "550   [2J no  \ufffd 🤖 é"


def test_a_missing_answer_is_uncertain_and_left_to_people(tmp_path: Path) -> None:
    """Never sent again by itself: settled as arrived, or sent again when somebody says so."""
    clock, out = Clock(), answers(Kind.UNCERTAIN, Kind.SENT, Kind.UNCERTAIN)
    post = queued(tmp_path, 4, out, clock)

    post.run(WEEK, "", Options(clock.sleep))
    post.run(WEEK, "", Options(clock.sleep))

    data = database(tmp_path)
    first, second = read_report(data, WEEK).uncertain
    assert first.who == "r…@s….example"
    assert len(out.accepted) == 2
    assert resolve(data, WEEK, "arrived", [first.number], START) == 1
    assert resolve(data, WEEK, "again", [second.number], START) == 1
    post.run(WEEK, "", Options(clock.sleep))
    assert read_report(data, WEEK).states == {"sent": 4}
    assert len(out.accepted) == 3


def test_an_unsubscribe_beats_everything_not_yet_claimed(tmp_path: Path) -> None:
    """Between two messages, and while the server said: not now."""
    clock = Clock()
    first, second, third = people(3)

    def answer(envelope: Envelope) -> Verdict:
        if envelope.recipient == first:
            for one in (first, second):
                leave(database(tmp_path), token_of(tmp_path, one))
            return Verdict(Kind.LATER, "451 later")
        return Verdict(Kind.SENT)

    out = MemoryTransport(answer)
    post = queued(tmp_path, 3, out, clock)

    post.run(WEEK, "", Options(clock.sleep))

    assert recipients(out) == [third]
    report = read_report(database(tmp_path), WEEK)
    assert report.states == {"cancelled": 2, "sent": 1}
    assert retry_failed(database(tmp_path), WEEK) == 0
    assert post.queue(WEEK, [letter()]) == 0


def test_somebody_removed_is_written_to_no_more(tmp_path: Path) -> None:
    """And the ledger goes on without them."""
    clock, out = Clock(), MemoryTransport()
    post = queued(tmp_path, 2, out, clock)
    subscribers(database(tmp_path)).remove(parse_address(people(1)[0]), START)

    post.run(WEEK, "", Options(clock.sleep))

    assert recipients(out) == people(2)[1:]
    assert read_report(database(tmp_path), WEEK).states == {"cancelled": 1, "sent": 1}


@pytest.mark.parametrize("senders", [2, 4])
def test_senders_at_once_never_send_twice(tmp_path: Path, senders: int) -> None:
    """Each with a connection of its own; together they reach everybody."""
    outs = [MemoryTransport() for _ in range(senders)]
    queued(tmp_path, 60, outs[0], Clock())
    ends: list[str] = []

    def send(out: MemoryTransport) -> None:
        clock = SteadyClock(lambda: START)
        ends.append(office(tmp_path, out, clock).run(WEEK, "", Options(lambda _: None)).how)

    threads = [threading.Thread(target=send, args=(out,)) for out in outs]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert ends == ["done"] * senders
    assert Counter(one for out in outs for one in recipients(out)) == Counter(people(60))


def test_a_living_sender_is_not_taken_for_dead(tmp_path: Path) -> None:
    """What it has claimed stays its own while another one starts."""
    clock = Clock()
    started: list[str] = []

    def answer(_: Envelope) -> Verdict:
        if not started:
            started.append("other")
            other = office(tmp_path, MemoryTransport(), clock)
            assert other.recover() == 0
        return Verdict(Kind.SENT)

    queued(tmp_path, 2, MemoryTransport(answer), clock).run(WEEK, "", Options(clock.sleep))

    assert started
    assert read_report(database(tmp_path), WEEK).states == {"sent": 2}


def test_a_sender_that_died_leaves_one_uncertain_message(tmp_path: Path) -> None:
    """Found by the next one, told, and not sent again."""

    def die(_: Envelope) -> Verdict:
        raise MemoryError

    clock, out = Clock(), MemoryTransport()
    with pytest.raises(MemoryError):
        queued(tmp_path, 3, MemoryTransport(die), clock).run(WEEK, "", Options(clock.sleep))

    office(tmp_path, out, clock).run(WEEK, "", Options(clock.sleep))

    report = read_report(database(tmp_path), WEEK)
    assert report.states == {"uncertain": 1, "sent": 2}
    assert len(out.accepted) == 2


def test_who_stops_politely_leaves_nothing_in_doubt(tmp_path: Path) -> None:
    """The next message may be claimed already: it is put back, and counts for nothing."""

    def stop(_: Kind) -> None:
        if len(out.accepted) == 2:
            raise KeyboardInterrupt

    clock, out = Clock(), MemoryTransport()
    post = queued(tmp_path, 4, out, clock)
    with pytest.raises(KeyboardInterrupt):
        post.run(WEEK, "", Options(clock.sleep, told=stop))

    assert read_report(database(tmp_path), WEEK).states == {"sent": 2, "queued": 2}
    assert len(post.books[0].spent(clock.now)) == 2
    post.run(WEEK, "", Options(clock.sleep))
    assert read_report(database(tmp_path), WEEK).states == {"sent": 4}
    assert sorted(recipients(out)) == sorted(people(4))


def test_who_leaves_while_a_sender_stops_is_left_out(tmp_path: Path) -> None:
    """Their message was claimed already; put back it would wait for ever."""
    clock, out = Clock(), MemoryTransport()

    def stop(_: Kind) -> None:
        leave(database(tmp_path), token_of(tmp_path, people(2)[1]))
        raise KeyboardInterrupt

    post = queued(tmp_path, 3, out, clock)
    with pytest.raises(KeyboardInterrupt):
        post.run(WEEK, "", Options(clock.sleep, told=stop))

    states = {"sent": 1, "cancelled": 1, "queued": 1}
    assert read_report(database(tmp_path), WEEK).states == states


@pytest.mark.parametrize("step", ["claim", "settle_and_claim"])
def test_a_database_that_goes_away_after_it_has_written_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """What it may have claimed without anybody hearing of it is put back: nobody in doubt."""
    clock, out = Clock(), MemoryTransport()
    post = queued(tmp_path, 5, out, clock)
    real, calls = getattr(post.ledger, step), []

    def unheard(*args: object) -> object:
        done = real(*args)
        calls.append(done)
        if len(calls) == 1:
            raise DatabaseFailedError("the connection is closed")
        return done

    monkeypatch.setattr(post.ledger, step, unheard)

    assert post.run(WEEK, "", Options(clock.sleep)).how == "done"

    assert clock.slept == ([RECONNECT[0]] if step == "claim" else [])
    assert sorted(recipients(out)) == sorted(people(5))
    assert read_report(database(tmp_path), WEEK).states == {"sent": 5}
    assert len(post.books[0].spent(clock.now)) == 5


def test_limits_are_waited_for_or_the_run_ends(tmp_path: Path) -> None:
    """A minute is slept through; for a day the run ends, and says when to go on."""
    clock, out = Clock(), MemoryTransport()
    limits = Limits("ours", (Window(DAY, 5), Window(MINUTE, 2)))
    post = queued(tmp_path, 7, out, clock, limits)

    ended = post.run(WEEK, "", Options(clock.sleep))

    assert len(out.accepted) == 5
    assert clock.slept == [61.0, 61.0]
    assert (ended.how, ended.until) == ("wait", START + DAY + 1)
    assert "5 a day and 2 a minute" in ended.why


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.floats(-2 * DAY, DAY), min_size=1, max_size=8))
def test_a_clock_set_back_lets_nothing_through(
    tmp_path_factory: pytest.TempPathFactory, databases: Databases, leaps: list[float]
) -> None:
    """Restarted after each leap of the clock: by the newest time seen, never one too many."""
    folder = tmp_path_factory.mktemp("leaps")
    databases.use_in(folder)
    limits = Limits("ours", (Window(DAY, 3),))
    clock, out = Clock(), MemoryTransport()
    queued(folder, 12, out, clock, limits)
    newest, sent_at = 0.0, []
    for leap in leaps:
        clock.now += leap
        newest = max(newest, clock.now)
        before = len(out.accepted)
        office(folder, out, clock, limits).run(WEEK, "", Options(clock.sleep, patience=0))
        sent_at += [newest] * (len(out.accepted) - before)

    for first in sent_at:
        assert sum(1 for one in sent_at if first <= one <= first + DAY) <= 3


def test_a_clock_set_back_a_day_between_two_messages(tmp_path: Path) -> None:
    """Time stands still for the account until the clock is there again; the limit holds."""
    clock = Clock()

    def set_back(_: Envelope) -> Verdict:
        if len(out.accepted) == 2:
            clock.now -= DAY
        return Verdict(Kind.SENT)

    out = MemoryTransport(set_back)
    post = queued(tmp_path, 8, out, clock, Limits("ours", (Window(DAY, 5),)))

    ended = post.run(WEEK, "", Options(clock.sleep))
    clock.now = START + DAY - 1
    again = post.run(WEEK, "", Options(clock.sleep, patience=0))

    assert (ended.how, again.how, len(out.accepted)) == ("wait", "wait", 5)
    clock.now = START + DAY + 1
    assert post.run(WEEK, "", Options(clock.sleep)).how == "done"
    assert sorted(recipients(out)) == sorted(people(8))


def test_a_recipient_counts_from_when_the_answer_came(tmp_path: Path) -> None:
    """A server that took ten minutes counts from then; so does the ledger."""
    clock = Clock()

    def slow(_: Envelope) -> Verdict:
        clock.now += 600
        return Verdict(Kind.SENT)

    limits = Limits("ours", (Window(DAY, 1),))
    post = queued(tmp_path, 2, MemoryTransport(slow), clock, limits)

    assert post.run(WEEK, "", Options(clock.sleep)).until == START + 600 + DAY + 1


def test_setting_the_clock_while_sending_changes_nothing() -> None:
    """The steady clock looks at the wall once."""
    wall, ticks = iter([1000.0, 99.0, 9999.0]), iter([5.0, 6.0, 8.0])
    clock = SteadyClock(lambda: next(wall), lambda: next(ticks))

    assert [clock(), clock()] == [1001.0, 1003.0]


def test_two_senders_and_many_who_leave_at_the_same_instant(tmp_path: Path) -> None:
    """Whoever had left before their claim gets nothing; nobody gets two."""
    first_left = threading.Event()

    def hold(_: Envelope) -> Verdict:
        assert first_left.wait(30)
        return Verdict(Kind.SENT)

    outs = [MemoryTransport(hold), MemoryTransport(hold)]
    queued(tmp_path, 40, outs[0], Clock())
    tokens = {one: token_of(tmp_path, one) for one in people(40)[::2]}
    left: set[str] = set()

    def send(out: MemoryTransport) -> None:
        clock = SteadyClock(lambda: START)
        office(tmp_path, out, clock).run(WEEK, "", Options(lambda _: None))

    def leave_all() -> None:
        data = database(tmp_path)
        for one in reversed(tokens):
            assert leave(data, tokens[one])
            left.add(one)
            first_left.set()

    threads = [threading.Thread(target=send, args=(out,)) for out in outs]
    threads.append(threading.Thread(target=leave_all))
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    got = Counter(one for out in outs for one in recipients(out))
    assert left == set(tokens)
    assert set(got.values()) == {1}
    with database(tmp_path).begin() as connection:
        found = connection.execute(
            select(Subscriber.key, Subscriber.status, Message.state).join(
                Message, Message.subscriber_id == Subscriber.id
            )
        ).all()
    assert {row.state for row in found if row.status == "confirmed"} == {"sent"}
    assert {row.state for row in found if row.status != "confirmed"} <= {"sent", "cancelled"}
    assert {row.key for row in found if row.state == "sent"} == set(got)
    assert "cancelled" in {row.state for row in found}
