"""The task that reads returned mail: who is off the list by it, and what needs a person."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from commands import stopping
from commands.errors import CoachError
from commands.mailing import bounces_report as report
from commands.mailing.environment import secret_of, setting
from commands.mailing.settings import database, logins_of, subscribers, told
from commands.mailing.tokens import tokens_for
from commands.readers import PRIVATE
from commands.terminal import progress_display
from mailing.bounces.imap import ImapFolder
from mailing.bounces.mailboxes import Files, Mailbox, Returned
from mailing.bounces.server import EXAMPLE, parse_mail_server
from mailing.bounces.understanding import understand
from mailing.errors import MailingError
from mailing.store.bounces import BounceBook
from mailing.store.database import Database
from mailing.store.outcomes import Rules, Taken
from mailing.transport.tokens import TokenError, Tokens
from mailing.transport.url import parse_server

IMAP = "imap"
"""What to type in place of a file, for the mailbox on a mail server."""

_FEWEST, _SHARE = 10, 10
"""Reports may end ten subscriptions at once, or every tenth where that is more."""

_LONGEST = 1800.0
"""Seconds of one run."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of the task, as the coach gave them."""

    soft: int = 3
    days: int = 30
    trust: bool = False
    many: bool = False
    dry: bool = False
    seen: bool = False
    move: str = ""
    again: bool = False


@dataclass
class Story:
    """What a run did so far."""

    counts: Counter[str] = field(default_factory=Counter)
    blocked: Counter[tuple[str, str]] = field(default_factory=Counter)
    unclear: list[tuple[str, str, str]] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    late: bool = False

    def add(self, mail: Returned, subject: str, taken: Taken) -> None:
        """One more mail."""
        self.counts[taken.outcome] += 1
        if taken.outcome == "blocked":
            self.blocked[(taken.status, taken.reason)] += 1
        if taken.outcome == "unclear":
            self.unclear.append((mail.place, subject, f"{taken.why} {taken.who}".strip()))
        elif mail.uid and taken.outcome != "held":
            self.settled.append(mail.uid)


def read(source: str, wishes: Wishes) -> None:
    """Read a mailbox of returned mail; exit code 1 where a person has to look at something."""
    if wishes.soft < 1 or wishes.days < 1:
        raise CoachError("--soft and --days take numbers from 1 on.")
    story = Story()
    with database() as data, told(), _opened(source, wishes, data) as box:
        readers = sum(one.status == "confirmed" for one in subscribers(data).entries())
        most = 1_000_000_000 if wishes.many else max(_FEWEST, readers // _SHARE)
        rules = Rules(wishes.soft, wishes.days, trust=wishes.trust, most=most)
        book = BounceBook(data, secret_of(data), rules, dry=wishes.dry)
        try:
            trouble = _take_all(box, book, story) or _mark(box, wishes, story)
        except stopping.Stopped as stop:
            stop.outcome = "What was read so far is counted, and is not counted again."
            raise
        total = len(box)
    report.print_story(story.counts, total, dry=wishes.dry, late=story.late)
    report.print_blocked(story.blocked)
    report.print_unclear(story.unclear)
    if trouble:
        raise CoachError(trouble)
    sys.exit(1 if story.unclear or story.blocked or story.counts["held"] or story.late else 0)


def _take_all(box: Mailbox, book: BounceBook, story: Story) -> str:
    """What stood in the way of reading all of it; empty where nothing did."""
    end = time.monotonic() + _LONGEST
    try:
        with progress_display("reading", len(box)) as advance:
            for mail in box.mails():
                if time.monotonic() > end:
                    story.late = True
                    break
                if mail.trouble:
                    story.add(mail, "", Taken("unclear", why=mail.trouble))
                else:
                    reading = understand(mail.raw)
                    story.add(mail, reading.subject, book.take(reading, time.time()))
                advance(1)
    except MailingError as error:
        return f"{error}\nThe rest was not read. Run it again."
    return ""


def _mark(box: Mailbox, wishes: Wishes, story: Story) -> str:
    """On the mail server, and only what nobody has to look at; what stood in the way of it."""
    try:
        if isinstance(box, ImapFolder) and not wishes.dry:
            if wishes.seen:
                box.mark_seen(story.settled)
            if wishes.move:
                box.move(story.settled, wishes.move)
    except MailingError as error:
        return str(error)
    return ""


@contextmanager
def _opened(source: str, wishes: Wishes, data: Database) -> Iterator[Mailbox]:
    changes = bool(wishes.seen or wishes.move)
    if source != IMAP:
        if changes:
            raise CoachError("--seen and --move are for a mailbox on a mail server; files stay.")
        yield Files(Path(source).expanduser())
        return
    url = setting("HALLWAY_IMAP_URL")
    if not url:
        raise CoachError(f"HALLWAY_IMAP_URL is not set. Set it like {EXAMPLE}")
    server = parse_mail_server(url)
    logins = logins_of(data, again=wishes.again)
    tokens = _tokens(server.user) if server.xoauth2 else None
    if tokens is not None:
        tokens.remember(logins)
    with ImapFolder(
        server,
        partial(_token, tokens) if tokens else None,
        changes=changes and not wishes.dry,
        logins=logins,
        origin=tokens.origin if tokens else "",
    ) as box:
        yield box


def _tokens(user: str) -> Tokens:
    """Those that ``user`` sends with; tokens are set in the order of the accounts."""
    urls = setting("HALLWAY_SMTP_URL").split()
    senders = [parse_server(one) for one in urls if not one.startswith("file:")]
    users = [one.user for one in senders if one.auth == "xoauth2"] or [user]
    if user not in users:
        raise CoachError(
            "HALLWAY_IMAP_URL says auth=xoauth2 for an account that HALLWAY_SMTP_URL has no "
            "token for. Read the mailbox of an account that sends, or use a password."
        )
    return tokens_for(len(users), PRIVATE)[users.index(user)]


def _token(tokens: Tokens) -> str:
    try:
        return tokens.access()[0]
    except TokenError as error:
        raise CoachError(
            f"There is no token to read the mailbox with: {error.verdict.reply}."
        ) from None
