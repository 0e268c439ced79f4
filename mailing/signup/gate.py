"""What every call passes on its way in, and every answer on its way out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mailing.addresses import mask_addresses
from mailing.signup.callers import is_local, name_of
from mailing.signup.config import SignupConfig
from mailing.signup.pages import Pages
from mailing.store.database import DatabaseFailedError

LARGEST = 16_384
"""Bytes that a form may have; ours has a few hundred."""

_LONGEST_PATH = 4_096
_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}


class TooLargeError(Exception):
    """More was sent than a form holds."""


class Gate:
    """Around the pages: whose host it is, how much may come in, which headers go out.

    ``tell`` hears what went wrong on our side, without addresses and links.
    """

    def __init__(
        self, inside: ASGIApp, config: SignupConfig, pages: Pages, tell: Callable[[str], object]
    ) -> None:
        self._inside = inside
        self._config = config
        self._pages = pages
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http":
            return  # nothing is said to a socket, and there is nothing to start or to stop
        begun = False
        inner = self._inner(scope)

        async def finished(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _seal(message, inner["path"])
            await send(message)

        try:
            await self._admit(inner, receive, finished)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            response = self._answer(error, scope)
            if not begun:
                await response(scope, receive, finished)

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        host, path = headers.get("host", ""), scope["path"]
        known = name_of(host) == self._config.host or is_local(host)
        if not known or len(path) > _LONGEST_PATH or not path.isprintable():
            raise HTTPException(400)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST:
            raise TooLargeError
        taken = 0

        async def measured() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LARGEST:
                raise TooLargeError
            return message

        await self._inside(scope, measured, send)

    def _inner(self, scope: Scope) -> Scope:
        """A proxy may leave the prefix in the path or take it away; inside there is none."""
        path, prefix = scope["path"], self._config.prefix
        if prefix and (path == prefix or path.startswith(f"{prefix}/")):
            path = path[len(prefix) :] or "/"
        # With an "app" the router raises what it cannot answer, and we do.
        return {**scope, "path": path, "raw_path": path.encode(), "root_path": "", "app": self}

    def _answer(self, error: Exception, scope: Scope) -> Response:
        headers, query = Headers(scope=scope), QueryParams(scope.get("query_string", b""))
        lang = self._pages.lang_of(query.get("lang", ""), headers.get("accept-language", ""))
        if isinstance(error, TooLargeError):
            return self._pages.note("wrong", lang, 413)
        if isinstance(error, HTTPException):
            kind = "lost" if error.status_code == 404 else "wrong"
            response = self._pages.note(kind, lang, error.status_code)
            response.headers.update(error.headers or {})
            return response
        with suppress(Exception):
            reason = str(error).partition("\n")[0]  # what follows are statements and advice
            self._tell(mask_addresses(f"{type(error).__name__}: {reason}"))
        status = 503 if isinstance(error, DatabaseFailedError) else 500
        return self._pages.note("closed", lang, status)


def _seal(message: Message, path: str) -> None:
    headers = MutableHeaders(scope=message)
    headers.update(_HEADERS)
    if "cache-control" not in headers:
        headers["Cache-Control"] = "no-store"
    if path != "/":
        headers["X-Robots-Tag"] = "noindex, nofollow"
