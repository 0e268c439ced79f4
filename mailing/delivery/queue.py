"""What a delivery takes its messages from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mailing.store.account import AccountBook, Wait
from mailing.store.claims import Claim, Held, Render
from mailing.store.models import State


class Queue(Protocol):
    """What is to be sent: :class:`mailing.store.ledger.Ledger` holds the letters of issues."""

    def look(
        self, issue: str, audience: str, books: Sequence[AccountBook], now: float, /
    ) -> AccountBook | Wait | Held | None:
        """The account that a message may go out by now, or how long to wait; None: none is left."""

    def claim(
        self,
        issue: str,
        audience: str,
        books: Sequence[AccountBook],
        sender: str,
        render: Render,
        now: float,
        /,
    ) -> Claim | Wait | Held | None:
        """Take the next message, for good: no other sender gets it. None where none is left."""

    def settle(
        self, claim: Claim, state: State, reply: str, now: float, not_before: float = 0.0
    ) -> None:
        """Write down what became of a claimed message; ``queued`` puts it back."""

    def settle_and_claim(
        self,
        sent: Claim,
        reply: str,
        _issue: str,
        _audience: str,
        _books: Sequence[AccountBook],
        _render: Render,
        now: float,
        /,
    ) -> Claim | None:
        """Write down that ``sent`` was and take the next one; None where that is not one step."""
        self.settle(sent, "sent", reply, now)
        return None

    def release(self, _sender: str, /) -> None:
        """Put back what a sender has claimed: nothing of it was sent."""
        return
