"""Small lists of subscribers and letters for the tests of the mailing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from mailing.addresses import parse_address
from mailing.csvfile import Row
from mailing.delivery.post_office import MailAccount, PostOffice
from mailing.message import parse_sender
from mailing.outbox import Letter
from mailing.quota import DAY, Limits, Window
from mailing.store.database import Database
from mailing.store.models import Subscriber
from mailing.store.profiles import Profile, Profiles
from mailing.store.secret import load_secret
from mailing.store.subscribers import Subscribers
from mailing.transport import Kind, Transport, Verdict
from mailing.transport.memory import MemoryTransport
from tests.mailing import places

START = 1_795_460_400.0
"""Monday 2026-11-23, 14:00 in the school's zone, as seconds since 1970."""


def database(folder: Path) -> Database:
    """The database of ``folder``: SQLite in it, made where there is none, unless told otherwise."""
    return places.database(folder)


def subscribers(data: Database) -> Subscribers:
    """The list of ``data``."""
    return Subscribers(data, load_secret(data))


def token_of(folder: Path, key: str) -> str:
    """What stands in the links of the letters of ``key``."""
    with database(folder).begin() as connection:
        return str(connection.scalar(select(Subscriber.token).where(Subscriber.key == key)))


def leave(data: Database, token: str, at: float = START) -> Profile | None:
    """Press the button behind the link of a letter; None where nobody has ``token``."""
    return Profiles(data, load_secret(data)).leave(token, at)


def rows(addresses: Iterable[str], *audiences: str, lang: str = "en") -> list[Row]:
    """Rows of a file, for families unless told otherwise."""
    return [
        Row(line, parse_address(one), audiences or ("families",), lang)
        for line, one in enumerate(addresses, 2)
    ]


def people(count: int) -> list[str]:
    """``reader1@school.example`` and so on."""
    return [f"reader{number}@school.example" for number in range(1, count + 1)]


TEXT = "Good morning.\n\n.\n.. and a dot\n\nUnsubscribe: %%UNSUBSCRIBE_URL%%\n"
HTML = (
    '<!doctype html><html lang="en"><body><p>Good mörning 🤖 = robots</p>'
    '<p><a href="%%UNSUBSCRIBE_URL%%">Unsubscribe</a></p></body></html>\n'
)


def letter(**changes: str) -> Letter:
    """The families' letter of 2026-W47."""
    made = Letter(
        edition="2026-W47",
        audience="families",
        lang="en",
        subject="One evening, one page 🤖",
        html=HTML,
        text=TEXT,
        site="hallway.school.example",
        digest="0" * 64,
    )
    return replace(made, **changes)


def hand_over(outbox: Path, one: Letter, **changes: object) -> Path:
    """Write ``one`` as a publish leaves it; ``changes`` replace keys of its index."""
    bodies = {"message.html": one.html.encode(), "message.txt": one.text.encode()}
    index = {
        "format": 2,
        "id": "urn:uuid:a992fcac-cf5c-5e66-88ef-919ce764a50d",
        "week": one.edition[:8],
        "audience": one.audience,
        "lang": one.lang,
        "status": "published",
        "mode": "publish",
        "site": f"https://{one.site}/",
        "source": "newsletter/2026-W47.md",
        "subject": one.subject,
        "placeholders": ["%%UNSUBSCRIBE_URL%%"],
        "files": {
            name: {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in bodies.items()
        },
    }
    folder = outbox / one.edition / one.audience
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in bodies.items():
        (folder / name).write_bytes(data)
    (folder / "issue.json").write_text(json.dumps(index | changes), "utf-8")
    return folder


class Clock:
    """A clock that tests set; sleeping moves it."""

    def __init__(self, now: float = START) -> None:
        self.now = now
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


PLENTY = Limits("plenty", (Window(DAY, 1_000_000),))


def office(
    folder: Path, transport: Transport, clock: Callable[[], float], limits: Limits = PLENTY
) -> PostOffice:
    """A post office of the school's, on the database in ``folder``."""
    return office_of(folder, [MailAccount(transport, limits)], clock)


def office_of(
    folder: Path, accounts: Sequence[MailAccount], clock: Callable[[], float]
) -> PostOffice:
    """The same with several accounts."""
    sender = parse_sender("Technology coach <news@school.example>")
    signup = "https://news.school.example"
    return PostOffice(database(folder), accounts, sender, signup, clock)


def queued(
    folder: Path,
    count: int,
    transport: Transport,
    clock: Callable[[], float],
    limits: Limits = PLENTY,
) -> PostOffice:
    """A post office with 2026-W47 queued for ``count`` families."""
    made = office(folder, transport, clock, limits)
    subscribers(database(folder)).bring_in(rows(people(count)), "en", START)
    assert made.queue("2026-W47", [letter()]) == count
    return made


def answers(*kinds: Kind) -> MemoryTransport:
    """A server that answers like this in turn, then accepts."""
    left = list(kinds)
    return MemoryTransport(lambda _: Verdict(left.pop(0) if left else Kind.SENT, "told <a@b.c>"))


def recipients(transport: MemoryTransport) -> list[str]:
    """To whom it has sent, in that order."""
    return [one.recipient for one in transport.accepted]
