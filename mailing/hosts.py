"""Hosts as addresses of servers name them. Pure."""

from __future__ import annotations

from ipaddress import ip_address


def is_here(host: str) -> bool:
    """True for this very computer: the one place to which a password may go in the clear."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
