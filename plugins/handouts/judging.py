"""One answer for each linked file: may it leave, as which bytes, and if not, why.

Asked in this order: what the file is called and where it really lies, whether it is one of the
school's own, what its content is, whether the register of releases is in it, and whether somebody
has accepted what is to be asked about it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Protocol

from plugins.handouts.findings import (
    Budget,
    Contents,
    Finding,
    RefusedError,
    private_finding,
    too_large,
    unreadable_finding,
)
from plugins.handouts.kinds import NEVER, Kinds, is_private
from plugins.handouts.plaintext import decoded

_OF_READERS = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError)
"""What readers of a dozen formats raise at a file that nobody thought of: it is damaged to us."""
_HASH = 16
"""Hex digits of SHA-256 that stand for the exact bytes of a file where a person writes them."""
_LARGEST_TEXT = 2_000_000
_OWN = frozenset((".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm", ".yaml", ".yml"))


class Media(Protocol):
    """What the plugin ``media`` answers, by the context."""

    def tells_register(self, data: bytes, words: str) -> bool:
        """True where a file is the register of releases, or a copy or an excerpt of it."""

    def accepted(self, path: str) -> str:
        """The hash by which ``media.yaml`` accepts a file, or ""."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one file: its clean bytes, or None and why not."""

    data: bytes | None
    findings: tuple[Finding, ...] = ()


@dataclass
class Judge:
    """Judges files below ``root``, by paths relative to it; ``limit`` is the most bytes of one."""

    root: Path
    media: Media
    kinds: Kinds
    limit: int
    clean: Callable[[str, bytes], Contents] | None = None
    _judged: dict[str, Judgement] = field(default_factory=dict)

    def judge(self, path: str) -> Judgement:
        """The judgement on the file at ``path``, which is read once. Never raises."""
        if path not in self._judged:
            try:
                self._judged[path] = self._judge(path)
            except RefusedError as refused:
                self._judged[path] = Judgement(None, (refused.finding,))
            except _OF_READERS:
                damaged = unreadable_finding("It is damaged, or nested without end.")
                self._judged[path] = Judgement(None, (damaged,))
        return self._judged[path]

    def _judge(self, path: str) -> Judgement:
        if is_private(path):
            raise RefusedError(private_finding("This file is the site's own or hidden."))
        data = self._read(path)
        if self.media.tells_register(data, ""):
            raise RefusedError(REGISTER)
        if _mark_of(data) in self._own_files:
            raise RefusedError(
                private_finding("This is a copy of a text or list of the site, under another name.")
            )
        name = PurePosixPath(path).name
        contents = (self.clean or self._clean)(name, data)
        if self.media.tells_register(data, f"{name}\n{contents.words}"):
            raise RefusedError(REGISTER)
        if any(one.final for one in contents.findings):
            return Judgement(None, contents.findings)
        if contents.findings:
            return self._asked(path, data, contents)
        return Judgement(contents.data)

    def _clean(self, name: str, data: bytes) -> Contents:
        return self.kinds.clean(name, data, Budget())

    def _asked(self, path: str, data: bytes, contents: Contents) -> Judgement:
        mark = sha256(data).hexdigest()
        accepted = self.media.accepted(path).strip().lower()
        if len(accepted) >= _HASH and mark.startswith(accepted):
            return Judgement(contents.data)
        folder, name = PurePosixPath(path).parent, PurePosixPath(path).name
        sheet = (folder / "media.yaml").as_posix()
        again = 'Where "handouts:" stands in it already, add the other two lines below.'
        before = "The file was changed since it was accepted. " if accepted else ""
        lines = f"handouts:\n  {_quoted(name)}:\n    accepted: {mark[:_HASH]}"
        return Judgement(
            None,
            tuple(
                Finding(
                    one.rule,
                    f"{before}{one.message}",
                    f"{one.hint} If it may be published as it is, write into {sheet} what "
                    f"follows. {again}\n{lines}",
                    final=False,
                )
                for one in contents.findings
            ),
        )

    def _read(self, path: str) -> bytes:
        inside = Path(os.path.realpath(self.root))
        real = Path(os.path.realpath(self.root / path))
        if not real.is_relative_to(inside) or not real.is_file():
            raise RefusedError(private_finding("This leads to no file of the content folder."))
        target = real.relative_to(inside).as_posix()
        if is_private(target) or real.suffix.lower() in _OWN:
            raise RefusedError(
                private_finding(
                    "This leads to a file of the site's own, which is never published as it is."
                    if target != path
                    else f"Such a file is never published: {NEVER[real.suffix.lower()]}."
                )
            )
        if real.suffix.lower() != PurePosixPath(path).suffix.lower():
            raise RefusedError(private_finding("This leads to a file of another kind."))
        try:
            if real.stat().st_size > self.limit:
                raise RefusedError(too_large(f"It is larger than {self.limit // 1_000_000} MB."))
            return real.read_bytes()
        except OSError as error:
            raise RefusedError(
                unreadable_finding(f"It cannot be read: {error.strerror}.")
            ) from None

    @cached_property
    def _own_files(self) -> frozenset[str]:
        """The texts and lists of the content folder, by their words."""
        found = set()
        for folder, folders, names in os.walk(self.root):
            folders.sort()
            for name in names:
                file = Path(folder) / name
                if file.suffix.lower() in _OWN and file.is_file():
                    try:
                        data = file.read_bytes()
                    except OSError:
                        continue
                    if data.strip():
                        found.add(_mark_of(data))
        return frozenset(found)


def _mark_of(data: bytes) -> str:
    """The same for two files whose words are the same, whatever the encoding and the line ends."""
    words = next(decoded(data), "").split() if len(data) <= _LARGEST_TEXT else []
    return sha256(" ".join(words).encode() if words else data).hexdigest()


def _quoted(name: str) -> str:
    """A file name as YAML takes it: in quotes where it has more than plain signs."""
    plain = all(one.isalnum() or one in "-_." for one in name) and name[:1].isalpha()
    return name if plain else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


REGISTER = Finding(
    "handout-register",
    "This file holds the register of releases, or names or ids out of it.",
    "Take the link out. Move the file out of the content folder; a list of children is published "
    "nowhere.",
)
