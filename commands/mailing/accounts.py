"""The mail accounts that ``HALLWAY_SMTP_URL`` names, and how much each of them may send."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from commands.mailing.tokens import tokens_for
from mailing.errors import MailingError
from mailing.quota import PRESETS, Limits, limits_for
from mailing.transport import Transport
from mailing.transport.files import FileTransport
from mailing.transport.smtp import SmtpTransport
from mailing.transport.tokens import Tokens
from mailing.transport.url import parse_server

_TOKEN = re.compile(r"[?&]auth=xoauth2\b")


class Place(NamedTuple):
    """The host of an account and whom it knows it by; empty for a folder of files."""

    host: str = ""
    user: str = ""


def ways_for(written: str, private: Path) -> list[tuple[Transport, Place]]:
    """The way out by each address in ``written``, and where that is; tokens lie in ``private``.

    Raises :class:`MailingError`.
    """
    urls = written.split()
    with_token = [_TOKEN.search(url) is not None for url in urls]
    tokens = iter(tokens_for(sum(with_token), private))
    found = [
        way_for(url, next(tokens) if has_one else None)
        for url, has_one in zip(urls, with_token, strict=True)
    ]
    names = [transport.account for transport, _ in found]
    if len({*names}) < len(names):
        raise MailingError(
            "HALLWAY_SMTP_URL names an account twice: each counts what it sends by itself."
        )
    return found


def way_for(url: str, tokens: Tokens | None = None) -> tuple[Transport, Place]:
    """The way out by one address. Raises :class:`MailingError`."""
    if url.startswith("file:"):
        parts = urlsplit(url)
        path = url2pathname(parts.path)
        if not path.strip("/\\") or parts.netloc not in ("", "localhost"):
            raise MailingError(
                "HALLWAY_SMTP_URL names no folder. Write it with three slashes, like "
                "file:///home/coach/letters."
            )
        return FileTransport(Path(path)), Place()
    server = parse_server(url)
    return SmtpTransport(server, tokens=tokens), Place(server.host, server.user)


def limits_for_each(written: str, places: Sequence[Place]) -> list[Limits]:
    """What each account may send: all the same, or as many as there are ``places``.

    Raises :class:`MailingError`.
    """
    parts = written.split(";")
    if len(parts) == 1:
        parts *= len(places)
    if len(parts) != len(places):
        raise MailingError(
            f"HALLWAY_MAIL_LIMITS names {len(parts)} limits, and HALLWAY_SMTP_URL "
            f"{len(places)} accounts. Write one for all, or as many, with ; between them."
        )
    return [
        # Files in a folder annoy no provider.
        limits_for(part, one.host, one.user) if one.host or part.strip() else PRESETS["m365"]
        for part, one in zip(parts, places, strict=True)
    ]
