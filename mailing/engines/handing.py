"""Hand a letter to an engine: once, whatever comes in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from filelock import FileLock, Timeout

from mailing.engines import Engine, EngineError, GoneError, Parcel, Remote, UnansweredError
from mailing.errors import MailingError
from mailing.message import Sender, build_frame
from mailing.store.database import Database
from mailing.store.handovers import Entry, HandoverBook, HandoverState

LOCK = "handover.lock"
STILL_UNDER_WAY = 120.0
"""Seconds in which a request without an answer may still be carried out."""


@dataclass(frozen=True, slots=True)
class Handed:
    """How a letter is with an engine now. ``new`` is not set where it was there before.

    ``same`` is not set where it was handed over in another wording than it has now.
    """

    parcel: Parcel
    remote: Remote
    new: bool
    same: bool


class HandOver:
    """Hands letters to one engine, and knows from the ledger what was handed over before."""

    def __init__(
        self, database: Database, engine: Engine, sender: Sender, clock: Callable[[], float]
    ) -> None:
        self._engine = engine
        self._sender = sender
        self._clock = clock
        self._book = HandoverBook(database, engine.name)
        self._lock = FileLock(database.folder / LOCK)

    def run(self, issue: str, parcel: Parcel, *, send: bool) -> Handed:
        """Make a draft where there is none; with ``send`` let it go out, if it has not.

        Raises :class:`MailingError`; the same call again goes on where this one ended.
        """
        with self._alone():
            frame = build_frame(parcel.letter, self._sender)
            entry = self._book.claim(issue, parcel.letter, frame, self._clock())
            remote, same = self._there(entry, parcel), entry.same
            if remote is not None and entry.held:
                raise MailingError(_withdrawn(parcel, self._engine.name, remote.says))
            new = remote is None
            if remote is None:
                if entry.state:
                    self._book.begin_again(entry, parcel.letter, frame, self._clock())
                    same = True
                remote = self._create(entry, parcel)
            self._note(entry, remote)
            if send and remote.stage == "draft":
                if not same:
                    raise MailingError(_other_wording(parcel, self._engine.name))
                remote = self._engine.send(remote.id)
                self._note(entry, remote)
            return Handed(parcel, remote, new, same)

    def forget(self, issue: str, parcel: Parcel) -> None:
        """The engine has it no more, and nobody got it: it may be sent by any way again.

        Raises :class:`MailingError` where the engine still has it.
        """
        with self._alone():
            frame = build_frame(parcel.letter, self._sender)
            entry = self._book.claim(issue, parcel.letter, frame, self._clock(), giving=False)
            try:
                remote = self._there(entry, parcel)
            except _TakenAwayError:
                remote = None
            if remote is not None:
                self._note(entry, remote)
                raise MailingError(
                    f"{parcel.letter.name} is still in {self._engine.name} ({remote.says}). "
                    "Delete it there first, if nobody got it."
                )
            self._book.settle(entry.id, "failed", "", "It was taken back.", self._clock())

    def _there(self, entry: Entry, parcel: Parcel) -> Remote | None:
        """What the engine has of it already."""
        if not entry.state:
            return None
        if entry.remote_id:
            try:
                return self._engine.look(entry.remote_id)
            except GoneError:
                raise _TakenAwayError(
                    f"{parcel.letter.name} was handed to {self._engine.name}, where it is no more. "
                    "If somebody deleted it before anybody got it, add --forget, and hand it over "
                    "anew after that."
                ) from None
        if self._clock() - entry.at < STILL_UNDER_WAY:
            raise MailingError(
                f"{parcel.letter.name} was being handed to {self._engine.name} a moment ago, and "
                "no answer came. Wait two minutes, then type the same again."
            )
        return self._engine.find(parcel)

    def _create(self, entry: Entry, parcel: Parcel) -> Remote:
        try:
            return self._engine.create(parcel)
        except UnansweredError as error:
            self._settle(entry, "uncertain", str(error))
            raise
        except EngineError as error:
            self._settle(entry, "failed", str(error))
            raise

    def _note(self, entry: Entry, remote: Remote) -> None:
        state: HandoverState = "created" if remote.stage == "draft" else "sent"
        self._book.settle(entry.id, state, remote.id, remote.says, self._clock())

    def _settle(self, entry: Entry, state: HandoverState, reply: str) -> None:
        self._book.settle(entry.id, state, "", reply, self._clock())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise MailingError(
                "Another command is handing letters over right now. Wait for it to end."
            ) from None
        try:
            yield
        finally:
            self._lock.release()


class _TakenAwayError(MailingError):
    """It was there, and is no more."""


def _withdrawn(parcel: Parcel, engine: str, says: str) -> str:
    return (
        f"{parcel.letter.name} was handed to {engine} ({says}) with a photo that a family has "
        "taken back since. Stop it there, and delete it there; then add --forget, and hand it over "
        "anew, if nobody got it. Who got it cannot be kept from it any more: tell the family."
    )


def _other_wording(parcel: Parcel, engine: str) -> str:
    return (
        f"{parcel.letter.name} was changed since it was handed to {engine}. Send it from there as "
        "it is; or delete it there, and add --forget, and hand it over anew."
    )
