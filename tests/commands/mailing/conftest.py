"""A school that is ready to send, into a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commands.mailing import subscribers
from commands.school import School
from tests.builders import small_school
from tests.commands.mailing.posting import CSV
from tests.mailing.builders import hand_over, letter


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
