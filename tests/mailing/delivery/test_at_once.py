"""Several at the same instant, on either database: as if one had come after the other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mailing.clock import SteadyClock
from mailing.delivery.post_office import Options
from mailing.quota import DAY, Limits, Window
from mailing.store.models import Message, Subscriber
from mailing.store.report import read_report
from mailing.store.subscribers import count_gone
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import (
    START,
    Clock,
    database,
    leave,
    letter,
    office,
    people,
    queued,
    rows,
    subscribers,
    token_of,
)
from tests.mailing.together import at_once

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("databases")]
WEEK = "2026-W47"


def test_the_same_list_is_imported_by_several(tmp_path: Path) -> None:
    """Everybody is on it once; each is told as new by one of them."""
    subscribers(database(tmp_path))
    listed = rows(people(120))

    done = at_once(lambda: subscribers(database(tmp_path)).bring_in(listed, "en", START), 3)

    assert sum(one.added for one in done) == 120
    assert sum(one.known for one in done) == 240
    with database(tmp_path).begin() as connection:
        assert connection.scalar(select(func.count()).select_from(Subscriber)) == 120


def test_an_issue_is_queued_by_several(tmp_path: Path) -> None:
    """One message for each reader, of one letter."""
    subscribers(database(tmp_path)).bring_in(rows(people(80)), "en", START)
    posts = [office(tmp_path, MemoryTransport(), Clock()) for _ in range(3)]

    done = at_once(lambda: posts.pop().queue(WEEK, [letter()]), 3)

    assert sorted(done) == [0, 0, 80]
    with database(tmp_path).begin() as connection:
        assert connection.scalar(select(func.count()).select_from(Message)) == 80
        assert connection.scalar(select(func.count(Message.letter_id.distinct()))) == 1


def test_the_limit_is_not_exceeded_by_one_whoever_sends(tmp_path: Path) -> None:
    """Four senders of one account, allowed 25 a day together."""
    limits = Limits("ours", (Window(DAY, 25),))
    outs = [MemoryTransport() for _ in range(4)]
    queued(tmp_path, 60, MemoryTransport(), Clock(), limits)
    left = list(outs)

    def send() -> str:
        post = office(tmp_path, left.pop(), SteadyClock(lambda: START), limits)
        return post.run(WEEK, "", Options(lambda _: None)).how

    assert at_once(send, 4) == ["wait"] * 4
    got = Counter(one.recipient for out in outs for one in out.accepted)
    assert got.total() == 25
    assert set(got.values()) == {1}
    assert read_report(database(tmp_path), WEEK).states == {"sent": 25, "queued": 35}


def test_somebody_leaves_twice_in_the_same_instant(tmp_path: Path) -> None:
    """Their mail program and they themselves: both are told that it is done."""
    subscribers(database(tmp_path)).bring_in(rows(people(1)), "en", START)
    token = token_of(tmp_path, *people(1))

    done = at_once(lambda: leave(database(tmp_path), token), 4)

    assert [one and one.status for one in done] == ["unsubscribed"] * 4
    assert count_gone(database(tmp_path)) == 1
