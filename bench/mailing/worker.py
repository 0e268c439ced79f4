"""One program of the race, in a process of its own: ``PROGRAM PORT MESSAGES URL FOLDER``.

Prints what it took as JSON, seconds all: ``wall`` and ``cpu`` of sending, ``bookkeeping`` and
``bookkeeping_cpu`` the part of claiming and settling in it, ``rendering`` the part of filling in.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from smtplib import SMTP
from typing import Any

from sqlalchemy import event

from bench.mailing.letter import SIGNUP, make_letter, make_rows
from mailing.clock import SteadyClock
from mailing.delivery.post_office import MailAccount, Options, PostOffice
from mailing.message import build_frame, fill_frame, parse_sender, unsubscribe_url
from mailing.outbox import UNSUBSCRIBE
from mailing.quota import DAY, Limits, Window
from mailing.store.database import Database, open_database
from mailing.store.secret import load_secret
from mailing.store.subscribers import Subscribers
from mailing.transport import Envelope, Kind
from mailing.transport.smtp import SmtpTransport
from mailing.transport.url import parse_server

WEEK = "2026-W47"
SENDER = "Technology coach <news@school.example>"
_PLENTY = Limits("plenty", (Window(DAY, 1_000_000),))
_TOKEN = "x" * 32


class Stopwatch:
    """Adds up what calls took."""

    def __init__(self) -> None:
        self.wall = 0.0
        self.cpu = 0.0

    def timed(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """``real``, its calls timed."""

        def called(*args: Any, **named: Any) -> Any:
            wall, cpu = time.perf_counter(), time.process_time()
            try:
                return real(*args, **named)
            finally:
                self.wall += time.perf_counter() - wall
                self.cpu += time.process_time() - cpu

        return called


def post_office(database: Database, port: str) -> PostOffice:
    """The school's, without a limit that matters."""
    transport = SmtpTransport(parse_server(f"smtp://127.0.0.1:{port}"))
    accounts = [MailAccount(transport, _PLENTY)]
    return PostOffice(database, accounts, parse_sender(SENDER), SIGNUP, SteadyClock())


def prepare(port: str, count: int, url: str, folder: Path) -> dict[str, float]:
    """Import the list, queue the issue."""
    database = open_database(url, folder)
    wall, cpu = time.perf_counter(), time.process_time()
    Subscribers(database, load_secret(database)).bring_in(make_rows(count), "en", time.time())
    imported = time.perf_counter() - wall
    post_office(database, port).queue(WEEK, [make_letter()])
    database.close()
    whole = time.perf_counter() - wall
    return {"wall": whole, "cpu": time.process_time() - cpu, "imported": imported}


def send(port: str, count: int, url: str, folder: Path, *, careless: bool) -> dict[str, float]:
    """What ``newsletter.send`` does after its question."""
    database = open_database(url, folder)
    if careless:
        event.listen(database.engine, "connect", _do_not_wait)
        database.close()
    office = post_office(database, port)
    books, rendering = Stopwatch(), Stopwatch()
    for name in ("claim", "settle", "look", "settle_and_claim"):
        if hasattr(office.ledger, name):
            setattr(office.ledger, name, books.timed(getattr(office.ledger, name)))
    office._render = rendering.timed(office._render)  # type: ignore[method-assign]
    sent = 0

    def told(kind: Kind) -> None:
        nonlocal sent
        sent += kind is Kind.SENT

    wall, cpu = time.perf_counter(), time.process_time()
    ended = office.run(WEEK, "", Options(time.sleep, told=told))
    whole, used = time.perf_counter() - wall, time.process_time() - cpu
    database.close()
    if (ended.how, sent) != ("done", count):
        raise SystemExit(f"only {sent} were sent: {ended}")
    return {
        "wall": whole,
        "cpu": used,
        "bookkeeping": books.wall - rendering.wall,
        "bookkeeping_cpu": books.cpu - rendering.cpu,
        "rendering": rendering.wall,
    }


def without_ledger(port: str, count: int) -> dict[str, float]:
    """Hallway's rendering and SMTP, and nothing else."""
    sender = parse_sender(SENDER)
    frame = build_frame(make_letter(), sender)
    transport = SmtpTransport(parse_server(f"smtp://127.0.0.1:{port}"))
    url = unsubscribe_url(SIGNUP, _TOKEN)
    rendering = Stopwatch()
    fill = rendering.timed(fill_frame)
    readers = [row.address.text for row in make_rows(count)]
    wall, cpu = time.perf_counter(), time.process_time()
    transport.open()
    for number, to in enumerate(readers):
        body = fill(frame, to, f"<{number:032x}@school.example>", url, time.time())
        verdict = transport.send(Envelope(sender.address.text, to, body))
        if verdict.kind is not Kind.SENT:
            raise SystemExit(verdict.reply)
    transport.close()
    whole, used = time.perf_counter() - wall, time.process_time() - cpu
    return {"wall": whole, "cpu": used, "rendering": rendering.wall}


def merge(port: str, count: int) -> dict[str, float]:
    """A mail merge as one writes it with the standard library."""
    letter = make_letter()
    readers = [row.address.text for row in make_rows(count)]
    url = unsubscribe_url(SIGNUP, _TOKEN)
    rendering = Stopwatch()

    def personal(to: str) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = SENDER, to, letter.subject
        message["Message-ID"], message["Date"] = make_msgid(domain="school.example"), formatdate()
        message["List-Unsubscribe"] = f"<{url}>"
        message.set_content(letter.text.replace(UNSUBSCRIBE, url))
        message.add_alternative(letter.html.replace(UNSUBSCRIBE, url), subtype="html")
        return message

    render = rendering.timed(personal)
    wall, cpu = time.perf_counter(), time.process_time()
    with SMTP("127.0.0.1", int(port)) as smtp:
        for to in readers:
            smtp.send_message(render(to))
    whole, used = time.perf_counter() - wall, time.process_time() - cpu
    return {"wall": whole, "cpu": used, "rendering": rendering.wall}


def _do_not_wait(connection: Any, _: Any) -> None:
    if hasattr(connection, "pgconn"):
        connection.execute("SET synchronous_commit = off")
    else:
        connection.execute("PRAGMA synchronous = OFF")


def main(program: str, port: str, messages: str, url: str, folder: str) -> dict[str, float]:
    """Run ``program``."""
    count = int(messages)
    if program == "prepare":
        return prepare(port, count, url, Path(folder))
    if program == "merge":
        return merge(port, count)
    if program == "floor":
        return without_ledger(port, count)
    return send(port, count, url, Path(folder), careless=program == "careless")


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
