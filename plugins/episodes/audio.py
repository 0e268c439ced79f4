"""Facts of a recording that players and feeds ask for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import mutagen

TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav", ".ogg": "audio/ogg"}


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


class AudioError(Exception):
    """A file is not a recording that people can play; the message says why."""


def read_audio(path: Path, url: str) -> Audio:
    """Look at the file itself, not at its name. Raises :class:`AudioError`."""
    kind = TYPES.get(path.suffix.lower())
    if kind is None:
        raise AudioError(f"files ending in {path.suffix or 'nothing'} cannot be played everywhere")
    try:
        found = mutagen.File(path)
        size = path.stat().st_size
    except (mutagen.MutagenError, OSError) as error:
        raise AudioError(str(error) or "it is damaged") from None
    if found is None or found.info is None or found.info.length <= 0:
        raise AudioError("it holds no sound that can be read")
    return Audio(url, kind, round(found.info.length), size)
