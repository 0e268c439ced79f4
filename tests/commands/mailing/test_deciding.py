"""What became of an issue, and what a coach decides about the rest of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, select

from commands.errors import CoachError
from commands.mailing import accounts, deciding, sending
from commands.mailing import settings as mailing_settings
from commands.newsletter.sealing import seal_issue
from commands.school import School
from mailing.store.deciding import resolve
from mailing.store.models import Bounce, Departure, Message
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.commands.mailing.posting import WEEK, send


def test_where_nothing_failed_nothing_is_said_to_be_done(
    listed: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor where nothing is uncertain."""
    assert send(listed) == 0
    deciding.retry(listed, WEEK, seal_issue, failed=True, wait=False)
    deciding.settle(listed, WEEK, arrived=True, again=False, only="")

    told = capsys.readouterr().out
    assert "No message of 2026-W47 has failed." in told
    assert "No message of 2026-W47 is uncertain." in told


def test_failed_and_uncertain_messages_are_told_and_decided(
    listed: School,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Status names the reasons, retry and resolve send again what somebody asked for."""
    first = [
        Verdict(Kind.REFUSED, "550 5.1.1 <mia@smith.example> unknown"),
        Verdict(Kind.UNCERTAIN, "connection lost"),
    ]

    def answer(_: Envelope) -> Verdict:
        return first.pop(0) if first else Verdict(Kind.SENT)

    out = MemoryTransport(answer)
    monkeypatch.setattr(accounts, "way_for", lambda url, *_: (out, accounts.Place()))

    assert send(listed) == 1
    deciding.settle(listed, WEEK, arrived=False, again=False, only="")
    told = capsys.readouterr().out
    assert "550 5.1.1 <m…@s….example> unknown" in told
    assert "--again" in told
    assert "smith" not in told

    with pytest.raises(CoachError, match="no uncertain message of 2026-W47 has the number 99"):
        deciding.settle(listed, WEEK, arrived=True, again=False, only="2,99")
    with pytest.raises(SystemExit) as end:
        deciding.retry(listed, WEEK, seal_issue, failed=True, wait=False)
    assert end.value.code == 0
    deciding.settle(listed, WEEK, arrived=False, again=True, only="")
    with pytest.raises(SystemExit):
        sending.resume(listed, WEEK, "", seal_issue, wait=False)
    assert len(out.accepted) == 2
    with mailing_settings.database() as data:
        assert resolve(data, WEEK, "arrived", [], 0.0) == 0
    deciding.status(listed, WEEK)
    assert "     2  sent" in capsys.readouterr().out


def test_status_without_a_week_has_a_line_for_each_issue(
    listed: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says so where there is none."""
    deciding.status(listed, "")
    assert capsys.readouterr().out == "No issue was sent yet.\n"
    send(listed)
    with mailing_settings.database() as data, data.begin() as connection:
        number = connection.scalar(select(Message.id))
        values = {"digest": "1", "message_id": number, "status": "", "reason": "", "at": 0.0}
        connection.execute(insert(Bounce).values(kind="hard", **values))
        connection.execute(insert(Departure).values(issue_id=1, reason="unsubscribed", at=0.0))
    capsys.readouterr()

    deciding.status(listed, "")
    deciding.status(listed, WEEK)

    line, *whole = capsys.readouterr().out.splitlines()
    assert line == "2026-W47  2 sent, 1 came back, 1 left after it"
    assert "       1  came back: there is no such mailbox" in whole
    assert "       1  unsubscribed after it" in whole
