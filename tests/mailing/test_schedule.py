"""What a timer begins, goes on with and refuses: the planning alone."""

from __future__ import annotations

import pytest

from mailing.quota import DAY, HOUR
from mailing.schedule import Begun, Plan, plan_due
from tests.mailing.builders import START

WEEK = "2026-W47"


def plan(
    late: float = 0.0,
    *,
    begun: Begun | None = None,
    others: tuple[str, ...] = (),
    hours: int = 12,
    **more: float,
) -> Plan:
    """The plan ``late`` seconds after the issue of the week closed; ``more`` issues, by week."""
    closed = {WEEK: START - late} | {f"2026-{name}": START + at for name, at in more.items()}
    return plan_due(closed, {WEEK: begun} if begun else {}, others, START, hours)


@pytest.mark.parametrize("late", [0.0, 1.0, 12 * HOUR])
def test_an_issue_is_begun_from_its_moment_on(late: float) -> None:
    """Up to the last second of the hours that it may be late."""
    assert plan(late) == Plan(begin=(WEEK,))


def test_before_its_moment_it_waits() -> None:
    """The plan says until when."""
    assert plan(-60) == Plan(next=START + 60)


def test_later_than_allowed_it_is_refused_for_a_day_and_then_history() -> None:
    """Nobody is told every hour for ever."""
    assert plan(12 * HOUR + 1) == Plan(late=(WEEK,))
    assert plan(12 * HOUR + DAY) == Plan(late=(WEEK,))
    assert plan(12 * HOUR + DAY + 1) == Plan()


def test_what_was_begun_goes_on_through_a_day_without_allowance() -> None:
    """However long ago its moment was; what nobody looked after for longer is refused."""
    assert plan(5 * DAY, begun=Begun(3, START - 24.5 * HOUR)) == Plan(resume=(WEEK,))
    assert plan(5 * DAY, begun=Begun(3, START - 38 * HOUR)) == Plan(stuck=(WEEK,))
    assert plan(9 * DAY, begun=Begun(3, START - 8 * DAY)) == Plan()


def test_what_is_settled_is_done() -> None:
    """No matter how often the timer comes."""
    assert plan(0, begun=Begun(0, START)) == Plan()


def test_what_somebody_else_sends_is_left_to_them() -> None:
    """An engine, for instance."""
    assert plan(0, others=(WEEK,)) == Plan()


def test_two_weeks_at_once_go_out_in_their_order() -> None:
    """One goes on while the next begins."""
    going_on = plan_due(
        {"2026-W46": START - 7 * DAY, WEEK: START},
        {"2026-W46": Begun(9, START - HOUR)},
        (),
        START,
        12,
    )

    assert going_on == Plan(begin=(WEEK,), resume=("2026-W46",))


def test_a_clock_that_is_far_behind_sends_nothing() -> None:
    """A computer that woke up in 2016 would find an old issue due."""
    assert plan(0, W53=40 * DAY) == Plan(ahead="2026-W53")
    assert plan(0, W51=30 * DAY).begin == (WEEK,)
