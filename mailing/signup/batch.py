"""A handful of notices, as a sender of letters takes them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from mailing.delivery.queue import Queue
from mailing.store.account import AccountBook, Wait
from mailing.store.claims import Claim, Render
from mailing.store.models import State
from mailing.store.notices import NoticeQueue

MOST = 20
"""Mails in one go. Fewer than the refusals after which a sender takes itself for broken: what is
refused here are the addresses that strangers typed."""


@dataclass
class Batch(Queue):
    """The first notices of the queue, as a sender of letters sees them; none once we stop."""

    queue: NoticeQueue
    stop: threading.Event
    left: int = MOST

    def look(
        self, _issue: str, _audience: str, books: Sequence[AccountBook], now: float
    ) -> AccountBook | Wait | None:
        """As :meth:`mailing.delivery.queue.Queue.look`."""
        return self.queue.look(books, now) if self._goes_on() else None

    def claim(
        self,
        _issue: str,
        _audience: str,
        books: Sequence[AccountBook],
        sender: str,
        _render: Render,
        now: float,
    ) -> Claim | Wait | None:
        """As :meth:`mailing.delivery.queue.Queue.claim`."""
        if not self._goes_on():
            return None
        self.left -= 1
        return self.queue.claim(books, sender, now)

    def settle(
        self, claim: Claim, state: State, reply: str, now: float, not_before: float = 0.0
    ) -> None:
        """As :meth:`mailing.delivery.queue.Queue.settle`."""
        self.queue.settle(claim, state, reply, now, not_before)

    def release(self, sender: str) -> None:
        """As :meth:`mailing.delivery.queue.Queue.release`."""
        self.queue.release(sender)

    def _goes_on(self) -> bool:
        return self.left > 0 and not self.stop.is_set()
