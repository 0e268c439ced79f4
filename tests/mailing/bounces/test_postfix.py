"""Debian's Postfix takes a letter, finds nobody, and writes back: what it wrote is understood."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mailing.bounces.mailboxes import Files
from mailing.bounces.understanding import understand
from mailing.clock import SteadyClock
from mailing.delivery.post_office import Options
from mailing.store.bounces import BounceBook
from mailing.store.outcomes import Rules
from mailing.store.secret import load_secret
from mailing.transport.smtp import SmtpTransport
from mailing.transport.url import parse_server
from tests.mailing import postfix
from tests.mailing.bounces.returned import statuses
from tests.mailing.builders import START, database, letter, office, rows, subscribers

pytestmark = pytest.mark.slow

# It takes mail for whomever, and knows two of them.
SETTINGS = """
smtpd_reject_unlisted_recipient = no
virtual_mailbox_maps = inline:{ news@school.example=mail/, ben@jones.example=mail/ }
"""


def test_a_report_of_postfix_ends_the_right_subscription(tmp_path: Path) -> None:
    """It lies in the Maildir of the sender, beside other mail."""
    if postfix.is_missing():
        missing = "needs Postfix: apt install postfix (it need not run)"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    if os.geteuid() != 0:
        pytest.skip("Postfix starts for root alone")
    data = database(tmp_path)
    people = ["ben@jones.example", "mia@smith.example", "mia+news@smith.example"]
    subscribers(data).bring_in(rows(people), "en", START)
    clock = SteadyClock(lambda: START)
    with postfix.running(more=SETTINGS) as server:
        transport = SmtpTransport(parse_server(f"smtp://127.0.0.1:{server.port}"))
        post = office(tmp_path, transport, clock)
        post.queue("2026-W47", [letter()])
        ended = post.run("2026-W47", "", Options(lambda _: None))
        server.wait_for(3)
        mails = [understand(one.raw) for one in Files(server.maildir).mails()]

    book = BounceBook(data, load_secret(data), Rules())
    outcomes = sorted(book.take(one, clock()).outcome for one in mails)

    assert ended.how == "done"
    assert outcomes == ["automatic", "bounced", "bounced"]  # Ben's letter is a mail of a list
    assert statuses(data) == {people[0]: "confirmed", people[1]: "bounced", people[2]: "bounced"}
    assert {one.status for mail in mails for one in mail.failures} == {"5.1.1"}
