"""Handing over and sending at the same instant: one of them has the letter, on either database."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from mailing.engines import Parcel
from mailing.engines.handing import HandOver
from mailing.errors import MailingError
from mailing.store.handovers import tell_handed
from mailing.store.models import Message
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import START, Clock, database, letter, office, people, rows, subscribers
from tests.mailing.engines.contract import engine
from tests.mailing.engines.speaking import SENDER, parcel, speaker
from tests.mailing.together import at_once

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("databases")]
WEEK = "2026-W47"


@pytest.mark.parametrize("known", [True, False])
def test_a_letter_is_sent_from_one_place(tmp_path: Path, known: bool) -> None:
    """Readers are queued here, or an engine has it: never both, and never none."""
    data = database(tmp_path)
    subscribers(data).bring_in(rows(people(40)), "en", START)
    post = office(tmp_path, MemoryTransport(), Clock())
    if known:  # the issue is there already, with another letter
        post.queue(WEEK, [letter(audience="teachers")])
    with engine("listmonk") as server:
        one = speaker(server)
        target = parcel(one).target

        def hand() -> str:
            try:
                desk = HandOver(database(tmp_path), one, SENDER, Clock())
                desk.run(WEEK, Parcel(letter(), target), send=False)
            except MailingError as error:
                return str(error)
            return "handed"

        acts = [hand, lambda: str(post.queue(WEEK, [letter()]))]
        told = at_once(lambda: acts.pop()(), 2)

    with data.begin() as connection:
        queued = connection.scalar(select(func.count()).select_from(Message)) or 0
    handed = tell_handed(data, WEEK)
    assert (queued, bool(handed)) in ((40, False), (0, True)), told
    assert len(server.made) == len(handed)
