"""listmonk, by its API as documented for version 6.2: campaigns, lists, templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx

from mailing.addresses import has_control
from mailing.engines import EngineError, GoneError, Parcel, Remote, Stage, Target, UnansweredError
from mailing.engines.calling import Caller
from mailing.engines.wording import for_listmonk
from mailing.errors import MailingError
from mailing.message import Sender

EXAMPLE = "https://hallway:token@lists.school.example"
LISTS_EXAMPLE = "families:3 teachers:4"
TEMPLATE = "Hallway (the letter and nothing else)"
"""The name of a template that adds no frame, and no pixel as listmonk's own one does."""

_BARE = '{{ template "content" . }}'
_PAGE, _MOST_PAGES = 100, 20
_STAGES: dict[str, Stage] = {
    "draft": "draft",
    "scheduled": "sending",
    "running": "sending",
    "finished": "sending",
    "paused": "stopped",
    "cancelled": "stopped",
}
_RIGHTS = "lists:get_all, campaigns:get_all, campaigns:manage_all, campaigns:send and templates:get"
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
    if not user or not token:
        raise MailingError(_sentence("it has no user and token of listmonk's (Admin, Users)"))
    if parts.scheme == "http" and not _is_here(host):
        raise MailingError(_sentence("it has to begin with https"))
    shown = f"[{host}]" if ":" in host else host
    place = f"{parts.scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}"
    return Place(place, user, token)


def parse_lists(written: str) -> dict[str, int]:
    """``families:3 teachers:4`` as numbers of lists by audience. Raises :class:`MailingError`."""
    found: dict[str, int] = {}
    for word in written.replace(",", " ").split():
        match = _LISTS.fullmatch(word.lower())
        if not match or match[1] in found:
            raise MailingError(
                f'HALLWAY_LISTMONK_LISTS is "{written}". Write each audience once, with the number '
                f'of its list in listmonk: "{LISTS_EXAMPLE}".'
            )
        found[match[1]] = int(match[2])
    return found


class Listmonk:
    """See :class:`mailing.engines.Engine`."""

    name = "listmonk"

    def __init__(
        self,
        place: Place,
        lists: Mapping[str, int],
        sender: Sender,
        http: httpx.Client | None = None,
    ) -> None:
        self._lists = lists
        self._sender = sender
        auth = {"Authorization": f"token {place.user}:{place.token}"}
        self._call = Caller(
            self.name, place.base, auth, _ADVICE, lambda answer: answer["message"], http
        )

    def targets(self, names: list[str]) -> dict[str, Target]:
        """The list of each audience, with its readers."""
        if missing := [one for one in names if one not in self._lists]:
            raise MailingError(
                f"No list of listmonk is named for {', '.join(missing)}. Write it into "
                f'HALLWAY_LISTMONK_LISTS, like "{LISTS_EXAMPLE}".'
            )
        found, lacking = {}, []
        for name in names:
            number = self._lists[name]
            try:
                data = self._get(f"/api/lists/{number}")
            except GoneError:
                lacking.append(f"{name}:{number}")
                continue
            words = f"the list “{data['name']}” of listmonk"
            found[name] = Target(str(number), words, data.get("subscriber_count"))
        if lacking:
            raise MailingError(
                f"listmonk has no such list: {', '.join(lacking)}. Look up the number of the list "
                "in listmonk (Lists), and put right HALLWAY_LISTMONK_LISTS."
            )
        return found

    def find(self, parcel: Parcel) -> Remote | None:
        """The campaign with the tag of its key, among the newest two thousand."""
        for page in range(1, _MOST_PAGES + 1):
            params: dict[str, str | int] = {"page": page, "per_page": _PAGE, "no_body": "true"}
            params |= {"order_by": "created_at", "order": "DESC"}
            data = self._call("GET", "/api/campaigns", params=params)["data"]
            for one in data["results"]:
                if parcel.key in (one.get("tags") or ()):
                    return _checked(one, parcel.target)
            if page * _PAGE >= data.get("total", 0):
                return None
        return None

    def create(self, parcel: Parcel) -> Remote:
        """A campaign that waits, with our HTML and text as they are."""
        template = self._template()
        letter, number = parcel.letter, int(parcel.target.id)
        wording = for_listmonk(letter)
        reply_to = self._sender.reply_to
        body = {
            "name": f"{letter.edition} {letter.audience} ({parcel.key})",
            "subject": wording.subject,
            "lists": [number],
            "from_email": _from(self._sender),
            "type": "regular",
            "content_type": "html",
            "body": wording.html,
            "altbody": wording.text,
            "messenger": "email",
            "template_id": template,
            "tags": ["hallway", parcel.key],
            "headers": [{"Reply-To": reply_to.text}] if reply_to else [],
        }
        data = self._call("POST", "/api/campaigns", body)["data"]
        return _checked(data, parcel.target)

    def look(self, remote_id: str) -> Remote:
        """The campaign as it is now."""
        return _remote(self._get(f"/api/campaigns/{remote_id}"))

    def send(self, remote_id: str) -> Remote:
        """Start the campaign; listmonk lets nobody start it twice."""
        body = {"status": "running"}
        return _remote(self._call("PUT", f"/api/campaigns/{remote_id}/status", body)["data"])

    def _get(self, path: str) -> Any:
        try:
            return self._call("GET", path)["data"]
        except EngineError as error:
            # Of what is not there listmonk says that it was a bad request.
            if error.code == httpx.codes.BAD_REQUEST:
                raise GoneError(str(error), error.code) from None
            raise

    def _template(self) -> int:
        """The number of the template that adds nothing, made where there is none."""
        for one in self._call("GET", "/api/templates")["data"]:
            if one.get("type") == "campaign" and " ".join(one["body"].split()) == _BARE:
                return int(one["id"])
        body = {"name": TEMPLATE, "type": "campaign", "body": _BARE}
        try:
            made = self._call("POST", "/api/templates", body)["data"]
        except EngineError as error:
            raise EngineError(
                f"{error} Make a template in listmonk (Campaigns, Templates) with nothing in it "
                f"but {_BARE}: the usual one adds a pixel that counts who opens the letter."
            ) from None
        return int((made[0] if isinstance(made, list) else made)["id"])


def _remote(data: Mapping[str, Any]) -> Remote:
    return Remote(str(data["id"]), _STAGES.get(data["status"], "stopped"), data["status"])


def _checked(data: Mapping[str, Any], target: Target) -> Remote:
    """Lists that the user may not see are left out of a campaign without a word."""
    if [str(one["id"]) for one in data.get("lists") or ()] != [target.id]:
        raise UnansweredError(
            f"The campaign {data['id']} in listmonk is not for {target.words}. Let the user of "
            "HALLWAY_LISTMONK_URL manage that list, delete the campaign there, and try again."
        )
    return _remote(data)


def _from(sender: Sender) -> str:
    return f"{sender.name} <{sender.address.text}>".strip()


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _sentence(why: str) -> str:
    # The address holds a token: it is not repeated.
    return f"HALLWAY_LISTMONK_URL cannot be used: {why}. Write it like {EXAMPLE}."
