"""Which newsletters a site has, each with its issue and letters, and what is wrong. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plugins.common.audiences import EVERYBODY
from plugins.common.moments import Week
from plugins.common.problems import Problem
from plugins.newsletter.config import NewsletterSettings, in_language
from plugins.newsletter.entries import KeptBack, Listed, find_entries
from plugins.newsletter.faults import build_twice, check_name, check_readers, check_week
from plugins.newsletter.issue import Issue, Telling, coming_dates, plan_listed, plan_order
from plugins.newsletter.languages import words_for
from plugins.newsletter.message import Status
from plugins.newsletter.readers import is_for, letters_of
from plugins.newsletter.versions import in_versions, version_in


@dataclass(frozen=True, slots=True)
class Letter:
    """An issue as one audience gets it by mail."""

    audience: str
    issue: Issue


@dataclass(frozen=True, slots=True)
class Edition:
    """A newsletter article, its issue as everybody may see it, and its letters by audience.

    ``name`` is its folder in the outbox. A letter that would have neither entries nor words of the
    note for its readers alone is not made. ``left_out`` are the paths of entries that have expired
    since the issue came.
    """

    article: Any
    issue: Issue
    status: Status
    name: str
    letters: tuple[Letter, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def mailed(self) -> bool:
        """False where there is nothing to send: an empty issue, or a second file of a week."""
        return bool(self.letters)

    @property
    def told(self) -> set[str]:
        """The paths of all that any of its letters tells."""
        return {entry.relative_source_path for one in self.letters for entry in one.issue.entries}


@dataclass(frozen=True, slots=True)
class Plan:
    """What editions are planned from.

    ``articles``: everything an issue may tell, by path. ``chosen``: for weeks whose file lists no
    entries. ``language``: the site's. ``audiences``: all words for readers. ``kept_back``: texts
    without a page.
    """

    articles: Mapping[str, Any]
    chosen: Mapping[Week, Sequence[Any]]
    settings: NewsletterSettings
    language: str
    audiences: Collection[str]
    kept_back: KeptBack = field(default_factory=dict)

    def events(self, lang: str) -> list[Any]:
        """Events whose dates an issue in ``lang`` may name, each in one version."""
        return [
            one
            for one in self.articles.values()
            if one.kind == "events" and (one.status == "published" or _is_staffs(one))
            if version_in(one, lang, self.language) is one
        ]

    def tellings(self, week: Week, lang: str) -> list[Telling]:
        """What the issue of ``week`` in ``lang`` tells, where its file lists nothing."""
        found = [Telling(one) for one in self.chosen.get(week, ())]
        return in_versions(found, lang, self.language)


def plan_editions(newsletters: Iterable[Any], plan: Plan) -> tuple[list[Edition], list[Problem]]:
    """Every newsletter with its issue, by week and path, and what is wrong with them.

    An issue in another language than the site's is a translation, in a folder of its own; it tells
    the entries in its language that there are versions of.
    """
    editions: list[Edition] = []
    problems: list[Problem] = []
    taken: dict[str, Any] = {}
    told: dict[str, dict[str, str]] = {}
    lists: dict[Week, Listed] = {}
    weeks: set[Week] = set()
    for article in sorted(newsletters, key=lambda one: _order(one, plan.language)):
        week, path = article.fields.week, article.relative_source_path
        name = edition_name(week, article.lang, plan.language)
        first = taken.setdefault(name, article)
        found = Listed(plan.tellings(week, article.lang))
        has_list = getattr(article.fields, "entries", None) is not None
        if first is not article:
            found = Listed()
            problems.append(build_twice(article, first))
        elif has_list:
            own = told.setdefault(article.lang, {})
            found = find_entries(article, plan.articles, plan.audiences, own, plan.kept_back)
            own.update((one.article.relative_source_path, path) for one in found.tellings)
            lists.setdefault(week, found)
            problems.extend(found.problems)
        elif week in lists:
            # The translation of a letter whose file has the list.
            tellings = in_versions(lists[week].tellings, article.lang, plan.language)
            found, has_list = Listed(tellings, left_out=lists[week].left_out), True
        edition = build_edition(article, name, found.tellings, plan, listed=has_list)
        edition = replace(edition, left_out=tuple(found.left_out))
        editions.append(edition)
        if first is article:
            told_here = edition.told
            if week in weeks and getattr(article.fields, "entries", None) is None:
                # The letter that a translation follows may be for more readers than it is itself.
                told_here |= {one.article.relative_source_path for one in found.tellings}
            problems.extend(check_week(article, found, told_here, plan.settings))
            weeks.add(week)
        problems.extend(check_readers(article, plan.audiences, plan.settings))
        problems.extend(check_name(article))
    return editions, problems


def build_edition(
    article: Any, name: str, tellings: Sequence[Telling], plan: Plan, *, listed: bool = False
) -> Edition:
    """The edition of a newsletter article that tells ``tellings``."""
    settings, events = in_language(plan.settings, article.lang), plan.events(article.lang)
    allowed, week = settings.audiences, article.fields.week
    ordered = tellings if listed else plan_order(week, tellings, settings)

    def issue_for(reader: str) -> Issue:
        mine = [one for one in ordered if is_for(one.readers, reader, allowed)]
        issue = plan_listed(week, mine, settings)
        near = [one for one in events if is_for(one.audience, reader, allowed)]
        dates = coming_dates(near, issue, article.date, settings.days_ahead)
        return replace(
            issue,
            dates=dates,
            dates_title=settings.dates_title,
            words=words_for(article.lang),
        )

    letters = [Letter(one, issue_for(one)) for one in letters_of(article.audience, allowed)]
    return Edition(
        article,
        issue_for(EVERYBODY),
        "published" if _is_staffs(article) else article.status,
        name,
        tuple(one for one in letters if one.issue.entries or (tellings and _is_told(article, one))),
    )


def _is_told(article: Any, letter: Letter) -> bool:
    """True where the note has words for the letter's readers that not all others read, too."""
    texts = article.variants
    mine = texts.get(letter.audience)
    return mine is not None and mine != min(texts.values(), key=len)


def edition_name(week: Week, lang: str, language: str) -> str:
    """``2026-W47``, with its language where that is not the site's."""
    return str(week) if lang.lower() == language.lower() else f"{week}-{lang}"


def file_of(week: Week) -> str:
    """The content-relative path of a week's newsletter."""
    return f"newsletter/{week}.md"


def _order(article: Any, language: str) -> tuple[Week, bool, str]:
    other = article.lang.lower() != language.lower()
    return (article.fields.week, other, str(article.relative_source_path))


def _is_staffs(article: Any) -> bool:
    return bool(getattr(article, "staff_only", False))
