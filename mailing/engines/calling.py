"""One request to an engine: what it answers as values, what went wrong in a coach's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx

from mailing.addresses import mask_addresses
from mailing.engines import EngineError, GoneError, UnansweredError
from mailing.hosts import why_unreachable
from mailing.logins import BusyLoginError, EveryLogin, Login, Logins, RefusedLoginError

_PATIENCE = httpx.Timeout(60.0, connect=20.0)
_LONGEST = 300
_NOT_CARRIED_OUT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

Advice = Mapping[int, str]
"""What to do about a status of HTTP, in an engine's own terms."""


class Caller:
    """Speaks to the engine ``name`` at ``base``. ``advice`` is for its statuses.

    ``said`` finds the engine's own words in an answer that says no; ``setting`` is where the key
    stands, and ``logins`` are asked before each request.
    """

    def __init__(
        self,
        name: str,
        base: str,
        headers: Mapping[str, str],
        advice: Advice,
        said: Callable[[Any], str],
        http: httpx.Client | None = None,
        logins: Logins | None = None,
        setting: str = "",
    ) -> None:
        self.name = name
        self._logins = logins or EveryLogin()
        self._let_in = False
        self._login = Login(
            httpx.URL(base).netloc.decode("ascii"),
            f"{name} {base}",
            "",
            headers.get("Authorization", ""),
            setting,
            "newsletter.handover",
        )
        self._base = base.rstrip("/")
        self._headers = {"Accept": "application/json", "User-Agent": "Hallway", **headers}
        self._advice = advice
        self._said = said
        self._http = http or httpx.Client(timeout=_PATIENCE, follow_redirects=False)

    def __call__(
        self,
        method: str,
        path: str,
        body: object = None,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """The answer. Raises :class:`EngineError` and :class:`UnansweredError`."""
        request = self._http.build_request(
            method,
            self._base + path,
            json=body,
            params=params,
            headers={**self._headers, **(headers or {})},
        )
        try:
            with self._logins.attempt(self._login) as attempt:
                response = self._sent(request)
                if self._refuses(response.status_code):
                    attempt.refused(f"{response.status_code} {response.reason_phrase}")
                elif response.is_success and not self._let_in:
                    self._let_in = True
                    attempt.accepted()
        except (RefusedLoginError, BusyLoginError) as error:
            raise EngineError(str(error)) from None
        return self._answer(response)

    def _refuses(self, code: int) -> bool:
        """Whether a status is about the key. A 403 to a key that was let in is about one thing."""
        forbidden = code == httpx.codes.FORBIDDEN and not self._let_in
        return forbidden or code == httpx.codes.UNAUTHORIZED

    def _sent(self, request: httpx.Request) -> httpx.Response:
        try:
            return self._http.send(request)
        except _NOT_CARRIED_OUT as error:
            url = httpx.URL(self._base)
            place = f"{url.host}:{url.port or (443 if url.scheme == 'https' else 80)}"
            raise EngineError(
                f"{self.name} cannot be reached: {why_unreachable(error, place) or _short(error)}. "
                "Check its address and your network, and try again."
            ) from None
        except httpx.HTTPError as error:
            raise UnansweredError(
                f"{self.name} did not answer: {_short(error)}. Whether it did what it was asked "
                "for is not known. Type the same again in some minutes: Hallway looks first."
            ) from None

    def _answer(self, response: httpx.Response) -> Any:
        code = response.status_code
        try:
            answer = response.json()
        except ValueError:
            answer = None
        if response.is_success and answer is not None:
            return answer
        if response.is_success or response.is_server_error:
            trouble = (
                f"answers with a page, as another website does ({code}). Is its address right?"
                if response.is_success
                else f"is in trouble (it answered {code}{self._words(answer)})."
            )
            raise UnansweredError(
                f"{self.name} {trouble} Whether it "
                "did what it was asked for is not known. Type the same again in some minutes: "
                "Hallway looks first."
            )
        if response.is_redirect:
            raise EngineError(
                f"{self.name} is not at this address: it sends to another one. "
                "Write the address as it is in the browser, with https.",
                code,
            )
        kind = GoneError if code == httpx.codes.NOT_FOUND else EngineError
        advice = self._advice.get(code, "Nothing was handed over.")
        if code == httpx.codes.TOO_MANY_REQUESTS:
            seconds = response.headers.get("Retry-After", "")
            advice = f"Wait {f'{seconds} seconds' if seconds.isdecimal() else 'a while'}."
        raise kind(f"{self.name} says no ({code}{self._words(answer)}). {advice}", code)

    def _words(self, answer: Any) -> str:
        try:
            text = self._said(answer)
        except (AttributeError, KeyError, TypeError, IndexError):
            return ""
        text = mask_addresses(" ".join(str(text).split()))[:_LONGEST].rstrip(".")
        return f": {text}" if text else ""


def _short(error: Exception) -> str:
    # Its words hold no password: the address goes without one.
    return " ".join(str(error).split())[:_LONGEST] or type(error).__name__
