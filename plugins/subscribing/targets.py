"""Where a form may send what somebody typed: whole addresses, and the origins behind them. Pure."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

import idna

LOCAL = ("127.0.0.1", "localhost")
"""This computer: a service that is tried out in a preview runs there, without encryption."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_UNUSABLE = re.compile(r"[\s\"'<>\\;,]")
"""No part of an address, and the way out of a header or a policy."""


def checked_target(written: str) -> str:
    """An address that a form may be sent to, its host in ASCII.

    Raises ``ValueError`` with the rule, for whoever typed it.
    """
    if _UNUSABLE.search(written):
        raise ValueError("it is no web address; write it like https://news.school.example")
    try:
        parts = urlsplit(written)
        host, port = _ascii_host(parts), parts.port
    except (ValueError, idna.IDNAError):
        raise ValueError(
            "it is no web address; write it like https://news.school.example"
        ) from None
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOCAL):
        raise ValueError("it must start with https://, because people type their address into it")
    if parts.username is not None or parts.password is not None:
        raise ValueError("it holds a name or a password, and every reader could see it")
    if parts.fragment:
        raise ValueError("take out the part from # on")
    place = host if port is None else f"{host}:{port}"
    return urlunsplit((parts.scheme, place, parts.path, parts.query, ""))


def checked_service(written: str) -> str:
    """The address of a sign-up service, without its last slash. Raises ``ValueError``."""
    checked = checked_target(written)
    if urlsplit(checked).query:
        raise ValueError("take out the part from ? on")
    return checked.rstrip("/")


def origin_of(target: str) -> str:
    """``https://news.school.example`` of a checked address: what a policy names."""
    parts = urlsplit(target)
    return f"{parts.scheme}://{parts.netloc}"


def is_local(target: str) -> bool:
    """True for a checked address that leads to this computer, and nobody else anywhere."""
    return urlsplit(target).hostname in LOCAL


def _ascii_host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode("ascii")
    if not _HOST.fullmatch(host):
        raise ValueError(host)
    return host
