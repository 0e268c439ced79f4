"""A mail account during one run: open or not yet, paused, or out of it; and how a run ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from mailing.store.account import AccountBook
from mailing.transport import Kind, Transport, Verdict

BACKOFF = (300.0, 600.0, 1200.0, 2400.0, 4000.0)
"""Seconds to wait after the first, second, ... "not now" of a server."""

QUOTA_PAUSE = (86_400.0,)
"""A provider that counts over a day forgets in a day; asking earlier makes it longer."""

RECONNECT = (2.0, 10.0, 30.0)
"""Seconds after which somebody who cannot be reached is tried again."""

_IN_A_ROW = 3
_REFUSED_IN_A_ROW = 25
_LATER_IN_A_ROW = 25
"""So many readers' mailboxes are not full at once: it is the server that takes nothing now."""

How = Literal["done", "wait", "paused", "stopped", "unreachable", "withdrawn", "jumped"]
"""``jumped``: the computer's clock did, and somebody has to say which time is right."""


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a run ended. ``until``: when to go on, 0 where that is not a question of time.

    ``notes``: what became of single accounts, by their name, where there are several.
    """

    how: How
    why: str = ""
    until: float = 0.0
    notes: tuple[tuple[str, How, str], ...] = ()

    @property
    def well(self) -> bool:
        """True where nobody has to do anything but wait."""
        return self.how in ("done", "wait") and all(how != "stopped" for _, how, _ in self.notes)


@dataclass
class Line:
    """An account during one run. ``out``: why it sends no more; ``retry_at``: not tried before."""

    transport: Transport
    book: AccountBook
    out: Ended | None = None
    over: str = ""
    """The provider's words for: no more today."""
    retry_at: float = 0.0
    _tries: int = 0
    _refused: int = 0
    _later: int = 0
    _lost: int = 0

    def open(self, clock: Callable[[], float]) -> None:
        """Connect, or note when to try again, or that it makes no sense."""
        trouble = self.transport.open()
        if trouble is None:
            self._tries = 0
        elif trouble.kind is Kind.UNREACHABLE and self._tries < len(RECONNECT):
            self.retry_at = clock() + RECONNECT[self._tries]
            self._tries += 1
        else:
            self.judge(trouble, clock())

    def count(self, verdict: Verdict, now: float) -> None:
        """Learn from what became of a message."""
        kind, reply = verdict.kind, verdict.reply
        self._refused = self._refused + 1 if kind is Kind.REFUSED else 0
        self._later = self._later + 1 if kind is Kind.LATER else 0
        self._lost = self._lost + 1 if kind in (Kind.UNCERTAIN, Kind.UNREACHABLE) else 0
        if kind is Kind.SENT:
            self.over = ""
        if self._refused >= _REFUSED_IN_A_ROW:
            refused = f"The server refused {self._refused} messages one after the other"
            self.out = Ended("stopped", f"{refused}, the last with: {reply}")
        elif self._later >= _LATER_IN_A_ROW:
            self._later = 0
            self.judge(replace(verdict, kind=Kind.SLOW_DOWN), now)
        elif kind in (Kind.SLOW_DOWN, Kind.QUOTA, Kind.STOP) or self._lost >= _IN_A_ROW:
            self.judge(verdict, now)

    def judge(self, verdict: Verdict, now: float) -> None:
        """The answer is about the account: it pauses, for every sender, or is out of this run."""
        kind, reply = verdict.kind, verdict.reply
        if kind is Kind.SLOW_DOWN:
            self.book.pause(BACKOFF, reply, now)
        elif kind is Kind.QUOTA:
            self.book.pause(QUOTA_PAUSE, reply, now)
            self.over = reply
        else:
            self.out = Ended("stopped" if kind is Kind.STOP else "unreachable", reply)
        self.transport.close()
