"""What is said in a clip or recording, in writing: captions beside a clip, and transcripts."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.common.links import file_address, text_link
from plugins.common.problems import Problem, ProblemLog
from plugins.common.run import Run
from plugins.common.source import read_source
from plugins.common.texts import TEXTS
from plugins.media.captions import NAME, Caption
from plugins.media.playing.markup import TrackLink
from plugins.media.playing.sources import Playable
from plugins.media.playing.studio import Studio, copy_path
from plugins.media.playing.tracks import SUFFIX, Track, language_of, read_track, tracks_beside


def transcript_missing(shown_in: str, line: int, path: str) -> Problem:
    """The problem that the recording at ``path`` has no words in writing."""
    sheet = posixpath.join(posixpath.dirname(path), NAME)
    return Problem(
        shown_in,
        line,
        "transcript-missing",
        path,
        "A recording needs its words, for people who cannot hear it.",
        f'Add a section "## Transcript" with what is said, or name its file in {sheet} as '
        '"transcript:".',
    )


@dataclass(frozen=True, slots=True)
class _Led:
    """A page that serves as a transcript: of what ``shown_in`` shows, by which line."""

    shown_in: str
    page: str
    sheet: str
    line: int
    written: str


@dataclass(slots=True)
class Words:
    """The words of all that is played under ``root``; the fields are those of the player."""

    root: Path
    site: str
    run: Run
    caption: Callable[[str], Caption]
    beside: Callable[[str], list[str]]
    language: str
    studio: Studio
    _led: set[_Led] = field(default_factory=set)
    captions: dict[str, dict[str, str]] = field(default_factory=dict)
    """The texts of captions by their file by the clip on whose picture they are shown."""

    def transcript_of(self, path: str, shown_in: str) -> str:
        """The address that ``media.yaml`` gives for the words of what is at ``path``, or ""."""
        written = self.caption(path).transcript
        if not written:
            return ""
        folder, line = posixpath.dirname(path), self.caption(path).lines.get("transcript", 0)
        words, sheet = posixpath.normpath(posixpath.join(folder, written)), f"{folder}/{NAME}"
        if not self._is_content(words):
            self.run.problems.add(
                sheet.lstrip("/"),
                line,
                "transcript-missing",
                written,
                f'"{written}" leads to no file of the content.',
                "Check the path: it starts at this folder, like talk.txt or ../../posts/talk.md.",
            )
            return ""
        if PurePosixPath(words).suffix.lower() not in TEXTS:
            self.run.linked.add(words, sheet.lstrip("/"), line)
            return file_address(self.site, words)
        self._led.add(_Led(shown_in, words, sheet.lstrip("/"), line, written))
        return text_link(words)

    def _is_content(self, path: str) -> bool:
        """True for a file of the content folder, by its own name and by where it really lies."""
        place = PurePosixPath(path)
        hidden = any(part.startswith((".", "~")) or part.endswith("~") for part in place.parts)
        if hidden or place.is_absolute():
            return False
        try:
            file = (self.root / place).resolve()
            return file.is_file() and file.is_relative_to(self.root.resolve())
        except (OSError, RuntimeError, ValueError):  # no name for a file, a ring of links
            return False

    def check_pages(self, texts: Mapping[str, Any]) -> None:
        """Report transcripts that readers cannot open. ``texts``: those of this site, by path."""
        for led in self._led:
            page, shown_in = texts.get(led.page), texts.get(led.shown_in)
            if page is None or (
                page.status == "draft" and shown_in is not None and shown_in.status != "draft"
            ):
                self.run.problems.add(
                    led.sheet,
                    led.line,
                    "link-to-draft",
                    led.written,
                    f"The transcript {led.page} is not public: a draft, for staff only, or still "
                    "to come.",
                    "Publish it first, or name another file.",
                )

    def tracks_of(self, clip: Playable) -> tuple[TrackLink, ...]:
        """The captions of a clip, those to be shown first; none for one with sound is a problem."""
        said = self.caption(clip.path)
        folder, name = posixpath.split(clip.path)
        names = said.captions or tuple(tracks_beside(name, self.beside(folder)))
        links = [
            self._track(clip, posixpath.normpath(posixpath.join(folder, one))) for one in names
        ]
        if not names and clip.has_sound:
            stem = PurePosixPath(name).stem
            self.run.problems.add(
                clip.path,
                0,
                "captions-missing",
                name,
                "This clip has sound and no captions, for people who cannot hear it.",
                f"Write them down as {stem}.{self.language}{SUFFIX} beside it (WebVTT), or name "
                f'the file under "captions:" in {posixpath.join(folder, NAME)}. '
                "A clip without a sound track needs none.",
            )
        return tuple(link for link in links if link)

    def _track(self, clip: Playable, path: str) -> TrackLink | None:
        if not self._is_content(path) or PurePosixPath(path).suffix.lower() != SUFFIX:
            self._bad_captions(path, 0, path, "There is no file of captions (.vtt) at this place.")
            return None
        log = ProblemLog()
        text, flaws = read_track(read_source(self.root, path, log).text, clip.seconds)
        self.run.problems.extend(log)
        for flaw in flaws:
            self._bad_captions(path, flaw.line, flaw.value, flaw.message)
        if not text:
            return None
        name = PurePosixPath(path).name
        track = Track(text, language_of(name, self.language))
        self.captions.setdefault(clip.path, {})[path] = text
        target = copy_path(sha256(text.encode()).hexdigest()[:16], SUFFIX)
        self.studio.want_text(target, text)
        return TrackLink(f"{self.site}/{target}", track.language, track.label)

    def _bad_captions(self, path: str, line: int, value: str, message: str) -> None:
        self.run.problems.add(
            path,
            line,
            "captions-broken",
            value,
            message,
            "Captions are a text: WEBVTT, an empty line, a time like 00:01.500 --> 00:04.000, "
            "below it the words, an empty line, and so on.",
        )
