"""The last look: no finished page, feed or letter for everybody has a mark of words for the staff.

Whatever a text was written in and whatever a plugin made of it, what leaves is read once more as it
is written. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from plugins.common.markers import marker_in_html
from plugins.common.problems import Problem


def marker_in_file(name: str, data: bytes) -> str:
    """The first mark in a finished file, by what its ``name`` says it is; empty where it has none.

    Pages, feeds, calendars, JSON and plain text are looked through; other files have no words.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix not in _READ_AS or not data:
        return ""
    text = data.decode("utf-8", "replace")
    return next(filter(None, map(marker_in_html, _READ_AS[suffix](text))), "")


def _as_it_is(text: str) -> Iterator[str]:
    yield text


def _feed(text: str) -> Iterator[str]:
    """A feed holds HTML in its text: once resolved, it is read like a page."""
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, sign)
    yield text


def _calendar(text: str) -> Iterator[str]:
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    yield re.sub(r"\\([nN,;\\])", lambda found: "\n" if found[1] in "nN" else found[1], unfolded)


def _json(text: str) -> Iterator[str]:
    try:
        waiting: list[object] = [json.loads(text)]
    except ValueError:
        yield text
        return
    found: list[str] = []
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            waiting.extend((*one.keys(), *one.values()))
        elif isinstance(one, list):
            waiting.extend(one)
    yield "\n".join(found)


def staff_words_left(path: str, line: int, marker: str, where: str) -> Problem:
    """The problem that stops what still has ``marker``.

    ``path`` and ``line`` say what it comes from, as far as that is known; ``where`` names the pages
    or the letter, as people call them.
    """
    return Problem(
        path,
        line,
        "staff-words-left",
        " ".join(marker.split()),
        f"{where} would show words for the staff, or how they are marked.",
        "Write them as a block of the text: !!! staff on a line of its own, and under it each line "
        "with four spaces before it. To show how such a block is written, put another word in the "
        "place of staff.",
    )


_READ_AS: dict[str, Callable[[str], Iterator[str]]] = {
    **dict.fromkeys(("html", "htm", "xhtml", "svg", "txt", "md", "csv", "vtt", "srt"), _as_it_is),
    **dict.fromkeys(("xml", "rss", "atom", "xsl", "opml"), _feed),
    **dict.fromkeys(("json", "webmanifest", "jsonld", "geojson"), _json),
    **dict.fromkeys(("ics", "ical", "vcf"), _calendar),
}
