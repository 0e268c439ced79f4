"""A real server on this computer that holds each request against what an engine documents.

What is asked otherwise than documented is kept in ``wrong``, and answered with 418.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

CONTRACTS = Path(__file__).parent / "contracts"
_KINDS: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "list of numbers": lambda value: _all(value, int),
    "list of strings": lambda value: _all(value, str),
    "list of objects": lambda value: _all(value, dict),
}


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: Any


Twist = Callable[[Asked], int | str | None]
"""Before a request is carried out: None goes on, a number answers so, ``"drop"`` hangs up.

``"late"`` carries it out and hangs up.
"""


@dataclass
class EngineServer:
    """An engine as its contract tells, with what was made there. ``twist`` lets it misbehave."""

    contract: dict[str, Any]
    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    templates: list[dict[str, Any]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    started: list[str] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)
    twist: Twist = lambda asked: None
    base: str = ""

    def did(self, method: str, ending: str = "") -> list[Asked]:
        """The requests of ``method`` to paths with this end."""
        return [
            one for one in self.asked if one.method == method and one.path.endswith(ending or "")
        ]

    def answer(self, asked: Asked) -> tuple[int, Any] | None:
        """Status and body; None hangs up."""
        self.asked.append(asked)
        pair = self._pair(asked)
        if pair is None:
            self.wrong.append(f"{asked.method} {asked.path} is not documented")
            return 418, {}
        flaws = [*_flaws(self.contract, pair, asked)]
        if flaws:
            self.wrong += [f"{asked.method} {asked.path}: {one}" for one in flaws]
            return 418, {}
        twist = self.twist(asked)
        if twist == "drop":
            return None
        if isinstance(twist, int):
            return twist, pair["answers"].get(twist, {})
        done = self._carry_out(pair, asked)
        return None if twist == "late" else done

    def _pair(self, asked: Asked) -> dict[str, Any] | None:
        for pair in self.contract["requests"]:
            shape = re.sub(r"\{id\}", "[^/]+", pair["path"])
            if pair["method"] == asked.method and re.fullmatch(shape, asked.path):
                return dict(pair)
        return None

    def _carry_out(self, pair: dict[str, Any], asked: Asked) -> tuple[int, Any]:
        if self.contract["engine"] == "listmonk":
            return self._listmonk(pair, asked)
        return self._buttondown(pair, asked)

    def _listmonk(self, pair: dict[str, Any], asked: Asked) -> tuple[int, Any]:
        answers, number = pair["answers"], asked.path.split("/")[3:4]
        name = pair["name"]
        if name == "all templates":
            return 200, {"data": answers[200]["data"] + self.templates}
        if name == "a new template":
            made = {**asked.body, **answers[200]["data"]}
            self.templates.append(made)
            return 200, {"data": made}
        if name == "a list":
            known = {"3": "Families", "4": "Teachers"}.get(number[0])
            if known is None:
                return 400, answers[400]
            return 200, {"data": {**answers[200]["data"], "id": int(number[0]), "name": known}}
        if name == "all campaigns":
            size, page = int(asked.query["per_page"][0]), int(asked.query["page"][0])
            every = sorted(self.made.values(), key=lambda one: -one["id"])
            some = every[(page - 1) * size : page * size]
            return 200, {"data": {**answers[200]["data"], "results": some, "total": len(every)}}
        if name == "a new campaign":
            lists = [{"id": one, "name": "?"} for one in asked.body["lists"]]
            new = {**answers[200]["data"], **asked.body, "lists": lists, "id": len(self.made) + 1}
            self.made[str(new["id"])] = new
            return 200, {"data": new}
        if "subscribers" in asked.path:
            return self._people(name, answers, asked)
        campaign = self.made.get(number[0])
        if campaign is None:
            return 400, {"message": "Campaign not found"}
        if name == "another status of a campaign":
            if campaign["status"] not in ("draft", "paused"):
                return 400, answers[400]
            campaign["status"] = asked.body["status"]
            self.started.append(number[0])
        return 200, {"data": campaign}

    def _people(self, name: str, answers: dict[int, Any], asked: Asked) -> tuple[int, Any]:
        if name == "everybody":
            page = int(asked.query["page"][0])
            some = self.people[(page - 1) * 2 : page * 2]
            return 200, {
                "data": {**answers[200]["data"], "results": some, "total": len(self.people)}
            }
        if name == "somebody new":
            if asked.body["email"] in [one["email"] for one in self.people]:
                return 409, answers[409]
            status = "confirmed" if asked.body["preconfirm_subscriptions"] else "unconfirmed"
            self.put(asked.body["email"], dict.fromkeys(asked.body["lists"], status))
            return 200, {"data": self.people[-1]}
        for one in self.people:
            if one["id"] in asked.body["ids"]:
                lists = {each["id"]: each["subscription_status"] for each in one["lists"]}
                for number in asked.body["target_list_ids"]:
                    if asked.body["action"] == "remove":
                        lists.pop(number, None)
                    else:
                        lists[number] = asked.body.get("status", "unsubscribed")
                one["lists"] = _lists(lists)
        return 200, answers[200]

    def put(self, address: str, lists: dict[int, str], status: str = "enabled") -> None:
        """Somebody who is on listmonk's lists."""
        number = len(self.people) + 1
        one = {"id": number, "email": address, "status": status, "lists": _lists(lists)}
        self.people.append(one)

    def _buttondown(self, pair: dict[str, Any], asked: Asked) -> tuple[int, Any]:
        answers, number = pair["answers"], asked.path.split("/")[2:3]
        name = pair["name"]
        if name == "all tags":
            return 200, answers[200]
        if name == "all emails":
            page = int(asked.query["page"][0])
            every = [*reversed(self.made.values())]
            more = "http://there/is/more" if page * 2 < len(every) else None
            return 200, {**answers[200], "results": every[(page - 1) * 2 : page * 2], "next": more}
        if name == "a new email":
            once = asked.headers["x-idempotency-key"]
            if once in self.made:
                return 201, self.made[once]
            new = {"status": "about_to_send", **answers[201], **asked.body}
            new["id"] = f"em_{len(self.made) + 1}"
            self.made[once] = new
            return 201, new
        email = next((one for one in self.made.values() if one["id"] == number[0]), None)
        if email is None:
            return 404, {"detail": "Not found."}
        if asked.method == "PATCH":
            if email["status"] == "draft" and asked.body.get("status") == "about_to_send":
                self.started.append(email["id"])
            email.update(asked.body)
        return 200, email


def _flaws(contract: dict[str, Any], pair: dict[str, Any], asked: Asked) -> Iterator[str]:
    if asked.headers.get("authorization") != contract["authorization"]:
        yield "it does not say who asks"
    for name, value in contract.get("headers", {}).items():
        if asked.headers.get(name.lower()) != value:
            yield f"the header {name} is not {value}"
    for name in pair.get("headers", ()):
        if not asked.headers.get(name.lower()):
            yield f"the header {name} is missing"
    yield from (f"?{one} is not documented" for one in {*asked.query} - {*pair.get("query", ())})
    shape = pair.get("body")
    if shape is None:
        if asked.body is not None:
            yield "it has a body"
        return
    known = {**shape.get("required", {}), **shape.get("optional", {})}
    yield from (f"{one} is missing" for one in {*shape.get("required", {})} - {*asked.body})
    yield from (f"{one} is not documented" for one in {*asked.body} - {*known})
    for name, value in asked.body.items():
        if name in known and not _KINDS[known[name]](value):
            yield f"{name} is no {known[name]}"
        if name in shape.get("values", {}) and value not in shape["values"][name]:
            yield f"{name} may not be {value}"
        if name in shape.get("longest", {}) and len(value) > shape["longest"][name]:
            yield f"{name} is too long"


def _lists(lists: dict[int, str]) -> list[dict[str, Any]]:
    return [{"id": one, "name": "?", "subscription_status": how} for one, how in lists.items()]


def _all(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(one, kind) for one in value)


@contextmanager
def engine(name: str) -> Iterator[EngineServer]:
    """Serve the engine ``name``; nothing that it was asked was other than documented."""
    told = EngineServer(yaml.safe_load((CONTRACTS / f"{name}.yaml").read_text("utf-8")))

    class Talk(BaseHTTPRequestHandler):
        """One connection."""

        def handle_any(self) -> None:
            """Every method."""
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            data = self.rfile.read(length)
            headers = {key.lower(): value for key, value in self.headers.items()}
            asked = Asked(
                self.command,
                parts.path,
                parse_qs(parts.query, keep_blank_values=True),
                headers,
                json.loads(data) if data else None,
            )
            found = told.answer(asked)
            if found is None:
                self.close_connection = True
                self.connection.close()
                return
            code, answer = found
            body = json.dumps(answer).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if code == 429:
                self.send_header("Retry-After", "45")
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_PATCH = handle_any  # noqa: N815 - names of http.server

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Talk)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign,assignment]
    told.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert told.wrong == []
