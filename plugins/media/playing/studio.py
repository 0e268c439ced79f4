"""Where the published copies of clips and recordings are made, kept and handed to the site.

A copy counts only when it is whole: made under another name, then renamed, and at last a note of
its length is put beside it.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from threading import Event

from plugins.common.output import Output
from plugins.common.problems import Problem
from plugins.common.run import Run
from plugins.media.config import MediaSettings
from plugins.media.parallel import work_through
from plugins.media.playing.encode import Advance, encode_clip, encode_recording
from plugins.media.playing.sources import Playable
from plugins.media.playing.standin import write_standin
from plugins.media.store import RenditionStore, write_whole

FOLDER = "clips"
_DAY = 86_400
_LONG = 60
"""Seconds of sound from which making it shows its progress."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The published copy of a clip or recording, by the name that its content gives it.

    ``path`` is relative to the output folder.
    """

    played: Playable
    path: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a copy once it is made."""

    seconds: float
    bytes: int


@dataclass(slots=True)
class Studio:
    """Remembers what pages name, makes what the ``store`` lacks. ``made`` counts the new ones."""

    settings: MediaSettings
    store: RenditionStore
    run: Run
    made: int = 0
    _wanted: dict[str, Copy] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    _damaged: set[str] = field(default_factory=set)

    def want(self, copy: Copy) -> None:
        """Remember that a page names this copy."""
        self._wanted.setdefault(copy.path, copy)

    def want_text(self, path: str, text: str) -> None:
        """Remember that a page names captions: ``text`` at ``path``."""
        self._texts[path] = text

    @property
    def wanted(self) -> int:
        """The number of clips and recordings that pages name."""
        return len(self._wanted)

    def make_now(self, copy: Copy) -> Facts | None:
        """The facts of a recording's copy, made first if need be; None, and a problem, if it fails.

        Raises :class:`OSError` when the store cannot be written.
        """
        if copy.path in self._damaged:
            return None
        facts = self._facts(copy)
        if facts is None:
            total = round(copy.played.seconds)
            shown = self.run.progress("Recording", total) if total > _LONG else nullcontext(_ignore)
            with shown as advance:
                problem = self._make(copy, Event(), _whole_steps(advance))
            self._note(copy, problem)
            facts = None if problem else self._facts(copy)
        return facts

    def publish(self, output: Path) -> None:
        """Make what is missing and put all that is wanted into the site at ``output``."""
        site = Output(output, self.run)
        missing = [
            one
            for one in self._wanted.values()
            if one.path not in self._damaged and self._facts(one) is None
        ]
        if missing:
            total = sum(round(one.played.seconds) for one in missing)
            with self.run.progress("Clips, seconds", total) as advance:
                # One at a time: the encoder of film keeps all processors busy by itself.
                work_through(
                    missing,
                    lambda copy, stop: self._make(copy, stop, _whole_steps(advance)),
                    1,
                    self._note,
                )
        for copy in self._wanted.values():
            if copy.path in self._damaged and not copy.played.is_clip:
                continue  # no page names a recording that failed
            target = site.place(copy.path, "rendition", source=copy.played.path)
            if target is None:
                continue
            if copy.path in self._damaged:
                write_standin(target)
            else:
                self.store.publish(copy, output)
                self._note_use(self.store.file(copy))
        for path, text in self._texts.items():
            site.write(path, text, "rendition")
        self._tidy()

    def _note_use(self, file: Path) -> None:
        moment = self.run.now.timestamp()
        with suppress(OSError):  # a cache that cannot be written is not tidied either
            os.utime(_note_of(file), (moment, moment))

    def _tidy(self) -> None:
        """Remove copies that no build has published for as long as the settings say."""
        oldest = self.run.now.timestamp() - self.settings.keep_days * _DAY
        if not self.settings.keep_days:
            return
        for note in self.store.folder.glob(f"{'?' * 16}.m??.json"):
            with suppress(OSError):
                if note.stat().st_mtime < oldest:
                    note.with_suffix("").unlink(missing_ok=True)
                    note.unlink()

    def _make(self, copy: Copy, stop: Event, advance: Advance) -> Problem | None:
        file = self.store.file(copy)
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=file.suffix, dir=file.parent)
        os.close(handle)
        part = Path(name)
        try:
            encode = encode_clip if copy.played.is_clip else encode_recording
            made = encode(copy.played, part, self.settings, stop, advance)
            if isinstance(made, Problem) or stop.is_set():
                return made if isinstance(made, Problem) else None
            seconds = copy.played.seconds if made is None else made
            part.chmod(0o644)
            length = part.stat().st_size
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        note = json.dumps({"seconds": round(seconds, 3), "bytes": length})
        write_whole(_note_of(file), note.encode())
        return None

    def _facts(self, copy: Copy) -> Facts | None:
        file = self.store.file(copy)
        try:
            known = json.loads(_note_of(file).read_bytes())
            facts = Facts(float(known["seconds"]), int(known["bytes"]))
            return facts if file.stat().st_size == facts.bytes else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _note(self, copy: Copy, problem: Problem | None) -> None:
        if problem:
            self.run.problems.extend([problem])
            self._damaged.add(copy.path)
        else:
            self.made += 1


def copy_path(stem: str, suffix: str) -> str:
    """Where a copy lies in the site: under a name that tells nothing."""
    return str(PurePosixPath(FOLDER) / f"{stem}{suffix}")


def _note_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.json")


def _ignore(steps: int) -> None:
    del steps


def _whole_steps(advance: Callable[[int], None]) -> Advance:
    """Progress counts whole seconds."""
    done = 0

    def to(seconds: float) -> None:
        nonlocal done
        if int(seconds) > done:
            advance(int(seconds) - done)
            done = int(seconds)

    return to
