"""Settings of the environment as people mistype them: said, and never guessed at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.mailing import settings


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that knows of Hallway what is needed to send into a folder."""
    for name in [name for name in os.environ if name.startswith("HALLWAY_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(settings, "PRIVATE", tmp_path / "private")
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{tmp_path}/list.sqlite3")
    monkeypatch.setenv("HALLWAY_SMTP_URL", (tmp_path / "sent").as_uri())
    monkeypatch.setenv("HALLWAY_MAIL_FROM", '"Coach, technology" <news@school.example>')
    monkeypatch.setenv("HALLWAY_SIGNUP_URL", "https://news.school.example")


def test_a_new_list_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped address would look like a list that everybody has left; told once."""
    with settings.database():
        pass
    assert f"A new list of readers was begun in {tmp_path}/list.sqlite3" in capsys.readouterr().err

    with settings.database():
        pass
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HALLWAY_MAIL_FROM", '"Technology coach <news@school.example>"'),
        ("HALLWAY_SMTP_URL", "'smtps://mail.school.example'"),
        ("HALLWAY_DATABASE_URL", '"sqlite:///private/mailing.sqlite3"'),
    ],
)
def test_quotes_that_no_shell_took_away_are_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """As in the settings of a container; a name that needs quotes of its own has them."""
    assert settings.post().sender
    monkeypatch.setenv(name, value)

    for task in (settings.post, lambda: settings.database().__enter__()):
        with pytest.raises(CoachError, match=f"{name}: the value stands in quotes") as told:
            task()
        assert "school" not in str(told.value)


@pytest.mark.parametrize("url", ["file://tmp/letters", "file:///", "file:"])
def test_a_folder_with_too_few_slashes_is_not_guessed_at(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """Letters would lie where nobody looks for them."""
    monkeypatch.setenv("HALLWAY_SMTP_URL", url)

    with pytest.raises(CoachError, match="three slashes"):
        settings.post()
