"""Returned mail is read where it lies, as it lies, and is left there."""

from __future__ import annotations

import mailbox
from hashlib import sha256
from pathlib import Path

import pytest

from mailing.bounces.mailboxes import Files
from mailing.bounces.opened import LARGEST
from mailing.bounces.understanding import understand
from mailing.errors import MailingError
from tests.mailing.bounces.returned import report

NAMES = [*("qmail", "vacation", "request-subject", "complaint-abuse", "exim-old"), *["courier"] * 7]


def lay(folder: Path, kind: str) -> Path:
    """The reports of NAMES as an mbox, a Maildir or files."""
    path = folder / kind
    if kind == "files":
        path.mkdir()
        for number, name in enumerate(NAMES):
            (path / f"{number:02}.eml").write_bytes(report(name))
        (path / "notes.txt").write_text("no mail")
        return path
    box = mailbox.mbox(path) if kind == "mbox" else mailbox.Maildir(path)
    for name in NAMES:
        box.add(report(name))
    box.close()
    return path


def print_of(path: Path) -> dict[str, str]:
    """Every file below ``path`` and what is in it."""
    files = [one for one in (path, *path.rglob("*")) if one.is_file()]
    return {str(one): sha256(one.read_bytes()).hexdigest() for one in files}


@pytest.mark.parametrize("kind", ["mbox", "maildir", "files"])
def test_every_mail_is_read_and_none_is_touched(tmp_path: Path, kind: str) -> None:
    """In all three, in the order in which they lie, each with its place."""
    path = lay(tmp_path, kind)
    before = print_of(path)

    box = Files(path)
    mails = [*box.mails()]

    assert len(box) == len(mails) == len(NAMES)
    assert print_of(path) == before
    assert len({one.place for one in mails}) == len(NAMES)
    expected = [understand(report(name)).sort for name in NAMES]
    read = [understand(one.raw).sort for one in mails]
    assert read == expected if kind != "maildir" else sorted(read) == sorted(expected)


def test_an_mbox_tells_the_number_of_a_mail(tmp_path: Path) -> None:
    """A person counts from one."""
    mails = [*Files(lay(tmp_path, "mbox")).mails()]

    assert [one.place for one in mails[:2]] == ["mbox, mail 1", "mbox, mail 2"]
    assert mails[11].place == "mbox, mail 12"


def test_one_mail_in_a_file_of_its_own(tmp_path: Path) -> None:
    """As a mail program saves it."""
    (tmp_path / "saved.eml").write_bytes(report("qmail"))

    (mail,) = Files(tmp_path / "saved.eml").mails()

    assert (mail.place, mail.raw) == ("saved.eml", report("qmail"))


def test_an_empty_file_is_an_empty_mailbox(tmp_path: Path) -> None:
    """Nothing came back."""
    (tmp_path / "spool").touch()
    assert [*Files(tmp_path / "spool").mails()] == []


@pytest.mark.parametrize("kind", ["mbox", "files"])
def test_of_a_huge_mail_the_beginning_is_read(tmp_path: Path, kind: str) -> None:
    """It is never in memory as a whole."""
    raw = report("qmail") + b"x" * 70 + b"\n" * 3 * LARGEST
    path = tmp_path / kind
    if kind == "mbox":
        path.write_bytes(b"From MAILER-DAEMON Mon Nov 23 19:00:12 2026\n" + raw)
    else:
        path.write_bytes(raw)

    (mail,) = Files(path).mails()

    assert len(mail.raw) == LARGEST
    assert understand(mail.raw).failures[0].severity == "hard"


def test_a_file_that_has_gone_is_told_of_and_the_others_are_read(tmp_path: Path) -> None:
    """One mail never ends the run."""
    path = lay(tmp_path, "files")
    box = Files(path)
    (path / "03.eml").unlink()

    troubles = [one.trouble for one in box.mails()]

    assert "cannot be read" in troubles[3]
    assert [one for one in troubles if one] == troubles[3:4]


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_what_is_no_mailbox_is_said(tmp_path: Path, name: str) -> None:
    """A wrong path, a folder without mails."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(MailingError, match=name):
        Files(tmp_path / name)
