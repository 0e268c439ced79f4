"""Where listmonk is, as whom to speak to it, and which of its lists is for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import httpx

from mailing.addresses import has_control
from mailing.engines.calling import Caller
from mailing.errors import MailingError
from mailing.hosts import is_here
from mailing.logins import Logins

NAME = "listmonk"
EXAMPLE = "https://hallway:token@lists.school.example"
LISTS_EXAMPLE = "families:3 teachers:4"

_RIGHTS = (
    "lists:get_all, campaigns:get_all, campaigns:manage_all, campaigns:send, templates:get; for "
    "--sync lists:manage_all, subscribers:get_all and subscribers:manage, too"
)
_ADVICE = {
    400: "Nothing was handed over.",
    401: "Check the name and the token in HALLWAY_LISTMONK_URL.",
    403: (
        "Check the name and the token in HALLWAY_LISTMONK_URL, and that its role in listmonk "
        f"(Admin, User roles) has {_RIGHTS}."
    ),
    404: "Check the address in HALLWAY_LISTMONK_URL.",
    422: "listmonk may have changed. Look for a newer Hallway.",
}
_LISTS = re.compile(r"([a-z0-9][a-z0-9_-]*):([1-9]\d{0,8})")


@dataclass(frozen=True, slots=True)
class Place:
    """Where listmonk is, and as whom to speak to it."""

    base: str
    user: str
    token: str = field(repr=False)


def parse_place(url: str) -> Place:
    """``https://user:token@host/prefix``. Raises :class:`MailingError`.

    Without encryption only this very computer is spoken to.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        user, token = unquote(parts.username or ""), unquote(parts.password or "")
    except ValueError:
        raise MailingError(_sentence("it is no address")) from None
    if not host or parts.scheme not in ("https", "http") or has_control(user + token):
        raise MailingError(_sentence("it is no address of listmonk"))
    if not (user + token).isascii():
        raise MailingError(_sentence("listmonk has no such letters in a user and a token"))
    if not user or not token:
        raise MailingError(_sentence("it has no user and token of listmonk's (Admin, Users)"))
    if parts.scheme == "http" and not is_here(host):
        raise MailingError(_sentence("it has to begin with https"))
    shown = f"[{host}]" if ":" in host else host
    place = f"{parts.scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}"
    return Place(place, user, token)


def parse_lists(written: str) -> dict[str, int]:
    """``families:3 teachers:4`` as numbers of lists by audience. Raises :class:`MailingError`."""
    found: dict[str, int] = {}
    for word in written.replace(",", " ").split():
        match = _LISTS.fullmatch(word.lower())
        # Two letters to one list: all on it would get both of them.
        if not match or match[1] in found or int(match[2]) in found.values():
            raise MailingError(
                f'HALLWAY_LISTMONK_LISTS is "{written}". Write each audience once, with the number '
                f'of a list of its own in listmonk: "{LISTS_EXAMPLE}".'
            )
        found[match[1]] = int(match[2])
    return found


def call_at(place: Place, http: httpx.Client | None = None, logins: Logins | None = None) -> Caller:
    """Speaks to listmonk."""
    auth = {"Authorization": f"token {place.user}:{place.token}"}
    return Caller(
        NAME,
        place.base,
        auth,
        _ADVICE,
        lambda answer: answer["message"],
        http,
        logins,
        "HALLWAY_LISTMONK_URL",
    )


def _sentence(why: str) -> str:
    # The address holds a token: it is not repeated.
    return f"HALLWAY_LISTMONK_URL cannot be used: {why}. Write it like {EXAMPLE}."
