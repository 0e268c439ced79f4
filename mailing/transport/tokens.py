"""Access tokens for XOAUTH2: given, or fetched with a refresh token and renewed as they expire."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import httpx
from filelock import FileLock

from mailing.addresses import has_control, mask_addresses
from mailing.errors import MailingError
from mailing.files import write_private
from mailing.hosts import is_here
from mailing.logins import BusyLoginError, EveryLogin, Login, Logins, RefusedLoginError
from mailing.transport import Kind, Verdict

FILE = "oauth.json"
_PATIENCE = 30.0  # seconds
_SPARE = 120.0  # seconds before its end at which a token is renewed
_USUAL = 3600.0  # seconds that a token lives where the answer does not say
_NOT_NOW = (408, 425, 429)
_NO = (401, 403)
_PASSING = ("temporarily_unavailable", "slow_down", "server_error")
"""Codes of OAuth that say nothing about the login (RFC 6749, 8628)."""


class TokenError(Exception):
    """There is no token. ``verdict`` says why, and whether to try again."""

    def __init__(self, kind: Kind, reply: str) -> None:
        super().__init__(reply)
        self.verdict = Verdict(kind, reply)


class RefusedTokenError(TokenError):
    """The provider said no to the client or its refresh token, for good."""


class Tokens(Protocol):
    """Where an account's access token comes from."""

    @property
    def origin(self) -> str:
        """All that it is made from: the same for as long as nobody sets another one."""

    def remember(self, logins: Logins) -> None:
        """Ask ``logins`` before a provider is asked."""

    def access(self, *, anew: bool = False) -> tuple[str, bool]:
        """The token, and whether it was made just now; ``anew``: the last one was refused.

        Raises :class:`TokenError`.
        """


@dataclass(frozen=True, slots=True)
class GivenToken:
    """One that somebody else keeps fresh."""

    token: str = field(repr=False)

    @property
    def origin(self) -> str:
        """The token itself."""
        return self.token

    def remember(self, logins: Logins) -> None:
        """No provider is asked."""

    def access(self, *, anew: bool = False) -> tuple[str, bool]:  # noqa: ARG002 - it has no other
        """Always the same."""
        return self.token, True


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks for tokens, and where; as registered with the provider. ``secret`` may be empty."""

    url: str
    id: str
    secret: str = field(default="", repr=False)


class RefreshedToken:
    """Access tokens from ``client``'s token address, by a refresh token.

    A provider may hand out a new refresh token each time, and take the old one no more: the new one
    is kept in ``private``, before it is used, for its owner alone. ``context`` as in SMTP.
    """

    def __init__(
        self,
        client: Client,
        refresh_token: str,
        private: Path,
        clock: Callable[[], float],
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._client = client
        self._first = refresh_token
        self._private = private
        self._clock = clock
        self._context = context
        self._logins: Logins = EveryLogin()
        self._token, self._until = "", 0.0

    @property
    def origin(self) -> str:
        """The client and the first token; those that follow are the provider's doing."""
        return "\0".join((self._client.url, self._client.id, self._client.secret, self._first))

    def remember(self, logins: Logins) -> None:
        """As in :class:`Tokens`."""
        self._logins = logins

    def access(self, *, anew: bool = False) -> tuple[str, bool]:
        """As in :class:`Tokens`; one call of the provider where it is needed."""
        if self._token and not anew and self._clock() < self._until:
            return self._token, False
        # In a thread, which Ctrl-C does not reach: a refresh token that was given out and not kept
        # would be the last one.
        with ThreadPoolExecutor(1) as alone:
            answer = alone.submit(self._renew).result()
        lives = answer.get("expires_in")
        seconds = float(lives) if isinstance(lives, int | float) else _USUAL
        self._token = str(answer["access_token"])
        self._until = self._clock() + max(seconds - _SPARE, seconds / 2)
        return self._token, True

    def _renew(self) -> dict[str, object]:
        try:
            self._private.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self._private / f"{FILE}.lock", mode=0o600):
                # Another sender may have been given a new refresh token in the meantime.
                answer = self._asked(self._load().get(self._key, self._first))
                if isinstance(kept := answer.get("refresh_token"), str) and kept:
                    self._keep(kept)
                return answer
        except OSError as error:
            why = f"the new refresh token cannot be kept in {self._private}: {error.strerror}"
            raise TokenError(Kind.STOP, why) from None

    @property
    def _key(self) -> str:
        # Whoever sets another first token starts anew; the file tells nobody what it was.
        told = "\0".join((self._client.url, self._client.id, self._first))
        return sha256(told.encode()).hexdigest()

    def _asked(self, refresh_token: str) -> dict[str, object]:
        """The provider's answer, unless it refused all of this before."""
        told = "\0".join((self.origin, refresh_token))
        login = Login(
            urlsplit(self._client.url).netloc,
            f"oauth {self._client.url}",
            self._client.id,
            told,
            "HALLWAY_OAUTH_REFRESH_TOKEN (or the client's id and secret)",
            "newsletter.send or newsletter.resume",
        )
        try:
            with self._logins.attempt(login) as attempt:
                try:
                    answer = self._ask(refresh_token)
                except RefusedTokenError as error:
                    attempt.refused(error.verdict.reply)
                    raise
                attempt.accepted()
                return answer
        except RefusedLoginError as error:
            raise TokenError(Kind.STOP, str(error)) from None
        except BusyLoginError as error:
            raise TokenError(Kind.UNREACHABLE, str(error)) from None

    def _ask(self, refresh_token: str) -> dict[str, object]:
        form = {
            "grant_type": "refresh_token",
            "client_id": self._client.id,
            "refresh_token": refresh_token,
        }
        if self._client.secret:
            form["client_secret"] = self._client.secret
        try:
            response = httpx.post(
                self._client.url, data=form, timeout=_PATIENCE, verify=self._context or True
            )
        except (httpx.HTTPError, OSError) as error:
            raise TokenError(
                Kind.UNREACHABLE, f"no answer from the token address: {type(error).__name__}"
            ) from None
        try:
            answer = response.json()
        except ValueError:
            answer = None
        found = answer if isinstance(answer, dict) else {}
        if response.status_code == httpx.codes.OK and _usable(found.get("access_token")):
            return found
        # Of the answer only its code is repeated: the rest may hold what nobody should read.
        why = f"the token address answered {response.status_code}"
        code = found.get("error")
        if isinstance(code, str):
            why += f" {mask_addresses(code[:60])}"
        if response.is_server_error or response.status_code in _NOT_NOW or code in _PASSING:
            raise TokenError(Kind.UNREACHABLE, why)
        if response.is_client_error and (isinstance(code, str) or response.status_code in _NO):
            raise RefusedTokenError(Kind.STOP, why)
        raise TokenError(Kind.STOP, why)

    def _load(self) -> dict[str, str]:
        try:
            found = json.loads((self._private / FILE).read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _keep(self, refresh_token: str) -> None:
        file = self._private / FILE
        kept = self._load()
        if kept.get(self._key, self._first) == refresh_token:
            return
        write_private(file, json.dumps(kept | {self._key: refresh_token}).encode())


def checked_client(url: str, name: str, secret: str) -> Client:
    """The settings of the refresh flow. Raises :class:`MailingError`."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        safe = parts.scheme == "https" or (parts.scheme == "http" and is_here(host))
    except ValueError:
        host, safe = "", False
    if not host or not safe or parts.username or has_control(url):
        raise MailingError(
            "HALLWAY_OAUTH_TOKEN_URL must be the https:// address where your provider gives out "
            "tokens, like https://login.microsoftonline.com/TENANT/oauth2/v2.0/token"
        )
    if not name:
        raise MailingError(
            "HALLWAY_OAUTH_CLIENT_ID is not set. It is the number that your provider gave to "
            "Hallway when it was registered there, like 11111111-2222-3333-4444-555555555555"
        )
    return Client(url, name, secret)


def _usable(token: object) -> bool:
    return isinstance(token, str) and bool(token) and token.isascii() and token.isprintable()
