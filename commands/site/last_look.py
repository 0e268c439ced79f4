"""Before the switch: no file of the finished site has words for the staff left in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from plugins.common.audiences import cut_blocks, find_blocks
from plugins.common.last_look import marker_in_file, staff_words_left
from plugins.common.markers import find_marker, marker_in_html, plain_words
from plugins.common.problems import ProblemLog
from plugins.common.run import Run
from plugins.common.source import read_source

_MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
_OTHERS = (".rst", ".html", ".htm", ".yaml", ".yml", ".txt", ".vtt", ".srt", ".csv")
_NAMED = 3
"""Pages that a problem names; of more it says how many."""


def look_for_staff_words(staging: Path, content: Path, run: Run) -> None:
    """Report each text of which a file in ``staging`` still shows a mark of words for the staff.

    Where no text of ``content`` is found to be its source, the file itself is named.
    """
    marked = dict(_marked_files(staging))
    if not marked:
        return
    granted = {grant.path: grant.text or grant.source for grant in run.grants}
    sources = dict(_marked_sources(content))
    pages: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for page, marker in marked.items():
        path = granted.get(page, "")
        if path not in sources:
            path = next((one for one, (_, found) in sources.items() if found == marker), "")
        line = sources[path][0] if path else 0
        pages[path or page, line, marker].append(page)
    for (path, line, marker), named in pages.items():
        run.problems.extend([staff_words_left(path, line, marker, _told(named))])


def _marked_files(staging: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(staging.rglob("*")):
        if file.is_file() and not file.is_symlink():
            marker = marker_in_file(file.name, file.read_bytes())
            if marker:
                yield file.relative_to(staging).as_posix(), marker


def _marked_sources(content: Path) -> Iterator[tuple[str, tuple[int, str]]]:
    """Texts with a mark outside of a block that is hidden anyway: path, line and mark."""
    unheard = ProblemLog()
    for file in sorted(content.rglob("*")):
        suffix = file.suffix.lower()
        if suffix not in (*_MARKDOWN, *_OTHERS) or not file.is_file():
            continue
        path = file.relative_to(content).as_posix()
        text = read_source(content, path, unheard).text
        if suffix in _MARKDOWN:
            text = cut_blocks(text, find_blocks(text, {}))
        for number, line in enumerate(text.split("\n"), 1):
            marker = find_marker(plain_words(line)) or marker_in_html(line)
            if marker:
                yield path, (number, marker)
                break


def _told(pages: list[str]) -> str:
    more = len(pages) - _NAMED
    named = ", ".join(pages[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"{'The file' if len(pages) == 1 else 'The files'} {named} of the site"
