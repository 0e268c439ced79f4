"""SMTP against a real server: what it says, what it does not say, and whom it is said to."""

from __future__ import annotations

import socket
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest

from mailing.delivery.post_office import MailAccount, Options
from mailing.quota import DAY
from mailing.store.report import read_report
from mailing.transport import Envelope, Kind
from mailing.transport.memory import MemoryTransport
from mailing.transport.smtp import SmtpTransport
from mailing.transport.url import Server, parse_server
from tests.mailing.builders import PLENTY, START, Clock, database, office_of, people, queued
from tests.mailing.certificates import client_side, server_side
from tests.mailing.sink import Reply, Sink, listening

BODY = b"Subject: Robots\r\n\r\n.\r\n..\r\n.hidden\r\nlast line\r\n"
MAIL = Envelope("news@school.example", "mia@school.example", BODY)
WEEK = "2026-W47"


def plain(sink: Sink, patience: float = 5) -> SmtpTransport:
    return SmtpTransport(parse_server(f"smtp://127.0.0.1:{sink.port}"), patience=patience)


def opened(sink: Sink, patience: float = 5) -> SmtpTransport:
    transport = plain(sink, patience)
    assert transport.open() is None
    return transport


def always(answer: str) -> Reply:
    return lambda sink, address: answer


def test_a_message_arrives_byte_for_byte() -> None:
    """Lone dots too, and as one message; the connection serves the next one."""
    with listening(Sink()) as sink:
        transport = opened(sink)
        verdicts = [transport.send(MAIL), transport.send(MAIL)]
        transport.close()

    assert [one.kind for one in verdicts] == [Kind.SENT, Kind.SENT]
    assert sink.bodies == [BODY, BODY]


@pytest.mark.parametrize(
    ("where", "answer", "kind"),
    [
        ("on_rcpt", "550 5.1.1 no such user", Kind.REFUSED),
        ("on_rcpt", "452 4.2.2 mailbox full", Kind.LATER),
        ("on_rcpt", "drop", Kind.UNREACHABLE),
        ("on_rcpt", "stall", Kind.UNREACHABLE),
        ("on_mail", "550 5.7.60 not allowed to send as", Kind.STOP),
        ("on_mail", "451 4.7.1 greylisted", Kind.SLOW_DOWN),
        ("on_mail", "drop", Kind.UNREACHABLE),
        ("on_data", "554 5.7.1 looks like spam", Kind.REFUSED),
        ("on_data", "451 4.3.0 try again", Kind.LATER),
        ("on_data", "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit", Kind.SLOW_DOWN),
        ("on_data", "550 5.4.5 Daily user sending limit exceeded", Kind.QUOTA),
        ("on_data", "421 4.3.0 closing", Kind.SLOW_DOWN),
        ("on_data", "drop", Kind.UNCERTAIN),
        ("on_data", "stall", Kind.UNCERTAIN),
        ("after_accept", "drop", Kind.UNCERTAIN),
        ("after_accept", "nonsense", Kind.UNCERTAIN),
    ],
)
def test_every_answer_and_every_silence_is_understood(where: str, answer: str, kind: Kind) -> None:
    """In doubt only after the message was handed over; before, it is surely not there."""
    with listening(Sink(**{where: always(answer)})) as sink:
        transport = opened(sink, patience=0.4)
        verdict = transport.send(MAIL)
        transport.close()

    assert verdict.kind is kind


def test_a_line_that_went_while_idle_is_made_anew() -> None:
    """As servers do after some minutes; nobody notices."""
    asked: list[str] = []

    def once(_: Sink, address: str) -> str | None:
        asked.append(address)
        return "drop" if len(asked) == 2 else None

    with listening(Sink(on_mail=once)) as sink:
        transport = opened(sink)
        kinds = [transport.send(MAIL).kind for _ in range(3)]
        transport.close()

    assert kinds == [Kind.SENT] * 3
    assert sink.accepted["mia@school.example"] == 3


def test_nobody_listens() -> None:
    """Told as unreachable, at once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    trouble = SmtpTransport(Server("127.0.0.1", port, "none")).open()

    assert trouble is not None
    assert trouble.kind is Kind.UNREACHABLE
    assert f"nothing listens at 127.0.0.1:{port}" in trouble.reply


@pytest.mark.parametrize(
    ("scheme", "kind", "told"),
    [
        ("smtp+starttls", Kind.STOP, "offers no encryption (STARTTLS)"),
        ("smtps", Kind.UNREACHABLE, "does not begin encrypted: it may want STARTTLS"),
    ],
)
def test_a_server_that_speaks_in_the_clear_is_told_in_words(
    scheme: str, kind: Kind, told: str
) -> None:
    """With its number, which is what is mistyped; no password is said."""
    with listening(Sink()) as sink:
        server = parse_server(f"{scheme}://coach:right@127.0.0.1:{sink.port}")
        trouble = SmtpTransport(server, patience=5).open()
        assert sink.logins == 0

    assert trouble is not None
    assert trouble.kind is kind
    assert f"127.0.0.1:{sink.port} {told}" in trouble.reply


def test_encrypted_with_a_certificate_that_is_checked(certificate: Path) -> None:
    """One that nobody vouches for is refused before a password is said; one that fits is used."""
    trusted = client_side(certificate)
    with listening(Sink(), server_side(certificate)) as sink:
        server = parse_server(f"smtp+starttls://coach:right@localhost:{sink.port}")
        refused = SmtpTransport(server, patience=5).open()
        assert sink.logins == 0
        transport = SmtpTransport(server, trusted, patience=5)
        assert transport.open() is None
        sent = transport.send(MAIL)
        transport.close()

    assert refused is not None
    assert (refused.kind, "certificate" in refused.reply) == (Kind.STOP, True)
    assert sent.kind is Kind.SENT


@pytest.mark.parametrize("way", ["PLAIN", "LOGIN"])
def test_a_password_of_any_letters_is_understood(certificate: Path, way: str) -> None:
    """By the one way that both sides know; the server hears it in UTF-8."""
    without = {"PLAIN", "LOGIN"} - {way}
    sink = Sink(password="schlüssel 🔑".encode())
    with listening(sink, server_side(certificate), without):
        user = quote("coach:schlüssel 🔑", safe=":")
        server = parse_server(f"smtp+starttls://{user}@localhost:{sink.port}")
        transport = SmtpTransport(server, client_side(certificate), patience=5)
        assert transport.open() is None
        transport.close()

    assert sink.logins == 1


def test_a_wrong_password_is_tried_once(certificate: Path, tmp_path: Path) -> None:
    """More tries would lock the account; nothing is lost."""
    trusted = client_side(certificate)
    clock = Clock()
    with listening(Sink(password=b"other"), server_side(certificate)) as sink:
        server = parse_server(f"smtp+starttls://coach:right@localhost:{sink.port}")
        post = queued(tmp_path, 3, SmtpTransport(server, trusted, patience=5), clock)
        ended = post.run(WEEK, "", Options(clock.sleep))

    assert (ended.how, ended.why[:3]) == ("stopped", "535")
    assert sink.logins == 1
    assert clock.slept == []
    assert read_report(database(tmp_path), WEEK).states == {"queued": 3}


def test_a_password_changed_while_sending_stops_it_after_one_try(
    certificate: Path, tmp_path: Path
) -> None:
    """Those who have it have it, the others wait for the new one."""
    trusted = client_side(certificate)
    clock = Clock()

    def change(sink: Sink, address: str) -> str | None:
        if len(sink.accepted) == 2 and sink.logins == 1:
            sink.password = b"changed"
            return "drop"
        return None

    with listening(Sink(on_rcpt=change), server_side(certificate)) as sink:
        old = parse_server(f"smtp+starttls://coach:right@localhost:{sink.port}")
        post = queued(tmp_path, 5, SmtpTransport(old, trusted, patience=5), clock)
        ended = post.run(WEEK, "", Options(clock.sleep))
        assert (ended.how, sink.logins) == ("stopped", 2)
        assert read_report(database(tmp_path), WEEK).states == {"sent": 2, "queued": 3}
        sink.password = b"right"
        assert post.run(WEEK, "", Options(clock.sleep)).how == "done"

    assert sink.accepted == dict.fromkeys(people(5), 1)


def test_a_server_that_drops_stalls_and_throttles_still_gets_each_message_once(
    tmp_path: Path,
) -> None:
    """Every few recipients something else; in the end all are there or told as uncertain."""
    tried: dict[str, int] = {}

    def moody(_: Sink, address: str) -> str | None:
        number = int(address.partition("@")[0].removeprefix("reader"))
        tried[address] = tried.get(address, 0) + 1
        if tried[address] > 1:
            return None
        return {3: "drop", 5: "432 4.3.2 slow", 7: "451 4.2.0 later", 8: "stall"}.get(number % 10)

    clock = Clock()
    with listening(Sink(on_rcpt=moody)) as sink:
        post = queued(tmp_path, 40, plain(sink, patience=0.3), clock)
        ended = post.run(WEEK, "", Options(clock.sleep))

    assert ended.how == "done"
    assert sink.accepted == dict.fromkeys(people(40), 1)


@pytest.mark.parametrize("where", ["on_mail", "on_rcpt", "on_data"])
def test_a_server_that_refuses_by_quota_is_left_alone_for_a_day(tmp_path: Path, where: str) -> None:
    """Not another word to it until then; the next day everybody else gets theirs."""
    clock, asked = Clock(), []

    def full(sink: Sink, address: str) -> str | None:
        if sink.accepted.total() == 2 and clock.now < START + DAY:
            asked.append(address)
            return "550 5.4.5 Daily user sending limit exceeded."
        return None

    with listening(Sink(**{where: full})) as sink:
        post = queued(tmp_path, 5, plain(sink), clock)
        ended = post.run(WEEK, "", Options(clock.sleep))
        assert (ended.how, ended.until, len(asked)) == ("paused", START + DAY, 1)
        clock.now += 3600
        assert post.run(WEEK, "", Options(clock.sleep)).how == "wait"
        assert len(asked) == 1
        clock.now = START + DAY
        assert post.run(WEEK, "", Options(clock.sleep)).how == "done"

    assert sink.accepted == dict.fromkeys(people(5), 1)


@pytest.mark.parametrize("answer", ["drop", "stall"])
def test_no_answer_after_the_dot_is_told_and_the_others_go_on(tmp_path: Path, answer: str) -> None:
    """The server has them, and nobody can know: uncertain, and not sent again by itself."""
    clock = Clock()

    def silent(_: Sink, address: str) -> str | None:
        return answer if address in people(9)[2:4] else None

    with listening(Sink(after_accept=silent)) as sink:
        post = queued(tmp_path, 6, plain(sink, patience=0.3), clock)
        assert post.run(WEEK, "", Options(clock.sleep)).how == "done"
        assert post.run(WEEK, "", Options(clock.sleep)).how == "done"

    assert sink.accepted == dict.fromkeys(people(6), 1)
    assert read_report(database(tmp_path), WEEK).states == {"sent": 4, "uncertain": 2}


def test_a_throttling_server_is_waited_for_longer_each_time(tmp_path: Path) -> None:
    """``432 4.3.2`` after the message: it was not taken, and goes again from 300 seconds on."""
    clock, left = Clock(), ["432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded"] * 3

    def busy(sink: Sink, address: str) -> str | None:
        return left.pop() if sink.accepted.total() == 1 and left else None

    with listening(Sink(on_data=busy)) as sink:
        post = queued(tmp_path, 4, plain(sink), clock)
        ended = post.run(WEEK, "", Options(clock.sleep, patience=4000))

    assert ended.how == "done"
    assert clock.slept == [300.0, 600.0, 1200.0]
    assert sink.accepted == dict.fromkeys(people(4), 1)


def test_accounts_at_two_servers_fill_in_for_each_other(certificate: Path, tmp_path: Path) -> None:
    """One has the wrong password, one no allowance left, one is fine: everybody gets theirs."""
    clock = Clock()
    trusted = client_side(certificate)
    full = Sink(on_data=lambda sink, _: "550 5.4.5 Daily limit" if sink.bodies else None)
    with (
        listening(Sink(password=b"other"), server_side(certificate)) as locked,
        listening(full, server_side(certificate)),
        listening(Sink(), server_side(certificate)) as fine,
    ):
        accounts = [
            MailAccount(
                SmtpTransport(
                    parse_server(f"smtp+starttls://{name}:right@localhost:{sink.port}"), trusted, 5
                ),
                PLENTY,
            )
            for name, sink in (("locked", locked), ("full", full), ("fine", fine))
        ]
        queued(tmp_path, 6, MemoryTransport(), clock)
        ended = office_of(tmp_path, accounts, clock).run(WEEK, "", Options(clock.sleep))

    assert (ended.how, clock.slept) == ("done", [])
    assert [(name, how) for name, how, _ in ended.notes] == [
        ("locked@localhost", "stopped"),
        ("full@localhost", "paused"),
    ]
    assert locked.logins == 1
    assert (full.accepted.total(), fine.accepted.total()) == (1, 5)
    assert full.accepted + fine.accepted == Counter(people(6))
