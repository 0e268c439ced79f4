"""A clock that was wrong: nothing is sent too much, and nothing is blocked for ever."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Double, func, select

from mailing.addresses import parse_address
from mailing.delivery.post_office import Options
from mailing.quota import DAY, HOUR, MINUTE, Limits, Window
from mailing.store.attempts import Attempts, TryLimits
from mailing.store.clock import find_ahead, set_back
from mailing.store.departures import depart
from mailing.store.models import Base
from mailing.store.report import read_report
from mailing.store.secret import load_secret
from mailing.store.signups import Signups, Wish
from mailing.transport import Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import (
    START,
    Clock,
    database,
    letter,
    office,
    queued,
    rows,
    subscribers,
)

pytestmark = pytest.mark.usefixtures("databases")
WEEK = "2026-W47"
YEARS = 10 * 365 * DAY
THREE = Limits("three", (Window(DAY, 3),))


def test_a_clock_that_ran_years_ahead_blocks_and_is_repaired(tmp_path: Path) -> None:
    """What was sent by it counts as sent now: a day later, and not earlier, all goes on."""
    clock, out = Clock(START + YEARS), MemoryTransport()
    queued(tmp_path, 6, out, clock, THREE).run(WEEK, "", Options(clock.sleep))
    clock.now = START
    data = database(tmp_path)

    def run() -> tuple[str, int]:
        ended = office(tmp_path, out, clock, THREE).run(WEEK, "", Options(clock.sleep))
        return ended.how, len(out.accepted)

    assert run() == ("wait", 3)
    (ahead,) = find_ahead(data, clock.now)
    assert (ahead.account, ahead.spent) == ("memory", 3)
    assert ahead.last_seen >= START + YEARS

    set_back(data, clock.now)

    assert find_ahead(data, clock.now) == []
    assert run() == ("wait", 3)
    clock.now = START + DAY - 1000
    assert run() == ("wait", 3)
    clock.now = START + DAY + 1
    assert run() == ("done", 6)


def test_a_clock_set_back_a_day_sends_nothing_until_it_has_caught_up(tmp_path: Path) -> None:
    """What went out by it would count as older than it is, and make room too early."""
    clock, out = Clock(), MemoryTransport()
    queued(tmp_path, 1, out, clock, THREE).run(WEEK, "", Options(clock.sleep))
    more = subscribers(database(tmp_path))
    more.bring_in(rows([f"more{number}@school.example" for number in range(9)]), "en", START)
    post = office(tmp_path, out, clock, THREE)
    post.queue(WEEK, [letter()])

    clock.now = START + 10 * HOUR - DAY  # ten hours later, on a clock that was set back
    ended = office(tmp_path, out, clock, THREE).run(WEEK, "", Options(clock.sleep))
    assert (ended.how, ended.until, len(out.accepted)) == ("wait", START, 1)
    assert "newsletter.clock --set-back" in ended.why

    clock.now = START + 10 * HOUR  # set right again
    office(tmp_path, out, clock, THREE).run(WEEK, "", Options(clock.sleep))
    assert len(out.accepted) == 3
    for later, count in ((DAY - 1000, 3), (DAY + 1000, 4), (DAY + 11 * HOUR, 6)):
        clock.now = START + later
        office(tmp_path, out, clock, THREE).run(WEEK, "", Options(clock.sleep, patience=0))
        assert len(out.accepted) == count


def test_queueing_by_a_clock_far_ahead_forgets_nothing_that_counts(tmp_path: Path) -> None:
    """The log is cleared by age; what would count by the right clock is kept."""
    clock, out = Clock(), MemoryTransport()
    queued(tmp_path, 4, out, clock, THREE).run(WEEK, "", Options(clock.sleep))
    clock.now = START + YEARS
    office(tmp_path, out, clock, THREE).queue("2026-W48", [])
    clock.now = START + 60
    set_back(database(tmp_path), clock.now)

    assert office(tmp_path, out, clock, THREE).run(WEEK, "", Options(clock.sleep)).how == "wait"
    assert len(out.accepted) == 3


def test_pauses_and_second_tries_of_the_wrong_time_are_held_anew(tmp_path: Path) -> None:
    """At most a day for an account, none for a message."""
    clock, left = Clock(START + YEARS), [Kind.LATER, Kind.QUOTA]
    out = MemoryTransport(lambda _: Verdict(left.pop(0) if left else Kind.SENT, "no"))
    queued(tmp_path, 2, out, clock).run(WEEK, "", Options(clock.sleep))
    clock.now = START

    set_back(database(tmp_path), clock.now)
    ended = office(tmp_path, out, clock).run(WEEK, "", Options(clock.sleep))
    assert (ended.how, ended.until) == ("wait", START + DAY)
    clock.now = START + DAY

    assert office(tmp_path, out, clock).run(WEEK, "", Options(clock.sleep)).how == "done"
    assert read_report(database(tmp_path), WEEK).states == {"sent": 2}


def test_a_few_minutes_between_two_computers_are_no_matter(tmp_path: Path) -> None:
    """Nobody is asked about that."""
    clock = Clock(START + 5 * MINUTE)
    queued(tmp_path, 1, MemoryTransport(), clock).run(WEEK, "", Options(clock.sleep))

    assert find_ahead(database(tmp_path), START) == []


def most_in_a_day(moments: Sequence[float]) -> int:
    return max((sum(1 for one in moments if at <= one <= at + DAY) for at in moments), default=0)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.floats(60, DAY), st.floats(0, YEARS)), min_size=1, max_size=6))
def test_however_wrong_and_however_often_repaired_never_one_too_many(
    tmp_path_factory: pytest.TempPathFactory, days: list[tuple[float, float]]
) -> None:
    """In true time: each day it sends by the right clock, then by one ahead, and is repaired.

    By the wrong clock it is started once, and has the allowance of that day; the right one then
    counts every message of it.
    """
    folder = tmp_path_factory.mktemp("wrong")
    clock, out, true_time, sent = Clock(), MemoryTransport(), START, [0.0]
    queued(folder, 40, out, clock, THREE)
    by_the_right_clock: list[float] = []

    def run() -> int:
        before = len(out.accepted)
        office(folder, out, clock, THREE).run(WEEK, "", Options(clock.sleep, patience=0))
        return len(out.accepted) - before

    for later, ahead in days:
        true_time += later
        clock.now = true_time + ahead
        sent += [true_time] * run()
        clock.now = true_time
        set_back(database(folder), clock.now)
        count = run()
        by_the_right_clock += [true_time] * count
        # Whatever went out by the wrong clock within the last day leaves that much less room.
        recent = [one for one in sent if true_time - DAY <= one]
        assert count == 0 or len(recent) + count <= 3
        sent += [true_time] * count

    assert most_in_a_day(by_the_right_clock) <= 3


def test_nothing_is_left_at_a_moment_yet_to_come(tmp_path: Path) -> None:
    """Else a link would work for years, and an engine would be asked for ever to wait."""
    clock = Clock(START + YEARS)
    queued(tmp_path, 2, MemoryTransport(), clock, THREE).run(WEEK, "", Options(clock.sleep))
    data = database(tmp_path)
    secret = load_secret(data)
    wish = Wish(parse_address("new@school.example"), ("families",), "en")
    Signups(data, secret, Attempts(secret, TryLimits()), "school.example").ask("x", wish, clock())
    with data.begin() as connection:
        depart(connection, secret, 1, "unsubscribed", clock())

    set_back(data, START)

    with data.begin() as connection:
        late = [
            f"{column.table.name}.{column.name}"
            for column in times()
            if (connection.scalar(select(func.max(column))) or 0.0) > START + 7 * DAY
        ]
    assert late == []


def times() -> list[Column[float]]:
    """Every column of the tables that holds a moment."""
    return [
        column
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Double)
    ]
