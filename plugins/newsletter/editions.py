"""Which newsletters a site has, each with its issue, and what is wrong with them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from plugins.common.moments import MomentError, Week
from plugins.common.problems import Problem
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.issue import Issue, coming_dates, plan_issue
from plugins.newsletter.message import Status

_NO_WEEK = Week(1970, 1)
"""What the reader puts in the place of a week that it had to refuse, and reported."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A newsletter article and the issue it gathers. ``name`` is its folder in the outbox."""

    article: Any
    issue: Issue
    status: Status
    name: str

    @property
    def mailed(self) -> bool:
        """False where there is nothing to send: an empty issue, or a second file of a week."""
        return bool(self.issue.entries)


def plan_editions(
    newsletters: Iterable[Any],
    entries: Mapping[Week, Sequence[Any]],
    events: Collection[Any],
    settings: NewsletterSettings,
    language: str,
) -> tuple[list[Edition], list[Problem]]:
    """Every newsletter with its issue, by the path of its file, and what is wrong with them.

    ``language`` is the site's: an issue in another one is a translation, in a folder of its own.
    """
    editions: list[Edition] = []
    problems: list[Problem] = []
    taken: dict[str, Any] = {}
    for article in sorted(newsletters, key=lambda one: str(one.relative_source_path)):
        week = article.fields.week
        name = edition_name(week, article.lang, language)
        first = taken.setdefault(name, article)
        issue = plan_issue(week, entries.get(week, ()), settings)
        if first is not article:
            issue = Issue(week)
            problems.append(_twice(article, first))
        elif not issue.entries and week != _NO_WEEK and article.status != "draft":
            problems.append(_empty(article, settings.tag))
        if _differs_from_name(article):
            problems.append(_other_week(article))
        dates = coming_dates(events, issue, article.date, settings.days_ahead)
        issue = replace(issue, dates=dates)
        editions.append(Edition(article, issue, article.status, name))
    return editions, problems


def edition_name(week: Week, lang: str, language: str) -> str:
    """``2026-W47``, with its language where that is not the site's."""
    return str(week) if lang.lower() == language.lower() else f"{week}-{lang}"


def file_of(week: Week) -> str:
    """The content-relative path of a week's newsletter."""
    return f"newsletter/{week}.md"


def tell_week(week: Week, count: int, waiting: int, *, has_file: bool, tag: str) -> str:
    """The summary's line about the week that is now."""
    found = "1 entry" if count == 1 else f"{count or 'no'} {'entries' if count else 'entries yet'}"
    parts = [f"{week}, {found}"]
    if waiting:
        parts.append(f"{waiting} more dated later this week")
    if count and not has_file:
        parts.append(f"draft it with a file content/{file_of(week)}")
    elif not count and not waiting:
        parts.append(f'a text of this week with the tag "{tag}" becomes one')
    return f"{parts[0]} ({'; '.join(parts[1:])})" if parts[1:] else parts[0]


def _differs_from_name(article: Any) -> bool:
    try:
        named = Week.parse(PurePosixPath(article.relative_source_path).stem)
    except MomentError:
        return False
    return bool(named != article.fields.week)


def _twice(article: Any, first: Any) -> Problem:
    return Problem(
        article.relative_source_path,
        article.lines.get("week", 0),
        "week-twice",
        str(article.fields.week),
        f"The entries of this week are in {first.relative_source_path} already.",
        "Correct week: in one of the two files, or delete one.",
    )


def _empty(article: Any, tag: str) -> Problem:
    return Problem(
        article.relative_source_path,
        article.lines.get("week", 0),
        "issue-empty",
        str(article.fields.week),
        f'No text dated in week {article.fields.week} is tagged "{tag}", so there is no issue.',
        f'Tag a text of that week "{tag}", correct week:, or set status: draft until there is one.',
    )


def _other_week(article: Any) -> Problem:
    return Problem(
        article.relative_source_path,
        article.lines.get("week", 0),
        "week-not-as-named",
        str(article.fields.week),
        "The file is named after another week than the one it gathers.",
        "Correct week: or rename the file; a copied file often keeps last week's line.",
    )
