"""The tasks for subscribers: import, export, list, remove, readmit. Addresses show masked."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from commands.bootstrap import ROOT
from commands.errors import CoachError
from commands.mailing import imports
from commands.mailing.report import moment, say
from commands.mailing.settings import database, subscribers, told
from commands.school import School, read_own_settings
from commands.terminal import agreed, counted
from mailing.addresses import Address, AddressError, masked, parse_address
from mailing.csvfile import Rows, read_rows, write_rows
from mailing.csvfile.senses import read_words
from mailing.csvfile.vocabulary import Sense
from mailing.store.report import read_failed
from mailing.store.subscribers import count_gone
from plugins.common.audiences import STAFF
from plugins.common.files import create_lasting
from plugins.common.settings import load_group
from plugins.newsletter.config import NewsletterSettings

_PUBLIC = tuple(ROOT / name for name in ("content", "output", "public"))
_LARGEST = 50_000_000  # bytes
_CLEANED = re.compile(r"clean(?:ed)?", re.IGNORECASE)
"""In the name of a file a word about the file."""

_FEWEST, _SHARE = 5, 10
"""As many at least, and one in so many, an import may take off the list without asking."""

_REASONS = {
    "unsubscribed": "has left the list themselves",
    "bounced": "was taken off the list because letters came back",
    "complained": "has marked a letter as spam",
    "removed": "was removed from the list",
}


def bring_in(
    file: str, audience: str, *, dry: bool = False, only_new: bool = False, many: bool = False
) -> None:
    """Subscribe everybody in a CSV file; exit code 1 where somebody has to look at something.

    ``dry``: only tell. ``only_new``: nobody on the list is touched. ``many``: take off the list
    however many have left by the file.
    """
    settings = read_own_settings()
    allowed = _allowed(settings)
    usual = _audiences(audience, allowed)
    data = _read(Path(file).expanduser())
    with told():
        rows = read_rows(data, allowed, usual)
    _refuse_leavers(file, rows)
    lang = str(settings.get("DEFAULT_LANG") or "en")
    with database() as opened:
        people = subscribers(opened)
        there = {
            one.address.lower(): one.lang for one in people.entries() if one.status == "confirmed"
        }
        done = people.bring_in(rows.good, lang, time.time(), only_new=only_new, dry=True)
        most = max(_FEWEST, len(there) // _SHARE)
        if not dry and not many and len(done.departed) > most:
            raise CoachError(
                f"By {file} {len(done.departed)} of {_people(len(there))} on the list have left. "
                "So many cannot be put back at once, so nothing was changed. Look at it with "
                "--dry-run, and if it is right, type the same with --many."
            )
        if not dry:
            done = people.bring_in(rows.good, lang, time.time(), only_new=only_new)
    others = sum(there.get(one.address.key, one.lang) != one.lang for one in rows.good if one.lang)
    imports.tell(imports.Told(file, rows, done, others, dry=dry))
    sys.exit(1 if rows.bad or done.staying else 0)


def _refuse_leavers(file: str, rows: Rows) -> None:
    """A file that is called "unsubscribed.csv" and says so in no column subscribes nobody."""
    heard = any(column.reading.heard for columns in rows.columns for column in columns)
    name = read_words(_CLEANED.sub("", Path(file).stem))
    if (name.strong or name.has(Sense.LEFT)) and not heard:
        raise CoachError(
            f"{file} is called as if it listed people who have left, and none of its columns says "
            'so. If they have, add a column "status" with "unsubscribed" in each line; if they '
            "want the letter, give the file another name."
        )


def export(file: str, failed: str = "") -> None:
    """Write the list to a new file that only its owner can read.

    ``failed``: an issue; then only those whom it failed to reach, with what their servers said.
    """
    path = Path(file).expanduser()
    if public := next((one for one in _PUBLIC if one in path.resolve().parents), None):
        raise CoachError(
            f"{file} is in {public.name}, and may end up on the website. Write the addresses "
            "somewhere else, like private/readers.csv."
        )
    with database() as opened:
        entries = subscribers(opened).entries()
        answers = read_failed(opened, failed) if failed else None
    if answers is not None:
        entries = [one for one in entries if one.address in answers]
    rows = ((one.address, one.audiences, one.lang, one.status) for one in entries)
    text = write_rows(rows, answers)
    try:
        create_lasting(path, text.encode(), private=True)
    except FileExistsError:
        raise CoachError(f"{file} is there already. Name a new file.") from None
    except OSError as error:
        raise CoachError(f"{file} cannot be written: {error.strerror}.") from None
    say(f"{_people(len(entries))} written to {file}. Delete it when you no longer need it.")


def show(audience: str) -> None:
    """Print how many there are, by status, audience and language, and each one masked."""
    with database() as opened:
        entries, gone = subscribers(opened).entries(audience), count_gone(opened)
    if audience and not entries:
        _audiences(audience, _allowed(read_own_settings()))
    active = [one for one in entries if one.status == "confirmed"]
    say(f"{_people(len(active))} get the newsletter.")
    for title, counts in (
        ("audience", Counter(name for one in active for name in one.audiences)),
        ("language", Counter(one.lang for one in active)),
        ("status", Counter(one.status for one in entries)),
    ):
        words = ", ".join(f"{count} {name}" for name, count in counts.most_common())
        say(f"  by {title}: {words or 'none'}")
    if gone:
        say(f"  {_people(gone)} left for good, kept as hashes only.")
    for one in entries:
        say(f"  {masked(one.address):<24} {one.status:<13} {one.lang:<6} {' '.join(one.audiences)}")


def remove(address: str) -> None:
    """Delete somebody for good. Raises :class:`CoachError` for what is no address."""
    found = _address(address)
    with database() as opened:
        there = subscribers(opened).remove(found, time.time())
    if there:
        say(f"{found} is deleted, and no import brings them back.")
    else:
        say(f"{found} was not on the list. No import will add them.")


def readmit(school: School, address: str, audience: str) -> None:
    """Put one person back on the list who left and asked for it themselves; always asks."""
    found, settings = _address(address), read_own_settings()
    chosen = _audiences(audience, _allowed(settings))
    lang = str(settings.get("DEFAULT_LANG") or "en")
    with database() as opened:
        people = subscribers(opened)
        gone = people.gone(found)
        if gone is None:
            raise CoachError(
                f"{found} has not left. Whoever is not on the list yet goes into a CSV file, for "
                "subscribers.import."
            )
        if not (chosen or gone.audiences):
            raise CoachError(
                "Nothing is known of them any more: say for whom the letter is that they want, "
                "like --audience families."
            )
        why, when = _REASONS.get(gone.reason, gone.reason), moment(school, gone.at)
        say(f"{found} {why}, {when}.")
        question = "Did they ask for the letter themselves, in writing?"
        if not agreed(question, "Somebody has to answer this in person."):
            say("Nothing was changed.")
            return
        people.readmit(found, chosen or list(gone.audiences), lang, time.time())
    say(f"{found} is back on the list. Keep what they wrote.")


def _address(written: str) -> Address:
    try:
        return parse_address(written)
    except AddressError as error:
        raise CoachError(str(error)) from None


def _allowed(settings: Mapping[str, object]) -> set[str]:
    return {*load_group(NewsletterSettings, settings, "NEWSLETTER").audiences, STAFF}


def _audiences(written: str, allowed: Collection[str]) -> list[str]:
    named = [one for one in written.replace(",", " ").split() if one]
    if unknown := [one for one in named if one not in allowed]:
        raise CoachError(f'"{unknown[0]}" is no audience. Use one of {", ".join(sorted(allowed))}.')
    return named


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise CoachError(f"{path} is far too large for a list of subscribers.")
        return path.read_bytes()
    except OSError as error:
        raise CoachError(f"{path} cannot be read: {error.strerror}.") from None


def _people(count: int) -> str:
    return counted(count, "person", "people")
