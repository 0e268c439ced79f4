"""Ways out for a message, behind one small protocol."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class Kind(Enum):
    """What became of a message, or of the attempt to reach a server."""

    SENT = "sent"
    REFUSED = "refused"  # this recipient, for good
    LATER = "later"  # this recipient, not now
    SLOW_DOWN = "slow down"  # everybody, not now
    QUOTA = "quota"  # everybody, not today
    STOP = "stop"  # nobody, until something is put right
    UNREACHABLE = "unreachable"  # nothing was accepted
    UNCERTAIN = "uncertain"  # perhaps accepted: the answer is missing


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reply`` is what a server answered, or what went wrong; it may hold an address."""

    kind: Kind
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message on its way. ``body`` is ASCII with CRLF line ends."""

    sender: str
    recipient: str = field(repr=False)
    body: bytes = field(repr=False)


class Transport(Protocol):
    """Takes one message at a time."""

    @property
    def account(self) -> str:
        """What the provider counts by; never a password."""

    @property
    def is_open(self) -> bool:
        """True where :meth:`send` needs no :meth:`open` first."""

    def open(self) -> Verdict | None:
        """Make ready to send; None where that went well."""

    def send(self, envelope: Envelope) -> Verdict:
        """Hand over one message. Raises nothing for what a server does."""

    def close(self) -> None:
        """Hang up. May be called at any time, and again."""
