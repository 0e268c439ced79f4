"""Facts of a recording that players and feeds ask for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audio:
    """A recording: site-relative address, MIME type, length in seconds, size in bytes."""

    url: str
    type: str
    seconds: int
    bytes: int

    @property
    def duration(self) -> str:
        """``1:23`` or ``1:02:03``."""
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
