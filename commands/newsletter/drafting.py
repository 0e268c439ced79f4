"""The newsletter's tasks: draft a week (or many), look at its letters, seal what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from commands.errors import CoachError
from commands.newsletter.reading import Reading
from commands.school import School
from commands.terminal import out
from plugins.common.moments import MomentError, Week
from plugins.newsletter.drafting import (
    DraftWords,
    add_entries,
    next_weeks,
    plan_draft,
    written_moment,
)
from plugins.newsletter.front import NotWritableError, read_front
from plugins.newsletter.frozen import seal as sealed
from plugins.newsletter.issue import plan_issue
from plugins.newsletter.languages import words_for
from plugins.newsletter.nextweek import describe_next
from plugins.newsletter.outbox import OUTBOX, editions_of, read_letters

STATES = ("draft", "published", "hidden")


def draft(school: School, week: str, first: str, last: str, status: str) -> None:
    """Write the issues of one week or of a range. Raises :class:`CoachError`."""
    if status not in STATES:
        raise CoachError(f'"{status}" is no status. Use one of {", ".join(STATES)}.')
    reading = Reading.of(school)
    weeks = _weeks(reading, week, first, last)
    plans = reading.plan(weeks)
    written = sum(_write(reading, one, found, status) for one, found in plans.items())
    if len(weeks) > 1:
        out.print(f"{written} of {len(weeks)} weeks have something to tell.")
    if written:
        out.print("Next: open the file, write your note, and look at it with: ", end="")
        out.print("python3 tasks.py newsletter.preview")
    before = reading.newest_before(weeks[0])
    if written and len(weeks) == 1 and before and not before.fields.sent:
        last_one = before.fields.week
        out.print(
            f"{last_one} is not sealed, so it may still be changed. Once it was sent: "
            f"python3 tasks.py newsletter.seal --week {last_one}"
        )


def seal(school: School, week: str) -> None:
    """Record in the issue's file that it was sent, and in those of its translations.

    An issue that is sealed already needs no letters in the outbox: its file says what was sent.
    Raises :class:`CoachError`.
    """
    wanted = _week(week)
    outbox = school.work / OUTBOX
    found = [read_letters(outbox, name) for name in editions_of(outbox, str(wanted))]
    reading = Reading.of(school)
    for letters in filter(None, found):
        _seal(reading, wanted, letters)
    if any(found):
        return
    again = reading.sent(wanted)
    if not again:
        raise CoachError(
            f"There is no letter of {wanted} in the outbox, so nothing of it was sent. Set its "
            "status to published and publish: what is sealed is what was handed over."
        )
    for path in again:
        _write_seal(school, school.content / path, {})


def _seal(reading: Reading, wanted: Week, letters: Mapping[str, Any]) -> None:
    index = next(iter(letters.values()))
    path = reading.school.content / str(index["source"])
    text = _read(path)
    try:
        # What it told is written down, so that a late text cannot get into it. A translation that
        # follows the list of its letter, in its order and with its words, goes on to do so.
        if "entries" not in read_front(text) and not reading.has_list(wanted):
            _replace(path, add_entries(text, _told(reading, wanted, letters)))
    except NotWritableError as error:
        raise CoachError(f"{path} cannot be sealed: {error}.") from None
    hashes = {name: one["files"]["message.html"]["sha256"] for name, one in letters.items()}
    _write_seal(reading.school, path, hashes)


def _write_seal(school: School, path: Path, hashes: Mapping[str, str]) -> None:
    """Seal the file; without ``hashes``, with those that it has. The day it was sent stays."""
    text = _read(path)
    run = school.run("preview")
    try:
        said = read_front(text).get("sent")
        sent = dict(said) if isinstance(said, dict) else {}
        date = sent.pop("date", "") or f"{run.now.astimezone(run.zone):%Y-%m-%d %H:%M}"
        sent.pop("text", None)
        _replace(path, sealed(text, date, hashes or sent))
    except NotWritableError as error:
        raise CoachError(f"{path} cannot be sealed: {error}.") from None
    out.print(f"{path}: sealed for {', '.join(sorted(hashes or sent))}.", markup=False)


def _write(reading: Reading, week: Week, found: list[Any], status: str) -> bool:
    issue = plan_issue(week, found, reading.settings)
    known = reading.files.get(week)
    if known is None:
        if not found:
            out.print(f"{week}: nothing to tell, so there is no issue.")
            return False
        path = reading.school.content / "newsletter" / f"{week}.md"
        _create(path, plan_draft(issue, _words(reading, issue, status)))
        out.print(f"{path}: {_count(len(found))}.", markup=False)
        return True
    path = reading.school.content / known[0]
    if known[2]:
        out.print(f"{path}: was sent, and stays as it is.", markup=False)
        return False
    if not found:
        out.print(f"{path}: has everything already.", markup=False)
        return False
    try:
        _replace(path, add_entries(_read(path), issue.entries))
    except NotWritableError as error:
        listed = "".join(f"\n  - path: ../{one.relative_source_path}" for one in issue.entries)
        raise CoachError(f"{path} was left as it is: {error}. Add by hand:{listed}") from None
    out.print(f"{path}: {_count(len(found))} added at the end.", markup=False)
    return True


def _words(reading: Reading, issue: Any, status: str) -> DraftWords:
    clock, run = reading.clock, reading.run
    first_day = str(reading.dates["day"](issue.week.start(run.zone)))
    words = describe_next(issue, first_day, words_for(reading.language))
    closes = clock.cutoff(issue.week)
    if clock.hour == 24:
        closes -= timedelta(minutes=1)  # the last minute of its own day
    date = written_moment(min(closes, run.now), run.zone)
    audience = [one for one in reading.settings.audiences if one != "staff"]
    if any(one.staff_only for one in issue.entries):
        audience.append("staff")
    return DraftWords(words.title, words.preview, date, audience, status)


def _told(reading: Reading, week: Week, letters: Mapping[str, Any]) -> list[Any]:
    """The entries of all letters, each once, as articles in the order of the whole issue."""
    paths = {one["path"] for index in letters.values() for one in index["entries"]}
    told = [reading.texts[path] for path in sorted(paths) if path in reading.texts]
    return list(plan_issue(week, told, reading.settings).entries)


def _weeks(reading: Reading, week: str, first: str, last: str) -> list[Week]:
    if bool(first) != bool(last):
        raise CoachError("A range needs both ends: --from 2014-W12 --to 2024-W50.")
    if first and week:
        raise CoachError("Choose one: --week for a single issue, or --from and --to for many.")
    if not first:
        return [_week(week) if week else reading.clock.week_of(reading.run.now)]
    found = next_weeks(_week(first), _week(last))
    if not found:
        raise CoachError(f"{first} comes after {last}: there is no week from one to the other.")
    return found


def _week(text: str) -> Week:
    try:
        return Week.parse(text)
    except MomentError as error:
        raise CoachError(f'"{text}" {error}. Write it like 2026-W47.') from None


def _count(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _read(path: Path) -> str:
    # As it is: a changed line end would be a change.
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _create(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise CoachError(f"{path} is there already, and is no issue of that week.") from None


def _replace(path: Path, text: str) -> None:
    """All of the new text or all of the old one, whatever happens in between."""
    unfinished = path.with_name(f"{path.name}.tmp")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
    unfinished.replace(path)
