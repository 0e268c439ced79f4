"""The hand-over folder: nothing incomplete, unpublished or changed is ever sent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mailing.errors import MailingError
from mailing.outbox import read_letters
from tests.mailing.builders import HTML, hand_over, letter


def test_all_letters_of_an_issue_the_sites_language_first(tmp_path: Path) -> None:
    """Audiences and translations; not those of another week, not what is no letter."""
    hand_over(tmp_path, letter(edition="2026-W47-es", lang="es"))
    hand_over(tmp_path, letter(audience="teachers"))
    hand_over(tmp_path, letter())
    hand_over(tmp_path, letter(edition="2026-W46"))
    (tmp_path / "2026-W47" / "unfinished").mkdir()

    found = [one.name for one in read_letters(tmp_path, "2026-W47")]

    assert found == ["2026-W47/families", "2026-W47/teachers", "2026-W47-es/families"]


def test_a_letter_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Byte for byte, and a changed word is another digest."""
    hand_over(tmp_path, letter())
    (first,) = read_letters(tmp_path, "2026-W47")
    hand_over(tmp_path, letter(subject="Two evenings"))
    (second,) = read_letters(tmp_path, "2026-W47")

    assert (first.html, first.site, first.lang) == (HTML, "hallway.school.example", "en")
    assert first.digest != second.digest


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"format": 1}, "older Hallway"),
        ({"mode": "preview"}, "preview"),
        ({"status": "draft"}, "status: published"),
        ({"status": "next"}, "status: published"),
        ({"placeholders": ["%%NAME%%"]}, "%%NAME%%"),
        ({"files": {}}, "not complete"),
        ({"subject": "Hello\r\nBcc: everybody@school.example"}, "invisible character"),
        ({"files": {"message.html": {"sha256": "0"}, "message.txt": {"sha256": "0"}}}, "changed"),
    ],
)
def test_what_may_not_be_sent_is_refused(
    tmp_path: Path, changes: dict[str, object], told: str
) -> None:
    """With a sentence that says why."""
    hand_over(tmp_path, letter(), **changes)

    with pytest.raises(MailingError, match=told):
        read_letters(tmp_path, "2026-W47")


def test_a_body_that_gmail_would_cut_is_refused(tmp_path: Path) -> None:
    """The way to unsubscribe would be lost."""
    folder = hand_over(tmp_path, letter())
    index = json.loads((folder / "issue.json").read_text())
    index["files"]["message.html"]["encoded"] = 100_001
    (folder / "issue.json").write_text(json.dumps(index))

    with pytest.raises(MailingError, match="cut its end off"):
        read_letters(tmp_path, "2026-W47")


def test_a_letter_that_nobody_could_leave_is_refused(tmp_path: Path) -> None:
    """No place for the link to unsubscribe."""
    hand_over(tmp_path, letter(text="Good morning."))

    with pytest.raises(MailingError, match="unsubscribe"):
        read_letters(tmp_path, "2026-W47")


@pytest.mark.parametrize("issue", ["2026-W47", "../secret", "2026-W47/families", ""])
def test_an_issue_that_is_not_there(tmp_path: Path, issue: str) -> None:
    """Or whose name leaves the folder."""
    with pytest.raises(MailingError, match="2026-W47"):
        read_letters(tmp_path / "outbox", issue)
