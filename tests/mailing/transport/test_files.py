"""Mails as files, to look at before anything is sent."""

from __future__ import annotations

import stat
from pathlib import Path

from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.files import FileTransport

BODY = b"Subject: Robots\r\n\r\n.\r\n..\r\n.hidden\r\nlast line\r\n"
MAIL = Envelope("news@school.example", "mia@school.example", BODY)


def test_files_for_a_look_before_anything_is_sent(tmp_path: Path) -> None:
    """One .eml a message, for the owner alone."""
    transport = FileTransport(tmp_path / "out")
    assert transport.open() is None

    assert transport.send(MAIL).kind is Kind.SENT
    assert transport.send(MAIL).kind is Kind.SENT

    (file,) = (tmp_path / "out").iterdir()
    assert (file.suffix, file.read_bytes()) == (".eml", BODY)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_stops(tmp_path: Path) -> None:
    """Nothing is lost by it."""
    (tmp_path / "out").write_text("a file")

    trouble = FileTransport(tmp_path / "out").open()

    assert isinstance(trouble, Verdict)
    assert trouble.kind is Kind.STOP
