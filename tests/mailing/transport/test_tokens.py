"""XOAUTH2 against a real server and a real token address: renewed in time, and never told."""

from __future__ import annotations

import json
import logging
import os
import signal
import stat
import sys
import threading
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from mailing.delivery.post_office import Options
from mailing.errors import MailingError
from mailing.store.report import read_report
from mailing.transport import Envelope, Kind
from mailing.transport.smtp import SmtpTransport
from mailing.transport.tokens import (
    Client,
    GivenToken,
    RefreshedToken,
    TokenError,
    Tokens,
    checked_client,
)
from mailing.transport.url import parse_server
from tests.mailing.builders import Clock, database, people, queued
from tests.mailing.certificates import client_side, server_side
from tests.mailing.sink import Sink, listening

MAIL = Envelope("news@school.example", "mia@school.example", b"Subject: Robots\r\n\r\nHello.\r\n")
USER = "news@school.example"


@dataclass
class Provider(Sink):
    """A mail server and a token address that belong together.

    ``valid`` are access tokens; ``answers`` replace what the token address says, one after the
    other; with ``rotates`` each refresh token is good for once.
    """

    valid: set[str] = field(default_factory=set)
    refresh_token: str = "first-refresh"
    rotates: bool = False
    lives: int = 3600
    answers: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    questions: int = 0
    url: str = ""

    async def auth_XOAUTH2(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, args: list[str]
    ) -> AuthResult:
        self.logins += 1
        user, bearer, *_ = b64decode(args[1]).decode().split("\1")
        if user == f"user={USER}" and bearer.removeprefix("auth=Bearer ") in self.valid:
            return AuthResult(success=True)
        self.questions += 1
        answer = await server.challenge_auth('{"status":"401","schemes":"bearer"}')
        assert answer == b""
        return AuthResult(success=False, handled=False)

    def give(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """What the token address answers."""
        self.asked.append(form)
        if self.answers:
            return self.answers.pop(0)
        if form.get("refresh_token") != self.refresh_token or form["client_id"] != "hallway":
            return 400, {"error": "invalid_grant", "error_description": f"{form} is wrong"}
        token = f"access-{len(self.asked)}"
        self.valid = {token}
        made: dict[str, Any] = {"access_token": token, "expires_in": self.lives}
        if self.rotates:
            self.refresh_token = made["refresh_token"] = f"refresh-{len(self.asked)}"
        return 200, made


class Heard(list[dict[str, str]]):
    """What was asked; ``then`` hears of it before the answer."""

    def __init__(self, then: Callable[[dict[str, str]], object]) -> None:
        super().__init__()
        self._then = then

    def append(self, form: dict[str, str]) -> None:
        super().append(form)
        self._then(form)


@contextmanager
def serving(provider: Provider, certificate: Path) -> Iterator[Provider]:
    """Both servers, on this computer, encrypted."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            code, answer = provider.give({key: one[0] for key, one in parse_qs(body).items()})
            data = json.dumps(answer).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Location", "https://elsewhere.example/")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.socket = server_side(certificate).wrap_socket(http.socket, server_side=True)
    provider.url = f"https://localhost:{http.server_port}/token"
    thread = threading.Thread(target=http.serve_forever)
    thread.start()
    try:
        with listening(provider, server_side(certificate)):
            yield provider
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


@pytest.fixture
def provider(certificate: Path) -> Iterator[Provider]:
    with serving(Provider(), certificate) as one:
        yield one


def refreshed(provider: Provider, certificate: Path, folder: Path, clock: Clock) -> RefreshedToken:
    client = Client(provider.url, "hallway", "client-secret")
    return RefreshedToken(client, "first-refresh", folder, clock, client_side(certificate))


def transport(provider: Provider, certificate: Path, tokens: Tokens) -> SmtpTransport:
    url = f"smtp+starttls://news%40school.example@localhost:{provider.port}?auth=xoauth2"
    return SmtpTransport(parse_server(url), client_side(certificate), 5, tokens)


def test_a_token_that_was_given_logs_in(provider: Provider, certificate: Path) -> None:
    """As XOAUTH2 wants it; the message goes."""
    provider.valid = {"given"}
    out = transport(provider, certificate, GivenToken("given"))

    assert out.open() is None
    assert out.send(MAIL).kind is Kind.SENT
    out.close()
    assert (provider.logins, provider.asked) == (1, [])


def test_a_given_token_that_is_refused_stops_after_one_try(
    provider: Provider, certificate: Path
) -> None:
    """There is no other one; the server's question is answered, so that it says its code."""
    trouble = transport(provider, certificate, GivenToken("old")).open()

    assert trouble is not None
    assert (trouble.kind, trouble.reply[:3]) == (Kind.STOP, "535")
    assert (provider.logins, provider.questions) == (1, 1)


def test_a_token_is_fetched_once_for_many_connections(
    provider: Provider, certificate: Path, tmp_path: Path
) -> None:
    """With what the provider wants to know, over a connection that is checked."""
    out = transport(provider, certificate, refreshed(provider, certificate, tmp_path, Clock()))
    for _ in range(3):
        assert out.open() is None
        out.close()

    assert provider.asked == [
        {
            "grant_type": "refresh_token",
            "client_id": "hallway",
            "client_secret": "client-secret",
            "refresh_token": "first-refresh",
        }
    ]


def test_a_token_near_its_end_is_renewed_before_it_is_used(
    provider: Provider, certificate: Path, tmp_path: Path
) -> None:
    """By the clock, without a refused login."""
    clock = Clock()
    out = transport(provider, certificate, refreshed(provider, certificate, tmp_path, clock))
    assert out.open() is None
    out.close()
    clock.now += 3600

    assert out.open() is None
    out.close()

    assert (len(provider.asked), provider.questions) == (2, 0)


def test_a_token_that_expires_while_sending_is_renewed_once_and_nobody_is_lost(
    provider: Provider, certificate: Path, tmp_path: Path
) -> None:
    """The server wants a login in the middle of a connection, and refuses the old token at one."""
    said: list[str] = []

    def expire(_: Sink, address: str) -> str | None:
        count = provider.accepted.total()
        if count == 2 and not said:
            said.append("in the middle")
            return "530 5.7.57 Client not authenticated"
        if count == 4 and len(said) == 1:
            said.append("at the next login")
            provider.valid = set()
            return "drop"
        return None

    provider.on_mail = expire
    clock = Clock()
    tokens = refreshed(provider, certificate, tmp_path / "tokens", clock)
    post = queued(tmp_path, 6, transport(provider, certificate, tokens), clock)

    ended = post.run("2026-W47", "", Options(clock.sleep))

    assert ended.how == "done"
    assert provider.accepted == dict.fromkeys(people(6), 1)
    assert (len(provider.asked), provider.questions) == (3, 1)
    assert clock.slept == []


def test_a_renewed_token_that_is_refused_too_stops(
    provider: Provider, certificate: Path, tmp_path: Path
) -> None:
    """One refresh, then somebody has to look; the others keep their place."""
    provider.answers = [(200, {"access_token": f"bad-{one}"}) for one in range(9)]
    clock = Clock()
    tokens = refreshed(provider, certificate, tmp_path / "tokens", clock)
    post = queued(tmp_path, 3, transport(provider, certificate, tokens), clock)

    first = post.run("2026-W47", "", Options(clock.sleep))
    assert (first.how, len(provider.asked), provider.logins) == ("stopped", 1, 1)
    second = post.run("2026-W47", "", Options(clock.sleep))

    assert (second.how, len(provider.asked), provider.logins) == ("stopped", 2, 3)
    assert read_report(database(tmp_path), "2026-W47").states == {"queued": 3}


def test_a_new_refresh_token_is_kept_for_its_owner_alone(certificate: Path, tmp_path: Path) -> None:
    """The next start uses it, since the old one is taken no more."""
    with serving(Provider(rotates=True), certificate) as provider:
        for _ in range(3):
            tokens = refreshed(provider, certificate, tmp_path, Clock())
            assert tokens.access()[1]

    assert [one["refresh_token"] for one in provider.asked] == [
        "first-refresh",
        "refresh-1",
        "refresh-2",
    ]
    file = tmp_path / "oauth.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "first-refresh" not in file.read_text()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["oauth.json", "oauth.json.lock"]


def test_two_senders_at_once_do_not_use_up_the_same_refresh_token(
    certificate: Path, tmp_path: Path
) -> None:
    """Where each is good for once: one after the other."""
    with serving(Provider(rotates=True), certificate) as provider:
        made = [refreshed(provider, certificate, tmp_path, Clock()) for _ in range(4)]
        got: list[str] = []
        threads = [
            threading.Thread(target=lambda one=one: got.append(one.access()[0])) for one in made
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    assert sorted(got) == [f"access-{number}" for number in range(1, 5)]


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal of POSIX")
def test_ctrl_c_loses_no_refresh_token(certificate: Path, tmp_path: Path) -> None:
    """Pressed while the provider thinks: the new token is kept, since the old one is no more."""

    def press(form: dict[str, str]) -> None:
        if form["refresh_token"] == "first-refresh":
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.3)

    with serving(Provider(rotates=True, asked=Heard(press)), certificate) as provider:
        with pytest.raises(KeyboardInterrupt):
            refreshed(provider, certificate, tmp_path, Clock()).access()
        refreshed(provider, certificate, tmp_path, Clock()).access()

    assert [one["refresh_token"] for one in provider.asked] == ["first-refresh", "refresh-1"]


def test_another_first_token_begins_anew(
    provider: Provider, certificate: Path, tmp_path: Path
) -> None:
    """Who registers again is not held to what was kept before."""
    client = Client(provider.url, "hallway")
    provider.answers = [(200, {"access_token": "a", "refresh_token": "kept"})]
    context = client_side(certificate)
    RefreshedToken(client, "first-refresh", tmp_path, Clock(), context).access()

    with pytest.raises(TokenError):
        RefreshedToken(client, "second", tmp_path, Clock(), context).access()

    assert provider.asked[-1]["refresh_token"] == "second"


@pytest.mark.parametrize(
    ("code", "answer", "kind"),
    [
        (400, {"error": "invalid_grant", "error_description": "first-refresh"}, Kind.STOP),
        (401, {"error": "invalid_client"}, Kind.STOP),
        (302, {}, Kind.STOP),
        (200, {"token_type": "Bearer"}, Kind.STOP),
        (200, {"access_token": "two\r\nlines"}, Kind.STOP),
        (429, {"error": "slow_down"}, Kind.UNREACHABLE),
        (503, {}, Kind.UNREACHABLE),
    ],
)
def test_what_a_token_address_answers(
    provider: Provider, certificate: Path, tmp_path: Path, code: int, answer: object, kind: Kind
) -> None:
    """What helps to wait is tried again, the rest is for people; no secret is repeated."""
    provider.answers = [(code, answer)]  # type: ignore[list-item]
    out = transport(provider, certificate, refreshed(provider, certificate, tmp_path, Clock()))

    trouble = out.open()

    assert trouble is not None
    assert trouble.kind is kind
    assert str(code) in trouble.reply
    assert "first-refresh" not in trouble.reply
    assert provider.logins == 0


def test_a_token_address_that_nobody_vouches_for_gets_no_secret(
    provider: Provider, tmp_path: Path
) -> None:
    """Its certificate is checked."""
    tokens = RefreshedToken(Client(provider.url, "hallway"), "first-refresh", tmp_path, Clock())

    with pytest.raises(TokenError):
        tokens.access()

    assert provider.asked == []


def test_no_secret_is_in_a_log_or_a_name(
    provider: Provider, certificate: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is logged, printed or shown."""
    caplog.set_level(logging.DEBUG, "httpx")
    caplog.set_level(logging.DEBUG, "httpcore")
    tokens = refreshed(provider, certificate, tmp_path, Clock())
    out = transport(provider, certificate, tokens)
    assert out.open() is None
    out.close()

    shown = f"{caplog.text} {tokens!r} {out!r} {GivenToken('given')!r} {out.account}"
    shown += repr(Client("u", "hallway", "client-secret"))
    for secret in ("first-refresh", "access-1", "client-secret", "given"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("", "hallway"),
        ("http://login.example/token", "hallway"),
        ("https://user@login.example/token", "hallway"),
        ("https://", "hallway"),
        ("https://login.example/token", ""),
    ],
)
def test_a_token_address_is_encrypted_and_complete(url: str, name: str) -> None:
    """Only this very computer is spoken to in the clear."""
    with pytest.raises(MailingError, match="HALLWAY_OAUTH"):
        checked_client(url, name, "")
    assert checked_client("http://127.0.0.1:8/token", "hallway", "").id == "hallway"


def test_a_server_that_knows_no_tokens_is_told_so(certificate: Path) -> None:
    """No other way is tried with the token."""
    with listening(Sink(), server_side(certificate)) as sink:
        url = f"smtp+starttls://news@localhost:{sink.port}?auth=xoauth2"
        trouble = SmtpTransport(
            parse_server(url), client_side(certificate), 5, GivenToken("given")
        ).open()

    assert trouble is not None
    assert (trouble.kind, "XOAUTH2" in trouble.reply, sink.logins) == (Kind.STOP, True, 0)
