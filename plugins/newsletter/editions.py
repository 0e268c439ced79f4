"""Which newsletters a site has, each with its issue and letters, and what is wrong. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from plugins.common.audiences import EVERYBODY, STAFF
from plugins.common.moments import MomentError, Week
from plugins.common.problems import Problem
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.entries import find_entries
from plugins.newsletter.issue import Issue, Telling, coming_dates, plan_issue, plan_listed
from plugins.newsletter.message import Status
from plugins.newsletter.readers import is_for, letters_of

_NO_WEEK = Week(1970, 1)
"""What the reader puts in the place of a week that it had to refuse, and reported."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An issue as one audience gets it by mail."""

    audience: str
    issue: Issue


@dataclass(frozen=True, slots=True)
class Edition:
    """A newsletter article, its issue as everybody may see it, and its letters by audience.

    ``name`` is its folder in the outbox. A letter without entries is not made.
    """

    article: Any
    issue: Issue
    status: Status
    name: str
    letters: tuple[Letter, ...] = ()

    @property
    def mailed(self) -> bool:
        """False where there is nothing to send: an empty issue, or a second file of a week."""
        return bool(self.letters)


@dataclass(frozen=True, slots=True)
class Plan:
    """What editions are planned from.

    ``articles``: everything an issue may tell, by path. ``chosen``: for weeks whose file lists no
    entries. ``language``: the site's. ``audiences``: all words for readers.
    """

    articles: Mapping[str, Any]
    chosen: Mapping[Week, Sequence[Any]]
    settings: NewsletterSettings
    language: str
    audiences: Collection[str]

    @property
    def events(self) -> list[Any]:
        """Events whose dates an issue may name."""
        return [
            one
            for one in self.articles.values()
            if one.kind == "events" and (one.status == "published" or _is_staffs(one))
        ]


def plan_editions(newsletters: Iterable[Any], plan: Plan) -> tuple[list[Edition], list[Problem]]:
    """Every newsletter with its issue, by week and path, and what is wrong with them.

    An issue in another language than the site's is a translation, in a folder of its own.
    """
    editions: list[Edition] = []
    problems: list[Problem] = []
    taken: dict[str, Any] = {}
    told: dict[str, dict[str, str]] = {}
    listed: dict[Week, list[Telling]] = {}
    for article in sorted(newsletters, key=lambda one: _order(one, plan.language)):
        week, path = article.fields.week, article.relative_source_path
        name = edition_name(week, article.lang, plan.language)
        first = taken.setdefault(name, article)
        has_list = getattr(article.fields, "entries", None) is not None
        tellings = [Telling(one) for one in plan.chosen.get(week, ())]
        if first is not article:
            tellings = []
            problems.append(_twice(article, first))
        elif has_list:
            own = told.setdefault(article.lang, {})
            tellings, found = find_entries(article, plan.articles, plan.audiences, own)
            own.update((one.article.relative_source_path, path) for one in tellings)
            listed.setdefault(week, tellings)
            problems.extend(found)
        elif week in listed:
            # The translation of a letter whose file has the list.
            tellings, has_list = listed[week], True
        edition = build_edition(article, name, tellings, plan, listed=has_list)
        editions.append(edition)
        problems.extend(_check(edition, tellings, plan, is_first=first is article))
    return editions, problems


def build_edition(
    article: Any, name: str, tellings: Sequence[Telling], plan: Plan, *, listed: bool = False
) -> Edition:
    """The edition of a newsletter article that tells ``tellings``."""
    allowed, settings = plan.settings.audiences, plan.settings
    events = plan.events

    def issue_for(reader: str) -> Issue:
        mine = [one for one in tellings if is_for(one.readers, reader, allowed)]
        week = article.fields.week
        issue = (
            plan_listed(week, mine, settings)
            if listed
            else plan_issue(week, [one.article for one in mine], settings)
        )
        near = [one for one in events if is_for(one.audience, reader, allowed)]
        return replace(issue, dates=coming_dates(near, issue, article.date, settings.days_ahead))

    letters = [Letter(one, issue_for(one)) for one in letters_of(article.audience, allowed)]
    return Edition(
        article,
        issue_for(EVERYBODY),
        "published" if _is_staffs(article) else article.status,
        name,
        tuple(one for one in letters if one.issue.entries),
    )


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
        parts.append("draft it with: python3 tasks.py newsletter.draft")
    elif not count and not waiting:
        parts.append(f'a text of this week with the tag "{tag}" becomes one')
    return f"{parts[0]} ({'; '.join(parts[1:])})" if parts[1:] else parts[0]


def _order(article: Any, language: str) -> tuple[Week, bool, str]:
    other = article.lang.lower() != language.lower()
    return (article.fields.week, other, str(article.relative_source_path))


def _is_staffs(article: Any) -> bool:
    return bool(getattr(article, "staff_only", False))


def _check(
    edition: Edition, tellings: Sequence[Telling], plan: Plan, *, is_first: bool
) -> Iterable[Problem]:
    article, week = edition.article, edition.article.fields.week
    if is_first and not tellings and week != _NO_WEEK and article.status != "draft":
        yield _empty(article, plan.settings.tag)
    for one in tellings:
        if not any(one.article in letter.issue.entries for letter in edition.letters):
            yield _for_nobody(article, one, plan.settings)
    try:
        named = Week.parse(PurePosixPath(article.relative_source_path).stem)
    except MomentError:
        return
    if named != week:
        yield _other_week(article)


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
        f'Nothing tagged "{tag}" was published for week {article.fields.week}, '
        "so there is no issue.",
        f'Tag a text of that week "{tag}", correct week:, or set status: draft until there is one.',
    )


def _for_nobody(article: Any, telling: Telling, settings: NewsletterSettings) -> Problem:
    path = telling.article.relative_source_path
    readers = ", ".join(one for one in telling.readers if one in (*settings.audiences, STAFF))
    letters = ", ".join(letters_of(article.audience, settings.audiences))
    return Problem(
        article.relative_source_path,
        article.lines.get("entries", 0) or article.lines.get("audience", 0),
        "entry-for-nobody",
        path,
        f"{path} is for {readers}, and this issue goes to {letters}: nobody would get it.",
        "Add its readers to audience: of the issue, or give the entry an audience: of its own.",
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
