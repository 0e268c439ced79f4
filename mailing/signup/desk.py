"""What every page of the service works with, and what it knows of a call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import anyio
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from mailing.signup.callers import client_of, comes_from_us
from mailing.signup.config import SignupConfig
from mailing.signup.languages import words_for
from mailing.signup.pages import Pages
from mailing.store.database import Database
from mailing.store.profiles import Profiles
from mailing.store.signups import Signups

_MOST_FIELDS = 40
_LONGEST_LANG = 35
_PATIENCE = 20.0
"""Seconds that somebody may take to send what they filled in."""


def nobody() -> None:
    """Whom to wake where nobody sends mails."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts of one service. ``wake`` tells whoever sends the mails that there is one."""

    config: SignupConfig
    pages: Pages
    database: Database
    signups: Signups
    profiles: Profiles = field(repr=False)
    clock: Callable[[], float]
    wake: Callable[[], object] = nobody

    def lang(self, request: Request, own: str = "") -> str:
        """The language to answer in."""
        asked = request.query_params.get("lang", "")
        return self.pages.lang_of(asked, request.headers.get("accept-language", ""), own)

    def client(self, request: Request) -> str:
        """Whom the limits count."""
        peer = request.client.host if request.client else ""
        forwarded = request.headers.getlist("x-forwarded-for")
        return client_of(peer, forwarded, self.config.proxies)

    def is_ours(self, request: Request) -> bool:
        """True where a form came from one of our pages."""
        headers = request.headers
        return comes_from_us(
            headers.get("origin", ""),
            headers.get("sec-fetch-site", ""),
            headers.get("host", ""),
            self.config.origins,
        )

    def tongues(self) -> Mapping[str, str]:
        """The languages of letters to choose from, by what they call themselves."""
        return {lang: words_for(lang).name for lang in self.config.languages}

    def letter_lang(self, wanted: str, page_lang: str) -> str:
        """The language to write to somebody in: one of the letters', or that of their pages."""
        short = wanted.strip().lower()[:_LONGEST_LANG]
        if short in self.config.languages:
            return short
        return page_lang if len(self.config.languages) == 1 else self.config.languages[0]

    def known(self, audiences: Collection[str]) -> tuple[str, ...]:
        """Those of ``audiences`` that there are, in the school's order, each once."""
        return tuple(one for one in self.config.audiences if one in audiences)


async def read_form(request: Request) -> FormData:
    """The fields of a form, whichever of the two ways it is sent in. No files."""
    try:
        with anyio.fail_after(_PATIENCE):
            return await request.form(max_files=0, max_fields=_MOST_FIELDS)
    except TimeoutError as error:
        raise HTTPException(408) from error
    except ValueError as error:
        raise HTTPException(400) from error


def texts(form: FormData, name: str) -> list[str]:
    """What was entered into the fields called ``name``."""
    return [one for one in form.getlist(name) if isinstance(one, str)]


def text(form: FormData, name: str) -> str:
    """The same of a field there is one of; empty where it is not there."""
    return next(iter(texts(form, name)), "")
