"""Send an issue: claim a message, send it, write down the answer; stop at any time, go on later."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Literal

from mailing.store.account import AccountBook, Wait
from mailing.store.ledger import Claim, Ledger, Render
from mailing.transport import Envelope, Kind, Transport, Verdict

BACKOFF = (300.0, 600.0, 1200.0, 2400.0, 4000.0)
"""Seconds to wait after the first, second, ... "not now" of a server."""

QUOTA_PAUSE = (86_400.0,)
"""A provider that counts over a day forgets in a day; asking earlier makes it longer."""

RECONNECT = (2.0, 10.0, 30.0)
_MOST_ATTEMPTS = 12  # about eleven hours
_IN_A_ROW = 3
_REFUSED_IN_A_ROW = 25

How = Literal["done", "wait", "paused", "stopped", "unreachable"]


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a run ended. ``until``: when to go on, 0 where that is not a question of time."""

    how: How
    why: str = ""
    until: float = 0.0


@dataclass
class Delivery:
    """One sender. ``clock`` gives seconds since 1970 and never goes back.

    ``patience``: seconds that a limit is waited for; beyond that the run ends. ``shield`` holds
    requests to stop for as long as a message is under way. ``told`` hears of each settled message.
    """

    ledger: Ledger
    book: AccountBook
    transport: Transport
    render: Render
    name: str
    sender: str
    clock: Callable[[], float]
    sleep: Callable[[float], object]
    patience: float = 900.0
    shield: Callable[[], AbstractContextManager[None]] = nullcontext
    told: Callable[[Kind], object] = str  # nobody listens
    _refused: int = field(default=0, init=False)
    _lost: int = field(default=0, init=False)

    def run(self, issue: str, audience: str = "") -> Ended:
        """Send until nothing is left, or something stands in the way."""
        try:
            while True:
                ended = self._step(issue, audience)
                if ended is not None:
                    return ended
        finally:
            self.transport.close()

    def _step(self, issue: str, audience: str) -> Ended | None:
        if not self.transport.is_open:
            # Only with something to send, and before it is claimed: nothing is in doubt then.
            ready = self.ledger.look(issue, audience, self.clock())
            if isinstance(ready, Wait):
                return self._wait(ready)
            if not ready:
                return Ended("done")
            ended = self._open()
            if ended is not None:
                return ended
        with self.shield():
            claim = self.ledger.claim(issue, audience, self.name, self.render, self.clock())
            if isinstance(claim, Claim):
                verdict = self.transport.send(Envelope(self.sender, claim.recipient, claim.body))
                return self._settle(claim, verdict)
        return Ended("done") if claim is None else self._wait(claim)

    def _open(self) -> Ended | None:
        for delay in (*RECONNECT, None):
            trouble = self.transport.open()
            if trouble is None:
                return None
            if trouble.kind is not Kind.UNREACHABLE or delay is None:
                return self._end(trouble)
            self.sleep(delay)
        raise AssertionError("the last try ends the loop")

    def _wait(self, wait: Wait) -> Ended | None:
        seconds = wait.until - self.clock()
        if seconds > self.patience:
            return Ended("wait", wait.why, wait.until)
        self.transport.close()
        self.sleep(max(seconds, 0.01))
        return None

    def _settle(self, claim: Claim, verdict: Verdict) -> Ended | None:
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
        self.told(kind)
        self._refused = self._refused + 1 if kind is Kind.REFUSED else 0
        self._lost = self._lost + 1 if kind in (Kind.UNCERTAIN, Kind.UNREACHABLE) else 0
        if self._refused >= _REFUSED_IN_A_ROW:
            return Ended(
                "stopped",
                f"The server refused {self._refused} messages one after the other, the last with: "
                f"{reply}",
            )
        if kind in (Kind.SLOW_DOWN, Kind.QUOTA, Kind.STOP) or self._lost >= _IN_A_ROW:
            return self._end(verdict)
        return None

    def _end(self, verdict: Verdict) -> Ended | None:
        kind, reply = verdict.kind, verdict.reply
        if kind is Kind.SLOW_DOWN:
            return self._wait(Wait(self.book.pause(BACKOFF, reply, self.clock()), reply))
        if kind is Kind.QUOTA:
            return Ended("paused", reply, self.book.pause(QUOTA_PAUSE, reply, self.clock()))
        if kind is Kind.STOP:
            return Ended("stopped", reply)
        return Ended("unreachable", reply)
