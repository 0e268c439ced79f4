"""``newsletter.seal``: what was sent is noted in the files of its issue, and frozen by that."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from commands.errors import CoachError
from commands.newsletter.files import read_text, replace_text
from commands.newsletter.reading import Reading, parse_week
from commands.school import School
from commands.terminal import out
from plugins.common.moments import Week
from plugins.newsletter.drafting import add_entries
from plugins.newsletter.front import NotWritableError, read_front
from plugins.newsletter.frozen import seal as sealed
from plugins.newsletter.issue import plan_issue
from plugins.newsletter.outbox import HTML, OUTBOX, editions_of, read_letters


def seal(school: School, week: str) -> None:
    """Seal an issue, and print what was done. Raises :class:`CoachError`."""
    for sentence in seal_issue(school, week):
        out.print(sentence, markup=False)


def seal_issue(school: School, week: str) -> list[str]:
    """Record in the issue's file that it was sent, and in those of its translations; in words.

    An issue that is sealed already needs no letters in the outbox: its file says what was sent.
    Raises :class:`CoachError`.
    """
    wanted = parse_week(week)
    outbox = school.work / OUTBOX
    found = [read_letters(outbox, name) for name in editions_of(outbox, str(wanted))]
    reading = Reading.of(school)
    if any(found):
        return [_seal(reading, wanted, letters) for letters in found if letters]
    again = reading.sent(wanted)
    if not again:
        raise CoachError(
            f"There is no letter of {wanted} in the outbox, so nothing of it was sent. Set its "
            "status to published and publish: what is sealed is what was handed over."
        )
    return [_write_seal(school, school.content / path, {}) for path in again]


def _seal(reading: Reading, wanted: Week, letters: Mapping[str, Any]) -> str:
    index = next(iter(letters.values()))
    path = reading.school.content / str(index["source"])
    text = read_text(path)
    try:
        # What it told is written down, so that a late text cannot get into it. A translation that
        # follows the list of its letter, in its order and with its words, goes on to do so.
        if "entries" not in read_front(text) and not reading.has_list(wanted):
            replace_text(path, add_entries(text, _told(reading, wanted, letters)))
    except NotWritableError as error:
        raise CoachError(f"{path} cannot be sealed: {error}.") from None
    hashes = {name: one["files"][HTML]["sha256"] for name, one in letters.items()}
    return _write_seal(reading.school, path, hashes)


def _write_seal(school: School, path: Path, hashes: Mapping[str, str]) -> str:
    """Seal the file; without ``hashes``, with those that it has. The day it was sent stays."""
    text = read_text(path)
    run = school.run("preview")
    try:
        said = read_front(text).get("sent")
        sent = dict(said) if isinstance(said, dict) else {}
        date = sent.pop("date", "") or f"{run.now.astimezone(run.zone):%Y-%m-%d %H:%M}"
        sent.pop("text", None)
        replace_text(path, sealed(text, date, hashes or sent))
    except NotWritableError as error:
        raise CoachError(f"{path} cannot be sealed: {error}.") from None
    return f"{path}: sealed for {', '.join(sorted(hashes or sent))}."


def _told(reading: Reading, week: Week, letters: Mapping[str, Any]) -> list[Any]:
    """The entries of all letters, each once, as articles in the order of the whole issue."""
    paths = {one["path"] for index in letters.values() for one in index["entries"]}
    told = [reading.texts[path] for path in sorted(paths) if path in reading.texts]
    return list(plan_issue(week, told, reading.settings).entries)
