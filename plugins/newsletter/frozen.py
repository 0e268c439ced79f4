"""A sent issue stays as it was: its file holds a hash of itself that an edit does not fit.

``sent`` in the front matter is a mapping: ``date`` (when it was recorded), ``text`` (the hash of
the file without this very block) and one hash per audience, of the HTML that was handed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from plugins.common.moments import Week
from plugins.common.problems import Problem
from plugins.newsletter.front import NotWritableError, front_span, newline_of

_BLOCK = re.compile(r"^sent:[^\n]*\n(?:[ \t]+[^\n]*\n)*", re.MULTILINE)
_DIGITS = 16
"""Hex digits of a hash in a file: enough to tell an edit, short enough to be left alone."""


def text_hash(text: str) -> str:
    """The hash of an issue's file, whatever its line ends and the spaces at their ends."""
    try:
        start, end = front_span(text)
    except NotWritableError:
        start = end = 0
    kept = text[:start] + _BLOCK.sub("", text[start:end]) + text[end:]
    plain = kept.replace("\r\n", "\n").removeprefix("\ufeff").rstrip()
    lines = "\n".join(line.rstrip() for line in plain.split("\n"))
    return sha256(lines.encode()).hexdigest()[:_DIGITS]


def seal(text: str, date: str, letters: Mapping[str, str]) -> str:
    """``text`` with ``sent`` in its front matter; ``letters`` maps an audience to a SHA-256.

    All else stays, byte for byte. Raises :class:`NotWritableError`.
    """
    start, end = front_span(text)
    bare = text[:start] + _BLOCK.sub("", text[start:end]) + text[end:]
    _, end = front_span(bare)
    lines = ["sent:", f"  date: {date}", f"  text: {text_hash(bare)}"]
    lines += [f"  {audience}: {found[:_DIGITS]}" for audience, found in sorted(letters.items())]
    newline = newline_of(text)
    return bare[:end] + newline.join(lines) + newline + bare[end:]


def check_frozen(
    path: str, line: int, text: str, sent: Mapping[str, str], week: Week
) -> Problem | None:
    """A problem where the file of ``week`` at ``path`` is not what was sent; None if none was."""
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
        f"again with: python3 tasks.py newsletter.seal --week {week}",
    )


def find_changed(newsletters: Iterable[Any]) -> Iterator[Problem]:
    """The problems of all newsletter articles whose files were changed after they were sent."""
    for article in newsletters:
        sent = getattr(article.fields, "sent", None)
        if not sent:
            continue
        # In another encoding it is not what was sealed: the hash tells, and no build stops.
        text = Path(article.source_path).read_text("utf-8", "replace")
        path, line = article.relative_source_path, article.lines.get("sent", 0)
        problem = check_frozen(path, line, text, sent, article.fields.week)
        if problem:
            yield problem
