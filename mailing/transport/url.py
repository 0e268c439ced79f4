"""Where mail goes out: ``HALLWAY_SMTP_URL``, read and checked. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

from mailing.addresses import has_control
from mailing.errors import MailingError
from mailing.hosts import is_here

EXAMPLE = "smtp+starttls://news%40school.example:password@smtp.office365.com:587"
_SCHEMES: dict[str, tuple[Literal["tls", "starttls", "none"], int]] = {
    "smtp+starttls": ("starttls", 587),
    "smtps": ("tls", 465),
    "smtp": ("none", 25),
}


_AUTHS: dict[str, Literal["password", "xoauth2"]] = {
    "": "password",
    "auth=password": "password",
    "auth=xoauth2": "xoauth2",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and whom to log in as, and how; without ``user`` nobody is."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    user: str = ""
    password: str = field(default="", repr=False)
    auth: Literal["password", "xoauth2"] = "password"

    @property
    def way(self) -> str:
        """How it is spoken to and logged in at."""
        return f"smtp {self.security} {self.auth}"

    @property
    def account(self) -> str:
        """What its provider counts by: however the user is spelled, it is one account."""
        return f"{self.user.lower() or 'nobody'}@{self.host}"


def parse_server(url: str) -> Server:
    """``smtp+starttls://user:pass@host:587`` as a :class:`Server`. Raises :class:`MailingError`.

    Without encryption (``smtp://``) only this very computer is spoken to.
    """
    try:
        parts = urlsplit(url)
        security, usual = _SCHEMES[parts.scheme]
        server = Server(
            (parts.hostname or "").removesuffix("."),  # with or without it is one account
            parts.port or usual,
            security,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            _AUTHS[parts.query],
        )
    except (ValueError, KeyError):
        raise MailingError(_sentence("it is no address of a mail server")) from None
    if not server.host or has_control(server.host + server.user + server.password):
        raise MailingError(_sentence("it is no address of a mail server"))
    if server.auth == "xoauth2":
        if not server.user or server.password:
            raise MailingError(_sentence("with auth=xoauth2 it has a user and no password"))
    elif server.user and not server.password:
        raise MailingError(_sentence("it has a user and no password"))
    if security == "none" and not is_here(server.host):
        raise MailingError(
            _sentence("without encryption only a server on this computer is spoken to")
        )
    return server


def _sentence(why: str) -> str:
    # The address holds a password: it is not repeated.
    return (
        f"HALLWAY_SMTP_URL cannot be used: {why}. Write it like {EXAMPLE} "
        "(in name and password %40 stands for @, %3A for :, %2F for /, %20 for a space)."
    )
