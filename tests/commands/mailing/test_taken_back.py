"""A family takes a photo back while its letter is being sent."""

from __future__ import annotations

import json

import pytest

from commands.errors import CoachError
from commands.mailing import due as mailing_due
from commands.mailing import sending
from commands.newsletter.sealing import seal_issue
from commands.school import School
from mailing.outbox import WITHDRAWN
from mailing.store.database import open_database
from mailing.transport.memory import MemoryTransport
from tests.builders import NOW, build
from tests.commands.mailing.test_sealed import LETTER, WEEK, accounts, published
from tests.mailing.builders import people, rows, subscribers

__all__ = ["published"]
pytestmark = pytest.mark.site
STEM = "3c6de38b20a49b4a"


@pytest.fixture
def begun(published: School, monkeypatch: pytest.MonkeyPatch) -> tuple[School, MemoryTransport]:
    """An issue that three families have, in a wording that names the photo; a fourth joined."""
    out = MemoryTransport()
    monkeypatch.setattr(accounts, "way_for", lambda *_: (out, accounts.Place()))
    file = published.content / LETTER
    file.write_text(file.read_text("utf-8").replace("Dear all.", f"Dear all. {STEM}"), "utf-8")
    assert build(published, "publish").problems == []
    with pytest.raises(SystemExit):
        sending.send(
            published,
            WEEK,
            "",
            lambda *_: [],
            dry=False,
            yes=True,
            wait=False,
            clock=NOW.timestamp,
        )
    private = published.content.parent / "private"
    data = open_database(f"sqlite:///{private}/list.sqlite3", private)
    subscribers(data).bring_in(rows(people(4)), "en", 0.0)
    data.close()
    outbox = published.work / "outbox"
    (outbox / WITHDRAWN).write_text(json.dumps({"photos": [STEM]}), "utf-8")
    file.write_text(file.read_text("utf-8").replace(STEM, ""), "utf-8")
    assert build(published, "publish").problems == []
    out.accepted.clear()
    return published, out


def test_who_joins_later_gets_the_letter_without_it(
    begun: tuple[School, MemoryTransport], capsys: pytest.CaptureFixture[str]
) -> None:
    """Though the wording of an issue is the queued one."""
    school, out = begun

    with pytest.raises(SystemExit):
        sending.send(
            school, WEEK, "", seal_issue, dry=False, yes=True, wait=False, clock=NOW.timestamp
        )

    (mail,) = out.accepted
    assert STEM.encode() not in mail.body.replace(b"=\r\n", b"")
    assert f"A family has taken a photo in {WEEK}/families back." in capsys.readouterr().out


@pytest.mark.parametrize("by_timer", [False, True])
def test_before_the_publish_nothing_more_goes_out(
    begun: tuple[School, MemoryTransport], by_timer: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """The letter that lay ready was removed with the release."""
    school, out = begun
    school_letter = school.work / "outbox" / WEEK / "families"
    queue_the_fourth(school)
    (school_letter / "issue.json").unlink()
    capsys.readouterr()

    if by_timer:
        with pytest.raises(SystemExit) as end:
            mailing_due.due(
                school, hours=144, yes=True, wait=False, seal=seal_issue, clock=NOW.timestamp
            )
        assert end.value.code == 1
        said = capsys.readouterr().out
    else:
        with pytest.raises(CoachError) as refused:
            sending.resume(school, WEEK, "", seal_issue, wait=False, clock=NOW.timestamp)
        said = str(refused.value)

    assert f"{WEEK}/families was begun with a photo that a family has taken back" in said
    assert "publish the site" in said
    assert out.accepted == []


def queue_the_fourth(school: School) -> None:
    """Write down who gets a letter, in the old wording, and send nothing."""
    from commands.mailing.settings import database, post
    from mailing.outbox import read_letters

    with database() as data:
        office = post().office(data, NOW.timestamp)
        assert office.queue(WEEK, read_letters(school.work / "outbox", WEEK)) == 1
