"""The tasks for subscribers and for sending, as a coach types them."""

from __future__ import annotations

import errno
import io
import os
import stat
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from commands.errors import CoachError
from commands.mailing import accounts, deciding, sending, subscribers
from commands.mailing import clock as mailing_clock
from commands.mailing import settings as mailing_settings
from commands.newsletter.sealing import seal_issue
from commands.school import School
from mailing.delivery.presence import present
from mailing.store.deciding import resolve
from mailing.store.models import Account, Bounce, Departure, Message, Spend
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.builders import small_school, write_files
from tests.mailing.builders import hand_over, letter
from tests.mailing.verifier import needs_dkim

WEEK = "2026-W47"
CSV = "email,audiences\nmia@smith.example,families\nben@smith.example,families\nnobody,families\n"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    """A school with a published letter, and settings that write mails into a folder."""
    made = small_school(tmp_path)
    hand_over(made.work / "outbox", letter())
    for name in [name for name in os.environ if name.startswith("HALLWAY_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{tmp_path}/private/list.sqlite3")
    monkeypatch.setenv("HALLWAY_SMTP_URL", (tmp_path / "sent").as_uri())
    monkeypatch.setenv("HALLWAY_MAIL_FROM", "Technology coach <news@school.example>")
    monkeypatch.setenv("HALLWAY_SIGNUP_URL", "https://news.school.example")
    return made


@pytest.fixture
def listed(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> School:
    """With two families on the list."""
    (tmp_path / "list.csv").write_text(CSV)
    with pytest.raises(SystemExit):
        subscribers.bring_in(str(tmp_path / "list.csv"), "")
    capsys.readouterr()
    return school


def send(school: School, *, dry: bool = False, yes: bool = True, audience: str = "") -> int:
    try:
        sending.send(school, WEEK, audience, seal_issue, dry=dry, yes=yes, wait=False)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def sent(folder: Path) -> list[str]:
    """The texts of the mails in the folder."""
    return [one.read_text("ascii") for one in (folder / "sent").glob("*.eml")]


def test_an_import_names_bad_lines_and_no_address(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is good is taken, the exit code says that something is to be mended."""
    (tmp_path / "list.csv").write_text(CSV)

    with pytest.raises(SystemExit) as end:
        subscribers.bring_in(str(tmp_path / "list.csv"), "")
    subscribers.show("")

    told = capsys.readouterr().out
    assert end.value.code == 1
    assert "2 people new on the list." in told
    assert "\n1 line of " in told
    assert "line 4  An address has a name" in told
    assert "2 people get the newsletter." in told
    assert "m…@s….example" in told
    assert "smith" not in told


def test_an_export_is_for_its_owner_and_never_over_a_file(listed: School, tmp_path: Path) -> None:
    """Readable again by an import."""
    subscribers.export(str(tmp_path / "copy.csv"))

    with pytest.raises(CoachError, match="there already"):
        subscribers.export(str(tmp_path / "copy.csv"))
    assert "mia@smith.example,families,en,confirmed" in (tmp_path / "copy.csv").read_text()
    assert stat.S_IMODE((tmp_path / "copy.csv").stat().st_mode) == 0o600


def test_half_an_export_is_not_left_behind(
    listed: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk: it could be taken for the whole list."""

    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", lambda number, *_, **__: os.close(number) or Full())

    with pytest.raises(CoachError, match=r"copy\.csv cannot be written: No space left"):
        subscribers.export(str(tmp_path / "copy.csv"))

    assert not (tmp_path / "copy.csv").exists()


@pytest.mark.parametrize("folder", ["content/media", "output", "public"])
def test_no_list_is_written_where_the_website_is(listed: School, folder: str) -> None:
    """Addresses would be published with the next copy to the server."""
    with pytest.raises(CoachError, match="private/readers"):
        subscribers.export(str(mailing_settings.ROOT / folder / "readers.csv"))


def test_an_audience_that_is_none_is_said_to_be_none(listed: School) -> None:
    """An empty list would look as if they had all gone."""
    with pytest.raises(CoachError, match='"parents" is no audience'):
        subscribers.show("parents")


def test_who_left_by_any_line_of_a_file_is_not_subscribed_by_another(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Services write a line for each of their lists."""
    lines = "mia@smith.example,families,subscribed\nmia@smith.example,families,unsubscribed\n"
    (tmp_path / "list.csv").write_text(f"email,group,status\n{lines}")

    with pytest.raises(SystemExit):
        subscribers.bring_in(str(tmp_path / "list.csv"), "")

    assert "0 people new on the list." in capsys.readouterr().out
    assert addressees(school, tmp_path) == []


def test_who_left_by_the_file_and_is_on_the_list_is_told(
    listed: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They may have come back meanwhile, or not; a person has to look."""
    (tmp_path / "old.csv").write_text("email,status\nMia@smith.example,unsubscribed\n")

    with pytest.raises(SystemExit) as end:
        subscribers.bring_in(str(tmp_path / "old.csv"), "families")

    told = capsys.readouterr().out
    assert end.value.code == 1
    assert "these have left, and they are on the list here" in told
    assert "  line 2  M…@s….example" in told


def test_another_language_of_somebody_known_is_told_and_not_taken(
    listed: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They may have chosen theirs themselves; who corrects a file would think it was taken."""
    lines = "mia@smith.example,families,es\nben@smith.example,families,en\n"
    (tmp_path / "new.csv").write_text(f"email,audience,lang\n{lines}")

    with pytest.raises(SystemExit):
        subscribers.bring_in(str(tmp_path / "new.csv"), "")

    told = capsys.readouterr().out
    assert "2 people known already." in told
    assert "1 person known in another language than the file says; it stays as it is." in told


def test_who_is_removed_stays_away(
    listed: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In whatever spelling; the next import says so."""
    subscribers.remove("MIA@smith.example")
    with pytest.raises(SystemExit):
        subscribers.bring_in(str(tmp_path / "list.csv"), "")

    told = capsys.readouterr().out
    assert "1 person left out: they have unsubscribed or were removed." in told
    assert "smith" not in told


class Terminal(io.StringIO):
    """Somebody who answers."""

    def isatty(self) -> bool:
        return True


def test_who_left_and_asks_for_it_is_put_back_by_a_person_alone(
    listed: School,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One address, one question; no script answers it, and "no" changes nothing."""
    subscribers.remove("mia@smith.example")
    with pytest.raises(CoachError, match="Nothing is known of them"):
        subscribers.readmit(listed, "mia@smith.example", "")
    with pytest.raises(CoachError, match="answer this in person"):
        subscribers.readmit(listed, "mia@smith.example", "families")
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    subscribers.readmit(listed, "mia@smith.example", "families")
    assert addressees(listed, tmp_path) == ["ben@smith.example"]

    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    subscribers.readmit(listed, "Mia@smith.example", "families")

    told = capsys.readouterr().out
    assert "was removed from the list" in told
    assert "is back on the list" in told
    assert "smith" not in told
    assert addressees(listed, tmp_path) == ["Mia@smith.example", "ben@smith.example"]
    with pytest.raises(CoachError, match="has not left"):
        subscribers.readmit(listed, "ben@smith.example", "")


def addressees(school: School, folder: Path) -> list[str]:
    """To whom the issue went, after whoever had not had it got it."""
    assert send(school) == 0
    return sorted(text.partition("To: ")[2].partition("\n")[0] for text in sent(folder))


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


def test_unknown_limits_are_asked_for(listed: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's account is guessed at."""
    monkeypatch.setenv("HALLWAY_SMTP_URL", "smtps://coach:secret@mail.school.example")

    with pytest.raises(CoachError, match="300/day") as told:
        send(listed)

    assert "secret" not in str(told.value)


TWO = "smtps://a%40school.example:x@mail.school.example\nsmtps://b:y@smtp.gmail.com"


def test_several_accounts_are_set_with_spaces_between(
    listed: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With one limit for all, or one for each; the forecast adds them up."""
    monkeypatch.setenv("HALLWAY_SMTP_URL", TWO)
    monkeypatch.setenv("HALLWAY_MAIL_LIMITS", "300/day, 20/minute; gworkspace")

    posted = mailing_settings.post().accounts
    assert send(listed, dry=True) == 0

    assert [one.transport.account for one in posted] == [
        "a@school.example@mail.school.example",
        "b@smtp.gmail.com",
    ]
    assert [one.limits.name for one in posted] == ["your own limits", "Google Workspace"]
    told = capsys.readouterr().out
    assert "by 2 accounts: 300 a day and 20 a minute (your own limits); 2,000 a day" in told
    monkeypatch.setenv("HALLWAY_MAIL_LIMITS", "m365")
    assert len({one.limits for one in mailing_settings.post().accounts}) == 1


@pytest.mark.parametrize(
    ("urls", "limits", "told"),
    [
        (TWO, "300/day; 20/day; 5/day", "names 3 limits, and HALLWAY_SMTP_URL 2 accounts"),
        (TWO, "; m365", "knows no limits of mail.school.example"),
        (f"{TWO} {TWO}", "m365", "names an account twice"),
        ("smtps://a:two words@mail.school.example", "m365", "%20 for a space"),
    ],
)
def test_accounts_that_cannot_be_told_apart_or_counted_are_asked_about(
    listed: School, monkeypatch: pytest.MonkeyPatch, urls: str, limits: str, told: str
) -> None:
    """Without a password in the answer."""
    monkeypatch.setenv("HALLWAY_SMTP_URL", urls)
    monkeypatch.setenv("HALLWAY_MAIL_LIMITS", limits)

    with pytest.raises(CoachError) as error:
        mailing_settings.post()

    assert told in str(error.value)
    assert "words" not in str(error.value)


def test_what_became_of_each_account_is_told(
    listed: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All is sent by the other one, and the exit code says that somebody is needed."""
    first, second = MemoryTransport(lambda _: Verdict(Kind.STOP, "535 no")), MemoryTransport()
    first.account, second.account = "first@x", "second@x"
    ways = {"memory:1": first, "memory:2": second}
    monkeypatch.setenv("HALLWAY_SMTP_URL", " ".join(ways))
    monkeypatch.setattr(accounts, "way_for", lambda url, *_: (ways[url], accounts.Place()))

    assert send(listed) == 1

    told = capsys.readouterr().out
    assert "The account first@x. Stopped, so that nothing gets worse" in told
    assert "535 no" in told
    assert "     2  sent" in told


TOKENS = "smtps://a@smtp.office365.com?auth=xoauth2 smtps://b@smtp.office365.com?auth=xoauth2"


def test_accounts_log_in_with_tokens_of_their_own(
    listed: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as there are such accounts, in their order; what is missing is named."""
    monkeypatch.setenv("HALLWAY_SMTP_URL", TOKENS)
    for settings, told in (
        ({}, "Set HALLWAY_SMTP_TOKEN, or HALLWAY_OAUTH_REFRESH_TOKEN with"),
        ({"HALLWAY_SMTP_TOKEN": "hush"}, "holds 1 tokens, and HALLWAY_SMTP_URL 2 accounts"),
        ({"HALLWAY_SMTP_TOKEN": "", "HALLWAY_OAUTH_REFRESH_TOKEN": "hush hush"}, "TOKEN_URL must"),
        ({"HALLWAY_OAUTH_TOKEN_URL": "https://login.example/token"}, "CLIENT_ID is not set"),
    ):
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(CoachError, match=told) as error:
            mailing_settings.post()
        assert "hush" not in str(error.value)

    monkeypatch.setenv("HALLWAY_OAUTH_CLIENT_ID", "hallway")
    assert len(mailing_settings.post().accounts) == 2


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


def test_the_addresses_that_failed_can_be_had_in_full(
    listed: School,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In a file for the coach alone, each with its server's answer; no formula for spreadsheets."""

    def answer(envelope: Envelope) -> Verdict:
        if envelope.recipient.startswith("mia"):
            return Verdict(Kind.REFUSED, "=550 unknown here")
        return Verdict(Kind.SENT)

    monkeypatch.setattr(
        accounts,
        "way_for",
        lambda url, *_: (MemoryTransport(answer), accounts.Place()),
    )
    assert send(listed) == 1
    assert f"--failed {WEEK}" in capsys.readouterr().out

    subscribers.export(str(tmp_path / "failed.csv"), WEEK)

    assert (tmp_path / "failed.csv").read_text().splitlines() == [
        "address,audiences,lang,status,answer",
        "mia@smith.example,families,en,confirmed,'=550 unknown here",
    ]


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
