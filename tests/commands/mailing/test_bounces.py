"""The task for returned mail, as a coach types it."""

from __future__ import annotations

import mailbox
import time
from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.mailing import bounces
from commands.mailing.bounces import Wishes
from mailing.store.database import Database
from mailing.store.models import Message
from tests.mailing.bounces.imap_server import Post, serving
from tests.mailing.bounces.returned import message_ids, report, sent, statuses

PEOPLE = [f"{name}@smith.example" for name in ("mia", "ben", "eva", "tom")]


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Four readers who got an issue just now."""
    data = sent(tmp_path, PEOPLE)
    with data.begin() as connection:
        now = time.time()  # noqa: TID251 - the task reads its mail by this clock
        connection.execute(Message.__table__.update().values(claimed_at=now))
    for name in ("HALLWAY_SECRET", "HALLWAY_IMAP_URL", "HALLWAY_SMTP_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{tmp_path}/private/mailing.sqlite3")
    return data


def mails(data: Database) -> list[bytes]:
    """One of each sort."""
    (mia,), (ben,), (eva,) = (message_ids(data, one) for one in PEOPLE[:3])
    return [
        report("qmail", mia),
        report("gmail-unauthenticated", ben),
        report("exchange-365-quota", eva),
        report("vacation", eva),
        report("request-subject", **{"MIA@smith.example": "tom@smith.example"}),
        report("person-question", **{"One evening": "tom@smith.example and\x1b[31m"}),
    ]


def read(source: str = bounces.IMAP, wishes: Wishes | None = None) -> int:
    with pytest.raises(SystemExit) as end:
        bounces.read(source, wishes or Wishes())
    return int(end.value.code or 0)


def laid(folder: Path, some: list[bytes]) -> str:
    box = mailbox.mbox(folder / "returned")
    for one in some:
        box.add(one)
    box.close()
    return str(folder / "returned")


def test_a_report_tells_what_was_done_and_names_nobody(
    listed: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each sort in words, what is unclear with its place; the exit code asks for a person."""
    code = read(laid(tmp_path, mails(listed)))

    told = capsys.readouterr().out
    assert code == 1
    assert "6 mails read." in told
    assert "     1  off the list: there is no such mailbox" in told
    assert "     1  off the list: they asked for it by mail" in told
    assert "     1  could not be delivered for now; counted" in told
    assert "     1  answered by itself" in told
    assert "5.7.26" in told
    assert "Gmail requires all senders to authenticate" in told
    assert "returned, mail 6  “Re: t…@s….example and" in told
    assert "\x1b" not in told
    assert "smith" not in told
    assert statuses(listed) == dict(
        zip(PEOPLE, ("bounced", "confirmed", "confirmed", "unsubscribed"), strict=True)
    )


def test_all_is_well_where_nothing_needs_a_person(
    listed: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And again it is: everything was counted before."""
    source = laid(tmp_path, mails(listed)[2:5])

    assert (read(source), read(source)) == (0, 0)

    assert "     2  counted before" in capsys.readouterr().out


def test_a_rehearsal_changes_nothing(
    listed: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says so."""
    read(laid(tmp_path, mails(listed)), Wishes(dry=True))

    assert "the list is as it was" in capsys.readouterr().out
    assert {*statuses(listed).values()} == {"confirmed"}


def test_too_many_at_once_are_held_until_a_person_agrees(
    tmp_path: Path, listed: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """A server that calls every mailbox gone does not empty the list."""
    people = [f"reader{number}@jones.example" for number in range(12)]
    sent(tmp_path, people, ["2026-W48"])
    with listed.begin() as connection:
        now = time.time()  # noqa: TID251 - the task reads its mail by this clock
        connection.execute(Message.__table__.update().values(claimed_at=now))
    source = laid(tmp_path, [report("qmail", message_ids(listed, one)[0]) for one in people])

    assert read(source) == 1
    told = capsys.readouterr().out
    assert "    10  off the list" in told
    assert "     2  would be off the list; nothing was done, see below" in told

    assert read(source, Wishes(many=True)) == 0
    assert sum(one == "bounced" for one in statuses(listed).values()) == 12


def test_a_mailbox_on_a_server_is_left_as_it_is_or_tidied_when_asked(
    listed: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a person has to look at stays where it is."""
    lying = [*enumerate(mails(listed), 1)]
    with serving(Post({"INBOX": lying, "Done": []})) as post:
        url = f"imap://news%40school.example:right@127.0.0.1:{post.port}/INBOX"
        monkeypatch.setenv("HALLWAY_IMAP_URL", url)
        read(wishes=Wishes(dry=True, seen=True, move="Done"))
        read()
        assert (post.marks, post.folders["Done"]) == ({}, [])
        read(wishes=Wishes(seen=True, move="Done"))

    assert {*post.marks} == {1, 2, 3, 4, 5}
    assert [number for number, _ in post.folders["INBOX"]] == [6]
    assert [number for number, _ in post.folders["Done"]] == [1, 2, 3, 4, 5]


def test_a_server_that_hangs_up_takes_nothing_back(
    listed: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was read until then is told and counted; nothing is moved."""
    lying = [*enumerate(mails(listed), 1)]
    with serving(Post({"INBOX": lying, "Done": []}, hang_up_at=3)) as post:
        url = f"imap://news%40school.example:right@127.0.0.1:{post.port}/INBOX"
        monkeypatch.setenv("HALLWAY_IMAP_URL", url)
        with pytest.raises(CoachError, match="has hung up"):
            bounces.read(bounces.IMAP, Wishes(move="Done"))

    assert "2 of 6 mails read." in capsys.readouterr().out
    assert statuses(listed)[PEOPLE[0]] == "bounced"
    assert len(post.folders["INBOX"]) == 6


def test_a_folder_to_move_to_that_is_not_there(
    listed: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Is told after everything else was."""
    with serving(Post({"INBOX": [*enumerate(mails(listed), 1)]})) as post:
        url = f"imap://news%40school.example:right@127.0.0.1:{post.port}/INBOX"
        monkeypatch.setenv("HALLWAY_IMAP_URL", url)
        with pytest.raises(CoachError, match="Is there a folder of the name"):
            bounces.read(bounces.IMAP, Wishes(move="Done"))

    assert "6 mails read." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("senders", "tokens"),
    [
        ("", "fresh"),
        ("smtps://one@mail.example?auth=xoauth2 smtps://{}@mail.example?auth=xoauth2", "no fresh"),
    ],
)
def test_a_token_is_used_where_the_address_says_so(
    listed: Database, monkeypatch: pytest.MonkeyPatch, senders: str, tokens: str
) -> None:
    """The same as for sending, of the same account."""
    monkeypatch.setenv("HALLWAY_SMTP_URL", senders.format("news%40school.example"))
    with serving(Post({"INBOX": []})) as post:
        url = f"imap://news%40school.example@127.0.0.1:{post.port}/INBOX?auth=xoauth2"
        monkeypatch.setenv("HALLWAY_IMAP_URL", url)
        monkeypatch.setenv("HALLWAY_SMTP_TOKEN", tokens)
        assert read() == 0

    assert post.asked.count("AUTHENTICATE XOAUTH2") == 1


def test_a_token_of_another_account_is_not_used(
    listed: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would only fail there."""
    monkeypatch.setenv("HALLWAY_SMTP_URL", "smtps://one@mail.example?auth=xoauth2")
    with serving(Post({"INBOX": []})) as post:
        url = f"imap://news%40school.example@127.0.0.1:{post.port}/INBOX?auth=xoauth2"
        monkeypatch.setenv("HALLWAY_IMAP_URL", url)
        with pytest.raises(CoachError, match="no token for"):
            bounces.read(bounces.IMAP, Wishes())
        assert "AUTHENTICATE XOAUTH2" not in post.asked


@pytest.mark.parametrize(
    ("source", "wishes", "words"),
    [
        (bounces.IMAP, Wishes(), "HALLWAY_IMAP_URL is not set. Set it like imaps://"),
        ("nowhere.mbox", Wishes(), "cannot be read"),
        ("some.mbox", Wishes(seen=True), "files stay"),
        ("some.mbox", Wishes(soft=0), "from 1 on"),
    ],
)
def test_what_cannot_be_done_is_said(
    listed: Database, source: str, wishes: Wishes, words: str
) -> None:
    """In a sentence, before anything is read."""
    with pytest.raises(CoachError, match=words):
        bounces.read(source, wishes)
