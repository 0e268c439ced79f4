"""A wrong clock, as a coach hears of it and puts it right."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from commands.errors import CoachError
from commands.mailing import clock as mailing_clock
from commands.mailing import deciding
from commands.mailing import settings as mailing_settings
from commands.school import School
from mailing.delivery.presence import present
from mailing.store.models import Account, Spend
from tests.commands.mailing.posting import WEEK, send


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
