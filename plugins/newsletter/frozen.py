"""A sent issue stays as it was: its file holds a hash of itself that an edit does not fit. Pure.

``sent`` in the front matter is a mapping: ``date`` (when it was recorded), ``text`` (the hash of
the file without this very block) and one hash per audience, of the HTML that was handed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from plugins.common.problems import Problem

_BLOCK = re.compile(r"^sent:[^\n]*\n(?:[ \t]+[^\n]*\n)*", re.MULTILINE)
_FENCE = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE)
_DIGITS = 16
"""Hex digits of a hash in a file: enough to tell an edit, short enough to be left alone."""


class NotWritableError(ValueError):
    """The front matter has a form into which nothing can be written; the message says why."""


def text_hash(text: str) -> str:
    """The hash of an issue's file, whatever its line ends and the spaces at their ends."""
    start, end = _front(text.replace("\r\n", "\n").lstrip("\ufeff"))
    plain = text.replace("\r\n", "\n").lstrip("\ufeff")
    front = _BLOCK.sub("", plain[start:end])
    kept = plain[:start] + front + plain[end:]
    lines = "\n".join(line.rstrip() for line in kept.rstrip().split("\n"))
    return sha256(lines.encode()).hexdigest()[:_DIGITS]


def seal(text: str, date: str, letters: Mapping[str, str]) -> str:
    """``text`` with ``sent`` in its front matter; ``letters`` maps an audience to a SHA-256.

    All else stays, byte for byte. Raises :class:`NotWritableError`.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    start, end = _front(plain)
    if not end:
        raise NotWritableError("it has no front matter between two lines ---")
    bare = plain[:start] + _BLOCK.sub("", plain[start:end]) + plain[end:]
    _, end = _front(bare)
    lines = ["sent:", f"  date: {date}", f"  text: {text_hash(bare)}"]
    lines += [f"  {audience}: {found[:_DIGITS]}" for audience, found in sorted(letters.items())]
    sealed = bare[:end] + "\n".join(lines) + "\n" + bare[end:]
    return sealed.replace("\n", newline)


def check_frozen(path: str, line: int, text: str, sent: Mapping[str, str]) -> Problem | None:
    """A problem where the file at ``path`` is not what was sent; None while nothing was."""
    if not sent or sent.get("text") == text_hash(text):
        return None
    return Problem(
        path,
        line,
        "issue-changed",
        sent.get("text", ""),
        f"This issue was sent on {sent.get('date', 'an earlier day')}, and its file was changed "
        "since: readers have other words in their mail than these.",
        "Undo the change and put it into the next issue. If it is meant for the archive, seal it "
        "again with: python3 tasks.py newsletter.seal",
    )


def _front(plain: str) -> tuple[int, int]:
    """Where the front matter starts and ends, without its fences; two zeros where there is none."""
    first = _FENCE.match(plain.lstrip("\ufeff"))
    if first is None:
        return 0, 0
    start = plain.index("\n") + 1
    last = _FENCE.search(plain, start)
    return (start, last.start()) if last else (0, 0)
