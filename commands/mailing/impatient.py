"""Hang up on whoever does not finish asking: a few hundred of them would keep all families out."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 20.0
"""Seconds from a connection, or from the answer before, to the end of a request's head."""


class Impatient(H11Protocol):
    """A connection of uvicorn's, which itself waits for a request's head for ever."""

    _end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is there."""
        super().connection_made(transport)
        self._begin()

    def on_response_complete(self) -> None:
        """Somebody has their answer, and may ask once more."""
        self._begin()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Somebody has gone."""
        self._stop()
        super().connection_lost(exc)

    def _begin(self) -> None:
        self._stop()
        self._end = self.loop.call_later(PATIENCE, self._hang_up)

    def _stop(self) -> None:
        if self._end is not None:
            self._end.cancel()

    def _hang_up(self) -> None:
        # Whoever waits for an answer has asked.
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
