"""The letters of an issue as somebody is about to send them: which they are, and how old."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from commands.errors import CoachError
from commands.failures import sentence_for
from commands.mailing.report import moment, say
from commands.mailing.settings import subscribers
from commands.school import School
from mailing.errors import MailingError
from mailing.outbox import INDEX, Letter, read_closed, read_letters
from mailing.quota import DAY
from mailing.store.begun import read_begun, read_handed_over
from mailing.store.database import Database
from mailing.store.ledger import Ledger
from mailing.store.report import read_report
from plugins.newsletter.outbox import OUTBOX

_WEEK = re.compile(r"\d{4}-W\d{2}")
_STATUS = re.compile(r"(?mi)^status:[ \t]*['\"]?(\w+)")
_SEALED = re.compile(r"(?mi)^sent:(?:[ \t]*(?:#.*)?\r?\n[ \t]+\w|[ \t]*\{)")
_OLD = 8 * DAY  # a week later there is a newer issue
_LATER = 1.0

Seal = Callable[[School, str], list[str]]
"""Notes in the texts of an issue that it was sent; what was done, in words."""


def week_of(issue: str) -> str:
    """``2026-w48``, as addresses of pages have it, is ``2026-W48``. Raises :class:`CoachError`."""
    if not _WEEK.fullmatch(issue.upper()):
        raise CoachError(f'"{issue}" is no issue. Name its week, like 2026-W47.')
    return issue.upper()


def letters_of(school: School, issue: str) -> list[Letter]:
    """As :func:`read_letters`; where there is none, it is said what the coach forgot."""
    outbox = school.work / OUTBOX
    if not any(outbox.glob(f"{issue}*/*/{INDEX}")):
        _explain(school, issue)
    return read_letters(outbox, issue)


def chosen_of(letters: Sequence[Letter], issue: str, audience: str) -> list[Letter]:
    """The letters for ``audience``, all where none is named. Raises :class:`CoachError`."""
    chosen = [one for one in letters if audience in ("", one.audience)]
    if not chosen:
        names = ", ".join(sorted({one.audience for one in letters}))
        raise CoachError(f'{issue} has no letter for "{audience}". It has: {names}.')
    return chosen


def tell_letters(school: School, issue: str, letters: Sequence[Letter]) -> None:
    """What would go out, so that the wrong week is seen before it is sent; and what is amiss."""
    for subject, site in dict.fromkeys((one.subject, one.site) for one in letters):
        say(f"{issue}: “{subject}”, which leads to {site}")
    closed = read_closed(school.work / OUTBOX).get(issue)
    if closed is not None and time.time() - closed.at > _OLD:
        say(f"This is an old issue: its week closed on {moment(school, closed.at)}.")
    for source in _changed_since(school, letters):
        say(
            f"{source} was changed after the site was published. What is sent is the letter as it "
            "was then; to send it as it is now, publish first."
        )


def why_nobody(data: Database, issue: str, letters: Sequence[Letter]) -> str:
    """Why there is nobody to send ``letters`` to."""
    with suppress(MailingError):
        read_report(data, issue)
        return "Nobody is left to send to."
    if not any(one.status == "confirmed" for one in subscribers(data).entries()):
        return (
            "Nobody is on the list yet. Put people on it with: python3 tasks.py subscribers.import"
        )
    audiences = ", ".join(sorted({one.audience for one in letters}))
    return f"Nobody on the list gets this letter, which is for {audiences}."


def seal_sent(school: School, data: Database, issue: str, seal: Seal) -> list[str]:
    """Freeze the texts of an issue once all of it is out, if they are here; in words.

    What was sent is in the mail of its readers, and not for ever in the outbox: so it is done at
    once. Where the texts are no longer those that were sent, somebody has to decide.
    """
    by_hand = f"python3 tasks.py newsletter.seal --week {issue}"
    try:
        letters = read_letters(school.work / OUTBOX, issue)
        if not any(_is_open(school, _source(school, one)) for one in letters):
            return []
        if waiting := _still_to_send(data, issue, letters):
            return [f"Sealed once all of it is out; still to be sent: {', '.join(waiting)}."]
        if others := Ledger(data).changed(issue, letters):
            return [
                f"Not sealed: {', '.join(others)} as published is not what was sent. Has a text "
                f"come in since, type newsletter.draft --week {issue}, take it out of the list "
                f"there, and publish: the next issue has it then. After that, or to seal the "
                f"letter as it is now: {by_hand}"
            ]
        if changed := _changed_since(school, letters):
            return [
                f"Not sealed: {', '.join(changed)} changed since it was sent. Undo that, or seal "
                f"the letter as it is now: {by_hand}"
            ]
        if not all(os.access(one, os.W_OK) for one in (school.content / "newsletter", school.work)):
            return [f"Not sealed: nothing may be written here. Where it may: {by_hand}"]
        return seal(school, issue)
    except Exception as error:  # noqa: BLE001 - whatever it is, the letters are out
        known = isinstance(error, MailingError)
        if known and not _is_open(school, f"newsletter/{issue}.md"):
            return []  # sealed before its letters left the outbox, or not written here
        why = str(error) if known else " ".join(sentence_for(error, school.work).split())
        return [f"{issue} is sent, and could not be sealed. {why} Then: {by_hand}"]


def _still_to_send(data: Database, issue: str, letters: Sequence[Letter]) -> list[str]:
    """What readers wait for: the rest of what was begun, and letters that were not begun at all.

    What an engine was given is the engine's.
    """
    begun, ledger = read_begun(data).get(issue), Ledger(data)
    known = read_handed_over(data) | (begun.letters if begun else frozenset())
    if begun and begun.open:
        return ["the rest"]
    return [
        one.name
        for one in letters
        if one.name not in known and ledger.waiting(issue, letters, one.audience)
    ]


def _explain(school: School, issue: str) -> None:
    """Raise what a coach can do about a letter that was not published, if their texts tell."""
    folder = school.content / "newsletter"
    if not folder.is_dir():
        return
    source = folder / f"{issue}.md"
    name = source.relative_to(school.content.parent).as_posix()
    if source.is_file():
        found = _STATUS.search(_front_of(source))
        if found and found[1].lower() != "published":
            raise CoachError(
                f"{issue} is not published: {name} has the status {found[1]}. Set it to "
                "published, and publish the site."
            )
        raise CoachError(
            f"There is no letter of {issue} in the outbox. Publish the site anew, and read what "
            "that says of the newsletter: a letter whose date is still to come waits for it."
        )
    if not any(issue in file.read_text("utf-8", "replace") for file in folder.glob("*.md")):
        raise CoachError(
            f"There is no letter of {issue}: {name} is not there. If that is the right week, "
            f"start it with: python3 tasks.py newsletter.draft --week {issue}"
        )


def _source(school: School, letter: Letter) -> str:
    """The letter's own text, content-relative."""
    return next(_sources(school.work / OUTBOX / letter.edition / letter.audience))


def _is_open(school: School, source: str) -> bool:
    """True where the text is here and says nothing of being sent."""
    file = school.content / source
    return file.is_file() and not _SEALED.search(_front_of(file))


def _front_of(file: Path) -> str:
    return file.read_text("utf-8", "replace").partition("\n---")[0]


def _changed_since(school: School, letters: Sequence[Letter]) -> list[str]:
    """The letter's texts that are newer than the last publish; none where that cannot be told."""
    outbox = school.work / OUTBOX
    found: dict[str, None] = {}
    with suppress(OSError, ValueError, KeyError, TypeError):
        published = outbox.stat().st_mtime
        for letter in letters:
            own = _source(school, letter)
            for name in _sources(outbox / letter.edition / letter.audience):
                file = school.content / name
                if name == own and not _is_open(school, name):
                    continue  # sealing changed it
                if file.is_file() and file.stat().st_mtime > published + _LATER:
                    found[name] = None
    return list(found)


def _sources(folder: Path) -> Iterator[str]:
    index = json.loads((folder / INDEX).read_bytes())
    yield str(index["source"])
    for entry in index.get("entries", ()):
        yield str(entry["path"])
