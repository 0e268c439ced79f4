"""The tasks that send an issue, as a coach types them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.mailing import accounts, deciding, sending
from commands.mailing import settings as mailing_settings
from commands.newsletter.sealing import seal_issue
from commands.school import School
from mailing.transport import Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.builders import write_files
from tests.commands.mailing.posting import WEEK, send, sent
from tests.mailing.builders import hand_over, letter
from tests.mailing.verifier import needs_dkim


def test_an_issue_is_sent_once_to_everybody(
    listed: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a forecast before and a report after; the second time nobody is left."""
    assert send(listed) == 0
    assert send(listed) == 0

    told = capsys.readouterr().out
    assert "2 recipients, 10,000 a day and 30 a minute" in told
    assert "done " in told
    assert "     2  sent" in told
    assert "Nobody is left to send to." in told
    assert "smith" not in told
    assert sorted(text.partition("To: ")[2].partition("\n")[0] for text in sent(tmp_path)) == [
        "ben@smith.example",
        "mia@smith.example",
    ]


def test_a_dry_run_and_a_question_nobody_answers_send_nothing(
    listed: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The forecast is printed; a timer needs --yes."""
    assert send(listed, dry=True) == 0
    with pytest.raises(CoachError, match="--yes"):
        send(listed, yes=False)

    assert "2 recipients" in capsys.readouterr().out
    assert sent(tmp_path) == []
    with pytest.raises(CoachError, match="was ever sent"):
        deciding.status(listed, WEEK)


def test_a_test_mail_goes_to_one_address(listed: School, tmp_path: Path) -> None:
    """And the list is untouched."""
    sending.send_test(listed, WEEK, "", "coach@school.example")

    (text,) = sent(tmp_path)
    assert "To: coach@school.example" in text
    assert send(listed, dry=True) == 0


def test_every_missing_setting_is_named_with_an_example(
    listed: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All in one go; what is wrong, too."""
    monkeypatch.delenv("HALLWAY_SMTP_URL")
    monkeypatch.delenv("HALLWAY_MAIL_FROM")
    monkeypatch.setenv("HALLWAY_SIGNUP_URL", "http://news.school.example")

    with pytest.raises(CoachError) as told:
        send(listed)

    assert "HALLWAY_SMTP_URL is not set. Set it like smtp+starttls://" in str(told.value)
    assert "HALLWAY_MAIL_FROM is not set. Set it like Technology coach <" in str(told.value)
    assert "HALLWAY_SIGNUP_URL must be a plain https:// address" in str(told.value)


def test_letters_are_signed_where_a_key_is_set(
    listed: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the domain of the sender; what is missing is told with all the rest."""
    needs_dkim()
    command = ["openssl", "genrsa", "-out", tmp_path / "dkim.pem", "2048"]
    subprocess.run(command, check=True, capture_output=True)
    monkeypatch.setenv("HALLWAY_DKIM_KEY", str(tmp_path / "dkim.pem"))
    with pytest.raises(CoachError, match="HALLWAY_DKIM_SELECTOR is not set"):
        mailing_settings.post()
    monkeypatch.setenv("HALLWAY_DKIM_SELECTOR", "fall2026")

    assert send(listed) == 0

    for text in sent(tmp_path):
        assert " d=school.example;" in text.partition("\nFrom:")[0]


@pytest.mark.parametrize(
    ("issue", "audience", "told"),
    [
        ("2026-W01", "", "no letter of 2026-W01"),
        (WEEK, "teachers", "It has: families"),
        ("W47", "", '"W47" is no issue'),
    ],
)
def test_what_is_not_there_cannot_be_sent(
    listed: School, issue: str, audience: str, told: str
) -> None:
    """With what there is, or what to do."""
    with pytest.raises(CoachError, match=told):
        sending.send(listed, issue, audience, seal_issue, dry=False, yes=True, wait=False)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"2026-W48.md": "---\ntitle: x\nstatus: draft   # mine\n---\nText.\n"},
            r"content/newsletter/2026-W48\.md has the status draft\. Set it to published",
        ),
        (
            {"2026-W46.md": "---\ntitle: x\n---\n"},
            r"start it with: .* newsletter\.draft --week 2026-W48",
        ),
        ({"2026-W48.md": "---\ntitle: x\n---\nstatus: draft\n"}, "Publish the site anew"),
        ({"late.md": "---\nweek: 2026-W48\n---\n"}, "Publish the site anew"),
    ],
)
def test_what_was_forgotten_before_sending_is_said(
    listed: School, files: dict[str, str], told: str
) -> None:
    """To publish anew helps nobody whose letter is a draft still, or was never begun."""
    write_files(listed.content / "newsletter", files)

    with pytest.raises(CoachError, match=told):
        sending.send(listed, "2026-w48", "", seal_issue, dry=False, yes=True, wait=False)


def test_before_it_is_sent_an_issue_is_named_with_its_subject_and_age(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that somebody who typed last year's week sees it."""
    hand_over(school.work / "outbox", letter(), cutoff="2025-11-23T00:00:00-05:00")

    assert send(school) == 0

    told = capsys.readouterr().out
    assert f"{WEEK}: “{letter().subject}”, which leads to {letter().site}\n" in told
    assert "This is an old issue: its week closed on Sunday 2025-11-23" in told
    assert "Nobody is on the list yet. Put people on it" in told


def test_who_edited_after_publishing_is_told_that_it_does_not_count(
    listed: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """The letter, or a text of it; what was published before is the letter as it stands."""
    outbox = listed.work / "outbox"
    entries = [{"path": "posts/robots.md"}, {"path": "posts/old.md"}]
    hand_over(outbox, letter(), entries=entries)
    files = ["newsletter/2026-W47.md", "posts/robots.md", "posts/old.md"]
    write_files(listed.content, dict.fromkeys(files, "text"))
    os.utime(listed.content / "posts/old.md", (1.0, 1.0))
    os.utime(outbox, (1000.0, 1000.0))

    assert send(listed, dry=True) == 0
    told = capsys.readouterr().out
    assert "newsletter/2026-W47.md was changed after the site was published." in told
    assert "posts/robots.md was changed" in told
    assert "posts/old.md" not in told

    os.utime(outbox)
    assert send(listed, dry=True) == 0
    assert "was changed" not in capsys.readouterr().out


def test_what_was_queued_before_is_sent_as_it_was(
    listed: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever joins later gets what the others have; that is said before the question."""
    assert send(listed) == 0
    hand_over(listed.work / "outbox", letter(subject="Put right"))
    capsys.readouterr()

    assert send(listed, dry=True) == 0

    told = capsys.readouterr().out
    assert f"Queued before in another wording, which is sent: {WEEK}/families." in told


def test_a_test_and_a_dry_run_at_once_send_nothing(listed: School, tmp_path: Path) -> None:
    """One sends a mail, the other promises to send none."""
    with pytest.raises(CoachError, match="type one of them"):
        sending.send_test(listed, WEEK, "", "coach@school.example", dry=True)

    assert sent(tmp_path) == []


def test_a_long_pause_is_told_before_it_begins(
    listed: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its reason and its end; one full mailbox must not look like a command that hangs."""

    class BegunError(Exception):
        pass

    def fall_asleep(_: float) -> None:
        raise BegunError

    out = MemoryTransport(lambda _: Verdict(Kind.LATER, "452 4.2.2 full"))
    monkeypatch.setattr(accounts, "way_for", lambda url, *_: (out, accounts.Place()))
    monkeypatch.setattr("time.sleep", fall_asleep)

    with pytest.raises(BegunError):
        send(listed)

    told = capsys.readouterr().err
    assert "The server asked to try the rest again later. It goes on " in told
    assert "Ctrl-C ends it; nothing is lost." in told
