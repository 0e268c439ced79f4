"""Hosts as addresses of servers name them, and why one cannot be spoken to. Pure."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from ipaddress import ip_address

_NO_WAY = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN)


def is_here(host: str) -> bool:
    """True for this very computer: the one place to which a password may go in the clear."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def why_unreachable(error: BaseException, place: str) -> str:
    """Why nothing came of speaking to ``place``, like ``mail.school.example:587``, and what to look
    after; empty where ``error`` and what it came of are of another sort.
    """
    for one in _causes(error):
        if isinstance(one, ssl.SSLCertVerificationError):
            return f"its certificate is not valid: {one.verify_message}"
        if isinstance(one, socket.gaierror):
            return f"nobody knows the name in {place}: it is mistyped, or there is no network"
        if isinstance(one, ConnectionRefusedError):
            return f"nothing listens at {place}: the number after the colon may be another one"
        if isinstance(one, TimeoutError):
            return (
                f"{place} does not answer: the number after the colon is another one, or the "
                "network lets nothing through"
            )
        if isinstance(one, ssl.SSLError) and "WRONG_VERSION" in str(one):
            return f"{place} does not begin encrypted: it may want STARTTLS, or another number"
        if isinstance(one, OSError) and one.errno in _NO_WAY:
            return f"no network leads to {place}"
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or one.__context__
