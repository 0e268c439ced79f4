"""Several accounts share one list: each within its own limits, none stops the others."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailing.clock import SteadyClock
from mailing.delivery.post_office import MailAccount, Options, PostOffice
from mailing.quota import DAY, MINUTE, Limits, Window
from mailing.store.report import read_report
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import (
    PLENTY,
    START,
    Clock,
    database,
    letter,
    office_of,
    people,
    rows,
    subscribers,
)

pytestmark = pytest.mark.usefixtures("databases")
WEEK = "2026-W47"


class Account(MemoryTransport):
    """An account with a name of its own. ``said``: its first answers, before it accepts."""

    def __init__(self, name: str, clock: Clock, *said: Kind) -> None:
        left = list(said)
        super().__init__(lambda _: Verdict(left.pop(0) if left else Kind.SENT, "535 told"))
        self.account = name
        self.moments: list[float] = []
        self._clock = clock

    def send(self, envelope: Envelope) -> Verdict:
        verdict = super().send(envelope)
        if verdict.kind is Kind.SENT:
            self.moments.append(self._clock.now)
        return verdict


class Shut(Account):
    """Nobody can log in there."""

    def __init__(self, name: str, clock: Clock, kind: Kind) -> None:
        super().__init__(name, clock)
        self._kind = kind

    def open(self) -> Verdict | None:
        self.opened += 1
        return Verdict(self._kind, "not here")


def shared(
    folder: Path, count: int, clock: Clock, accounts: Sequence[tuple[Account, Limits]]
) -> PostOffice:
    """A post office of ``accounts`` with an issue queued for ``count`` families."""
    post = office_of(folder, [MailAccount(*one) for one in accounts], clock)
    subscribers(database(folder)).bring_in(rows(people(count)), "en", START)
    assert post.queue(WEEK, [letter()]) == count
    return post


def reached(*accounts: Account) -> Counter[str]:
    return Counter(one.recipient for account in accounts for one in account.accepted)


def most_within(moments: Sequence[float], seconds: float) -> int:
    return max(sum(1 for one in moments if at <= one <= at + seconds) for at in [*moments, 0.0])


@settings(max_examples=20, deadline=None)
@given(
    count=st.integers(1, 25),
    numbers=st.lists(st.tuples(st.integers(2, 9), st.integers(1, 3)), min_size=2, max_size=3),
)
def test_all_send_what_they_may_and_the_forecast_is_what_then_happens(
    tmp_path_factory: pytest.TempPathFactory, count: int, numbers: list[tuple[int, int]]
) -> None:
    """Everybody once, each account within its limits, the last one at the moment that was told."""
    clock = Clock()
    limits = [Limits("own", (Window(DAY, day), Window(MINUTE, few))) for day, few in numbers]
    accounts = [Account(f"news{number}@x", clock) for number in range(len(limits))]
    ways = list(zip(accounts, limits, strict=True))
    post = shared(tmp_path_factory.mktemp("shared"), count, clock, ways)

    done = post.forecast(count)
    ended = post.run(WEEK, "", Options(clock.sleep, patience=10 * DAY))

    assert ended.how == "done"
    assert reached(*accounts) == Counter(people(count))
    assert max(at for one in accounts for at in one.moments) == done
    for account, (day, few) in zip(accounts, numbers, strict=True):
        assert most_within(account.moments, DAY) <= day
        assert most_within(account.moments, MINUTE) <= few


@pytest.mark.parametrize("kind", [Kind.QUOTA, Kind.SLOW_DOWN, Kind.STOP])
def test_what_a_provider_says_holds_for_its_account_alone(tmp_path: Path, kind: Kind) -> None:
    """The other one goes on at once; the message that met it is not lost, and it is told."""
    clock = Clock()
    first, second = Account("first@x", clock, Kind.SENT, kind), Account("second@x", clock)
    post = shared(tmp_path, 6, clock, [(first, PLENTY), (second, PLENTY)])

    ended = post.run(WEEK, "", Options(clock.sleep))

    assert (ended.how, clock.slept) == ("done", [])
    assert reached(first, second) == Counter(people(6))
    assert len(first.accepted) == 1
    told = {Kind.QUOTA: "paused", Kind.STOP: "stopped"}.get(kind)
    assert ended.notes == ((("first@x", told, "535 told"),) if told else ())
    assert ended.well == (kind is not Kind.STOP)


@pytest.mark.parametrize("kind", [Kind.STOP, Kind.UNREACHABLE])
def test_an_account_that_cannot_be_opened_does_not_hold_up_the_other(
    tmp_path: Path, kind: Kind
) -> None:
    """A wrong password is tried once; nobody waits for a server while another one is there."""
    clock = Clock()
    shut, fine = Shut("shut@x", clock, kind), Account("fine@x", clock)
    post = shared(tmp_path, 4, clock, [(shut, PLENTY), (fine, PLENTY)])

    ended = post.run(WEEK, "", Options(clock.sleep))

    assert (ended.how, clock.slept, shut.opened) == ("done", [], 1)
    assert reached(fine) == Counter(people(4))


def test_a_limit_of_one_is_no_limit_of_the_other(tmp_path: Path) -> None:
    """When none may send, the run waits for whichever is free first."""
    clock = Clock()
    day, minute = Account("day@x", clock), Account("minute@x", clock)
    ways = [
        (day, Limits("a", (Window(DAY, 2),))),
        (minute, Limits("b", (Window(DAY, 100), Window(MINUTE, 2)))),
    ]

    ended = shared(tmp_path, 7, clock, ways).run(WEEK, "", Options(clock.sleep))

    assert ended.how == "done"
    assert clock.slept == [61.0, 61.0]
    assert (len(day.accepted), len(minute.accepted)) == (2, 5)


def test_a_server_that_is_away_is_tried_again_while_the_other_one_waits(tmp_path: Path) -> None:
    """Ready again before the other one's minute is over, it goes on there."""
    clock = Clock()

    class Away(Account):
        def open(self) -> Verdict | None:
            trouble = Verdict(Kind.UNREACHABLE, "no route") if clock.now < START + 5 else None
            return trouble or super().open()

    away, few = Away("away@x", clock), Account("few@x", clock)
    limits = Limits("few", (Window(DAY, 100), Window(MINUTE, 1)))

    ended = shared(tmp_path, 4, clock, [(away, PLENTY), (few, limits)]).run(
        WEEK, "", Options(clock.sleep)
    )

    assert ended.how == "done"
    assert clock.slept == [2.0, 10.0]
    assert (len(away.accepted), len(few.accepted)) == (3, 1)


def test_when_no_account_is_left_the_run_ends_and_says_why_for_each(tmp_path: Path) -> None:
    """Nothing is lost."""
    clock = Clock()
    ways = [
        (Shut("gone@x", clock, Kind.UNREACHABLE), PLENTY),
        (Shut("shut@x", clock, Kind.STOP), PLENTY),
    ]

    ended = shared(tmp_path, 3, clock, ways).run(WEEK, "", Options(clock.sleep))

    assert ended.how == "stopped"
    assert [(name, how) for name, how, _ in ended.notes] == [
        ("gone@x", "unreachable"),
        ("shut@x", "stopped"),
    ]
    assert clock.slept == [2.0, 10.0, 30.0]
    assert read_report(database(tmp_path), WEEK).states == {"queued": 3}


def test_two_senders_of_the_same_two_accounts(tmp_path: Path) -> None:
    """Named in another order each; nobody twice, and together within the limits."""
    clock = Clock()
    limits = Limits("small", (Window(DAY, 20),))
    shared(tmp_path, 60, clock, [(Account("a@x", clock), limits), (Account("b@x", clock), PLENTY)])
    accounts = [[Account("a@x", clock), Account("b@x", clock)] for _ in range(2)]
    ends: list[str] = []

    def send(pair: Sequence[Account], backwards: bool) -> None:
        ways = [MailAccount(pair[0], limits), MailAccount(pair[1], PLENTY)]
        post = office_of(tmp_path, ways[::-1] if backwards else ways, SteadyClock(lambda: START))
        ends.append(post.run(WEEK, "", Options(lambda _: None)).how)

    threads = [threading.Thread(target=send, args=(pair, pair is accounts[1])) for pair in accounts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert ends == ["done", "done"]
    assert reached(*accounts[0], *accounts[1]) == Counter(people(60))
    assert sum(len(pair[0].accepted) for pair in accounts) <= 20
