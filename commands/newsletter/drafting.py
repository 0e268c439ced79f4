"""``newsletter.draft``: the issues of one week or of many, as files for the coach to edit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from commands.errors import CoachError
from commands.newsletter.files import read_text, replace_text
from commands.newsletter.reading import Reading, parse_week
from commands.school import School
from commands.terminal import counted, out
from commands.writing import create_text
from plugins.common.moments import Week
from plugins.newsletter.drafting import (
    DraftWords,
    add_entries,
    next_weeks,
    plan_draft,
    written_moment,
)
from plugins.newsletter.front import NotWritableError, read_front
from plugins.newsletter.issue import plan_issue
from plugins.newsletter.languages import words_for
from plugins.newsletter.nextweek import describe_next

_CHECK = "What is wrong, and what to do, says: python3 tasks.py check"
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


def _write(reading: Reading, week: Week, found: list[Any], status: str) -> bool:
    issue = plan_issue(week, found, reading.settings)
    known = reading.files.get(week)
    if known is None:
        if not found:
            out.print(f"{week}: nothing to tell, so there is no issue.")
            return False
        path = reading.school.content / "newsletter" / f"{week}.md"
        try:
            create_text(path, plan_draft(issue, _words(reading, issue, status)), newline="")
        except FileExistsError:
            raise CoachError(f"{path} is there already, and is no issue of that week.") from None
        out.print(f"{path}: {counted(len(found), 'entry', 'entries')}.", markup=False)
        return True
    path = reading.school.content / known[0]
    if known[2]:
        out.print(f"{path}: was sent, and stays as it is.", markup=False)
        return False
    if not found:
        out.print(f"{path}: has everything already.", markup=False)
        return False
    text = read_text(path)
    try:
        unused = bool(read_front(text).get("entries")) and known[1].entries is None
    except NotWritableError as error:
        raise CoachError(f"{path} was left as it is: {error}. {_CHECK}") from None
    if unused:
        raise CoachError(f"{path} was left as it is: its entries cannot be used. {_CHECK}")
    try:
        replace_text(path, add_entries(text, issue.entries))
    except NotWritableError as error:
        listed = "".join(f"\n  - path: ../{one.relative_source_path}" for one in issue.entries)
        raise CoachError(f"{path} was left as it is: {error}. Add by hand:{listed}") from None
    out.print(f"{path}: {counted(len(found), 'entry', 'entries')} added at the end.", markup=False)
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


def _weeks(reading: Reading, week: str, first: str, last: str) -> list[Week]:
    if bool(first) != bool(last):
        raise CoachError("A range needs both ends: --from 2014-W12 --to 2024-W50.")
    if first and week:
        raise CoachError("Choose one: --week for a single issue, or --from and --to for many.")
    if not first:
        return [parse_week(week) if week else reading.clock.week_of(reading.run.now)]
    found = next_weeks(parse_week(first), parse_week(last))
    if not found:
        raise CoachError(f"{first} comes after {last}: there is no week from one to the other.")
    return found
