"""Fifty messages through Debian's Postfix into a Maildir: every one arrives as it was sent."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailing.clock import SteadyClock
from mailing.delivery.post_office import MailAccount, Options, PostOffice
from mailing.message import parse_sender
from mailing.outbox import UNSUBSCRIBE
from mailing.transport import Envelope, Verdict
from mailing.transport.smtp import SmtpTransport
from mailing.transport.url import parse_server
from tests.mailing import postfix
from tests.mailing.builders import HTML, PLENTY, START, database, letter, rows, subscribers
from tests.mailing.postfix import Postfix

pytestmark = pytest.mark.slow

SIGNUP = "https://news.school.example/".ljust(539, "u")
URL_LENGTH = 600
TEXTS = {
    "dots": ".\n..\n.\r\n. a dot\n\n.\n",
    "returns": "one\rtwo\r\nthree\n\rfour\r",
    "long": "word" * 5000 + "\n" + "x " * 3000,
    "letters": "Grüße, 你好, 🤖, e\u0301, =3D, =\n\tTab \nFrom here\n>From there",
    "blank": "\n\n\n   \n\t\n",
}
"""By audience, what servers have been known to change."""


class Recorder(SmtpTransport):
    """SMTP, and a copy of what was handed over."""

    def send(self, envelope: Envelope) -> Verdict:
        self.handed = {**getattr(self, "handed", {}), envelope.recipient: envelope}
        return super().send(envelope)


@pytest.fixture
def server() -> Iterator[Postfix]:
    if postfix.is_missing():
        missing = "needs Postfix: apt install postfix (it need not run)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    if os.geteuid() != 0:
        pytest.skip("Postfix starts for root alone")
    with postfix.running() as one:
        yield one


def addresses(audience: str) -> list[str]:
    """Ten readers: IDN, plus addresses, signs that are allowed and seldom seen."""
    plain = [f"reader{number}.{audience}@school.example" for number in range(5)]
    return [
        *plain,
        f"Mia+{audience}@Bücher-Schule.example",
        f"o'brien+{audience}@例え.テスト",
        f"{audience}!#$%&*/=?^_`{{|}}~-@school.example",
        f"{audience}@{'a' * 60}.{'b' * 60}.example",
        f"{'long' * 10}+{audience}@sub.domain.of.school.example",
    ]


def unwrapped(data: bytes) -> bytes:
    """A message of the Maildir without the lines that servers put on top of it."""
    lines = re.split(rb"\n(?![ \t])", data, maxsplit=4)
    added = [line.partition(b":")[0] for line in lines[:4]]
    assert added == [b"Return-Path", b"X-Original-To", b"Delivered-To", b"Received"]
    return lines[4]


def parts(message: EmailMessage) -> tuple[str, str]:
    text, html = (part.get_content() for part in message.iter_parts())
    return text, html


def test_fifty_messages_arrive_as_they_were_sent(tmp_path: Path, server: Postfix) -> None:
    """Byte for byte, line ends aside; and a mail program reads out of them what was meant."""
    listed = subscribers(database(tmp_path))
    for audience in TEXTS:
        assert listed.bring_in(rows(addresses(audience), audience), "en", START).added == 10
    letters = [
        letter(
            audience=name,
            subject=f"Grüße 🤖 {name} " + "and a long subject that has to be folded " * 3,
            text=f"{text}{UNSUBSCRIBE}\n",
            html=HTML.replace("robots", text),
            digest=name.encode().hex().ljust(64, "0"),
        )
        for name, text in TEXTS.items()
    ]
    transport = Recorder(parse_server(f"smtp://127.0.0.1:{server.port}"))
    sender = parse_sender('"Müller, Coach" <news@school.example>', "coach@bücher.example")
    accounts = [MailAccount(transport, PLENTY)]
    post = PostOffice(database(tmp_path), accounts, sender, SIGNUP, SteadyClock(lambda: START))
    assert post.queue("2026-W47", letters) == 50

    ended = post.run("2026-W47", "", Options(time.sleep))

    assert (ended.how, ended.why) == ("done", "")
    found = server.wait_for(50)
    assert len(found) == 50
    sent = {one.body.replace(b"\r\n", b"\n"): one for one in transport.handed.values()}
    assert {unwrapped(one) for one in found} == set(sent)
    for data in found:
        envelope = sent[unwrapped(data)]
        message = message_from_bytes(unwrapped(data), policy=policy.default)
        assert isinstance(message, EmailMessage)
        assert message.defects == []
        assert f"\nDelivered-To: {envelope.recipient}\n".encode() in data
        assert message["To"] == envelope.recipient
        assert message["From"] == '"Müller, Coach" <news@school.example>'
        assert message["Reply-To"] == "coach@xn--bcher-kva.example"
        one = next(one for one in letters if one.audience in message["List-Id"])
        assert message["Subject"] == one.subject
        (raw,) = re.findall(rb"\nList-Unsubscribe: <([^>\s]*)>\n", data)
        url = raw.decode()
        assert len(url) == URL_LENGTH
        assert parts(message) == tuple(
            re.sub(r"\r\n|\r", "\n", body).replace(UNSUBSCRIBE, url)
            for body in (one.text, one.html)
        )
