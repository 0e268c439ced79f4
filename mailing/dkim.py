"""DKIM: the school's own signature on each message, where the provider puts none there.

Needs the package dkimpy, which is no part of what every school installs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mailing.errors import MailingError

Sign = Callable[[bytes], bytes]
"""A finished message -> the same with a signature before its first header."""

INSTALL = ".venv/bin/python -m pip install -r requirements-dkim.lock"
HEADERS = (
    *("From", "Reply-To", "To", "Subject", "Date", "Message-ID", "List-Id"),
    *("List-Unsubscribe", "List-Unsubscribe-Post", "Content-Language"),
    *("MIME-Version", "Content-Type"),
)
"""What is signed. A message that has one of them twice was tampered with, as far as it shows."""

_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*", re.IGNORECASE)
_RELAXED = (b"relaxed", b"relaxed")


def load_signer(key: Path, selector: str, domain: str) -> Sign:
    """Sign with the private key in ``key``, whose public half stands in the DNS of ``domain``.

    At ``selector._domainkey``. Raises :class:`MailingError`.
    """
    try:
        import dkim
    except ImportError:
        raise MailingError(
            "HALLWAY_DKIM_KEY is set, and the package that signs is not installed. In Hallway's "
            f"folder type: {INSTALL} (on Windows .venv\\Scripts\\python)."
        ) from None
    for name, value, like in (
        ("HALLWAY_DKIM_SELECTOR", selector, "hallway2026"),
        ("HALLWAY_DKIM_DOMAIN", domain, "school.example"),
    ):
        if not _NAME.fullmatch(value):
            raise MailingError(
                f'{name} is "{value}". It must be a name as in the DNS, like {like}.'
                if value
                else f"{name} is not set. Set it like {like}"
            )
    try:
        pem = key.read_bytes()
    except OSError as error:
        raise MailingError(
            f"The key {key} (HALLWAY_DKIM_KEY) cannot be read: {error.strerror}."
        ) from None
    sign = _signer(dkim, pem, selector.encode(), domain.encode())
    try:
        sign(b"From: a@b.example\r\n\r\nA try.\r\n")
    except Exception:  # noqa: BLE001 - what it raises for a wrong key depends on what is wrong
        raise MailingError(
            f"The key {key} (HALLWAY_DKIM_KEY) is no private RSA key that can sign. Make one with: "
            f"openssl genrsa -out {key} 2048"
        ) from None
    return sign


def check_alignment(domain: str, sender: str) -> None:
    """Raises :class:`MailingError` where a signature of ``domain`` says nothing about ``sender``.

    Receivers compare it with the domain that readers see.
    """
    seen, signed = (f".{one.lower()}" for one in (sender.rpartition("@")[2], domain))
    if not seen.endswith(signed) and not signed.endswith(seen):
        raise MailingError(
            f"HALLWAY_DKIM_DOMAIN is {domain}, and HALLWAY_MAIL_FROM is of another domain, "
            f"{seen[1:]}: no mailbox would count that signature. Use the same domain."
        )


def _signer(dkim: Any, pem: bytes, selector: bytes, domain: bytes) -> Sign:
    def sign(message: bytes) -> bytes:
        head = message.partition(b"\r\n\r\n")[0].lower()
        names = [one.encode() for one in HEADERS if f"\n{one.lower()}:".encode() in b"\n" + head]
        made: bytes = dkim.sign(
            message,
            selector,
            domain,
            pem,
            canonicalize=_RELAXED,
            # Named once more than they are there: one that is added later breaks the signature.
            include_headers=[*names, *names],
        )
        return made + message

    return sign
