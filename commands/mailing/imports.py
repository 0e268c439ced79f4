"""What an import of readers tells: how it read the columns, who is new, who stays away and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from commands.mailing.report import say
from commands.terminal import counted
from mailing.csvfile import Row, Rows
from mailing.csvfile.columns import Column, Reading
from mailing.store.subscribers import Imported

_HEARD = (
    *(Reading.ADDRESS, Reading.AUDIENCES, Reading.LANG),
    *(Reading.JOINED, Reading.LEFT, Reading.PENDING, Reading.STATUS),
)
_DOUBTED = (Reading.UNCLEAR, Reading.LEFT_UNCLEAR, Reading.JOINED_UNCLEAR)


@dataclass(frozen=True, slots=True)
class Told:
    """All there is to tell. ``other_langs``: how many are known in another language."""

    file: str
    rows: Rows
    done: Imported
    other_langs: int
    dry: bool


def tell(told: Told) -> None:
    """Print the whole of it; every address is masked."""
    if told.dry:
        say("Nothing was written. This is what would happen:\n")
    _tell_columns(told.rows)
    done = told.done
    say(f"{_people(done.added)} new on the list.")
    if done.widened:
        say(f"{_people(done.widened)} known already, now for more audiences.")
    if done.known:
        say(f"{_people(done.known)} known already.")
    if told.other_langs:
        say(
            f"{_people(told.other_langs)} known in another language than the file says; it stays "
            "as it is."
        )
    if done.left:
        say(f"{_people(done.left)} left out: they have unsubscribed or were removed.")
    _tell_lines("These get letters for more audiences than before:", done.changed)
    _tell_lines(
        f"By {told.file} these have left, and they were on the list here until now. They are off "
        "it; whoever wants the letter after all tells you so, for subscribers.readmit:",
        done.departed,
    )
    _tell_lines(
        f"By {told.file} these have left, and they are on the list here. They stay on it, as "
        "--only-new touches nobody; without it they are taken off:",
        done.staying,
    )
    _tell_others(told.rows)
    if told.rows.bad:
        lines = counted(len(told.rows.bad), "line")
        say(f"\n{lines} of {told.file} could not be used:")
        for bad in told.rows.bad:
            say(f"  line {bad.line}  {bad.reason}")


def _tell_columns(rows: Rows) -> None:
    for columns in rows.columns:
        say(f"Columns that were read: {_listed(columns, _HEARD)}.")
        if ignored := [one for one in columns if one.reading not in (*_HEARD, *_DOUBTED)]:
            say(f"Columns that were ignored: {_listed(ignored)}.")
        if doubted := [one for one in columns if one.reading in _DOUBTED]:
            say(
                f"Columns that were not understood: {_listed(doubted)}. A yes or no, a day or a "
                "status below them holds its line back."
            )
        say("")
    if not rows.columns:
        say("The file has no titles: each line was read as an address.\n")


def _listed(columns: Iterable[Column], readings: Iterable[Reading] = tuple(Reading)) -> str:
    named: dict[Reading, list[str]] = {reading: [] for reading in readings}
    for column in columns:
        if column.reading in named:
            named[column.reading].append(column.shown)
    told = (
        f"{', '.join(titles)}" + ("" if reading is Reading.UNCLEAR else f" ({reading.value})")
        for reading, titles in named.items()
        if titles
    )
    return "; ".join(told)


def _tell_lines(title: str, rows: Iterable[Row]) -> None:
    lines = [f"  line {row.line}  {row.address}" for row in rows]
    if lines:
        say("\n".join(("", title, *lines)))


def _tell_others(rows: Rows) -> None:
    more = [row for row in rows.good if row.others and not row.left]
    if more:
        say("\nOf several addresses of one person the first gets the letter; these do not:")
    for row in more:
        say(f"  line {row.line}  {', '.join(str(one) for one in row.others)}")


def _people(count: int) -> str:
    return counted(count, "person", "people")
