"""Two who read the same mailbox at the same instant count it once, on either database."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mailing.bounces.understanding import understand
from mailing.store.bounces import BounceBook
from mailing.store.models import Bounce, Departure
from mailing.store.outcomes import Rules
from mailing.store.secret import load_secret
from tests.mailing.bounces.returned import message_ids, report, sent, statuses
from tests.mailing.builders import START, database, people
from tests.mailing.together import at_once

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("databases")]


def test_each_mail_counts_once(tmp_path: Path) -> None:
    """Each is new to one of them, and counted before to the other."""
    readers = people(25)
    data = sent(tmp_path, readers)
    names = ("qmail", "qmail-full", "complaint-abuse", "gmail-unauthenticated", "exim-old")
    mails = [
        understand(report(names[number % 5], *message_ids(data, one)))
        for number, one in enumerate(readers)
    ]

    def read() -> Counter[str]:
        own = database(tmp_path)
        book = BounceBook(own, load_secret(own), Rules())
        return Counter(book.take(one, START).outcome for one in mails)

    first, second = at_once(read, 2)

    assert first + second == {
        "bounced": 10,
        "soft": 5,
        "complained": 5,
        "blocked": 5,
        "known": 25,
    }
    assert Counter(statuses(data).values()) == {"bounced": 10, "complained": 5, "confirmed": 10}
    with data.begin() as connection:
        assert connection.scalar(select(func.count()).select_from(Bounce)) == 25
        assert connection.scalar(select(func.count()).select_from(Departure)) == 15
