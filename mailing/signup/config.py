"""What a school says about its sign-up service: plain values, checked once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from mailing.addresses import has_control
from mailing.errors import MailingError
from mailing.message import checked_signup
from mailing.store.attempts import TryLimits

Network = IPv4Network | IPv6Network

PAGES = ("confirm", "health", "preferences", "sent", "static", "unsubscribe")
"""The first part of each path of the service but the form's, which is empty."""

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+")


@dataclass(frozen=True, slots=True)
class SignupConfig:
    """One school's service. Raises :class:`MailingError` for what cannot be used.

    ``signup`` is where families reach it, ``site`` the website whose form posts to it.
    ``audiences`` are ids with their labels, ``languages`` those of the letters. ``proxies`` may say
    whom they speak for. ``fonts`` is the theme's folder, where there is one. ``answer_after`` is
    how long every answer to a sign-up takes, in seconds.
    """

    school: str
    newsletter: str
    site: str
    signup: str
    contact: str
    audiences: Mapping[str, str]
    languages: tuple[str, ...]
    zone: tzinfo = UTC
    limits: TryLimits = field(default_factory=TryLimits)
    proxies: tuple[Network, ...] = ()
    fonts: Path | None = None
    answer_after: float = 0.4

    def __post_init__(self) -> None:
        checked_signup(self.signup)
        shown = (self.school, self.newsletter, self.contact, *self.audiences.values())
        if any(has_control(one) for one in shown):
            raise MailingError(
                "The name of the school or of a letter has an invisible character. Type SITENAME, "
                "SCHOOL and CONTACT anew in pelicanconf.py, and the labels in vocabulary.yaml."
            )
        if not (self.audiences and self.languages):
            raise MailingError(
                "There is no letter to sign up for. Name an audience beside the staff in the "
                "audiences of NEWSLETTER, in pelicanconf.py."
            )
        if self.prefix.strip("/").partition("/")[0] in PAGES:
            raise MailingError(
                f'HALLWAY_SIGNUP_URL ends with "{self.prefix}", which is the name of one of its '
                "pages. Choose another path, like /news."
            )

    @property
    def prefix(self) -> str:
        """``/news`` where the service shares its host; else empty."""
        return urlsplit(self.signup).path.rstrip("/")

    @property
    def host(self) -> str:
        """``news.school.example``. Of the port only some web servers tell."""
        return urlsplit(self.signup).hostname or ""

    @property
    def origins(self) -> frozenset[str]:
        """Whose pages may send forms."""
        return frozenset(filter(None, (origin_of(self.site), origin_of(self.signup))))


def origin_of(url: str) -> str:
    """``https://school.example`` of an address; empty where it is none."""
    parts = urlsplit(url)
    usual = {"https": ":443", "http": ":80"}.get(parts.scheme, "")
    origin = f"{parts.scheme}://{parts.netloc.lower()}".removesuffix(usual or "\0")
    return origin if _ORIGIN.fullmatch(origin) else ""


def checked_site(url: str) -> str:
    """The address of the website, without its last slash. Raises :class:`MailingError`."""
    if not origin_of(url):
        raise MailingError(
            "HALLWAY_SITE_URL must be the address of the website, like "
            "https://hallway.school.example. Forms from there are taken."
        )
    return url.rstrip("/")


def parse_proxies(written: str) -> tuple[Network, ...]:
    """``"127.0.0.1, 10.0.0.0/8"``. Raises :class:`MailingError`."""
    try:
        return tuple(ip_network(one, strict=False) for one in written.replace(",", " ").split())
    except ValueError:
        raise MailingError(
            "HALLWAY_TRUSTED_PROXIES must be addresses or networks, like 127.0.0.1, 10.0.0.0/8."
        ) from None
