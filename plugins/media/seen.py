"""What was found out about a file, kept for the next build, so that a file is read only once.

A file is the same as long as the disk says so by all of its marks: where it lies, how long it is,
when it was written, and when anything about it was changed, which no program can set. Neither names
nor paths are kept. The memory may be deleted at any time; what is damaged in it does not count.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.media.store import write_whole

_DAY = 86_400
_CALM = 2_000_000_000
"""Nanoseconds: the coarsest clock of a disk (FAT) tells no two changes apart within them."""

Facts = list[Any]
"""What is known of a file: values that JSON can hold."""


@dataclass(slots=True)
class SeenFiles:
    """The memory in ``file``, by sort of facts (``"photo"``) and the marks of a file.

    ``made_with`` names the programs that found the facts: other versions find anew. ``now`` is the
    moment of this build; what no build has asked for since ``keep_days`` is forgotten.
    """

    file: Path
    made_with: str
    now: datetime
    keep_days: int = 30
    _kept: dict[str, Facts] | None = None
    _asked: dict[str, Facts] = field(default_factory=dict)
    _since: int = 0
    """The disk's time when the first file was read in this build, in nanoseconds."""

    def find(self, sort: str, status: os.stat_result) -> Facts | None:
        """What is known of the file with these marks; None where it has to be read."""
        if self._kept is None:
            self._kept = self._load()
        key = _key(sort, status)
        facts = self._asked.get(key) or self._kept.get(key, [])[1:] or None
        if facts is not None:
            self._asked[key] = facts
        elif not self._since:
            self._since = self._disk_time()
        return facts

    def note(self, sort: str, status: os.stat_result, facts: Facts) -> None:
        """Remember ``facts`` of a file; ``status`` was taken before it was read.

        Not of a file that was changed a moment before: the next change might bear the same time.
        """
        if max(status.st_mtime_ns, status.st_ctime_ns) < self._since - _CALM:
            self._asked[_key(sort, status)] = facts

    def save(self) -> None:
        """Keep what was asked for, and what other builds asked for lately. Never raises."""
        today = int(self.now.timestamp()) // _DAY
        before = self._kept or {}
        if all(key in before and before[key][0] == today for key in self._asked):
            return
        kept = self._load() | {key: [today, *facts] for key, facts in self._asked.items()}
        oldest = today - self.keep_days if self.keep_days else 0
        files = {key: facts for key, facts in sorted(kept.items()) if facts[0] >= oldest}
        data = json.dumps({"made_with": self.made_with, "files": files}, separators=(",", ":"))
        with suppress(OSError):  # a work folder that cannot be written is named by the renditions
            write_whole(self.file, data.encode("ascii"))

    def forget(self) -> None:
        """Remember nothing: a file turned out to be another one than its marks told."""
        with suppress(OSError):
            self.file.unlink(missing_ok=True)

    def _load(self) -> dict[str, Facts]:
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            memory = json.loads(self.file.read_bytes())
            if memory["made_with"] == self.made_with:
                files = memory["files"].items()
                return {key: facts for key, facts in files if isinstance(facts[0], int)}
        return {}

    def _disk_time(self) -> int:
        """By a file, since the disk's clock may be that of another computer; 1 for a full disk."""
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.file.parent) as trial:
                return os.fstat(trial.fileno()).st_mtime_ns
        return 1


def _key(sort: str, status: os.stat_result) -> str:
    marks = (
        status.st_dev,
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
    )
    return f"{sort} {' '.join(f'{mark:x}' for mark in marks)}"
