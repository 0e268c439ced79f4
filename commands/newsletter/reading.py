"""A school's texts, read and not built: for commands that need to know what issues tell."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from commands.errors import CoachError
from commands.school import School
from commands.site.pelican_log import listened_to
from plugins.common.moments import MomentError, Week
from plugins.common.run import Run
from plugins.common.settings import load_group
from plugins.newsletter.choosing import Clock, IssueFile, choose_entries
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.entries import file_of_issue
from plugins.newsletter.issue import is_entry
from plugins.newsletter.versions import leading


class _Read(Exception):  # noqa: N818 - no error: everything has been read
    """Ends a build as soon as all texts are read: a draft needs no pages and no photos."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        super().__init__("read")
        self.context = context


def _stop_here(generator: Any) -> None:
    raise _Read({**generator.context, "drafts": list(generator.drafts)})


class Reading:
    """A school's texts, read and not built."""

    def __init__(self, school: School, run: Run, context: Mapping[str, Any]) -> None:
        self.school, self.run = school, run
        self.settings = load_group(NewsletterSettings, context, "NEWSLETTER")
        self.clock = Clock.of(self.settings, run.zone)
        self.texts: Mapping[str, Any] = context["newsletter_articles"]
        self.language = str(context["DEFAULT_LANG"])
        entries = (
            one
            for one in self.texts.values()
            if is_entry(one, self.settings.tag) and (one.status == "published" or one.staff_only)
        )
        self.entries = leading(entries, self.language)
        self.dates = context["newsletter_dates"]
        self.files: dict[Week, tuple[str, IssueFile, bool]] = {}
        others: list[IssueFile] = []
        for path, one in sorted(self.texts.items()):
            if one.kind != "newsletter" or one.slug == "next":
                continue
            file = file_of_issue(one)
            if one.lang.lower() == self.language.lower() and file.week not in self.files:
                self.files[file.week] = (path, file, bool(one.fields.sent))
            else:
                others.append(file)
        self.others = others

    @classmethod
    def of(cls, school: School) -> Reading:
        """Read the school's texts as a preview does. Raises :class:`CoachError`."""
        run = school.run("preview")
        school.work.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(dir=school.work, prefix="reading-") as place,
            listened_to(run.problems, school.content),
        ):
            site = Pelican(school.settings("preview", run, Path(place)))
            signals.article_generator_finalized.connect(_stop_here)
            try:
                site.run()
            except _Read as read:
                return cls(school, run, read.context)
            finally:
                signals.article_generator_finalized.disconnect(_stop_here)
        raise CoachError(
            "The texts could not be read. See what is wrong with: python3 tasks.py check"
        )

    def newest_before(self, week: Week) -> Any | None:
        """The newest published letter of a week before ``week``, in the site's language."""
        paths = [path for known, (path, _, _) in sorted(self.files.items()) if known < week]
        public = [path for path in paths if self.texts[path].status == "published"]
        return self.texts[public[-1]] if public else None

    def has_list(self, week: Week) -> bool:
        """True where the letter of ``week`` lists its entries, and translations may follow it."""
        known = self.files.get(week)
        return known is not None and known[1].entries is not None

    def sent(self, week: Week) -> list[str]:
        """The files of ``week`` that say they were sent."""
        letters = (one for one in self.texts.values() if one.kind == "newsletter")
        return sorted(
            one.relative_source_path
            for one in letters
            if one.fields.week == week and getattr(one.fields, "sent", None)
        )

    def plan(self, weeks: list[Week]) -> dict[Week, list[Any]]:
        """What each of ``weeks`` has to tell that no issue has yet."""
        files = list(self.others)
        for week in sorted({*self.files, *weeks}):
            known = self.files.get(week)
            if known is None:
                files.append(IssueFile(week))
                continue
            _, file, sent = known
            if week in weeks and not sent:
                files.append(IssueFile(week, None, (*(file.entries or ()), *file.dropped)))
            else:
                files.append(file)
        choice = choose_entries(self.entries, files, self.clock)
        return {week: choice.by_week.get(week, []) for week in weeks}


def parse_week(text: str) -> Week:
    """``2026-W47``. Raises :class:`CoachError`."""
    try:
        return Week.parse(text)
    except MomentError as error:
        raise CoachError(f'"{text}" {error}. Write it like 2026-W47.') from None
