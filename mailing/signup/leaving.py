"""Leaving by the link in every letter: for people with one button, for mail programs with none.

RFC 8058: a mail program posts ``List-Unsubscribe=One-Click`` and wants no page, no redirect, no
login. It may be anybody's program on anybody's page, so no origin is asked for: the link is enough.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from mailing.addresses import masked
from mailing.signup.desk import Desk, read_form, text
from mailing.store.profiles import Profile

_GARBLED = 400

ONE_CLICK = ("List-Unsubscribe", "One-Click")


class Leaving:
    """The page behind the link in a letter, which may have been forwarded: no address in full."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def offer(self, request: Request) -> Response:
        """GET /unsubscribe/{token}: a button, and nothing changed."""
        token, desk = request.path_params["token"], self._desk
        found = await run_in_threadpool(desk.profiles.by_token, token, desk.clock())
        return self._page(request, found, "subscribed")

    async def leave(self, request: Request) -> Response:
        """POST /unsubscribe/{token}"""
        token, desk = request.path_params["token"], self._desk
        form, now = await _read_whatever(request), desk.clock()
        name, value = ONE_CLICK
        if text(form, name) == value:
            if await run_in_threadpool(desk.profiles.leave, token, now) is None:
                raise HTTPException(404)
            return PlainTextResponse("You are unsubscribed.\n")
        wanted = text(form, "do")
        if wanted == "settings":
            return await self._send_settings(request, token, now)
        if wanted == "return":
            undo = text(form, "undo")
            found = await run_in_threadpool(desk.profiles.undo, token, undo, now)
            return self._page(request, found, "returned")
        found = await run_in_threadpool(desk.profiles.leave, token, now)
        return self._page(request, found, "left")

    async def _send_settings(self, request: Request, token: str, now: float) -> Response:
        desk = self._desk
        found = await run_in_threadpool(desk.profiles.by_token, token, now)
        if found is None or not await run_in_threadpool(desk.signups.send_settings, token, now):
            return self._page(request, found, "left")
        desk.wake()
        return desk.pages.page("sent", desk.lang(request, found.lang), settings=True)

    def _page(self, request: Request, found: Profile | None, state: str) -> Response:
        """``state`` for who is on the list; who is not has left."""
        if found is None:
            raise HTTPException(404)
        return self._desk.pages.page(
            "leave",
            self._desk.lang(request, found.lang),
            address=masked(found.address),
            token=found.token,
            undo=found.undo,
            state=state if found.subscribed else "left",
        )


async def _read_whatever(request: Request) -> FormData:
    """A form; an empty one where a mail program garbled it: whoever posts here wants to leave."""
    try:
        return await read_form(request)
    except HTTPException as error:
        if error.status_code != _GARBLED:
            raise
        return FormData()
