"""A text file as its author saved it: read forgivingly, with the line of what is found in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from plugins.common.problems import ProblemLog

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that XML 1.0 allows nowhere (and DEL): a feed with one of them is unreadable."""

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
"""What editors and other systems end a line or a paragraph with."""

_BREAK = re.compile("(?<=[^\\s])[\x0b\x0c](?=[^\\s])")
"""A line or page break of a word processor that alone keeps two words apart."""


@dataclass(slots=True)
class SourceText:
    """The text of a content file. ``path`` is relative to the content folder."""

    path: str
    text: str
    _seen: Counter[str] = field(default_factory=Counter)

    def line_of(self, needle: str) -> int:
        """The line on which ``needle`` stands, from 1; asked again, the line of its next place.

        Markdown forgets where a link stood, but its address is in the source word for word. 0 when
        it is not there.
        """
        place = -1
        for _ in range(self._seen[needle] + 1):
            following = self.text.find(needle, place + 1)
            if following < 0:
                break
            place = following
        self._seen[needle] += 1
        return self.text.count("\n", 0, place) + 1 if place >= 0 else 0


def read_source(root: Path, path: str, problems: ProblemLog) -> SourceText:
    """Read ``root/path``. A wrong encoding and unusable characters are problems, never the end."""
    data = (root / path).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(
            path,
            data.count(b"\n", 0, error.start) + 1,
            "not-utf-8",
            data[error.start : error.end].decode("cp1252", "replace"),
            "The file is not saved as UTF-8; its accents and quotes may come out wrong.",
            'Open it in your editor and save it with the encoding "UTF-8".',
        )
        text = data.decode("cp1252", "replace")
    text = _LINE_ENDS.sub("\n", text)
    if len(_FORBIDDEN.findall(text)) > max(20, len(text) // 20):
        problems.add(
            path,
            0,
            "not-a-text",
            path,
            "This is no text file, whatever its name says.",
            "Save it as plain text (Markdown), or move it out of the content folder.",
        )
        return SourceText(path, "")
    for number, line in enumerate(text.split("\n"), 1):
        found = _FORBIDDEN.search(line)
        if found:
            problems.add(
                path,
                number,
                "control-character",
                repr(found.group()),
                "There is an invisible control character here, which no web page or feed may hold.",
                "Delete the characters around this place and type them again.",
            )
    text = _BREAK.sub(" ", text)
    return SourceText(path, _FORBIDDEN.sub("", text))
