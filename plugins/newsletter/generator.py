"""Pelican's side of the newsletter: issues onto articles, the next one, messages, the outbox."""

from __future__ import annotations

import uuid
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from pelican.contents import Article
from pelican.urlwrappers import Category

from plugins.common.dates import date_filters
from plugins.common.moments import Week
from plugins.common.run import Run, run_of
from plugins.common.settings import load_group
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.editions import Edition, file_of, plan_editions, tell_week
from plugins.newsletter.email import build_html
from plugins.newsletter.issue import Issue, coming_dates, entries_by_week, plan_issue
from plugins.newsletter.limits import check_size
from plugins.newsletter.nextweek import NextFields, describe_next
from plugins.newsletter.outbox import Parcel, plan_parcel, write_outbox
from plugins.newsletter.telling import Teller, direction_of
from plugins.newsletter.text import build_text

LOCAL = "http://127.0.0.1:8000"
"""The address of a preview, where mail needs an absolute one."""

_PARCELS = "NEWSLETTER_PARCELS"
"""What the build hands over has its place in the settings: ``finalized`` has no context."""


def check_settings(pelican: Any) -> None:
    """Wrong settings stop the build before it starts."""
    load_group(NewsletterSettings, pelican.settings, "NEWSLETTER")


def gather_issues(generator: Any) -> None:
    """Once all articles are read: ``article.issue``, ``context["issue"]`` and the next issue."""
    settings, context, run = generator.settings, generator.context, run_of(generator.settings)
    ours = load_group(NewsletterSettings, settings, "NEWSLETTER")
    entries = entries_by_week(generator.articles, ours.tag, run.zone)
    newsletters = [
        article
        for article in chain(
            generator.articles,
            generator.translations,
            generator.hidden_articles,
            generator.hidden_translations,
            generator.drafts,
            generator.drafts_translations,
        )
        if article.kind == "newsletter"
    ]
    events = [article for article in generator.articles if article.kind == "events"]
    editions, problems = plan_editions(newsletters, entries, events, ours, settings["DEFAULT_LANG"])
    run.problems.extend(problems)
    week = Week.of(run.now, run.zone)
    has_file = any(article.fields.week == week for article in newsletters)
    if entries.get(week) and not has_file and not run.publishing:
        issue = plan_issue(week, entries[week], ours)
        dates = coming_dates(events, issue, run.now, ours.days_ahead)
        editions.append(_next_edition(generator, run, replace(issue, dates=dates)))
    for edition in editions:
        edition.article.issue = edition.issue
    published = [article for article in generator.articles if article.kind == "newsletter"]
    context["issue"] = max(
        published, key=lambda one: (one.fields.week, one.date, one.slug), default=None
    )
    context["newsletter_editions"] = editions
    later = [one for one in generator.drafts if getattr(one, "waiting", False)]
    run.report["issue"] = tell_week(
        week,
        len(entries.get(week, ())),
        len(entries_by_week(later, ours.tag, run.zone).get(week, ())),
        has_file=has_file,
        tag=ours.tag,
    )


def build_messages(generators: list[Any]) -> None:
    """Once everything is read: each issue as a mail. Now, so that its photos are encoded too."""
    generator = generators[0]
    settings, context, run = generator.settings, generator.context, run_of(generator.settings)
    editions: list[Edition] = [one for one in context["newsletter_editions"] if one.mailed]
    parcels: list[Parcel] = []
    settings[_PARCELS] = parcels
    if not editions:
        return
    template = generator.get_template("email/issue")
    for edition in editions:
        article = edition.article
        message = _teller(settings, context, run, article.lang).build_message(
            article, edition.issue, edition.status, direction_of(article.lang)
        )
        html, text = build_html(message, template), build_text(message)
        problem = check_size(html, message.source)
        if problem:
            run.problems.extend([problem])
        parcels.append(plan_parcel(edition.name, message, html, text, run.mode))


def hand_over(pelican: Any) -> None:
    """At the very end: fill the outbox, unless this build is thrown away.

    A publish with problems replaces nothing, and ``check`` (a publish without an address) neither.
    """
    run = run_of(pelican.settings)
    parcels = pelican.settings.pop(_PARCELS, None)
    thrown_away = run.publishing and (run.problems or not pelican.settings["SITEURL"])
    if parcels is not None and not thrown_away:
        write_outbox(run.work / "outbox", parcels)


def _teller(settings: Any, context: Any, run: Run, lang: str) -> Teller:
    return Teller(
        base=settings["SITEURL"] or LOCAL,
        site_name=settings["SITENAME"],
        school=settings.get("SCHOOL") or settings["SITENAME"],
        contact=settings.get("CONTACT", ""),
        settings=load_group(NewsletterSettings, settings, "NEWSLETTER"),
        zone=run.zone,
        media=context["media"],
        vocabulary=context["vocabulary"],
        dates=date_filters(run.zone, lang),
    )


def _next_edition(generator: Any, run: Run, issue: Issue) -> Edition:
    """The issue of a week without a file, as a draft at ``/newsletter/next/``."""
    settings = generator.settings
    dates = date_filters(run.zone, settings["DEFAULT_LANG"])
    words = describe_next(issue, str(dates["day"](issue.week.start(run.zone))))
    path = file_of(issue.week)
    metadata: dict[str, Any] = {
        "title": words.title,
        "summary": words.preview,
        "date": run.now.astimezone(run.zone),
        "category": Category("newsletter", settings),
        "slug": "next",
        "status": "draft",
        "template": "issue",
        "lang": settings["DEFAULT_LANG"],
        "kind": "newsletter",
        "fields": NextFields(title=words.title, week=issue.week, preview=words.preview),
        "permanent_id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, path)}",
        "lines": {},
        "anchors": frozenset(),
        "image": "",
        "image_alt": "",
        **dict.fromkeys(("waiting", "expired", "featured", "newsletter"), False),
    }
    for name in (
        *("tags", "audience", "grades", "subjects", "skills", "activities", "devices"),
        *("aliases", "links", "toc"),
    ):
        metadata[name] = []
    article = Article(
        "",
        metadata,
        settings=settings,
        source_path=str(Path(settings["PATH"]) / path),
        context=generator.context,
    )
    generator.drafts.append(article)
    return Edition(article, issue, "next", str(issue.week))
