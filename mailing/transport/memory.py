"""A transport that keeps what it is given: for tests, and to look at what would be sent."""

from __future__ import annotations

from collections.abc import Callable

from mailing.transport import Envelope, Kind, Verdict


class MemoryTransport:
    """Accepts everything, unless ``answer`` says otherwise for an envelope."""

    account = "memory"

    def __init__(self, answer: Callable[[Envelope], Verdict] | None = None) -> None:
        self.accepted: list[Envelope] = []
        self.opened = 0
        self.is_open = False
        self._answer = answer

    def open(self) -> Verdict | None:
        """Nothing can go wrong."""
        self.opened += 1
        self.is_open = True
        return None

    def send(self, envelope: Envelope) -> Verdict:
        """Keep it."""
        verdict = self._answer(envelope) if self._answer else Verdict(Kind.SENT, "250 kept")
        if verdict.kind is Kind.SENT:
            self.accepted.append(envelope)
        return verdict

    def close(self) -> None:
        """Forget nothing."""
        self.is_open = False
