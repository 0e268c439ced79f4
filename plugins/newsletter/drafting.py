"""The draft of an issue: a file for the coach to reorder, cut and rewrite. Pure.

A second draft of the same week only adds what is new, behind what is there, and touches nothing.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

import yaml

from plugins.common.moments import MomentError, Week, parse_moment
from plugins.newsletter.entries import written_path
from plugins.newsletter.front import append_items
from plugins.newsletter.issue import Issue

_WIDTH = 92
_NOTE = "A few words from you to start the week's letter."

HINTS = """\
# What the letter tells, in this order; the first one leads it. Move entries, rewrite a blurb, or
# add one: - path: ../posts/name.md. For some readers only: audience: [staff]. Under another
# heading: section: "For the break". What you take out goes under dropped, or is offered again."""


@dataclass(frozen=True, slots=True)
class DraftWords:
    """What a new file says besides its entries. ``date`` is ``2026-11-20 16:00``."""

    title: str
    preview: str
    date: str
    audience: Sequence[str]
    status: str = "draft"


def plan_draft(issue: Issue, words: DraftWords, newline: str = "\n") -> str:
    """The text of a new file for ``issue``."""
    lines = [
        "---",
        f"title: {_quoted(words.title)}",
        f"week: {issue.week}",
        f"date: {words.date}",
        f"status: {words.status}",
        f"preview: {_quoted(words.preview)}",
        f"audience: [{', '.join(words.audience)}]",
        HINTS,
        "entries:",
    ]
    for entry in issue.entries:
        first, *more = entry_lines(entry)
        lines += [f"  - {first}", *(f"    {line}" for line in more)]
    lines += ["dropped: []", "---", "", _NOTE, ""]
    return newline.join("\n".join(lines).split("\n"))


def add_entries(text: str, entries: Sequence[Any]) -> str:
    """``text`` of an issue's file with ``entries`` (articles) at the end of its list.

    Every other byte stays. Raises :class:`~plugins.newsletter.front.NotWritableError`.
    """
    items = [entry_lines(one) for one in entries]
    meant = [yaml.load("\n".join(one), Loader=yaml.CBaseLoader) for one in items]  # noqa: S506
    return append_items(text, "entries", items, meant) if items else text


def entry_lines(article: Any) -> list[str]:
    """One entry as YAML lines: its path with its title as a note, and its blurb."""
    title = " ".join(str(article.title).split())
    lines = [f"path: {_plain(written_path(article.relative_source_path))}  # {title}"]
    if _reads_as(lines, None) is None:
        lines = [lines[0].partition("  # ")[0]]
    blurb = " ".join(str(article.summary).split())
    if blurb:
        folded = textwrap.wrap(blurb, _WIDTH, break_long_words=False, break_on_hyphens=False)
        block = [*lines, "blurb: >-", *(f"  {line}" for line in folded)]
        lines = block if _reads_as(block, blurb) else [*lines, f"blurb: {_quoted(blurb)}"]
    return lines


def written_moment(moment: datetime, zone: tzinfo) -> str:
    """``2026-11-20 16:00`` on a clock in ``zone``, so that a reader of the file gets ``moment``.

    With the offset where that night has the hour twice.
    """
    there = moment.astimezone(UTC).astimezone(zone)  # an hour that a night skips is the next one
    text = f"{there:%Y-%m-%d %H:%M}"
    try:
        parse_moment(text, zone)
    except MomentError:
        return there.isoformat(" ", "minutes")
    return text


def next_weeks(first: Week, last: Week) -> list[Week]:
    """All weeks from ``first`` to ``last``."""
    found = [first] if first <= last else []
    while found and found[-1] < last:
        found.append(found[-1].next())
    return found


def _reads_as(lines: Sequence[str], blurb: str | None) -> bool | None:
    """True where the lines are read as meant, None where they cannot be read at all."""
    try:
        found = yaml.load("\n".join(lines), Loader=yaml.CBaseLoader)  # noqa: S506 - strings only
    except yaml.YAMLError:
        return None
    return blurb is None or found.get("blurb") == blurb


def _plain(path: str) -> str:
    """A path, in quotes where YAML would read something else."""
    try:
        same = yaml.load(f"path: {path}  # x", Loader=yaml.CBaseLoader) == {"path": path}  # noqa: S506
    except yaml.YAMLError:
        same = False
    return path if same else _quoted(path)


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
