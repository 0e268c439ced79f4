"""A login that was refused is not tried again until it changes, by whomever."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mailing.logins import Login, RefusedLoginError
from mailing.store.logins import RefusedLogins
from mailing.store.models import RefusedLogin
from tests.mailing.builders import START, Clock, database
from tests.mailing.conftest import Databases
from tests.mailing.together import at_once

LOGIN = Login(
    "smtp.school.example:587",
    "smtp starttls password",
    "news@school.example",
    "winter2026",
    "HALLWAY_SMTP_URL",
    "newsletter.send or newsletter.resume",
)


def logins(folder: Path, key: str = "", *, again: bool = False) -> RefusedLogins:
    """What a command that starts now knows."""
    return RefusedLogins(database(folder), key, Clock(), again)


def refuse(folder: Path, login: Login = LOGIN, **known: str) -> None:
    """One try, and the server says no."""
    with logins(folder, **known).attempt(login) as attempt:
        attempt.refused("535 5.7.8 no")


def is_tried(known: RefusedLogins, login: Login) -> bool:
    with suppress(RefusedLoginError), known.attempt(login):
        return True
    return False


def test_what_was_refused_is_not_tried_by_any_later_start(
    databases: Databases, tmp_path: Path
) -> None:
    """It is told who was refused, when, with which words, and what to do."""
    refuse(tmp_path)

    for _ in range(3):
        with (
            pytest.raises(RefusedLoginError) as error,
            logins(tmp_path).attempt(replace(LOGIN)),
        ):
            raise AssertionError
    told = str(error.value)
    for part in ("news@school.example", "smtp.school.example:587", "2026-11-23 19:00", "535 5.7.8"):
        assert part in told
    assert "HALLWAY_SMTP_URL" in told
    assert "--try-login-again" in told
    assert "winter2026" not in told


@pytest.mark.parametrize(
    "change",
    [
        {"place": "smtp.school.example:465"},
        {"place": "other.school.example:587"},
        {"user": "coach@school.example"},
        {"secret": "winter2027"},
        {"secret": "winter2026 "},
        {"secret": "Winter2026"},
        {"way": "smtp tls password"},
    ],
)
def test_whatever_changes_of_a_login_is_tried(change: dict[str, str], tmp_path: Path) -> None:
    """Host, port, user, password and how it is said: each may be what was wrong."""
    refuse(tmp_path)

    assert is_tried(logins(tmp_path), replace(LOGIN, **change))
    assert not is_tried(logins(tmp_path), LOGIN)


def test_no_answer_is_no_refusal(tmp_path: Path) -> None:
    """A server that could not be reached said nothing about the password."""
    with suppress(ConnectionError), logins(tmp_path).attempt(LOGIN):
        raise ConnectionError
    with logins(tmp_path).attempt(LOGIN):
        pass

    assert is_tried(logins(tmp_path), LOGIN)


def test_a_success_with_another_password_brings_back_none_that_was_refused(
    databases: Databases, tmp_path: Path
) -> None:
    """A timer that still has the old password would say it after each success with the new one."""
    refuse(tmp_path)
    for _ in range(2):
        with logins(tmp_path).attempt(replace(LOGIN, secret="summer2027")) as attempt:
            attempt.accepted()

    assert not is_tried(logins(tmp_path), LOGIN)


def test_what_is_let_in_again_is_as_if_it_had_never_been_refused(
    databases: Databases, tmp_path: Path
) -> None:
    """The provider had blocked the account for a day; another one's password stays refused."""
    refuse(tmp_path)
    other = replace(LOGIN, user="other@school.example")
    refuse(tmp_path, other)
    with logins(tmp_path, again=True).attempt(LOGIN) as attempt:
        attempt.accepted()

    assert is_tried(logins(tmp_path), LOGIN)
    assert not is_tried(logins(tmp_path), other)


def test_on_request_it_is_tried_once_more_and_no_more_than_that(tmp_path: Path) -> None:
    """A provider may have blocked for a day although the password is right."""
    refuse(tmp_path)
    known = logins(tmp_path, again=True)

    assert is_tried(known, LOGIN)
    refuse(tmp_path, replace(LOGIN, secret="another"))
    with logins(tmp_path, again=True).attempt(LOGIN) as attempt:
        attempt.refused("535 again")
    assert not is_tried(known, LOGIN)
    assert not is_tried(logins(tmp_path), LOGIN)


def test_many_at_the_same_instant_make_one_try(databases: Databases, tmp_path: Path) -> None:
    """The others wait for what comes of it."""
    tried: list[Login] = []
    known = [logins(tmp_path) for _ in range(6)]

    def one() -> None:
        with suppress(RefusedLoginError), known.pop().attempt(LOGIN) as attempt:
            tried.append(LOGIN)
            attempt.refused("535 no")

    at_once(one, 6)

    assert len(tried) == 1


def test_another_login_may_be_tried_within_a_login(databases: Databases, tmp_path: Path) -> None:
    """A token is asked for while the account is logged in at."""
    known = logins(tmp_path)

    with known.attempt(LOGIN) as outer, known.attempt(replace(LOGIN, way="oauth")) as inner:
        inner.refused("400 invalid_grant")
        outer.accepted()

    assert not is_tried(logins(tmp_path), replace(LOGIN, way="oauth"))


def test_the_database_does_not_tell_the_password(tmp_path: Path) -> None:
    """Neither as it is nor by a quick hash; each database and secret hashes otherwise."""
    kept: list[str] = []
    for name, key in (("a", ""), ("b", ""), ("b", "a sentence only we know")):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        refuse(folder, key=key)
        with database(folder).begin() as connection:
            kept += [
                one for one in connection.scalars(select(RefusedLogin.login)) if one not in kept
            ]
        with sqlite3.connect(folder / "private" / "mailing.sqlite3") as plain:
            assert "winter2026" not in "\n".join(plain.iterdump())

    assert len(kept) == 3
    assert {len(one) for one in kept} == {64}


def test_a_login_is_hashed_once_a_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is slow on purpose, and a connection is made anew after every pause."""
    count: list[int] = []
    real: Callable[..., bytes] = __import__("hashlib").scrypt
    monkeypatch.setattr(
        "mailing.store.logins.scrypt", lambda *a, **k: (count.append(1), real(*a, **k))[1]
    )
    known = logins(tmp_path)

    for _ in range(5):
        assert is_tried(known, replace(LOGIN))

    assert len(count) == 1


def test_a_mend_of_the_clock_covers_when_it_was_refused(tmp_path: Path) -> None:
    """Nothing is noted at a time yet to come."""
    from mailing.store.clock import set_back

    refuse(tmp_path)
    set_back(database(tmp_path), START - 1000)

    with database(tmp_path).begin() as connection:
        assert connection.scalar(select(func.max(RefusedLogin.at))) == START - 1000
