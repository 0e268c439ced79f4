"""listmonk, by its API as documented for version 6.2: campaigns, lists, templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from mailing.engines import EngineError, GoneError, Parcel, Remote, Stage, Target, UnansweredError
from mailing.engines.listmonk_people import ListmonkPeople
from mailing.engines.listmonk_place import LISTS_EXAMPLE, NAME, Place, call_at
from mailing.engines.wording import for_listmonk
from mailing.errors import MailingError
from mailing.logins import Logins
from mailing.message import Sender

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


class Listmonk:
    """See :class:`mailing.engines.Engine`."""

    name = NAME

    def __init__(
        self,
        place: Place,
        lists: Mapping[str, int],
        sender: Sender,
        http: httpx.Client | None = None,
        *,
        logins: Logins | None = None,
    ) -> None:
        self._lists = lists
        self._sender = sender
        self._call = call_at(place, http, logins)
        self.people = ListmonkPeople(self._call)

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
