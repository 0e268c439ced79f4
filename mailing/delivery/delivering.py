"""Send an issue: claim a message, send it, write down the answer; stop at any time, go on later.

A school may send by several accounts. Whichever is free takes the next message; what a provider
says about one of them holds for that one, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import TypeVar

from mailing.clock import jump_of
from mailing.delivery.line import BACKOFF, RECONNECT, Ended, How, Line
from mailing.delivery.queue import Queue
from mailing.store.account import AccountBook, Wait
from mailing.store.claims import Claim, Held, Render
from mailing.store.database import DatabaseFailedError
from mailing.transport import Envelope, Kind, Verdict

_MOST_ATTEMPTS = 12  # about eleven hours

Answer = TypeVar("Answer")


@dataclass
class Delivery:
    """One sender. ``clock`` gives seconds since 1970 and never goes back.

    ``patience``: seconds that a limit is waited for; beyond that the run ends. ``shield`` holds
    requests to stop for as long as a message is under way. ``told`` hears of each settled message,
    ``waits`` of each limit or "not now" that is waited for. ``learn`` is asked before each message
    whether something was taken back that the ledger has not heard of, writes it down there, and
    says whether that was so.
    """

    ledger: Queue
    lines: Sequence[Line]
    render: Render
    name: str
    sender: str
    clock: Callable[[], float]
    sleep: Callable[[float], object]
    patience: float = 900.0
    shield: Callable[[], AbstractContextManager[None]] = nullcontext
    told: Callable[[Kind], object] = str  # nobody listens
    waits: Callable[[Wait], object] = str
    learn: Callable[[], bool] = bool
    _next: Claim | None = field(default=None, init=False)
    """Claimed already, and nothing of it sent."""
    _in_doubt: bool = field(default=False, init=False)
    """The database went away and may hold a claim that nobody here has heard of."""

    def run(self, issue: str, audience: str = "") -> Ended:
        """Send until nothing is left, or something stands in the way."""
        try:
            while True:
                ended = self._step(issue, audience)
                if ended is not None:
                    return self._with_notes(ended)
        finally:
            try:
                self._put_back()
            finally:
                self._hang_up()

    def _step(self, issue: str, audience: str) -> Ended | None:
        if self.learn():
            self._put_back()
            self._next = None
        if jump := jump_of(self.clock):
            return Ended("jumped", _jump_words(jump))
        working = [line for line in self.lines if line.out is None]
        if not working:
            return self._out()
        now = self.clock()
        ready = [line for line in working if line.retry_at <= now]
        later = min((line.retry_at for line in working if line.retry_at > now), default=0.0)
        if not ready:
            self._sleep(later)
            return None
        opened = [line for line in ready if line.transport.is_open]
        if opened:
            books = [line.book for line in opened]
            with self.shield():
                claim = self._next or self._claim(issue, audience, books)
                self._next = None
                if isinstance(claim, Claim):
                    self._send(claim, issue, audience, books)
                    return None
            if isinstance(claim, Held):
                return _held(issue)
            if claim is None:
                return Ended("done")
            if len(opened) == len(working):
                return self._wait(claim, 0.0)
        # An account is opened only with something to send, and before it is claimed: nothing is
        # in doubt then.
        found = self.ledger.look(issue, audience, [line.book for line in ready], self.clock())
        if isinstance(found, Held):
            return _held(issue)
        if found is None:
            return Ended("done")
        if isinstance(found, Wait):
            return self._wait(found, later)
        next(line for line in ready if line.book is found).open(self.clock)
        return None

    def _claim(
        self, issue: str, audience: str, books: Sequence[AccountBook]
    ) -> Claim | Wait | Held | None:
        def claim() -> Claim | Wait | Held | None:
            if self._in_doubt:
                self.ledger.release(self.name)
                self._in_doubt = False
            return self.ledger.claim(issue, audience, books, self.name, self.render, self.clock())

        return self._patiently(claim)

    def _send(self, claim: Claim, issue: str, audience: str, books: Sequence[AccountBook]) -> None:
        line = next(one for one in self.lines if one.book.name == claim.account)
        verdict = line.transport.send(Envelope(self.sender, claim.recipient, claim.body))
        try:
            if verdict.kind is Kind.SENT and not self._in_doubt:
                # One wait for the disk instead of two.
                self._next = self.ledger.settle_and_claim(
                    claim, verdict.reply, issue, audience, books, self.render, self.clock()
                )
            else:
                self._settle(claim, verdict)
        except DatabaseFailedError:
            self._in_doubt = True
            self._patiently(lambda: self._settle(claim, verdict))
        self.told(verdict.kind)
        line.count(verdict, self.clock())

    def _patiently(self, act: Callable[[], Answer]) -> Answer:
        """Do it, once more where the database went away for a moment."""
        for delay in RECONNECT:
            try:
                return act()
            except DatabaseFailedError:
                self._in_doubt = True
                self.sleep(delay)
        return act()

    def _put_back(self) -> None:
        if self._next is None:
            return
        try:
            self.ledger.release(self.name)
        except BaseException:
            # Somebody presses Ctrl-C again and again. What is not put back is told as uncertain.
            self.ledger.release(self.name)
            raise

    def _settle(self, claim: Claim, verdict: Verdict) -> None:
        kind, reply = verdict.kind, verdict.reply
        now = self.clock()
        later = now + BACKOFF[min(claim.attempts, len(BACKOFF)) - 1]
        if kind is Kind.SENT:
            self.ledger.settle(claim, "sent", reply, now)
        elif kind is Kind.REFUSED:
            self.ledger.settle(claim, "failed", reply, now)
        elif kind is Kind.UNCERTAIN:
            self.ledger.settle(claim, "uncertain", f"No answer came: {reply}", now)
        elif kind in (Kind.LATER, Kind.UNREACHABLE) and claim.attempts >= _MOST_ATTEMPTS:
            self.ledger.settle(claim, "failed", f"Tried {claim.attempts} times: {reply}", now)
        elif kind in (Kind.LATER, Kind.UNREACHABLE):
            self.ledger.settle(claim, "queued", reply, now, later)
        else:  # it is about the account: the message itself may go as soon as anything may
            self.ledger.settle(claim, "queued", reply, now)

    def _wait(self, wait: Wait, retry_at: float) -> Ended | None:
        retried = 0.0 < retry_at < wait.until
        if retried or wait.until - self.clock() <= self.patience:
            if not retried:
                self.waits(wait)
            self._sleep(retry_at if retried else wait.until)
            return None
        over = next((line.over for line in self.lines if line.over), "")
        return Ended("paused" if over else "wait", over or wait.why, wait.until)

    def _sleep(self, until: float) -> None:
        self._hang_up()
        self.sleep(max(until - self.clock(), 0.01))

    def _hang_up(self) -> None:
        for line in self.lines:
            line.transport.close()

    def _out(self) -> Ended:
        ends = [line.out for line in self.lines if line.out is not None]
        return next((one for one in ends if one.how == "stopped"), ends[0])

    def _with_notes(self, ended: Ended) -> Ended:
        if len(self.lines) == 1:
            return ended
        notes: list[tuple[str, How, str]] = []
        for line in self.lines:
            if line.out is not None:
                notes.append((line.book.name, line.out.how, line.out.why))
            elif line.over:
                notes.append((line.book.name, "paused", line.over))
        return replace(ended, notes=tuple(notes))


def _held(issue: str) -> Ended:
    why = f"A family has taken back a photo in {issue}. Publish the site without it first."
    return Ended("withdrawn", why)


def _jump_words(seconds: float) -> str:
    minutes = round(abs(seconds) / 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    told = " ".join(f"{one:,} {name}{'s' * (one != 1)}" for one, name in parts if one)
    return (
        f"the clock of this computer was set {'ahead' if seconds > 0 else 'back'} by {told} while "
        "mail was being sent. Which time is right, the old one or the new one?"
    )
