"""Which issues were mailed with the photos of one person, in words for the family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo

from commands.photos.letter_traces import ReadyIssue
from commands.terminal import counted
from mailing.store.withdrawing import Mailed

_ENGINE = {
    "created": "a draft there, not sent as far as is known here",
    "claimed": "being handed over",
    "uncertain": "perhaps: look there",
    "sent": "sent from there; how many have it is known there",
}


def told_mailed(
    mailed: Iterable[Mailed],
    ready: Iterable[ReadyIssue],
    written: Iterable[tuple[str, str, str]],
    sent: Mapping[str, str],
    zone: tzinfo,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Issues in words, and those of which nobody can tell; each is in one of the two.

    ``mailed`` is what the database of readers knows, ``ready`` what lies in the outbox, ``written``
    (week, title, day) what the texts say, ``sent`` when an issue was mailed by its file.
    """
    sure: dict[str, list[str]] = {}
    doubtful: dict[str, list[str]] = {}
    for one in mailed:
        lines = (sure if one.sure else doubtful).setdefault(one.issue, [])
        lines.append(f"{one.letter}: {one.subject} ({_fate(one, zone)})")
    for found in ready:
        if not any(found.issue in (week, *_editions(lines)) for week, lines in sure.items()):
            day = sent.get(found.source)
            state = f"mailed on {day}" if day else "lies ready to be sent"
            sure.setdefault(found.issue, []).append(f"{found.issue}: {found.subject} ({state})")
    for week, title, day in written:
        if week not in sure:
            sure[week] = [f"{week}: {title} (mailed on {day})"]
    told = tuple(line for _, lines in sorted(sure.items()) for line in lines)
    open_ = tuple(line for _, lines in sorted(doubtful.items()) for line in lines)
    return told, open_


def _editions(lines: Iterable[str]) -> set[str]:
    return {line.partition("/")[0] for line in lines if "/" in line}


def _fate(one: Mailed, zone: tzinfo) -> str:
    if one.engine:
        return f"given to {one.engine} on {_day(one.first, zone)}: {_ENGINE[one.state]}"
    first, last = _day(one.first, zone), _day(one.last, zone)
    when = f"on {first}" if first == last else f"from {first} to {last}"
    return f"mailed {when} to {counted(one.readers, 'reader')}"


def _day(at: float, zone: tzinfo) -> str:
    return f"{datetime.fromtimestamp(at, UTC).astimezone(zone):%Y-%m-%d}"
