"""The entries that an issue's file lists: each found, or named as a problem. Pure."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from plugins.common.audiences import STAFF
from plugins.common.near import did_you_mean
from plugins.common.problems import Problem
from plugins.newsletter.choosing import IssueFile
from plugins.newsletter.issue import Telling

FOLDER = "newsletter"

_REASONS = {
    "entry-missing": "Correct the path, or take the entry out of the list.",
    "entry-twice": "Keep it in one of the two.",
    "entry-not-public": "Publish it first, or move the entry to a later issue.",
}
"""Why an entry cannot be told, and what to do about it."""
_SENT = (
    "Take it out of the list, and seal the issue again: python3 tasks.py newsletter.seal --week {}"
)
"""The same for an issue that was sent, where the text is not to come back."""

KeptBack = Mapping[str, datetime | None]
"""Texts without a page by path: since when they are expired, None for drafts."""


@dataclass(slots=True)
class Listed:
    """What a file lists: ``left_out`` are entries that have expired since the issue came."""

    tellings: list[Telling] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def content_path(written: str, folder: str = FOLDER) -> str:
    """``../posts/x.md`` in a file of ``folder``, or ``posts/x.md``, as a content-relative path."""
    text = written.strip().replace("\\", "/")
    if not text.startswith("."):
        return posixpath.normpath(text.lstrip("/"))
    return posixpath.normpath(posixpath.join(folder, text))


def written_path(path: str, folder: str = FOLDER) -> str:
    """The other way round: what stands in the file, as in a link between two texts."""
    return posixpath.relpath(path, folder)


def file_of_issue(newsletter: Any) -> IssueFile:
    """What the file of a newsletter article says about its entries."""
    return file_of_fields(newsletter.fields)


def file_of_fields(fields: Any) -> IssueFile:
    """The same of the front matter alone."""
    entries = getattr(fields, "entries", None)
    return IssueFile(
        fields.week,
        None if entries is None else tuple(content_path(one.path) for one in entries),
        tuple(content_path(one) for one in getattr(fields, "dropped", ())),
    )


def find_entries(
    newsletter: Any,
    articles: Mapping[str, Any],
    audiences: Collection[str],
    told_by: Mapping[str, str],
    kept_back: KeptBack,
) -> Listed:
    """The entries of a newsletter article whose file lists them, in its order.

    ``articles`` by path: all that can be told. ``audiences`` are the words an entry may name.
    ``told_by``: the file that tells a path already. What cannot be told is a problem, by its name.
    """
    found = Listed()
    tellings, problems = found.tellings, found.problems
    seen: set[str] = set()
    for line in newsletter.fields.entries or ():
        path = content_path(line.path)
        expired = kept_back.get(path)
        if expired and newsletter.date < expired:
            found.left_out.append(path)  # nobody's mistake: it was there when the issue came
            continue
        taken = {**told_by, **_own(seen)}
        problem = _trouble(newsletter, line.path, path, articles, taken, kept_back)
        if problem:
            problems.append(_at(newsletter, line.path, *problem))
        article = articles.get(path)
        if article is None or path in seen or path in told_by or article.kind == FOLDER:
            continue
        seen.add(path)
        known = tuple(one for one in line.audience if one in audiences)
        problems.extend(_unknown_words(newsletter, line, audiences))
        # A word that nobody knows must not open the entry to everybody.
        audience = (known or (STAFF,)) if line.audience else None
        tellings.append(Telling(article, line.blurb, audience, line.section))
    return found


def _own(seen: Collection[str]) -> dict[str, str]:
    return dict.fromkeys(seen, "")


def _trouble(
    newsletter: Any,
    written: str,
    path: str,
    articles: Mapping[str, Any],
    told_by: Mapping[str, str],
    kept_back: KeptBack,
) -> tuple[str, str, str] | None:
    """Rule, message and hint."""
    article = articles.get(path)
    if article is None:
        is_draft = path in kept_back  # which a publish does not even read
    else:
        is_draft = article.status == "draft" and not getattr(article, "staff_only", False)
    rule = message = ""
    if (article is None and not is_draft) or getattr(article, "kind", "") == FOLDER:
        near = did_you_mean(path, (one for one in articles if not one.startswith(f"{FOLDER}/")))
        rule = "entry-missing"
        message = f'The issue lists "{written}", and there is no such text.{near}'
    elif path in told_by:
        place = told_by[path] or "this very list"
        rule, message = "entry-twice", f'"{written}" is told in {place} already.'
    elif path in map(content_path, newsletter.fields.dropped):
        rule, message = "entry-twice", f'"{written}" stands under dropped, too.'
    elif is_draft and newsletter.status != "draft":
        why = "has expired" if kept_back.get(path) else "is a draft, or its date is still to come"
        rule, message = "entry-not-public", f'"{written}" {why}: its page is not there.'
        if getattr(newsletter.fields, "sent", None):
            return rule, message, _SENT.format(newsletter.fields.week)
    return (rule, message, _REASONS[rule]) if rule else None


def _unknown_words(newsletter: Any, line: Any, audiences: Collection[str]) -> Iterator[Problem]:
    for word in line.audience:
        if word not in audiences:
            yield _at(
                newsletter,
                word,
                "word-unknown",
                f'"{word}" is no audience.{did_you_mean(word, audiences)}',
                f"Use one of {', '.join(audiences)}.",
            )


def _at(newsletter: Any, value: str, rule: str, message: str, hint: str) -> Problem:
    line = newsletter.lines.get("entries", 0)
    return Problem(newsletter.relative_source_path, line, rule, value, message, hint)
