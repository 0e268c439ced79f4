"""The entries that an issue's file lists: each found, or named as a problem. Pure."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
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
    fields = newsletter.fields
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
) -> tuple[list[Telling], list[Problem]]:
    """The entries of a newsletter article whose file lists them, in its order.

    ``articles`` by path: all that can be told. ``audiences`` are the words an entry may name.
    ``told_by``: the file that tells a path already. What cannot be told is a problem, by its name.
    """
    tellings: list[Telling] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for line in newsletter.fields.entries or ():
        path = content_path(line.path)
        problem = _trouble(newsletter, line.path, path, articles, {**told_by, **_own(seen)})
        if problem:
            rule, message = problem
            problems.append(_at(newsletter, line.path, rule, message, _REASONS[rule]))
        article = articles.get(path)
        if article is None or path in seen or path in told_by or article.kind == FOLDER:
            continue
        seen.add(path)
        known = tuple(one for one in line.audience if one in audiences)
        problems.extend(_unknown_words(newsletter, line, audiences))
        # A word that nobody knows must not open the entry to everybody.
        audience = (known or (STAFF,)) if line.audience else None
        tellings.append(Telling(article, line.blurb, audience, line.section))
    return tellings, problems


def _own(seen: Collection[str]) -> dict[str, str]:
    return dict.fromkeys(seen, "")


def _trouble(
    newsletter: Any,
    written: str,
    path: str,
    articles: Mapping[str, Any],
    told_by: Mapping[str, str],
) -> tuple[str, str] | None:
    """Rule and message."""
    article = articles.get(path)
    if article is None or article.kind == FOLDER:
        near = did_you_mean(path, (one for one in articles if not one.startswith(f"{FOLDER}/")))
        return (
            "entry-missing",
            f'The issue lists "{written}", and there is no such text.{near}',
        )
    if path in told_by:
        place = told_by[path] or "this very list"
        return (
            "entry-twice",
            f'"{written}" is told in {place} already.',
        )
    hidden_by = article.status == "draft" and not getattr(article, "staff_only", False)
    if hidden_by and newsletter.status != "draft":
        return (
            "entry-not-public",
            f'"{written}" is a draft, or its date is still to come: its page is not there.',
        )
    return None


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
