"""Returned mail on a mail server, over IMAP with a verified certificate. Nothing is deleted."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError
from imap_tools.utils import encode_folder

from mailing.addresses import mask_addresses
from mailing.bounces.mailboxes import Returned
from mailing.bounces.opened import LARGEST
from mailing.bounces.server import MailServer
from mailing.errors import MailingError
from mailing.hosts import why_unreachable
from mailing.logins import EveryLogin, Login, LoginAttempt, Logins

_PATIENCE = 60.0  # seconds that an answer may take
_AT_ONCE = 100
_NOT_NOW = re.compile(
    r"\[(UNAVAILABLE|INUSE|LIMIT|OVERQUOTA|SERVERBUG|THROTTLED)\b"  # RFC 5530, and Google's own
    r"|\btoo many\b|temporar|try again|unavailable",
    re.IGNORECASE,
)
"""What a server says that lets nobody in at the moment, whatever the password."""

_FAILURES = (OSError, imaplib.IMAP4.error, ImapToolsError, ValueError)


class ImapFolder:
    """A folder, open for as long as the block lasts; for reading only, unless ``changes``.

    ``token`` gives an access token for XOAUTH2, ``origin`` says what it is made from. ``context``
    is for servers with a certificate of the school's own, ``logins`` are asked before the login.
    """

    def __init__(
        self,
        server: MailServer,
        token: Callable[[], str] | None = None,
        *,
        changes: bool = False,
        context: ssl.SSLContext | None = None,
        logins: Logins | None = None,
        origin: str = "",
    ) -> None:
        self._server = server
        self._token = token
        self._changes = changes
        self._context = context
        self._logins = logins or EveryLogin()
        self._origin = origin
        self._box: BaseMailBox | None = None
        self._uids: Sequence[str] = ()

    def __enter__(self) -> ImapFolder:
        """Connect, log in once, open the folder. Raises :class:`MailingError`."""
        with self._logins.attempt(self._login) as attempt:
            self._enter(attempt)
        try:
            self._open.folder.set(self._server.folder, readonly=not self._changes)
            self._uids = self._open.uids()
        except _FAILURES:
            folders = self._folders()
            self._close()
            raise MailingError(
                f"There is no folder {self._server.folder} in the mailbox on {self._server.host}. "
                f"It has: {folders}. Write the name as it is there at the end of HALLWAY_IMAP_URL."
            ) from None
        return self

    def _enter(self, attempt: LoginAttempt) -> None:
        try:
            self._box = self._connected()
            self._log_in(self._box, attempt)
        except _FAILURES as error:
            self._close()
            raise MailingError(_trouble(self._server, "cannot be opened", error)) from None
        except BaseException:
            self._close()
            raise
        attempt.accepted()

    def __exit__(self, *_: object) -> None:
        """Hang up."""
        self._close()

    def __len__(self) -> int:
        return len(self._uids)

    def mails(self) -> Iterator[Returned]:
        """As in :class:`mailing.bounces.mailboxes.Mailbox`; nothing is marked as read by this."""
        for uid in self._uids:
            place = f"{self._server.name}, mail {uid}"
            raw = self._fetched(uid)
            yield Returned(place, raw or b"", "" if raw else "It has gone in the meantime.", uid)

    def mark_seen(self, uids: Collection[str]) -> None:
        """Mark mails as read. Raises :class:`MailingError`."""
        for some in _groups(uids):
            self._command("STORE", ",".join(some), "+FLAGS.SILENT", r"(\Seen)")

    def move(self, uids: Collection[str], folder: str) -> None:
        """Move mails into another folder, which has to be there. Raises :class:`MailingError`."""
        if not uids:
            return
        if "MOVE" not in self._abilities():
            # The old way, copying and deleting, could delete what somebody else marked.
            raise MailingError(f"{self._server.host} cannot move mails. Use --seen instead.")
        for some in _groups(uids):
            self._command("MOVE", ",".join(some), _quoted(folder))

    def _abilities(self) -> list[str]:
        """Servers tell them in full only to who has logged in."""
        try:
            _, data = self._open.client.capability()
        except _FAILURES as error:
            raise MailingError(_trouble(self._server, "has hung up", error)) from None
        return str(data[-1] or b"", "ascii", "replace").upper().split()

    def _command(self, *words: str) -> None:
        try:
            answer, _ = self._open.client.uid(*words)
        except _FAILURES as error:
            raise MailingError(_trouble(self._server, "has hung up", error)) from None
        if answer != "OK":
            raise MailingError(
                f"{self._server.host} did not do what was asked for. Is there a folder of the name?"
            )

    def _fetched(self, uid: str) -> bytes | None:
        try:
            answer, data = self._open.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)")
        except _FAILURES as error:
            raise MailingError(_trouble(self._server, "has hung up", error)) from None
        bodies = [one[1] for one in data if isinstance(one, tuple)] if answer == "OK" else []
        return bodies[0] if bodies else None

    def _connected(self) -> BaseMailBox:
        server = self._server
        if server.security == "none":
            return MailBoxUnencrypted(server.host, server.port, timeout=_PATIENCE)
        context = self._context or ssl.create_default_context()
        kind = MailBox if server.security == "tls" else MailBoxStartTls
        return kind(server.host, server.port, timeout=_PATIENCE, ssl_context=context)

    @property
    def _login(self) -> Login:
        server = self._server
        return Login(
            f"{server.host}:{server.port}",
            f"imap {server.security} {'xoauth2' if server.xoauth2 else 'password'}",
            server.user,
            self._origin if server.xoauth2 else server.password,
            "the token" if server.xoauth2 else "HALLWAY_IMAP_URL",
            "subscribers.bounces",
        )

    def _log_in(self, box: BaseMailBox, attempt: LoginAttempt) -> None:
        user = self._server.user
        token = self._token() if self._token else ""
        if self._server.xoauth2 and not token:
            raise ValueError("there is no token")
        try:
            if self._server.xoauth2:
                box.xoauth2(user, token, initial_folder=None)
            else:
                box.login(user, self._server.password, initial_folder=None)
        except imaplib.IMAP4.abort:  # it hung up
            raise
        except (imaplib.IMAP4.error, ImapToolsError) as error:
            if not _NOT_NOW.search(str(error)):
                attempt.refused(str(error))
            raise

    def _folders(self) -> str:
        with suppress(*_FAILURES):
            return ", ".join(one.name for one in self._open.folder.list()[:20])
        return "no folder that can be read"

    @property
    def _open(self) -> BaseMailBox:
        if self._box is None:
            raise MailingError("The mailbox is not open.")
        return self._box

    def _close(self) -> None:
        box, self._box = self._box, None
        if box is not None:
            with suppress(*_FAILURES):
                box.logout()


def _groups(uids: Collection[str]) -> Iterator[Sequence[str]]:
    ordered = list(uids)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _quoted(folder: str) -> str:
    return str(encode_folder(folder), "ascii")


def _trouble(server: MailServer, what: str, error: BaseException) -> str:
    why = why_unreachable(error, f"{server.host}:{server.port}") or (
        mask_addresses(" ".join(str(error).split()))[:200] or type(error).__name__
    )
    return (
        f"The mailbox on {server.host} {what}: {why}. "
        "Check HALLWAY_IMAP_URL, and that IMAP is allowed for the account."
    )
