"""Signing up and confirming.

The answer to a sign-up says nothing about the address: it is the same, and takes as long, for who
is on the list, who is not, who left, and who had mails enough.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mailing.addresses import Address, AddressError, parse_address
from mailing.signup.desk import Desk, read_form, text, texts
from mailing.store.signups import Confirmable, Wish

_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Entered:
    """A form as it was filled in. ``wrong``: which words say what is wrong with a field."""

    written: str = field(default="", repr=False)
    address: Address | None = field(default=None, repr=False)
    audiences: tuple[str, ...] = ()
    lang: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)
    by_robot: bool = False


class Signing:
    """The pages from the form to the welcome."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def form(self, request: Request) -> Response:
        """GET /"""
        lang = self._desk.lang(request)
        first = tuple(self._desk.config.audiences)[:1]
        return self._form(lang, Entered(audiences=first, lang=self._desk.letter_lang(lang, lang)))

    async def ask(self, request: Request) -> Response:
        """POST /"""
        begun, desk = time.monotonic(), self._desk
        if not desk.is_ours(request):
            return desk.pages.note("stranger", desk.lang(request), 403)
        form = await read_form(request)
        page_lang = desk.lang(request, text(form, "lang"))
        entered = read_entered(
            desk,
            text(form, "address"),
            texts(form, "audience"),
            desk.letter_lang(text(form, "lang"), page_lang),
            trap=text(form, "website"),
        )
        wish = None
        if entered.address and not (entered.wrong or entered.by_robot):
            wish = Wish(entered.address, entered.audiences, entered.lang)
        now = desk.clock()
        until = await run_in_threadpool(desk.signups.ask, desk.client(request), wish, now)
        if until:
            return self._busy(page_lang, until, now)
        if entered.wrong and not entered.by_robot:
            return self._form(page_lang, entered, 422)
        desk.wake()
        await anyio.sleep(max(0.0, begun + desk.config.answer_after - time.monotonic()))
        return RedirectResponse(f"{desk.config.prefix}/sent?lang={page_lang}", 303)

    async def sent(self, request: Request) -> Response:
        """GET /sent"""
        return self._desk.pages.page("sent", self._desk.lang(request), settings=False)

    async def offer(self, request: Request) -> Response:
        """GET /confirm/{token}: what pressing the button would do."""
        token, desk = request.path_params["token"], self._desk
        found = await run_in_threadpool(desk.signups.find, token, desk.clock())
        if found is None:
            raise HTTPException(404)
        lang = desk.lang(request, found.lang)
        if found.used:
            return self._used(found, lang)
        labels = desk.config.audiences
        letters = [labels.get(one, one) for one in found.audiences]
        return desk.pages.page("confirm", lang, address=found.address, letters=letters, token=token)

    async def confirm(self, request: Request) -> Response:
        """POST /confirm/{token}"""
        token, desk = request.path_params["token"], self._desk
        if not desk.is_ours(request):
            return desk.pages.note("stranger", desk.lang(request), 403)
        now = desk.clock()
        await run_in_threadpool(desk.signups.confirm, token, now)
        found = await run_in_threadpool(desk.signups.find, token, now)
        if found is None:
            raise HTTPException(404)
        return self._used(found, desk.lang(request, found.lang))

    def _used(self, found: Confirmable, lang: str) -> Response:
        """How it is now; who has left since is told so, and where the way back is."""
        pages = self._desk.pages
        if found.subscribed:
            return pages.page("welcome", lang, address=found.address)
        return pages.note("left", lang, 200, address=found.address)

    def _form(self, lang: str, entered: Entered, status: int = 200) -> Response:
        return self._desk.pages.page(
            "form",
            lang,
            status,
            address=entered.written,
            chosen=entered.audiences,
            letter_lang=entered.lang,
            tongues=self._desk.tongues(),
            wrong=entered.wrong,
        )

    def _busy(self, lang: str, until: float, now: float) -> Response:
        # A minute more: what is shown is the minute that has begun.
        there = datetime.fromtimestamp(until + 60, UTC).astimezone(self._desk.config.zone)
        response = self._desk.pages.note("busy", lang, 429, time=f"{there:%H:%M}")
        response.headers["Retry-After"] = str(max(1, int(until - now) + 1))
        return response


def read_entered(
    desk: Desk, written: str, audiences: Sequence[str], lang: str, *, trap: str
) -> Entered:
    """What was filled in, checked. Nothing of it is repeated anywhere but in its own field."""
    wrong: dict[str, str] = {}
    address = None
    try:
        address = parse_address(written[: _LONGEST + 1])
    except AddressError:
        wrong["address"] = "bad_address" if written.strip() else "no_address"
    chosen = desk.known(audiences)
    if not chosen:
        wrong["audience"] = "no_letter"
    return Entered(written[:_LONGEST], address, chosen, lang, wrong, bool(trap.strip()))
