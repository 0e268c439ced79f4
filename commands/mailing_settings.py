"""What the mailing needs from the environment; all that is missing is told in one go."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from commands.bootstrap import ROOT
from commands.school import CoachError
from mailing.errors import MailingError
from mailing.message import Sender, checked_signup, parse_sender
from mailing.quota import PRESETS, Limits, limits_for
from mailing.store.database import DEFAULT_URL, Database, open_database
from mailing.store.secret import load_secret
from mailing.store.subscribers import Subscribers
from mailing.transport import Transport
from mailing.transport.files import FileTransport
from mailing.transport.smtp import SmtpTransport
from mailing.transport.url import EXAMPLE, parse_server

PRIVATE = ROOT / "private"
_EXAMPLES = {
    "HALLWAY_SMTP_URL": EXAMPLE,
    "HALLWAY_MAIL_FROM": "Technology coach <news@school.example>",
    "HALLWAY_SIGNUP_URL": "https://news.school.example",
}
Value = TypeVar("Value")


@contextmanager
def told() -> Iterator[None]:
    """What the mailing has to say is said to the coach."""
    try:
        yield
    except MailingError as error:
        raise CoachError(str(error)) from None


@contextmanager
def database() -> Iterator[Database]:
    """The database of subscribers. A relative path of SQLite is seen from Hallway's folder."""
    url = os.environ.get("HALLWAY_DATABASE_URL", "") or DEFAULT_URL
    before, _, path = url.partition(":///")
    if before.startswith("sqlite") and path and not Path(path).is_absolute():
        url = f"{before}:///{ROOT / path}"
    with told():
        data = open_database(url, PRIVATE)
        try:
            yield data
        finally:
            data.close()


def subscribers(data: Database) -> Subscribers:
    """The list, with the school's secret."""
    return Subscribers(data, load_secret(data, os.environ.get("HALLWAY_SECRET", "")))


def post() -> tuple[Transport, Limits, Sender, str]:
    """How mail goes out, within which limits, from whom, and where readers unsubscribe.

    Raises :class:`CoachError` that names everything missing or wrong, each with an example.
    """
    missing = [name for name in _EXAMPLES if not os.environ.get(name, "").strip()]
    wrong: list[str] = [f"{name} is not set. Set it like {_EXAMPLES[name]}" for name in missing]

    def checked(name: str, make: Callable[[str], Value]) -> Value | None:
        if name in missing:
            return None
        try:
            return make(os.environ.get(name, "").strip())
        except MailingError as error:
            wrong.append(str(error))
            return None

    reply_to = os.environ.get("HALLWAY_MAIL_REPLY_TO", "").strip()
    found = checked("HALLWAY_SMTP_URL", _transport)
    sender = checked("HALLWAY_MAIL_FROM", lambda written: parse_sender(written, reply_to))
    signup = checked("HALLWAY_SIGNUP_URL", checked_signup)
    limits = None
    if found is not None:
        limits = checked("HALLWAY_MAIL_LIMITS", lambda written: _limits(written, found[1]))
    if wrong or found is None or limits is None or sender is None or signup is None:
        raise CoachError(
            "The newsletter cannot be sent yet. These settings of the environment need you:\n"
            + "\n".join(f"  {one}" for one in wrong)
        )
    return found[0], limits, sender, signup


def _transport(url: str) -> tuple[Transport, str]:
    """And the name of its host, which may be a provider's; empty for a folder of files."""
    if url.startswith("file:"):
        path = unquote(urlsplit(url).path)
        if not path:
            raise MailingError(
                "HALLWAY_SMTP_URL names no folder. Write it like file:///home/coach/letters."
            )
        return FileTransport(Path(path)), ""
    server = parse_server(url)
    return SmtpTransport(server), server.host


def _limits(written: str, host: str) -> Limits:
    if not host and not written:
        return PRESETS["m365"]  # files in a folder annoy no provider
    return limits_for(written, host)
