"""The mail accounts that the environment names: several of them, their limits, their tokens."""

from __future__ import annotations

import pytest

from commands.errors import CoachError
from commands.mailing import accounts
from commands.mailing import settings as mailing_settings
from commands.school import School
from mailing.transport import Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.commands.mailing.posting import send


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
