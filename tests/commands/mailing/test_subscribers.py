"""The tasks for subscribers, as a coach types them."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

import pytest

from commands.bootstrap import ROOT
from commands.errors import CoachError
from commands.mailing import accounts, subscribers
from commands.school import School
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.commands.mailing.posting import CSV, WEEK, Terminal, addressees, send


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
        subscribers.export(str(ROOT / folder / "readers.csv"))


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


def bring_in(folder: Path, text: str, name: str = "old.csv", **wishes: bool) -> int:
    """The exit code of an import of ``text``."""
    (folder / name).write_text(text)
    with pytest.raises(SystemExit) as end:
        subscribers.bring_in(str(folder / name), "families", **wishes)
    return int(end.value.code or 0)


OLD = "email,status,Bus,name\nMia@smith.example,unsubscribed,,\nzoe@smith.example,active,,Z\n"


def test_who_left_by_the_file_is_off_the_list_and_told(
    listed: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A no beats whatever was known; it takes a person to put somebody back."""
    assert bring_in(tmp_path, OLD) == 0

    told = capsys.readouterr().out
    assert "these have left, and they were on the list here until now" in told
    assert "  line 2  M…@s….example" in told
    assert "smith" not in told
    assert addressees(listed, tmp_path) == ["ben@smith.example", "zoe@smith.example"]


def test_a_dry_run_tells_all_and_writes_nothing(
    listed: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """How each column is read, who is new, who would be taken off."""
    bring_in(tmp_path, OLD, dry=True)

    told = capsys.readouterr().out
    assert "Nothing was written. This is what would happen:" in told
    assert 'read: "email" (the addresses); "status" (who is on the list and who has left).' in told
    assert 'ignored: "name" (about something else); "Bus" (empty).' in told
    assert "1 person new on the list." in told
    assert "  line 2  M…@s….example" in told
    assert addressees(listed, tmp_path) == ["ben@smith.example", "mia@smith.example"]


def test_only_new_leaves_who_is_on_the_list_alone(
    listed: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says who has left by the file all the same, with an exit code for it."""
    assert bring_in(tmp_path, OLD, only_new=True) == 1

    told = capsys.readouterr().out
    assert "They stay on it, as --only-new touches nobody" in told
    assert "  line 2  M…@s….example" in told
    assert len(addressees(listed, tmp_path)) == 3


def test_what_is_not_understood_is_said(
    listed: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The column, the line and the cell."""
    assert bring_in(tmp_path, "email,Bus\nzoe@smith.example,no\n") == 1

    told = capsys.readouterr().out
    assert 'Columns that were not understood: "Bus".' in told
    assert 'line 2  Below "Bus" stands "no"' in told
    assert "0 people new on the list." in told


def test_so_many_as_cannot_be_put_back_are_asked_about(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A column that was read the wrong way round would empty the list."""
    lines = [f"reader{number}@smith.example" for number in range(8)]
    bring_in(tmp_path, "email\n" + "\n".join(lines))
    gone = "email,unsubscribed\n" + "\n".join(f"{one},yes" for one in lines)

    with pytest.raises(CoachError, match="8 of 8 people on the list have left"):
        bring_in(tmp_path, gone)
    assert len(addressees(school, tmp_path)) == 8

    assert bring_in(tmp_path, gone, many=True) == 0
    capsys.readouterr()
    subscribers.show("")
    assert "0 people get the newsletter." in capsys.readouterr().out


@pytest.mark.parametrize(
    "name",
    ["unsubscribed_members.csv", "bounced.csv", "Bajas 2024.csv", "Désinscrits.csv", "退订.csv"],
)
def test_a_file_that_is_called_after_those_who_left_subscribes_nobody(
    listed: School, tmp_path: Path, name: str
) -> None:
    """Services put who left into a file of its own, whose columns need not say so."""
    with pytest.raises(CoachError, match="called as if it listed people who have left"):
        bring_in(tmp_path, "email\nzoe@smith.example\n", name)


@pytest.mark.parametrize("name", ["parents_cleaned.csv", "no duplicates.csv", "class 3b.csv"])
def test_other_names_of_files_say_nothing(listed: School, tmp_path: Path, name: str) -> None:
    """They are about the file."""
    assert bring_in(tmp_path, "email\nzoe@smith.example\n", name) == 0
    assert "zoe@smith.example" in addressees(listed, tmp_path)


@pytest.mark.parametrize(
    "spelling", ['"""mia""@smith.example"', "mia@smith.example.", "mia (at) smith.example"]
)
def test_who_left_by_the_file_is_off_the_list_in_any_spelling(
    listed: School, tmp_path: Path, spelling: str
) -> None:
    """And stays off it by the next file, with nothing of the address told."""
    assert bring_in(tmp_path, f"email,status\n{spelling},unsubscribed\n") == 0
    bring_in(tmp_path, "email\nMIA@Smith.Example\n")

    assert addressees(listed, tmp_path) == ["ben@smith.example"]


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
