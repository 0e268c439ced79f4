"""The task that hands an issue to a service, as a coach types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.mailing import handing, sending, settings
from commands.newsletter.sealing import seal_issue
from commands.school import School
from mailing.addresses import parse_address
from mailing.engines import buttondown
from tests.builders import small_school, write_files
from tests.mailing.builders import START, database, hand_over, letter, rows, subscribers
from tests.mailing.engines.contract import EngineServer, engine

pytestmark = pytest.mark.slow

WEEK = "2026-W47"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    """A school with a letter for families and one for teachers, and a reader of each."""
    made = small_school(tmp_path)
    hand_over(made.work / "outbox", letter())
    hand_over(made.work / "outbox", letter(audience="teachers"))
    people = subscribers(database(tmp_path))
    people.bring_in(rows(["mia@smith.example"]), "en", START)
    people.bring_in(rows(["tom@school.example"], "teachers"), "en", START)
    for name in (
        "HALLWAY_SECRET",
        "HALLWAY_MAIL_REPLY_TO",
        "HALLWAY_LISTMONK_URL",
        "HALLWAY_LISTMONK_LISTS",
        "HALLWAY_BUTTONDOWN_KEY",
        "HALLWAY_MAIL_FROM",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{tmp_path}/private/mailing.sqlite3")
    return made


def listmonk(server: EngineServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment for it."""
    base = server.base.replace("http://", "http://hallway:secret@")
    monkeypatch.setenv("HALLWAY_LISTMONK_URL", base)
    monkeypatch.setenv("HALLWAY_LISTMONK_LISTS", "families:3 teachers:4")
    monkeypatch.setenv("HALLWAY_MAIL_FROM", "Technology coach <news@school.example>")


def call(
    school: School,
    to: str = "listmonk",
    audience: str = "",
    *,
    send: bool = False,
    yes: bool = True,
    forget: bool = False,
    sync: bool = False,
    again: bool = False,
    seal: handing.Seal = seal_issue,
) -> None:
    wishes = handing.Wishes(audience, send=send, yes=yes, forget=forget, sync=sync, again=again)
    handing.hand_over(school, WEEK, to, wishes, seal)


def test_what_goes_out_is_sealed_and_no_draft(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft may still be changed there, and one audience's letter is not the whole issue."""
    write_files(school.content, {f"newsletter/{WEEK}.md": "---\ntitle: It\n---\nText.\n"})
    calls: list[str] = []

    def seal(_: School, week: str) -> list[str]:
        calls.append(week)
        return []

    with engine("listmonk") as server:
        listmonk(server, monkeypatch)
        call(school, seal=seal)
        call(school, audience="families", send=True, seal=seal)
        before = list(calls)
        call(school, send=True, seal=seal)

    assert (before, calls) == ([], [WEEK])


def test_first_drafts_and_then_the_letters(
    school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each step is told; typed again it says how it is."""
    with engine("listmonk") as server:
        listmonk(server, monkeypatch)
        call(school)
        call(school)
        call(school, send=True)
        call(school, send=True)

    told = capsys.readouterr().out
    assert (
        "A draft was made of 2026-W47/families, for the list “Families” of listmonk (612 readers)."
    ) in told
    assert "There is a draft already of 2026-W47/teachers" in told
    assert "2026-W47/families is on its way to the list “Families”" in told
    assert "(running)" in told
    assert sorted(server.started) == ["1", "2"]


def test_buttondown_by_its_key(
    school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One audience alone."""
    with engine("buttondown") as server:
        monkeypatch.setattr(buttondown.Buttondown.__init__, "__defaults__", (server.base, None))
        monkeypatch.setenv("HALLWAY_BUTTONDOWN_KEY", "secret")
        monkeypatch.setenv("HALLWAY_MAIL_FROM", "news@school.example")
        call(school, "buttondown", "families", send=True)

    told = capsys.readouterr().out
    assert "2026-W47/families is on its way to subscribers of Buttondown with the tag" in told
    assert len(server.started) == 1


def test_the_other_way_is_told_and_left_out(
    school: School,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """newsletter.send sends to the teachers alone, and newsletter.status knows both."""
    with engine("listmonk") as server:
        listmonk(server, monkeypatch)
        call(school, audience="families", send=True)
        monkeypatch.setenv("HALLWAY_SMTP_URL", (tmp_path / "sent").as_uri())
        monkeypatch.setenv("HALLWAY_SIGNUP_URL", "https://news.school.example")
        with pytest.raises(SystemExit):
            sending.send(school, WEEK, "", seal_issue, dry=False, yes=True, wait=False)
        with pytest.raises(CoachError, match="own account, to 1 readers"):
            call(school, audience="teachers")

    assert "2026-W47/families was handed to listmonk, and is not sent from here." in (
        capsys.readouterr().out
    )
    (mail,) = (tmp_path / "sent").glob("*.eml")
    assert "To: tom@school.example" in mail.read_text("ascii")


def test_what_goes_wrong_with_one_letter_does_not_stop_the_other(
    school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are told."""
    with engine("listmonk") as server:
        listmonk(server, monkeypatch)
        server.twist = lambda asked: (
            403 if asked.method == "POST" and asked.body.get("lists") == [3] else None
        )
        with pytest.raises(CoachError, match="2026-W47/families: listmonk says no"):
            call(school)

    assert "A draft was made of 2026-W47/teachers" in capsys.readouterr().out


def test_a_draft_may_be_taken_back(
    school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After it was deleted there."""
    with engine("listmonk") as server:
        listmonk(server, monkeypatch)
        call(school)
        server.made.clear()
        with pytest.raises(CoachError, match="no more"):
            call(school)
        call(school, forget=True)

    assert "2026-W47/families may be sent or handed over again." in capsys.readouterr().out


def test_a_translation_needs_a_list_of_its_own(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its readers would get both otherwise."""
    hand_over(school.work / "outbox", letter(edition="2026-W47-es", lang="es"))
    with engine("listmonk") as server:
        listmonk(server, monkeypatch)
        with pytest.raises(CoachError, match="No list of listmonk is named for families-es"):
            call(school)
        assert server.made == {}


def test_the_lists_are_made_to_agree_first(
    school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And then the letters are handed over."""
    with engine("listmonk") as server:
        listmonk(server, monkeypatch)
        call(school, sync=True)

    told = capsys.readouterr().out
    assert "Put on the lists of listmonk: 2. Taken off them: 0." in told
    assert [one["email"] for one in server.people] == ["mia@smith.example", "tom@school.example"]
    assert (len(server.made), server.started) == (2, [])
    assert "smith" not in told


def test_a_secret_with_a_space_at_its_end_is_the_same_for_every_task(
    school: School,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The list was begun with it as it is set; trimmed, nobody who left would be recognised."""
    monkeypatch.setenv("HALLWAY_SECRET", "the words of a sentence ")
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{tmp_path}/another.sqlite3")
    with settings.database() as data:
        settings.subscribers(data).bring_in(rows(["mia@smith.example"]), "en", START)

    with engine("listmonk") as server:
        listmonk(server, monkeypatch)
        call(school, sync=True)

    assert "Put on the lists of listmonk: 1." in capsys.readouterr().out


def test_who_left_here_may_be_on_a_list_there(
    school: School,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Said before a letter goes out, with what to do; not where both lists are made to agree."""
    words = "1 person has left the list here. A list of listmonk's may still hold them. Add --sync"
    with engine("listmonk") as server:
        listmonk(server, monkeypatch)
        call(school, audience="teachers", send=True)
        assert "has left" not in capsys.readouterr().out
        subscribers(database(tmp_path)).remove(parse_address("mia@smith.example"), START)
        call(school, audience="families", send=True, sync=True)
        assert "has left" not in capsys.readouterr().out
        call(school, audience="families", send=True)

    assert words in " ".join(capsys.readouterr().out.split())


def test_only_listmonk_is_given_readers(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is handed over either."""
    monkeypatch.setenv("HALLWAY_BUTTONDOWN_KEY", "secret")
    monkeypatch.setenv("HALLWAY_MAIL_FROM", "news@school.example")
    with pytest.raises(CoachError, match="--sync is for listmonk"):
        call(school, "buttondown", sync=True)


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("", "--to listmonk or --to buttondown"),
        ("listmonk", "HALLWAY_LISTMONK_URL is not set"),
        ("listmonk", "HALLWAY_LISTMONK_LISTS is not set"),
        ("buttondown", "HALLWAY_BUTTONDOWN_KEY is not set"),
        ("buttondown", "HALLWAY_MAIL_FROM is not set"),
    ],
)
def test_what_is_missing_is_told_in_one_go(school: School, to: str, words: str) -> None:
    """With an example."""
    with pytest.raises(CoachError, match=words):
        call(school, to)


def test_nothing_goes_out_where_nobody_can_be_asked(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A timer needs --yes; and one wish at a time."""
    with engine("listmonk") as server:
        listmonk(server, monkeypatch)
        with pytest.raises(CoachError, match="--yes"):
            call(school, send=True, yes=False)
        with pytest.raises(CoachError, match="--yes"):
            call(school, sync=True, yes=False)
        with pytest.raises(CoachError, match="stands alone"):
            call(school, send=True, forget=True)
        assert server.made == {}


@pytest.mark.parametrize("code", [401, 403])
def test_a_key_that_was_refused_is_not_said_again(
    school: School, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Once in all, unless somebody says that it is let in now; a draft is there then."""
    with engine("listmonk") as server:
        listmonk(server, monkeypatch)
        server.twist = lambda _: code
        with pytest.raises(CoachError, match=f"listmonk says no .{code}"):
            call(school)
        asked = len(server.asked)
        for _ in range(3):
            with pytest.raises(CoachError, match="HALLWAY_LISTMONK_URL right"):
                call(school)
        assert len(server.asked) == asked == 1
        server.twist = lambda _: None
        call(school, again=True)
        call(school)
        assert len(server.asked) > asked + 1


@pytest.mark.parametrize("code", [500, 503, 429])
def test_an_engine_in_trouble_is_asked_again(
    school: School, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """It said nothing about the key."""
    with engine("listmonk") as server:
        listmonk(server, monkeypatch)
        for number in (1, 2):
            server.twist = lambda _: code
            with pytest.raises(CoachError):
                call(school)
            assert len(server.asked) == number
