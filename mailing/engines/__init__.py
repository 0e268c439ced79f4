"""Services that send the letters in the school's place: listmonk and Buttondown.

An engine is given a draft first, and told to send it in a second step. A draft that was made twice
is a nuisance; only the one that the ledger knows is ever told to be sent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, Protocol

from mailing.errors import MailingError
from mailing.outbox import Letter

Stage = Literal["draft", "sending", "stopped"]
"""``draft``: nobody has it. ``sending``: it goes out, or has gone. ``stopped``: in between."""


class EngineError(MailingError):
    """An engine says no: nothing was made or changed. ``code`` is of HTTP; 0: nobody answered."""

    def __init__(self, message: str, code: int = 0) -> None:
        super().__init__(message)
        self.code = code


class UnansweredError(MailingError):
    """The answer is missing or no answer: the request may have been carried out, or not."""


class GoneError(EngineError):
    """What was asked for is not there."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A letter as an engine has it. ``id`` is the engine's own; ``says`` its word for the stage."""

    id: str
    stage: Stage
    says: str


@dataclass(frozen=True, slots=True)
class Target:
    """Whom an engine sends a letter to. ``words`` are for people, ``readers`` how many they are."""

    id: str
    words: str
    readers: int | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter and what an engine knows it by, for ever: ``key`` is of its issue and audience."""

    letter: Letter = field(repr=False)
    target: Target

    @property
    def key(self) -> str:
        """``hallway-`` and 16 digits, the same after any change of the wording."""
        return key_of(self.letter)


def key_of(letter: Letter) -> str:
    """Known before it is made, so that it is found again where no answer came."""
    told = "\0".join((letter.site, letter.edition, letter.audience))
    return f"hallway-{sha256(told.encode()).hexdigest()[:16]}"


class Engine(Protocol):
    """What any engine can do. Each method is one or few requests.

    Raises :class:`EngineError` and :class:`UnansweredError`.
    """

    @property
    def name(self) -> str:
        """``listmonk``."""

    def targets(self, names: list[str]) -> dict[str, Target]:
        """Whom each audience is there. Raises :class:`MailingError` that tells all that lack."""

    def find(self, parcel: Parcel) -> Remote | None:
        """What was made of it before, if anything."""

    def create(self, parcel: Parcel) -> Remote:
        """Make a draft."""

    def look(self, remote_id: str) -> Remote:
        """How far it is. Raises :class:`GoneError`."""

    def send(self, remote_id: str) -> Remote:
        """Let a draft go out."""
