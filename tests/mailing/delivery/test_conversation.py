"""What readers get by a real conversation with a mail server, read back as their programs do."""

from __future__ import annotations

import time
from collections import Counter
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailing.clock import SteadyClock
from mailing.csvfile import read_rows
from mailing.delivery.post_office import MailAccount, Options, PostOffice
from mailing.message import parse_sender
from mailing.transport.smtp import SmtpTransport
from mailing.transport.url import parse_server
from tests.mailing.builders import PLENTY, START, database, letter, subscribers
from tests.mailing.sink import Sink, listening

pytestmark = pytest.mark.usefixtures("databases")
LIST = """\
address,audience
Mia@School.example,families
mia@school.example,families
MIA+news@school.example,families
ben@Bücher.example,families
ben@XN--BCHER-KVA.example,families
o'neil@school.example,families
"eve@school.example\\r\\nRCPT TO:<spy@evil.example>",families
dan\x00@school.example,families
zoë@school.example,families
<ada@school.example>,families
Zoe <zoe@school.example>,families
"""
REACHED = {
    "Mia@school.example",
    "MIA+news@school.example",
    "ben@xn--bcher-kva.example",
    "o'neil@school.example",
    "ada@school.example",
    "zoe@school.example",
}


def send(folder: Path, signup: str) -> tuple[Sink, list[EmailMessage]]:
    """The whole way: a spreadsheet, a letter, a server; what arrived there."""
    found = read_rows(LIST.replace("\\r\\n", "\r\n").encode(), ["families"])
    subscribers(database(folder)).bring_in(found.good, "en", START)
    with listening(Sink()) as sink:
        transport = SmtpTransport(parse_server(f"smtp://127.0.0.1:{sink.port}"))
        post = PostOffice(
            database(folder),
            [MailAccount(transport, PLENTY)],
            parse_sender("Technology coach <news@school.example>"),
            signup,
            SteadyClock(lambda: START),
        )
        post.queue("2026-W47", [letter()])
        assert post.run("2026-W47", "", Options(time.sleep)).how == "done"
    read = [message_from_bytes(one, policy=policy.default) for one in sink.bodies]
    assert all(isinstance(one, EmailMessage) for one in read)
    return sink, [one for one in read if isinstance(one, EmailMessage)]


def test_every_mailbox_once_and_no_other(tmp_path: Path) -> None:
    """Twins are one, plus addresses their own, IDN in ASCII; no line of the list speaks SMTP."""
    sink, messages = send(tmp_path, "https://news.school.example")

    assert sink.accepted == Counter(REACHED)
    assert {one["To"] for one in messages} == REACHED


def test_an_unsubscribe_address_of_600_signs_arrives_in_one_piece(tmp_path: Path) -> None:
    """One header, not encoded, not folded inside; each reader's is their own."""
    base = "https://news.school.example/".ljust(600 - len("/unsubscribe/") - 48, "u")

    sink, messages = send(tmp_path, base)

    urls = set()
    for one in messages:
        (header,) = one.get_all("List-Unsubscribe")
        url = str(header).strip("<>")
        assert str(header) == f"<{url}>"
        assert url.startswith(f"{base}/unsubscribe/")
        assert len(url) == 600
        assert sum(f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in raw for raw in sink.bodies) == 1
        assert all(url in part.get_content() for part in one.iter_parts())
        assert one["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        urls.add(url)
    assert len(urls) == len(REACHED)
