"""An issue: which entries a week has, in which sections, in which order. Pure.

Works on anything that looks like an article, and never opens a file or reads a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from plugins.common.moments import Week
from plugins.newsletter.config import NewsletterSettings, SectionSettings
from plugins.newsletter.languages import ENGLISH
from plugins.newsletter.words import Words

MOST = 5
"""Entries told in full in a section that no setting describes."""


class Candidate(Protocol):
    """What choosing reads of an article. ``date`` is aware; tags are compared as text."""

    kind: str
    date: datetime
    featured: bool
    newsletter: bool
    relative_source_path: str
    fields: Any


@dataclass(frozen=True, slots=True)
class Telling:
    """An article as an issue tells it: with the words, readers and section that its file names.

    ``audience`` is the article's own where it is None; no ``blurb`` is the article's summary.
    """

    article: Any
    blurb: str = ""
    audience: tuple[str, ...] | None = None
    section: str = ""

    @property
    def readers(self) -> tuple[str, ...]:
        """For whom it is; empty for everybody."""
        return tuple(self.article.audience) if self.audience is None else self.audience


@dataclass(frozen=True, slots=True)
class Section:
    """Entries (articles) under one heading; ``lead`` marks the one-entry opening of an issue.

    ``entries`` holds all of them. The first ``most`` are told with picture and summary.
    """

    title: str
    entries: tuple[Any, ...]
    most: int = MOST
    lead: bool = False

    @property
    def told(self) -> tuple[Any, ...]:
        """The entries that get a picture and a summary."""
        return self.entries[: self.most]

    @property
    def listed(self) -> tuple[Any, ...]:
        """The entries beyond ``most``: a line each, so that none is lost."""
        return self.entries[self.most :]


@dataclass(frozen=True, slots=True)
class Issue:
    """A week and its sections; each entry stands in exactly one of them.

    ``dates`` are events soon after it, as reminders: they may be entries of another issue.
    """

    week: Week
    sections: tuple[Section, ...] = ()
    dates: tuple[Any, ...] = ()
    blurbs: Mapping[str, str] = field(default_factory=dict)
    """By the path of the entry, where its file has words of its own for it."""
    dates_title: str = ENGLISH.dates
    words: Words = ENGLISH
    """All else that its faces say and no author wrote."""

    def blurb(self, entry: Any) -> str:
        """What the issue says about ``entry`` below its title."""
        return self.blurbs.get(entry.relative_source_path) or str(entry.summary)

    @property
    def entries(self) -> tuple[Any, ...]:
        """All entries in the order in which they are read."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def lead(self) -> Any | None:
        """The entry that the issue opens with; None for an empty issue."""
        return self.entries[0] if self.sections else None


def is_entry(article: Any, tag: str) -> bool:
    """True for an article that belongs into a newsletter. An issue is never part of another."""
    if article.kind == "newsletter":
        return False
    return bool(article.newsletter) or tag.casefold() in _tags_of(article)


def plan_issue(week: Week, entries: Sequence[Any], settings: NewsletterSettings) -> Issue:
    """The issue of ``week``: the lead by ``featured``, then the newest; the rest by section.

    The order of ``entries`` does not matter. What is for the staff alone leads nothing that others
    read. An empty week gives an issue without sections.
    """
    if not entries:
        return Issue(week)
    lead, *others = sorted(entries, key=lambda one: (bool(one.staff_only), *_rank(one)))
    sections = [Section(settings.lead_title, (lead,), most=1, lead=True)]
    groups: dict[SectionSettings | None, list[Any]] = {}
    for entry in others:
        groups.setdefault(_section_of(entry, settings.sections), []).append(entry)
    for wanted in settings.sections:
        if wanted in groups:
            found = sorted(groups.pop(wanted), key=_place)
            sections.append(Section(wanted.title, tuple(found), wanted.most))
    if groups:
        (rest,) = groups.values()  # what no section took
        sections.append(Section(settings.rest_title, tuple(sorted(rest, key=_place))))
    return Issue(week, tuple(sections))


def plan_order(
    week: Week, tellings: Sequence[Telling], settings: NewsletterSettings
) -> list[Telling]:
    """``tellings`` in the order in which an issue tells them that no file lists.

    Each letter has its part of it. So nothing moves when the list is written into the file.
    """
    issue = plan_issue(week, [one.article for one in tellings], settings)
    places = {one.relative_source_path: place for place, one in enumerate(issue.entries)}
    return sorted(tellings, key=lambda one: places[one.article.relative_source_path])


def plan_listed(week: Week, tellings: Sequence[Telling], settings: NewsletterSettings) -> Issue:
    """The issue of ``week`` in its file's order; the first entry leads, if it names no section.

    Sections come in the order in which their first entries stand.
    """
    groups: dict[str, list[Any]] = {}
    for place, telling in enumerate(tellings):
        title = telling.section or (
            settings.lead_title if place == 0 else _title_of(telling.article, settings)
        )
        groups.setdefault(title, []).append(telling.article)
    most = {section.title: section.most for section in settings.sections}
    opening = settings.lead_title if tellings and not tellings[0].section else ""
    sections = [
        Section(title, tuple(entries), 1, lead=True)
        if title == opening
        else Section(title, tuple(entries), most.get(title, MOST))
        for title, entries in groups.items()
    ]
    blurbs = {one.article.relative_source_path: one.blurb for one in tellings if one.blurb}
    return Issue(week, tuple(sections), blurbs=blurbs)


def coming_dates(
    events: Iterable[Any], issue: Issue, since: datetime, days: int
) -> tuple[Any, ...]:
    """Events that start within ``days`` of ``since``, soonest first; no entries of ``issue``.

    One that began fewer than ``days`` ago is among them until it ends. Only what was announced by
    then: an old issue does not change when an event is added.
    """
    if not issue.sections:
        return ()
    away = timedelta(days=days)
    found = [
        event
        for event in events
        if since - away < event.fields.start < since + away and event.date <= since
        if since <= (getattr(event.fields, "end", None) or event.fields.start)
        if event not in issue.entries
    ]
    return tuple(sorted(found, key=lambda one: (one.fields.start, one.relative_source_path)))


def _section_of(entry: Any, sections: Iterable[SectionSettings]) -> SectionSettings | None:
    for section in sections:
        if section.kinds and entry.kind not in section.kinds:
            continue
        if section.tags and not _tags_of(entry) & set(section.tags):
            continue
        return section
    return None


def _title_of(entry: Any, settings: NewsletterSettings) -> str:
    section = _section_of(entry, settings.sections)
    return section.title if section else settings.rest_title


def _tags_of(article: Any) -> set[str]:
    return {str(tag).casefold() for tag in getattr(article, "tags", ())}


def _rank(article: Candidate) -> tuple[bool, float, str]:
    # The path decides between two of the same moment, so that the disk never does.
    return (not article.featured, -article.date.timestamp(), article.relative_source_path)


def _place(article: Candidate) -> tuple[bool, float, float, str]:
    """In a section: featured first, events by when they start, all else the newest first."""
    starts = article.fields.start.timestamp() if article.kind == "events" else 0.0
    featured, newest, path = _rank(article)
    return (featured, starts, newest, path)
