"""Personal messages: everything that readers share is encoded once, the rest is put in. Pure."""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address as Mailbox
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

from mailing.addresses import JOINERS, Address, AddressError, has_control, parse_address
from mailing.errors import MailingError
from mailing.outbox import UNSUBSCRIBE, Letter

# NUL is in no finished message: headers refuse it, and quoted-printable writes it as =00.
_TO, _ID, _DATE, _URL, _LINK = b"\0to\0", b"\0id\0", b"\0date\0", b"\0url\0", b"\0link\0"
_LONGEST_LINE = 998  # RFC 5322, 2.1.1
_SOFT = b"=\r\n"
_SIGNUP = re.compile(r"https://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~@!$'()*+,;=-]+)*/?")
"""Nothing encoded, which servers decode, and no path that begins with //, which names a host."""
_ID_SIGNS = re.compile(r"<[A-Za-z0-9._-]+@[A-Za-z0-9.-]+>")


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom readers see and answer to. ``name`` may be empty."""

    name: str
    address: Address
    reply_to: Address | None = None


def parse_sender(written: str, reply_to: str = "") -> Sender:
    """``Technology coach <news@school.example>``. Raises :class:`MailingError`."""
    name, address = parseaddr(written)
    try:
        if has_control(written, JOINERS):
            raise AddressError("An invisible character is in it.")
        answers = parse_address(reply_to) if reply_to else None
        return Sender(name, parse_address(address), answers)
    except AddressError as error:
        raise MailingError(
            f"HALLWAY_MAIL_FROM cannot be used: {error} "
            'Write it like "Technology coach <news@school.example>".'
        ) from None


def checked_signup(url: str) -> str:
    """The address of the sign-up service, without its last slash. Raises :class:`MailingError`."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme == "https" and parts.hostname and not parts.username
    except ValueError:
        usable = False
    if not usable or not _SIGNUP.fullmatch(url):
        raise MailingError(
            "HALLWAY_SIGNUP_URL must be a plain https:// address, "
            "like https://news.school.example. Mail programs unsubscribe by nothing else."
        )
    return url.rstrip("/")


def unsubscribe_url(signup: str, token: str) -> str:
    """Where a reader's mail program unsubscribes them. Holds no address."""
    return f"{signup}/unsubscribe/{token}"


def build_frame(letter: Letter, sender: Sender) -> bytes:
    """``letter`` as a whole message, with marks for what :func:`fill_frame` puts in.

    Raises :class:`MailingError` for control characters in a header.
    """
    list_id = f"<{letter.audience}.{letter.site or sender.address.text.rpartition('@')[2]}>"
    headers = [
        b"Date: " + _DATE + b"\r\n",
        *build_origin(sender),
        b"To: " + _TO + b"\r\n",
        build_header("Subject", letter.subject),
        b"Message-ID: " + _ID + b"\r\n",
        build_header("List-Id", list_id),
        b"List-Unsubscribe: " + _URL + b"\r\n",
        b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
        build_header("Content-Language", letter.lang),
    ]
    return b"".join(headers) + build_body(letter.digest, letter.text, letter.html)


def fill_frame(frame: bytes, to: str, message_id: str, url: str, at: float) -> bytes:
    """The message of one reader: ``to`` as :attr:`Address.text`, ``url`` to unsubscribe with.

    Raises :class:`MailingError` for what no header may hold.
    """
    # Every value goes into a header as it is; nothing but visible ASCII may, whoever made it.
    for value in (to, url):
        if not value.isascii() or not value.isprintable() or " " in value:
            raise MailingError("A control character or a space is in a header of a message.")
    if not _ID_SIGNS.fullmatch(message_id):
        raise MailingError("A Message-ID cannot be used.")
    header = f"<{url}>".encode()
    if len(b"List-Unsubscribe: ") + len(header) > _LONGEST_LINE:
        header = b"\r\n " + header
    if len(header) > _LONGEST_LINE + 2:
        raise MailingError(
            f"HALLWAY_SIGNUP_URL is too long: no header line may have over {_LONGEST_LINE} signs."
        )
    link = _SOFT + binascii.b2a_qp(url.encode(), istext=True).replace(b"\n", b"\r\n") + _SOFT
    date = format_datetime(datetime.fromtimestamp(int(at), UTC)).encode()
    return (
        frame.replace(_DATE, date, 1)
        .replace(_TO, to.encode(), 1)
        .replace(_ID, message_id.encode(), 1)
        .replace(_URL, header, 1)
        .replace(_LINK, link)
    )


def build_header(name: str, value: str) -> bytes:
    """One header field, encoded and folded. Raises :class:`MailingError` for control characters."""
    if has_control(value, JOINERS):
        raise MailingError(f"An invisible character is in the header {name} of the message.")
    folded: str = SMTP.header_factory(name, value).fold(policy=SMTP)
    return folded.encode("ascii")


def build_origin(sender: Sender) -> list[bytes]:
    """``From``, and ``Reply-To`` where answers go somewhere else. Raises :class:`MailingError`."""
    who = str(Mailbox(sender.name, addr_spec=sender.address.text))
    answers = sender.reply_to
    return [
        build_header("From", who),
        *([build_header("Reply-To", answers.text)] if answers else []),
    ]


def build_body(digest: str, text: str, html: str) -> bytes:
    """The end of a message: its last headers, and both forms with a mark of ``digest`` between."""
    boundary = f"=_hallway_{digest[:24]}".encode()  # "=_" is never in quoted-printable
    parts = (
        b"--" + boundary + b"\r\n" + _part(kind, body)
        for kind, body in (("plain", text), ("html", html))
    )
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="%s"\r\n\r\n'
    return b"".join((head % boundary, *parts, b"--", boundary, b"--\r\n"))


def _part(kind: str, body: str) -> bytes:
    """One form of a message, ``plain`` or ``html``, with its own headers."""
    head = (
        f'Content-Type: text/{kind}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + _quoted(body.split(UNSUBSCRIBE)) + b"\r\n"


def _quoted(pieces: Sequence[str]) -> bytes:
    """Quoted-printable, with a mark between the pieces; a link stands on lines of its own."""
    return _LINK.join(
        # A lone CR would end a line for some servers and not for others.
        binascii.b2a_qp(
            piece.replace("\r\n", "\n").replace("\r", "\n").encode(), istext=True
        ).replace(b"\n", b"\r\n")
        for piece in pieces
    )
