"""newsletter.due, as a timer calls it: what is due goes out once, and nothing old ever does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from commands.bootstrap import ROOT
from commands.errors import CoachError
from commands.mailing import deciding, sending
from commands.mailing import due as mailing_due
from commands.mailing import settings as mailing_settings
from commands.newsletter.sealing import seal_issue
from commands.school import School
from mailing.delivery.post_office import MailAccount
from mailing.quota import DAY, Limits, Window
from mailing.schedule import HOUR
from mailing.store.database import open_database
from mailing.store.handovers import HandoverBook
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.builders import small_school
from tests.mailing.builders import START, Clock, hand_over, letter, people, rows, subscribers

WEEK = "2026-W47"
PLENTY = Limits("plenty", (Window(DAY, 100_000),))


def at(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat()


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    """Five families, and an issue that closed this very moment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(START)))
    made = small_school(tmp_path)
    hand_over(made.work / "outbox", letter(), cutoff=at(START))
    url = f"sqlite:///{tmp_path}/private/list.sqlite3"
    data = open_database(url, tmp_path / "private")
    subscribers(data).bring_in(rows(people(5)), "en", START)
    data.close()
    monkeypatch.setenv("HALLWAY_DATABASE_URL", url)
    monkeypatch.setenv("HALLWAY_SMTP_URL", (tmp_path / "sent").as_uri())
    monkeypatch.setenv("HALLWAY_MAIL_FROM", "Technology coach <news@school.example>")
    monkeypatch.setenv("HALLWAY_SIGNUP_URL", "https://news.school.example")
    return made


Due = Callable[..., tuple[int, str]]


@pytest.fixture
def due(school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Due:
    """Run the task at a moment, by a transport; its exit code and what it printed."""

    def run(
        later: float = 0.0,
        out: MemoryTransport | None = None,
        limits: Limits = PLENTY,
        *,
        yes: bool = True,
    ) -> tuple[int, str]:
        post = mailing_settings.post()
        account = MailAccount(out or MemoryTransport(), limits)
        ours = mailing_settings.Post((account,), post.sender, post.signup)
        monkeypatch.setattr(mailing_due, "post", lambda: ours)
        capsys.readouterr()
        clock = Clock(START + later)
        with pytest.raises(SystemExit) as end:
            mailing_due.due(school, hours=12, yes=yes, wait=False, seal=seal_issue, clock=clock)
        return int(end.value.code or 0), capsys.readouterr().out

    return run


def test_an_issue_goes_out_once_when_its_moment_has_come(due: Due) -> None:
    """Not before, and not again; each run says so in one line."""
    out = MemoryTransport()

    assert due(-60, out) == (0, "2026-11-23 13:59 nothing is due. The next issue: Monday 14:00.\n")
    assert due(60, out) == (0, "2026-11-23 14:01 2026-W47: 5 sent.\n")
    for later in (120, 13 * HOUR, 40 * DAY):
        code, told = due(later, out)
        assert (code, told[17:]) == (0, "nothing is due.\n")
    assert len(out.accepted) == 5


def test_without_yes_it_only_says_what_it_would_do(due: Due, school: School) -> None:
    """A first look, by hand."""
    out = MemoryTransport()

    code, told = due(60, out, yes=False)

    assert (code, "2026-W47 would be sent; add --yes" in told) == (0, True)
    assert out.accepted == []
    with pytest.raises(CoachError, match="was ever sent"):
        deciding.status(school, WEEK)


def test_what_is_too_late_needs_somebody(due: Due) -> None:
    """Nothing goes out; the way to send it all the same is told."""
    out = MemoryTransport()

    code, told = due(13 * HOUR, out)

    assert code == 1
    assert "2026-W47 is more than 12 hours late" in told
    assert "python3 tasks.py newsletter.send 2026-W47" in told
    assert out.accepted == []


def test_an_old_archive_that_moved_in_is_never_sent(due: Due, school: School) -> None:
    """Five hundred past weeks in the outbox, at every moment of a year, and on a wrong clock."""
    outbox = school.work / "outbox"
    for weeks in range(1, 501):
        closed = START - weeks * 7 * DAY
        name = datetime.fromtimestamp(closed, UTC).strftime("%G-W%V")
        if name != WEEK:
            hand_over(outbox, letter(edition=name), cutoff=at(closed))
    out = MemoryTransport()

    due(60, out)
    assert len(out.accepted) == 5
    for hours in (6, 100, 1000, 8000):
        assert due(hours * HOUR, out)[0] == 0
    # A computer without a battery wakes up in the middle of the archive.
    code, told = due(-3 * 365 * DAY, out)

    assert code == 1
    assert "clock" in told
    assert len(out.accepted) == 5


def test_a_fresh_start_on_a_wrong_clock_sends_nothing(due: Due, school: School) -> None:
    """No account was ever used; the outbox itself tells that it cannot be 2024."""
    then = START - 2 * 365 * DAY
    name = datetime.fromtimestamp(then, UTC).strftime("%G-W%V")
    hand_over(school.work / "outbox", letter(edition=name), cutoff=at(then))
    out = MemoryTransport()

    code, told = due(-2 * 365 * DAY + 60, out)

    assert (code, out.accepted) == (1, [])
    assert "Put the clock right" in told


def test_what_is_not_published_is_not_due(due: Due, school: School) -> None:
    """A draft, a preview, an issue that is still being written, a letter without a moment."""
    outbox = school.work / "outbox"
    for changes in (
        {"status": "draft"},
        {"status": "next"},
        {"mode": "preview"},
        {"cutoff": None},
        {"cutoff": "2026-11-23T14:00:00"},
    ):
        hand_over(outbox, letter(), **({"cutoff": at(START)} | changes))
        assert due(60)[1][17:] == "nothing is due.\n", changes
    (outbox / WEEK / "families" / "issue.json").unlink()
    assert due(60)[0] == 0


def test_what_an_engine_was_given_is_left_to_it(due: Due, school: School) -> None:
    """The rest of the issue still goes out from here."""
    with mailing_settings.database() as data:
        HandoverBook(data, "listmonk").claim(WEEK, letter(), b"", START)
        subscribers(data).bring_in(rows(["staff@school.example"], "teachers"), "en", START)
    out = MemoryTransport()

    for later in (60, 13 * HOUR):
        assert due(later, out)[1][17:] == "nothing is due.\n"
    staff = letter(audience="teachers", subject="Staff")
    hand_over(school.work / "outbox", staff, cutoff=at(START))

    assert due(60, out)[1][17:] == "2026-W47: 1 sent.\n"
    assert [one.recipient for one in out.accepted] == ["staff@school.example"]


def test_what_was_taken_back_from_an_engine_goes_out_from_here(due: Due, school: School) -> None:
    """Though another letter of the issue did in the meantime."""
    staff = letter(audience="teachers", subject="Staff")
    hand_over(school.work / "outbox", staff, cutoff=at(START))
    out = MemoryTransport()
    with mailing_settings.database() as data:
        subscribers(data).bring_in(rows(["staff@school.example"], "teachers"), "en", START)
        book = HandoverBook(data, "listmonk")
        entry = book.claim(WEEK, letter(), b"", START)
        assert due(60, out)[1][17:] == "2026-W47: 1 sent.\n"
        book.settle(entry.id, "failed", "", "It was taken back.", START)

    assert due(120, out)[1][17:] == "2026-W47: 5 sent.\n"
    assert due(180, out)[1][17:] == "nothing is due.\n"


def test_a_wrong_password_is_tried_once_for_all_issues(due: Due, school: School) -> None:
    """Two weeks are due: said for each, it would lock the account so much sooner."""

    class Locked(MemoryTransport):
        def open(self) -> Verdict:
            self.opened += 1
            return Verdict(Kind.STOP, "535 wrong")

    hand_over(school.work / "outbox", letter(edition="2026-W46"), cutoff=at(START - HOUR))
    out = Locked()

    code, told = due(60, out)

    assert (code, out.opened) == (1, 1)
    assert "535 wrong" in told
    assert due(120)[1].endswith("2026-W46: 5 sent. 2026-W47: 5 sent.\n")


def test_a_letter_that_was_sent_ahead_takes_no_other_one_along(
    due: Due, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The staff's two days before: the families have theirs at its moment, and not at once."""
    hand_over(school.work / "outbox", letter(audience="teachers"), cutoff=at(START))
    with mailing_settings.database() as data:
        subscribers(data).bring_in(rows(["ben@school.example"], "teachers"), "en", START)
    ahead, out = MemoryTransport(), MemoryTransport()
    ours = mailing_settings.post()
    ours = mailing_settings.Post((MailAccount(ahead, PLENTY),), ours.sender, ours.signup)
    monkeypatch.setattr(sending, "post", lambda: ours)
    monkeypatch.setattr(sending, "SteadyClock", lambda: Clock(START - 2 * DAY))

    with pytest.raises(SystemExit):
        sending.send(school, WEEK, "teachers", seal_issue, dry=False, yes=True, wait=False)
    before = due(-DAY, out)

    assert [one.recipient for one in ahead.accepted] == ["ben@school.example"]
    assert (before[0], out.accepted) == (0, [])
    assert due(60, out)[1].endswith("2026-W47: 5 sent.\n")
    assert sorted(one.recipient for one in out.accepted) == people(5)
    assert due(HOUR, out)[1].endswith("nothing is due.\n")


def test_a_letter_that_is_half_written_needs_somebody(due: Due, school: School) -> None:
    """The other issues still go out."""
    outbox = school.work / "outbox"
    hand_over(outbox, letter(edition="2026-W46"), cutoff=at(START - 60))
    (outbox / WEEK / "families" / "message.txt").write_text("something else")
    out = MemoryTransport()

    code, told = due(60, out)

    assert code == 1
    assert "2026-W47 was not begun." in told
    assert "2026-W46: 5 sent." in told


def test_a_daily_limit_spreads_it_over_days_and_the_timer_goes_on(due: Due) -> None:
    """Long after it would be too late to begin it."""
    out, limits = MemoryTransport(), Limits("small", (Window(DAY, 2),))

    first = due(0, out, limits)
    between = due(12 * HOUR, out, limits)
    second = due(DAY + 60, out, limits)
    third = due(2 * DAY + 120, out, limits)

    assert first == (
        0,
        "2026-11-23 14:00 2026-W47: 2 sent, 3 still to be sent. It goes on from Tuesday 14:00.\n",
    )
    assert between[0] == 0
    assert "0 sent, 3 still to be sent" in between[1]
    assert "2 sent, 1 still to be sent" in second[1]
    assert third[1][17:] == "2026-W47: 1 sent.\n"


def test_what_was_begun_and_left_for_days_needs_somebody(due: Due) -> None:
    """A school that was closed: nobody wants the rest of it a week later by itself."""
    out, limits = MemoryTransport(), Limits("small", (Window(DAY, 2),))
    due(0, out, limits)

    code, told = due(2 * DAY, out, limits)

    assert code == 1
    assert "python3 tasks.py newsletter.resume 2026-W47" in told
    assert len(out.accepted) == 2


@pytest.mark.parametrize(
    ("kind", "code", "told"),
    [
        (Kind.QUOTA, 0, "It goes on from"),
        (Kind.REFUSED, 1, "1 failed."),
        (Kind.UNCERTAIN, 1, "1 uncertain."),
        (Kind.STOP, 1, "Stopped: 535 <r…@s….example>"),
    ],
)
def test_the_exit_code_tells_whether_somebody_is_needed(
    due: Due, kind: Kind, code: int, told: str
) -> None:
    """And the line for what, without an address."""
    first = [kind]

    def answer(envelope: Envelope) -> Verdict:
        reply = f"535 <{envelope.recipient}>"
        return Verdict(first.pop() if first else Kind.SENT, reply)

    ended, line = due(60, MemoryTransport(answer))

    assert ended == code
    assert told in line
    assert "reader" not in line
    assert line.count("\n") == 1


def test_a_run_that_was_cut_off_is_gone_on_with_and_told_once(due: Due) -> None:
    """The power went: one message is in doubt, the others go out with the next run."""

    def die(_: Envelope) -> Verdict:
        raise MemoryError

    with pytest.raises(MemoryError):
        due(60, MemoryTransport(die))
    out = MemoryTransport()

    code, told = due(120, out)

    assert code == 1
    assert "1 message may have gone out or not" in told
    assert "2026-W47: 4 sent, 1 uncertain." in told
    assert len(out.accepted) == 4
    assert due(180, out)[0] == 0


def test_what_failed_once_does_not_ring_for_ever(due: Due) -> None:
    """The next run has nothing to do, and nothing to say."""
    due(60, MemoryTransport(lambda _: Verdict(Kind.REFUSED, "550 no")))

    assert due(120)[0] == 0


def test_another_run_at_work_is_left_alone(due: Due, school: School, tmp_path: Path) -> None:
    """Two timers at once: the second has nothing to do."""
    out = MemoryTransport()
    with FileLock(tmp_path / "private" / mailing_due.LOCK):
        code, told = due(60, out)

    assert (code, out.accepted) == (0, [])
    assert "another newsletter.due is at work" in told


@pytest.mark.slow
def test_two_timers_at_the_same_instant_send_it_once(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Real processes, real time."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    now = datetime.now(UTC)  # noqa: TID251 - so do the processes
    hand_over(school.work / "outbox", letter(), cutoff=(now - timedelta(minutes=1)).isoformat())
    command = [sys.executable, "-c", _BOTH, str(school.content), str(school.work)]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in "12"]
    told = [one.communicate(timeout=120)[0] for one in both]

    assert [one.returncode for one in both] == [0, 0]
    assert len(list((tmp_path / "sent").glob("*.eml"))) == 5
    assert any("5 sent" in one for one in told)


_BOTH = """
import sys
from pathlib import Path
from commands.mailing import due as mailing_due
from commands.newsletter.sealing import seal_issue
from commands.school import School
content, work = map(Path, sys.argv[1:])
school = School(content, content.parent / "output", work)
mailing_due.due(school, hours=12, yes=True, wait=False, seal=seal_issue)
"""


@pytest.mark.parametrize("hours", [0, -1, 145, 10_000])
def test_late_has_a_bound(school: School, hours: int) -> None:
    """No number of hours reaches the issue of another week."""
    with pytest.raises(CoachError, match="1 to 144"):
        mailing_due.due(school, hours=hours, yes=True, wait=False, seal=seal_issue)
