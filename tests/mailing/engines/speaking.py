"""Hallway's side of each engine, spoken to as its contract says."""

from __future__ import annotations

from mailing.engines import Engine, Parcel
from mailing.engines.buttondown import Buttondown
from mailing.engines.listmonk import Listmonk
from mailing.engines.listmonk_place import Place
from mailing.message import parse_sender
from tests.mailing.builders import letter
from tests.mailing.engines.contract import EngineServer

SENDER = parse_sender("Technology coach <news@school.example>", "coach@school.example")
NAMES = ("listmonk", "buttondown")


def speaker(server: EngineServer) -> Engine:
    """Hallway's side of it."""
    if server.contract["engine"] == "listmonk":
        lists = {"families": 3, "teachers": 4, "nobody": 99}
        return Listmonk(Place(server.base, "hallway", "secret"), lists, SENDER)
    return Buttondown("secret", server.base)


def parcel(one: Engine, audience: str = "families") -> Parcel:
    """The families' letter, addressed."""
    return Parcel(letter(audience=audience), one.targets([audience])[audience])
