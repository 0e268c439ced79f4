"""Photos that families took back: what is known of them, and whether a letter shows one. Pure.

A photo is known by its place in the content (``media/fair/ramp.jpg``), and its published files by
their *stem*, with which their names begin. A photo that is cropped keeps its place and gets another
stem, so both are kept: the place, and every stem that was ever seen of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from mailing.errors import MailingError
from mailing.files import write_private

FILE = "withdrawn.json"
"""Beside the register of releases: what no database of readers may have heard of yet."""

_FORMAT = 1
_FILES = re.compile(r"/(?:photos|clips)/([0-9a-f]{16})[-.]")


_HOSTS = re.compile(r"https?://([^/\s\"'<>]+)/[^\s\"'<>]*?(?:photos|clips)/[0-9a-f]{16}[-.]")


class Photo(NamedTuple):
    """A photo, clip or recording in a letter: its place in the content and its stem."""

    path: str
    stem: str


class Mark(NamedTuple):
    """A photo of ``person`` (an id of the register) was taken back.

    Without ``stem`` it is about the place: whatever lies at ``path``. With one it is about those
    published files, and ``path`` tells where they came from, if anybody knows: with neither place
    nor anybody else whose they are today, they may be an older state of a photo of ``person``.
    Without ``person`` the place is what the register does not allow, as it was read last.
    """

    person: str
    path: str
    stem: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Everything that may not be mailed: places of the content, and stems."""

    paths: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> Withdrawn:
        """What ``marks`` say together."""
        told = list(marks)
        return cls(
            frozenset(one.path for one in told if one.path and not one.stem),
            frozenset(one.stem for one in told if one.stem),
        )

    def __bool__(self) -> bool:
        return bool(self.paths or self.stems)

    def is_in(self, photos: Collection[Photo], text: str) -> bool:
        """Whether a letter shows one of them; ``text`` is all that its readers get.

        A letter with photos that it does not name is one of an older Hallway: nobody can tell
        whose they are, so it counts as one that does, as long as anything is withdrawn.
        """
        known = {one.stem for one in photos}
        return bool(self) and (
            self.names(photos, text) or any(stem not in known for stem in stems_in(text))
        )

    def names(self, photos: Collection[Photo], text: str) -> bool:
        """Whether a letter is known to show one of them."""
        return any(one.path in self.paths or one.stem in self.stems for one in photos) or any(
            stem in text for stem in self.stems
        )


@dataclass(frozen=True, slots=True)
class Others:
    """The photos of today's content in which nobody took anything back: places and stems."""

    paths: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()

    def leave_open(self, photos: Collection[Photo], text: str) -> bool:
        """Whether a letter shows a photo of which nobody can tell any more whose it is.

        It was moved or deleted since, or nobody noted it, so it may be an older state of any.
        """
        known = {one.stem for one in photos} | self.stems
        return any(
            one.path not in self.paths and one.stem not in self.stems for one in photos
        ) or any(stem not in known for stem in stems_in(text))


def stems_in(text: str) -> Iterator[str]:
    """The stems of all published photos, clips and recordings that ``text`` names."""
    return (found[1] for found in _FILES.finditer(text))


def hosts_in(text: str) -> Iterator[str]:
    """The websites that the published photos, clips and recordings in ``text`` are on."""
    return (urlsplit(f"//{found[1]}").hostname or "" for found in _HOSTS.finditer(text))


def readable(frame: bytes) -> str:
    """A stored message as text in which names of files are whole."""
    return frame.replace(b"=\r\n", b"").decode("ascii", "replace")


def read_marks(file: Path) -> list[Mark]:
    """What ``file`` says; nothing where it is not there.

    Raises :class:`MailingError` where it cannot be read: then nobody knows what may be mailed.
    """
    try:
        told = json.loads(file.read_bytes())["photos"]
        return [Mark(str(one["person"]), str(one["path"]), str(one["stem"])) for one in told]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError):
        raise MailingError(
            f"{file} cannot be read, and says which photos may not be mailed. Bring it back from "
            "a copy; or delete it, and type media.withdraw again for everybody who has taken a "
            "release back."
        ) from None


def write_marks(file: Path, marks: Iterable[Mark]) -> None:
    """Have ``file`` say exactly that, in one step. Raises :class:`OSError`."""
    photos = [one._asdict() for one in sorted(set(marks))]
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = json.dumps({"format": _FORMAT, "photos": photos}, ensure_ascii=False, indent=1)
    write_private(file, f"{told}\n".encode())
