"""The task ``subscribers.serve``: what it needs, what it takes from pelicanconf.py, and says."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.mailing import signing_up
from commands.mailing.settings import post
from mailing.signup.config import parse_proxies
from plugins.common.audiences import STAFF

SETTINGS = {
    "HALLWAY_MAIL_FROM": "Technology coach <news@school.example>",
    "HALLWAY_SIGNUP_URL": "https://news.school.example",
    "HALLWAY_SITE_URL": "https://hallway.school.example",
}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of our settings is set."""
    for name in (*SETTINGS, "HALLWAY_SMTP_URL", "HALLWAY_MAIL_LIMITS", "HALLWAY_TRUSTED_PROXIES"):
        monkeypatch.delenv(name, raising=False)


def serve(port: int = 8025, host: str = "", languages: str = "") -> None:
    signing_up.serve(port, host, languages, "content")


def test_everything_that_is_missing_is_named_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each with an example, before anything is opened."""
    monkeypatch.setenv("HALLWAY_TRUSTED_PROXIES", "caddy")
    with pytest.raises(CoachError) as told:
        serve()

    words = str(told.value)
    assert words.startswith("The sign-up service cannot start yet.")
    for name in (*SETTINGS, "HALLWAY_SMTP_URL", "HALLWAY_TRUSTED_PROXIES"):
        assert name in words
    for example in ("smtp+starttls://", *SETTINGS.values(), "10.0.0.0/8"):
        assert example in words


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All are set; mails go into a folder."""
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HALLWAY_SMTP_URL", f"file://{tmp_path}/letters")
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{tmp_path}/private/m.sqlite3")


@pytest.mark.usefixtures("ready")
def test_the_school_is_that_of_pelicanconf() -> None:
    """Its names, its letters by their labels without the staff's, its zone, its fonts."""
    proxies = parse_proxies("127.0.0.1")
    config = signing_up.build_config(
        post(), "https://hallway.school.example", proxies, "", Path("content")
    )

    assert (config.school, config.newsletter) == ("Maple Street School", "The Hallway")
    assert config.audiences == {"families": "Families", "teachers": "Teachers"}
    assert STAFF not in config.audiences
    assert config.languages == ("en",)
    assert str(config.zone) == "America/New_York"
    assert config.fonts is not None
    assert config.fonts.is_dir()
    assert config.origins == {"https://hallway.school.example", "https://news.school.example"}


@pytest.mark.usefixtures("ready")
def test_without_a_content_folder_letters_go_by_their_names(tmp_path: Path) -> None:
    """A server that holds no texts can run it all the same."""
    config = signing_up.build_config(post(), "https://x.example", (), "en, es-MX", tmp_path)

    assert config.audiences == {"families": "Families", "teachers": "Teachers"}
    assert config.languages == ("en", "es-mx")


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("port", "languages", "words"),
    [(0, "", "is no port"), (8025, "english!", "is no language"), (70000, "", "is no port")],
)
def test_an_option_that_cannot_be_is_told(port: int, languages: str, words: str) -> None:
    """With what to write instead."""
    with pytest.raises(CoachError, match=words):
        serve(port, languages=languages)
