"""All issues of a site, gathered from its texts: whose file is there, and what is for this week.

Pure but for the files of issues that were sent: they are read to see whether they were changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from plugins.common.moments import Week
from plugins.common.problems import Problem
from plugins.newsletter.choosing import Clock, IssueFile, choose_entries
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.editions import Edition, Plan, plan_editions
from plugins.newsletter.entries import KeptBack, file_of_fields, file_of_issue
from plugins.newsletter.frozen import find_changed
from plugins.newsletter.issue import is_entry
from plugins.newsletter.summary import tell_expired, tell_week
from plugins.newsletter.versions import leading


@dataclass(frozen=True, slots=True)
class Texts:
    """A site's texts as other plugins leave them: ``articles`` by path.

    ``language`` is the site's; ``audiences`` are all words for readers; ``kept_back`` are texts
    without a page, ``kept_letters`` newsletters among them (their fields): what they list is taken.
    """

    articles: Mapping[str, Any]
    language: str
    audiences: Collection[str]
    kept_back: KeptBack = field(default_factory=dict)
    kept_letters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gathered:
    """``editions`` of all files, and what is wrong with them; ``week`` is the one that is now."""

    plan: Plan
    editions: list[Edition]
    problems: list[Problem]
    week: Week
    has_file: bool
    kept: int = 0
    """So many entries are listed by this week's file, which has no page yet."""
    unread: Mapping[str, Any] = field(default_factory=dict)
    """The front matter of letters without a page, by path, where a publish does not read them."""

    @property
    def chosen(self) -> list[Any]:
        """What this week's issue tells by itself, because no file lists its entries."""
        return list(self.plan.chosen.get(self.week, ()))

    def summary(self, later: Iterable[Any], clock: Clock) -> str:
        """The line about this week; ``later`` are the articles whose dates are still to come."""
        tag = self.plan.settings.tag
        count = len(self.chosen) + self.kept
        count += sum(
            len(edition.issue.entries)
            for edition in self.editions
            if edition.name == str(self.week) and self.week not in self.plan.chosen
        )
        waiting = sum(is_entry(one, tag) and clock.week_of(one.date) == self.week for one in later)
        left_out = {path: edition.name for edition in self.editions for path in edition.left_out}
        file, held = self.has_file, self._held()
        said = tell_week(self.week, count, waiting, has_file=file, tag=tag, held=held)
        return ". ".join(filter(None, (said, tell_expired(left_out))))

    def _held(self) -> str:
        """Why nobody gets this week's letter yet; a publish does not even read it."""
        draft = "{} is a draft: set its status to published to send it"
        waits = "{} waits for its date: publish once more when that has come"
        usual = f"newsletter/{self.week}.md"
        mine = [one for one in self.editions if one.name == str(self.week)]
        for one in mine:
            path = one.article.relative_source_path
            if getattr(one.article, "waiting", False):
                return waits.format(path)
            if one.status == "draft":
                return draft.format(path)
        kept = self.plan.kept_back
        if mine or usual not in kept or kept[usual] is not None:
            return ""  # it has its page, it is not there, or it had its time
        ready = usual in self.unread and self.unread[usual].status == "published"
        return (waits if ready else draft).format(usual)


def gather_editions(
    texts: Texts, settings: NewsletterSettings, clock: Clock, now: datetime
) -> Gathered:
    """The issues of ``texts`` as :func:`~plugins.newsletter.editions.plan_editions`."""
    articles, language = texts.articles, texts.language
    newsletters = [one for one in articles.values() if one.kind == "newsletter"]
    candidates = [
        one
        for one in articles.values()
        if is_entry(one, settings.tag) and (one.status == "published" or one.staff_only)
    ]
    unread = {path: one for path, one in texts.kept_letters.items() if path not in articles}
    kept = [file_of_fields(one) for one in unread.values()]
    files = [*map(file_of_issue, newsletters), *kept]
    week = clock.week_of(now)
    has_file = any(file.week == week for file in files)
    # With a place for the issue to come, what is for it does not go to a later file.
    candidates = leading(candidates, language)
    choice = choose_entries(candidates, files if has_file else [*files, IssueFile(week)], clock)
    plan = Plan(articles, choice.by_week, settings, language, texts.audiences, texts.kept_back)
    editions, problems = plan_editions(newsletters, plan)
    found = [*problems, *find_changed(newsletters)]
    listed = sum(len(file.entries or ()) for file in kept if file.week == week)
    return Gathered(plan, editions, found, week, has_file, listed, unread)
