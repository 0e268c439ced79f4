"""By what a service lets somebody in. One that it refused is not tried again until it changes.

A password that is wrong, said again by every run of a timer, locks the account. Who keeps what was
refused, and for how long, is not known here (:mod:`mailing.store.logins`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from mailing.errors import MailingError


@dataclass(frozen=True, slots=True)
class Login:
    """All that decides whether ``user`` is let in at ``place``, ``host:port`` or an address.

    ``way`` is how (``smtp starttls password``), ``secret`` the password, token or key. ``setting``
    is where a coach changes it, and ``command`` what takes ``--try-login-again``.
    """

    place: str
    way: str
    user: str
    secret: str = field(repr=False)
    setting: str
    command: str

    @property
    def account(self) -> str:
        """For people, and the same after the secret has changed."""
        return f"{self.user} at {self.place}" if self.user else self.place


class RefusedLoginError(MailingError):
    """This very login was refused before; it was not tried."""


class BusyLoginError(MailingError):
    """Somebody else is trying this login for longer than is waited for; it was not tried."""


class LoginAttempt(Protocol):
    """One try. Told neither, nothing is learned: nobody answered, or not for good."""

    def accepted(self) -> None:
        """The service let us in."""

    def refused(self, reply: str) -> None:
        """The service said no, for good, with these words."""


class Logins(Protocol):
    """Which logins may be tried."""

    def attempt(self, login: Login, /) -> AbstractContextManager[LoginAttempt]:
        """Try ``login`` within the block; nobody else tries it meanwhile.

        Raises :class:`RefusedLoginError` and :class:`BusyLoginError`.
        """


class EveryLogin:
    """Lets every login be tried, and remembers none: for a conversation that stands alone."""

    @contextmanager
    def attempt(self, _: Login) -> Iterator[LoginAttempt]:
        """As in :class:`Logins`."""
        yield self

    def accepted(self) -> None:
        """Nothing to forget."""

    def refused(self, reply: str) -> None:
        """Nothing to remember."""
