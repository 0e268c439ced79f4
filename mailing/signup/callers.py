"""Who calls: the client that limits count, and the page that a form came from. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from mailing.signup.config import Network, origin_of

_LOCAL = ("127.0.0.1", "localhost", "::1")
_OWN = ("same-origin", "none")


def client_of(peer: str, forwarded: Sequence[str], proxies: Collection[Network]) -> str:
    """Whom to count a try for: an IPv4 address, or the half of an IPv6 one that is a household.

    ``forwarded`` are the ``X-Forwarded-For`` headers. What they say is believed from the last
    entry on, for as long as a trusted proxy said it: anybody can write the first ones.
    """
    current = _parsed(peer)
    if current is None:
        return peer
    chain = [entry for header in forwarded for entry in header.split(",")]
    while chain and any(current in network for network in proxies):
        before = _parsed(chain.pop())
        if before is None:
            break
        current = before
    if isinstance(current, IPv6Address):
        return str(ip_network((current, 64), strict=False))
    return str(current)


def comes_from_us(origin: str, site: str, host: str, origins: Collection[str]) -> bool:
    """True for a form of ours: ``origin`` and ``site`` are what the browser says of its page.

    ``host`` is where it was sent to. Who says nothing is no browser, or a very old one. There is
    no cookie to abuse; this only keeps other sites from having their visitors fill in our forms.
    """
    if origin and origin != "null":
        if origin_of(origin) in origins:
            return True
        # Tried out on the school's own computer: the page comes from there as well.
        return is_local(host) and is_local(origin.partition("://")[2])
    # Our own pages tell nobody where a form was (Referrer-Policy), so browsers say "null".
    return not site or site in _OWN


def is_local(host: str) -> bool:
    """True for a ``Host`` that is this very computer, with any port."""
    return name_of(host) in _LOCAL


def name_of(host: str) -> str:
    """``news.school.example`` of a ``Host`` header; empty for what is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _parsed(written: str) -> IPv4Address | IPv6Address | None:
    text = written.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
