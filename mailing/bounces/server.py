"""Where returned mail lies on a mail server: ``HALLWAY_IMAP_URL``, read and checked. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

from mailing.addresses import has_control
from mailing.errors import MailingError
from mailing.hosts import is_here

EXAMPLE = "imaps://news%40school.example:password@outlook.office365.com/INBOX/Bounces"
_SCHEMES: dict[str, tuple[Literal["tls", "starttls", "none"], int]] = {
    "imaps": ("tls", 993),
    "imap+starttls": ("starttls", 143),
    "imap": ("none", 143),
}
_AUTHS = ("", "auth=password", "auth=xoauth2")


@dataclass(frozen=True, slots=True)
class MailServer:
    """A folder of a mail server, and whom to log in as. ``xoauth2``: with a token."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    user: str
    password: str = field(repr=False)
    folder: str
    xoauth2: bool = False

    @property
    def name(self) -> str:
        """For people; no address, no password."""
        return f"{self.folder} on {self.host}"


def parse_mail_server(url: str) -> MailServer:
    """``imaps://user:pass@host/INBOX/Bounces``. Raises :class:`MailingError`.

    Without encryption (``imap://``) only this very computer is spoken to.
    """
    try:
        parts = urlsplit(url)
        security, usual = _SCHEMES[parts.scheme]
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        folder = unquote(parts.path.strip("/")) or "INBOX"
        server = MailServer(
            parts.hostname or "",
            parts.port or usual,
            security,
            user,
            password,
            folder,
            xoauth2=parts.query == "auth=xoauth2",
        )
        if not server.host or parts.query not in _AUTHS or has_control(user + password + folder):
            raise ValueError
    except (ValueError, KeyError):
        raise MailingError(_sentence("it is no address of a mailbox")) from None
    if not server.user or bool(server.password) == server.xoauth2:
        raise MailingError(
            _sentence("it needs a user and a password; with auth=xoauth2 a user and no password")
        )
    if security == "none" and not is_here(server.host):
        raise MailingError(
            _sentence("without encryption only a server on this computer is spoken to")
        )
    return server


def _sentence(why: str) -> str:
    # The address holds a password: it is not repeated.
    return (
        f"HALLWAY_IMAP_URL cannot be used: {why}. Write it like {EXAMPLE} "
        "(in name and password %40 stands for @, %3A for :, %2F for /)."
    )
