"""Pelican's side of the newsletter: issues onto articles, the next one, messages, the outbox."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from pelican.contents import Article
from pelican.urlwrappers import Category

from plugins.common.addresses import base_of
from plugins.common.audiences import EVERYBODY, STAFF
from plugins.common.dates import date_filters
from plugins.common.moments import Week
from plugins.common.run import Run, run_of
from plugins.common.settings import load_group
from plugins.newsletter.choosing import Clock, IssueFile, choose_entries
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.editions import (
    Edition,
    Letter,
    Plan,
    build_edition,
    file_of,
    plan_editions,
    tell_week,
)
from plugins.newsletter.email import build_html
from plugins.newsletter.entries import file_of_issue
from plugins.newsletter.feed import PATH as FEED_PATH
from plugins.newsletter.feed import build_feed
from plugins.newsletter.frozen import check_frozen
from plugins.newsletter.issue import Telling, is_entry, plan_issue
from plugins.newsletter.limits import check_size
from plugins.newsletter.nextweek import NextFields, describe_next
from plugins.newsletter.outbox import Parcel, plan_parcel, write_outbox
from plugins.newsletter.telling import Teller
from plugins.newsletter.text import build_text

OUTBOX, PREVIEWS = "outbox", "outbox-preview"
"""Folders of the work folder: what a publish hands over, and what a preview only shows."""

_FEED = "NEWSLETTER_FEED"
_PARCELS = "NEWSLETTER_PARCELS"
"""What the build hands over has its place in the settings: ``finalized`` has no context."""


def check_settings(pelican: Any) -> None:
    """Wrong settings stop the build before it starts."""
    load_group(NewsletterSettings, pelican.settings, "NEWSLETTER")


def gather_issues(generator: Any) -> None:
    """Once all articles are read: ``article.issue``, ``context["issue"]`` and the next issue."""
    settings, context, run = generator.settings, generator.context, run_of(generator.settings)
    ours = load_group(NewsletterSettings, settings, "NEWSLETTER")
    clock = Clock.of(ours, run.zone)
    articles = {one.relative_source_path: one for one in _all_articles(generator)}
    newsletters = [one for one in articles.values() if one.kind == "newsletter"]
    candidates = [
        one
        for one in articles.values()
        if is_entry(one, ours.tag) and (one.status == "published" or one.staff_only)
    ]
    files = [file_of_issue(one) for one in newsletters]
    week = clock.week_of(run.now)
    has_file = any(file.week == week for file in files)
    # With a place for the issue to come, what is for it does not go to a later file.
    choice = choose_entries(candidates, files if has_file else [*files, IssueFile(week)], clock)
    plan = Plan(articles, choice.by_week, ours, settings["DEFAULT_LANG"], _words(context, ours))
    editions, problems = plan_editions(newsletters, plan)
    run.problems.extend(problems)
    run.problems.extend(_changed(newsletters))
    count = len(choice.by_week.get(week, ())) + sum(
        len(edition.issue.entries)
        for edition in editions
        if edition.name == str(week) and week not in choice.by_week
    )
    if choice.by_week.get(week) and not has_file and not run.publishing:
        editions.append(_next_edition(generator, run, plan, week))
    _leave(generator, editions, articles)
    later = [one for one in generator.drafts if one.waiting and is_entry(one, ours.tag)]
    run.report["issue"] = tell_week(
        week,
        count,
        sum(clock.week_of(one.date) == week for one in later),
        has_file=has_file,
        tag=ours.tag,
    )


def build_messages(generators: list[Any]) -> None:
    """Once everything is read: each letter as a mail. Now, so that its photos are encoded too."""
    generator = generators[0]
    settings, context, run = generator.settings, generator.context, run_of(generator.settings)
    settings[_FEED] = _whole_feed(settings, context, run)
    editions: list[Edition] = [one for one in context["newsletter_editions"] if one.mailed]
    parcels: list[Parcel] = []
    settings[_PARCELS] = parcels
    if not editions:
        return
    template = generator.get_template("email/issue")
    for edition in editions:
        teller = _teller(settings, context, run, edition.article.lang)
        for letter in edition.letters:
            text = context["newsletter_texts"].get((edition.name, letter.audience))
            message = teller.build_message(
                edition.article, letter, edition.status, text or edition.article
            )
            html = build_html(message, template)
            problem = check_size(html, message.source)
            if problem:
                run.problems.extend([problem])
            parcels.append(plan_parcel(edition.name, message, html, build_text(message), run.mode))


def hand_over(pelican: Any) -> None:
    """At the very end: fill the outbox as soon as the finished site is in its place.

    A build that is thrown away (a publish with problems, a ``check``) hands over nothing.
    """
    run = run_of(pelican.settings)
    feed = pelican.settings.pop(_FEED, b"")
    if feed:
        run.report["feeds"] = run.report.get("feeds", 0) + 1
        file = Path(pelican.settings["OUTPUT_PATH"]) / FEED_PATH
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(feed)
    parcels = pelican.settings.pop(_PARCELS, None)
    if parcels is not None:
        place = run.work / (OUTBOX if run.publishing else PREVIEWS)
        run.landed.append(lambda: write_outbox(place, parcels))


def _whole_feed(settings: Any, context: Any, run: Run) -> bytes:
    """The feed of whole issues as everybody may read them; empty for a site without one."""
    issues = []
    for edition in context["newsletter_editions"]:
        article = edition.article
        if article.status != "published" or not edition.issue.entries:
            continue
        teller = _teller(settings, context, run, article.lang)
        letter = Letter(EVERYBODY, edition.issue)
        issues.append((teller.build_message(article, letter, "published", article), article.date))
    if not issues:
        return b""
    site = f"{base_of(settings)}/"
    title = settings["SITENAME"]
    return build_feed(issues, title, site, settings.get("SITESUBTITLE") or title)


def _all_articles(generator: Any) -> Iterator[Any]:
    yield from chain(
        generator.articles,
        generator.translations,
        generator.hidden_articles,
        generator.hidden_translations,
        generator.drafts,
        generator.drafts_translations,
    )
    # A publish keeps them from every list, so that no page, list or feed can hold them.
    for path, (html, metadata) in sorted(generator.context["staff_texts"].items()):
        yield _article(generator, path, html, metadata)


def _words(context: Any, ours: NewsletterSettings) -> tuple[str, ...]:
    known = context["vocabulary"].of("audience")
    return tuple(dict.fromkeys((*known, *ours.audiences, STAFF)))


def _changed(newsletters: list[Any]) -> Iterator[Any]:
    for article in newsletters:
        sent = getattr(article.fields, "sent", None)
        if sent:
            text = Path(article.source_path).read_text("utf-8")
            path, line = article.relative_source_path, article.lines.get("sent", 0)
            problem = check_frozen(path, line, text, sent)
            if problem:
                yield problem


def _leave(generator: Any, editions: list[Edition], articles: dict[str, Any]) -> None:
    """What templates, other plugins and :func:`build_messages` find."""
    context = generator.context
    for edition in editions:
        edition.article.issue = edition.issue
    published = [article for article in generator.articles if article.kind == "newsletter"]
    context["issue"] = max(
        published, key=lambda one: (one.fields.week, one.date, one.slug), default=None
    )
    context["newsletter_editions"] = editions
    context["newsletter_articles"] = articles
    context["newsletter_dates"] = date_filters(
        run_of(generator.settings).zone, generator.settings["DEFAULT_LANG"]
    )
    context["newsletter_texts"] = {
        (edition.name, letter.audience): _text_for(generator, edition.article, letter.audience)
        for edition in editions
        for letter in edition.letters
        if letter.audience in edition.article.variants
    }


def _text_for(generator: Any, article: Any, audience: str) -> Any:
    """The article with the text that ``audience`` reads, its photos and files found like all."""
    text = _article(
        generator, article.relative_source_path, article.variants[audience], article.metadata
    )
    generator.add_static_links(text)
    return text


def _article(generator: Any, path: str, html: str, metadata: dict[str, Any]) -> Any:
    settings = generator.settings
    return Article(
        html,
        dict(metadata),
        settings=settings,
        source_path=str(Path(settings["PATH"]) / path),
        context=generator.context,
    )


def _teller(settings: Any, context: Any, run: Run, lang: str) -> Teller:
    ours = load_group(NewsletterSettings, settings, "NEWSLETTER")
    return Teller(
        base=base_of(settings),
        site_name=settings["SITENAME"],
        school=settings.get("SCHOOL") or settings["SITENAME"],
        contact=settings.get("CONTACT", ""),
        settings=ours,
        clock=Clock.of(ours, run.zone),
        media=context["media"],
        vocabulary=context["vocabulary"],
        dates=date_filters(run.zone, lang),
    )


def _next_edition(generator: Any, run: Run, plan: Plan, week: Week) -> Edition:
    """The issue of a week without a file, as a draft at ``/newsletter/next/``."""
    settings, chosen = generator.settings, plan.chosen[week]
    dates = date_filters(run.zone, settings["DEFAULT_LANG"])
    words = describe_next(
        plan_issue(week, chosen, plan.settings), str(dates["day"](week.start(run.zone)))
    )
    path = file_of(week)
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
        "fields": NextFields(title=words.title, week=week, preview=words.preview),
        "permanent_id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, path)}",
        "lines": {},
        "variants": {},
        "anchors": frozenset(),
        "image": "",
        "image_alt": "",
        **dict.fromkeys(("waiting", "expired", "featured", "newsletter", "staff_only"), False),
    }
    for name in (
        *("tags", "audience", "grades", "subjects", "skills", "activities", "devices"),
        *("aliases", "links", "toc"),
    ):
        metadata[name] = []
    metadata["audience"] = list(plan.settings.audiences)
    article = _article(generator, path, "", metadata)
    generator.drafts.append(article)
    made = build_edition(article, str(week), [Telling(one) for one in chosen], plan)
    return Edition(article, made.issue, "next", made.name, made.letters)
