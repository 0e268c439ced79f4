"""From a real server and back: what it accepted and could not deliver is not sent to again."""

from __future__ import annotations

import mailbox
from email import message_from_bytes
from pathlib import Path

from mailing.bounces.mailboxes import Files
from mailing.bounces.understanding import understand
from mailing.delivery.post_office import Options
from mailing.store.bounces import BounceBook
from mailing.store.outcomes import Rules
from mailing.store.secret import load_secret
from mailing.transport.smtp import SmtpTransport
from mailing.transport.url import parse_server
from tests.mailing.bounces.returned import report, statuses
from tests.mailing.builders import START, Clock, database, letter, office, rows, subscribers
from tests.mailing.sink import Sink, listening

PEOPLE = ["mia@smith.example", "ben@jones.example", "eva@brown.example"]


def send(folder: Path, week: str, clock: Clock) -> Sink:
    """An issue, over SMTP; what arrived."""
    with listening(Sink()) as sink:
        transport = SmtpTransport(parse_server(f"smtp://127.0.0.1:{sink.port}"), patience=5)
        post = office(folder, transport, clock)
        post.queue(week, [letter(edition=week)])
        assert post.run(week, "", Options(clock.sleep)).how == "done"
    return sink


def test_the_next_issue_leaves_out_whose_letter_came_back(tmp_path: Path) -> None:
    """The letter as the server got it lies in the report, in a mailbox of the provider."""
    data = database(tmp_path)
    subscribers(data).bring_in(rows(PEOPLE), "en", START)
    clock = Clock()
    first = send(tmp_path, "2026-W47", clock)
    letters = {message_from_bytes(one)["To"]: one for one in first.bodies}
    box = mailbox.mbox(tmp_path / "returned")
    for to, name in (("mia@smith.example", "postfix-unknown-user"), (PEOPLE[1], "vacation")):
        came = message_from_bytes(letters[to])
        box.add(report(name, came["Message-ID"], **{"Good morning.\n": letters[to].decode()}))
    box.close()

    book = BounceBook(data, load_secret(data), Rules())
    outcomes = [
        book.take(understand(one.raw), clock()).outcome
        for one in Files(tmp_path / "returned").mails()
    ]
    clock.now += 7 * 86_400
    second = send(tmp_path, "2026-W48", clock)

    assert sorted(first.accepted) == sorted(PEOPLE)
    assert outcomes == ["bounced", "automatic"]
    assert sorted(second.accepted) == sorted(PEOPLE[1:])
    assert statuses(data)["mia@smith.example"] == "bounced"
