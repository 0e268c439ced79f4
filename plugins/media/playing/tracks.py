"""Captions of a clip: WebVTT, read lightly, and written out again with nothing but what is shown.

Notes, styles and headers of a caption file are for whoever wrote it, and stay at home.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from plugins.common.languages import own_name

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}([ \t]+[^\r\n]*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SLACK = 2.0
"""Seconds that a caption may last beyond its clip."""
SUFFIX = ".vtt"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a caption file, at its ``line`` (from 1); ``message`` is a sentence."""

    line: int
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Track:
    """Captions in one language: the text to publish, and how players name it."""

    text: str
    language: str

    @property
    def label(self) -> str:
        """The language in its own words: ``English``, ``español``."""
        return own_name(self.language)


def tracks_beside(name: str, names: Iterable[str]) -> list[str]:
    """The files among ``names`` that are captions of the clip ``name``: clip.vtt, clip.en.vtt."""
    stem = PurePosixPath(name).stem.casefold()
    found = []
    for one in sorted(names):
        path = PurePosixPath(one)
        if path.suffix.lower() == SUFFIX:
            own, _, language = path.stem.casefold().partition(f"{stem}.")
            if path.stem.casefold() == stem or (not own and _LANGUAGE.fullmatch(language)):
                found.append(one)
    return found


def language_of(name: str, default: str) -> str:
    """``en`` for ``clip.en.vtt``, and ``default`` for ``clip.vtt``."""
    last = PurePosixPath(PurePosixPath(name).stem).suffix.removeprefix(".")
    return last if last and _LANGUAGE.fullmatch(last) else default


def read_track(text: str, seconds: float) -> tuple[str, list[Flaw]]:
    """The captions of a clip of ``seconds``, bare, and what is wrong with them."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or not re.match(r"WEBVTT(\s|$)", lines[0]):
        said = lines[0][:60] if lines else ""
        return "", [Flaw(1, said, 'The first line of captions is "WEBVTT", and nothing else.')]
    cues, flaws = [], []
    for number, block in _blocks(lines):
        place = next((at for at, line in enumerate(block[:2]) if "-->" in line), None)
        if place is None:
            continue  # a note, a style, a region
        line, timing = number + place, block[place].strip()
        found = _TIMING.fullmatch(timing)
        if found is None:
            flaws.append(Flaw(line, timing, "A time is written like 00:01.500 --> 00:04.000."))
            continue
        start, end = _seconds(found, 1), _seconds(found, 5)
        if end <= start:
            flaws.append(Flaw(line, timing, "This caption ends before it starts."))
        elif start > seconds + _SLACK:
            flaws.append(Flaw(line, timing, "This caption starts after the end of the clip."))
        words = [one for one in block[place + 1 :] if one.strip()]
        if not words:
            flaws.append(Flaw(line, timing, "There are no words for this time."))
        cues.append("\n".join([timing, *words]))
    if not cues and not flaws:
        flaws.append(Flaw(1, "", "There is no caption in this file."))
    return "\n\n".join(["WEBVTT", *cues]) + "\n", flaws


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each block of lines between empty ones, after the first, with the number of its first."""
    block: list[str] = []
    start = 0
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            start = start if block else number
            block.append(line)
        else:
            if block and start > 1:
                yield start, block
            block = []


def _seconds(found: re.Match[str], first: int) -> float:
    hours, minutes, seconds, thousandths = (int(found[first + n] or 0) for n in range(4))
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
