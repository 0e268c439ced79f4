"""A wrong clock, as a coach hears of it and puts it right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from commands.errors import CoachError
from commands.mailing import accounts as mailing_accounts
from commands.mailing import clock as mailing_clock
from commands.mailing import deciding
from commands.mailing import settings as mailing_settings
from commands.school import School
from mailing.clock import SteadyClock
from mailing.delivery.presence import present
from mailing.quota import DAY
from mailing.store.models import Account, Spend
from mailing.transport import Envelope, Verdict
from mailing.transport.files import FileTransport
from tests.commands.mailing.posting import WEEK, Terminal, send, sent
from tests.mailing.builders import Clock


def test_a_clock_that_once_ran_ahead_is_told_and_put_right(
    listed: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By status and by a task of its own; only when somebody says that the clock is right now."""
    assert send(listed) == 0
    mailing_clock.tell(listed)
    assert "no account has seen a later time" in capsys.readouterr().out
    with mailing_settings.database() as data, data.begin() as connection:
        for moment in (Account.last_seen, Spend.at):
            connection.execute(update(moment.class_).values({moment: moment + 1e9}))

    deciding.status(listed, WEEK)
    assert "newsletter.clock --set-back" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        mailing_clock.tell(listed)
    with pytest.raises(CoachError, match="--yes"):
        mailing_clock.repair(listed, yes=False)
    capsys.readouterr()

    with (
        mailing_settings.database() as data,
        present(data.folder),
        pytest.raises(CoachError, match="Stop it"),
    ):
        mailing_clock.repair(listed, yes=True)
    mailing_clock.repair(listed, yes=True)

    told = capsys.readouterr().out
    assert "2 mails that are noted at a later time count as sent just now" in told
    mailing_clock.tell(listed)
    mailing_clock.repair(listed, yes=True)
    assert "Nothing was changed" in capsys.readouterr().out


class Jumping(FileTransport):
    """A folder of letters, and a clock that is set at the first of them."""

    def __init__(self, folder: Path, wall: Clock, by: float) -> None:
        super().__init__(folder)
        self.wall, self.by = wall, by

    def send(self, envelope: Envelope) -> Verdict:
        self.wall.now += self.by
        self.by = 0.0
        return super().send(envelope)


@pytest.fixture
def jump(
    listed: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[float], list[str]]:
    """Send while the clock is set by some seconds; the letters that went out."""

    def run(by: float) -> list[str]:
        wall, ticks = Clock(), Clock(0.0)
        monkeypatch.setattr(mailing_accounts, "FileTransport", lambda one: Jumping(one, wall, by))
        assert send(listed, clock=SteadyClock(wall, ticks)) == (
            0 if len(sent(tmp_path)) == 2 else 1
        )
        return sent(tmp_path)

    return run


@pytest.mark.parametrize("by", [2 * DAY, -2 * DAY])
def test_a_jump_while_nobody_sits_there_stops_the_sender(
    jump: Callable[[float], list[str]], by: float, capsys: pytest.CaptureFixture[str]
) -> None:
    """The question is written down, with what to do."""
    assert len(jump(by)) == 1

    told = capsys.readouterr().out
    assert "Stopped, with a question: the clock of this computer was set" in told
    assert "2 days" in told
    assert "newsletter.clock" in told
    assert "newsletter.resume 2026-W47" in told


@pytest.mark.parametrize("by", [2 * DAY, -2 * DAY])
@pytest.mark.parametrize(("answer", "letters"), [("y\n", 2), ("n\n", 1), ("\n", 1)])
def test_a_jump_is_asked_about(
    jump: Callable[[float], list[str]],
    by: float,
    answer: str,
    letters: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Is the new time right, it goes on by that; else it stops."""
    monkeypatch.setattr("sys.stdin", Terminal(answer))

    assert len(jump(by)) == letters
