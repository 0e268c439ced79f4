"""Whom listmonk knows, and who is put on its lists and taken off them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import httpx

from mailing.engines import EngineError
from mailing.engines.calling import Caller


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on listmonk's lists. ``lists`` tells of each how they are on it: ``confirmed``."""

    id: int
    address: str = field(repr=False)
    blocked: bool
    lists: Mapping[int, str]


class ListmonkPeople:
    """The readers that listmonk has. Each method is one or few requests."""

    def __init__(self, call: Caller) -> None:
        self._call = call

    def everybody(self) -> list[Person]:
        """Everybody whom listmonk knows."""
        found: list[Person] = []
        page = 1
        while True:
            params: dict[str, str | int] = {"page": page, "per_page": 500}
            params |= {"order_by": "created_at", "order": "ASC"}
            data = self._call("GET", "/api/subscribers", params=params)["data"]
            found += [
                Person(
                    one["id"],
                    one["email"],
                    one["status"] != "enabled",
                    {each["id"]: each["subscription_status"] for each in one.get("lists") or ()},
                )
                for one in data["results"]
            ]
            if not data["results"] or len(found) >= data["total"]:
                return found
            page += 1

    def add(self, address: str, number: int) -> None:
        """Put somebody new on a list, without another mail that asks whether they want it."""
        body = {
            "email": address,
            "name": address.partition("@")[0],
            "status": "enabled",
            "lists": [number],
            "preconfirm_subscriptions": True,
        }
        try:
            self._call("POST", "/api/subscribers", body)
        except EngineError as error:
            if error.code != httpx.codes.CONFLICT:  # somebody was quicker
                raise

    def subscribe(self, number: int, ids: Sequence[int]) -> None:
        """Put people on a list whom listmonk knows."""
        self._change("add", number, ids, {"status": "confirmed"})

    def unsubscribe(self, number: int, ids: Sequence[int]) -> None:
        """Take people off a list, so that no import there brings them back."""
        self._change("unsubscribe", number, ids, {})

    def remove(self, number: int, ids: Sequence[int]) -> None:
        """Take people off a list whose letter is not theirs any more; they may come back to it."""
        self._change("remove", number, ids, {})

    def _change(
        self, action: str, number: int, ids: Sequence[int], more: Mapping[str, str]
    ) -> None:
        body = {"ids": list(ids), "action": action, "target_list_ids": [number], **more}
        self._call("PUT", "/api/subscribers/lists", body)
