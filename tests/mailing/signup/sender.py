"""Sends the mails of a sign-up service until it is killed: ``python -m ... FOLDER PORT``."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from mailing.clock import SteadyClock
from mailing.delivery.post_office import MailAccount
from mailing.signup.letters import NoticeWriter
from mailing.signup.mailer import NoticeMailer
from mailing.store.notices import NoticeQueue
from mailing.store.secret import load_secret
from mailing.transport.smtp import SmtpTransport
from mailing.transport.url import parse_server
from tests.mailing.builders import PLENTY, database
from tests.mailing.signup.service import CONFIG, SENDER


def main(folder: str, port: str) -> None:
    data = database(Path(folder))
    secret = load_secret(data)
    mailer = NoticeMailer(
        data,
        NoticeQueue(data, secret, NoticeWriter(CONFIG, SENDER)),
        [MailAccount(SmtpTransport(parse_server(f"smtp://127.0.0.1:{port}"), patience=10), PLENTY)],
        SENDER.address.text,
        SteadyClock(),
        lambda _: None,
        lambda text: sys.stderr.write(f"{text}\n"),
    )
    mailer.start()
    threading.Event().wait(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
