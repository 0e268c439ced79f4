"""Buttondown, by its API of version 2026-04-01: emails and tags."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from mailing.engines import Parcel, Remote, Stage, Target, UnansweredError
from mailing.engines.calling import Caller
from mailing.engines.wording import for_buttondown
from mailing.errors import MailingError
from mailing.logins import Logins
from mailing.outbox import EVERYBODY

BASE = "https://api.buttondown.com/v1"
VERSION = "2026-04-01"
_MOST_PAGES = 20
_DRAFT, _STOPPED = ("draft",), ("paused", "errored", "deleted", "suppressed")
_ADVICE = {
    400: "Nothing was handed over.",
    401: "Check HALLWAY_BUTTONDOWN_KEY (Buttondown, Settings, API).",
    403: (
        "Check HALLWAY_BUTTONDOWN_KEY (Buttondown, Settings, API): the key must be allowed to "
        "write emails, to send, and to read subscribers."
    ),
    404: "It is not there.",
    409: "Nothing was handed over. Look into Buttondown whether the letter is there already.",
    422: "Buttondown may have changed. Look for a newer Hallway.",
}


def checked_key(key: str) -> str:
    """A key of the API. Raises :class:`MailingError` for what no header may hold."""
    if not key.isascii() or not key.isprintable() or " " in key:
        raise MailingError(
            "HALLWAY_BUTTONDOWN_KEY is no key. Copy it from Buttondown (Settings, API)."
        )
    return key


class Buttondown:
    """See :class:`mailing.engines.Engine`."""

    name = "buttondown"

    def __init__(
        self,
        key: str,
        base: str = BASE,
        http: httpx.Client | None = None,
        *,
        logins: Logins | None = None,
    ) -> None:
        headers = {"Authorization": f"Token {checked_key(key)}", "X-API-Version": VERSION}
        self._call = Caller(
            "Buttondown", base, headers, _ADVICE, _said, http, logins, "HALLWAY_BUTTONDOWN_KEY"
        )

    def targets(self, names: list[str]) -> dict[str, Target]:
        """Readers with the tag of each audience; a letter for everybody needs none."""
        tags = {one["name"].lower(): one["id"] for one in self._tags()}
        missing = [one for one in names if one != EVERYBODY and one not in tags]
        if missing:
            raise MailingError(
                f"Buttondown has no tag named {', '.join(missing)}. Give the readers of each "
                "audience a tag of its name (Buttondown, Tags)."
            )
        return {
            one: Target("", "all subscribers of Buttondown")
            if one == EVERYBODY
            else Target(tags[one], f"subscribers of Buttondown with the tag “{one}”")
            for one in names
        }

    def find(self, parcel: Parcel) -> Remote | None:
        """The email with its key in the metadata, among the newest."""
        for page in range(1, _MOST_PAGES + 1):
            params: dict[str, str | int] = {"ordering": "-creation_date", "page": page}
            answer = self._call("GET", "/emails", params={**params, "excluded_fields": "body"})
            for one in answer["results"]:
                known = (one.get("metadata") or {}).get("hallway")
                if known == parcel.key and one["status"] != "deleted":
                    return _remote(one)
            if not answer.get("next"):
                return None
        return None

    def create(self, parcel: Parcel) -> Remote:
        """A draft that is in no public archive: a letter may hold what is for the staff alone."""
        wording, target = for_buttondown(parcel.letter), parcel.target
        tagged = {"field": "subscriber.tags", "operator": "contains", "value": target.id}
        body = {
            "subject": wording.subject,
            "body": wording.html,
            "status": "draft",
            "template": "naked",
            "archival_mode": "disabled",
            "commenting_mode": "disabled",
            "filters": {"filters": [tagged] if target.id else [], "groups": [], "predicate": "and"},
            "metadata": {"hallway": parcel.key, "letter": parcel.letter.name},
        }
        # The same key for the same bytes: a request that comes twice is carried out once.
        once = {"X-Idempotency-Key": f"{parcel.key}-{parcel.letter.digest[:32]}"}
        made = self._call("POST", "/emails", body, headers=once)
        if made["status"] != "draft":
            raise UnansweredError(
                f"Buttondown was asked for a draft and says “{made['status']}”. Look into it."
            )
        return _remote(made)

    def look(self, remote_id: str) -> Remote:
        """The email as it is now."""
        return _remote(self._call("GET", f"/emails/{remote_id}"))

    def send(self, remote_id: str) -> Remote:
        """Let the draft go out. Buttondown wants to hear that this is meant."""
        meant = {"X-Buttondown-Live-Dangerously": "true"}
        body = {"status": "about_to_send"}
        return _remote(self._call("PATCH", f"/emails/{remote_id}", body, headers=meant))

    def _tags(self) -> list[Any]:
        found: list[Any] = []
        for page in range(1, _MOST_PAGES + 1):
            answer = self._call("GET", "/tags", params={"page": page, "page_size": 1000})
            found += answer["results"]
            if not answer.get("next"):
                break
        return found


def _remote(data: Mapping[str, Any]) -> Remote:
    status = data["status"]
    stage: Stage = "draft" if status in _DRAFT else "stopped" if status in _STOPPED else "sending"
    return Remote(str(data["id"]), stage, status)


def _said(answer: Any) -> str:
    """Its words: a sentence, or a list of what is wrong with which field."""
    detail = answer["detail"]
    if isinstance(detail, str):
        return detail
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in detail)
