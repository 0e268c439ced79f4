"""What the browser is told: which build is being served, and what is wrong with it."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one build came to.

    ``problems`` as in ``check --format json``; ``failure`` a sentence when there is no new site,
    else empty; ``details`` the last lines of a traceback; ``report`` what the plugins counted.
    """

    problems: list[dict[str, Any]] = field(default_factory=list)
    failure: str = ""
    details: list[str] = field(default_factory=list)
    seconds: float = 0.0
    report: dict[str, Any] = field(default_factory=dict)
    is_busy: bool = False
    """True when another Hallway held the output folder: to be tried again."""


class Board:
    """The newest outcome, and a bell for those who wait for the next."""

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)  # a page of an earlier server is an old page
        self._builds = 0
        self._bell = asyncio.Event()
        self.building = False
        self.outcome = Outcome()

    @property
    def version(self) -> str:
        """Changes whenever there is another site to look at."""
        return f"{self._run}-{self._builds}"

    @property
    def has_landed(self) -> bool:
        """True once this server has built a site."""
        return self._builds > 0

    def start(self) -> None:
        """A build begins."""
        self.building = True
        self._ring()

    def finish(self, outcome: Outcome) -> None:
        """A build is over; without a failure there is a new site."""
        self.building = False
        self.outcome = outcome
        self._builds += not outcome.failure
        self._ring()

    def state(self) -> dict[str, Any]:
        """What the script in the page gets."""
        return {
            "version": self.version,
            "building": self.building,
            "problems": self.outcome.problems,
            "failure": self.outcome.failure,
            "details": self.outcome.details,
        }

    async def wait_for_news(self, seconds: float) -> bool:
        """True when the state changed within that time."""
        try:
            await asyncio.wait_for(self._bell.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def _ring(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()
