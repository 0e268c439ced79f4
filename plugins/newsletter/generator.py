"""Pelican's side of the newsletter: issues onto articles, the next one, messages, the outbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican.contents import Article
from pelican.urlwrappers import Category

from plugins.common.addresses import base_of
from plugins.common.audiences import STAFF
from plugins.common.dates import date_filters
from plugins.common.moments import Week
from plugins.common.output import output_of
from plugins.common.run import Run, run_of
from plugins.common.settings import load_group
from plugins.common.texts import every_article
from plugins.newsletter.beside import words_beside
from plugins.newsletter.choosing import Clock
from plugins.newsletter.composing import (
    compose_feed,
    compose_letters,
    compose_sheets,
    public_messages,
)
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.editions import Edition, Plan, build_edition, file_of
from plugins.newsletter.feed import PATH as FEED_PATH
from plugins.newsletter.gathering import Texts, gather_editions
from plugins.newsletter.issue import plan_issue
from plugins.newsletter.languages import words_for
from plugins.newsletter.nextweek import describe_next, next_metadata
from plugins.newsletter.outbox import MAILS, OUTBOX, PREVIEWS, Parcel, forget_mails, write_outbox
from plugins.newsletter.summary import tell_heavy
from plugins.newsletter.telling import Teller

_FILES = "NEWSLETTER_FILES"
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
    readers = dict.fromkeys((*context["vocabulary"].of("audience"), *ours.audiences, STAFF))
    texts = Texts(
        articles,
        settings["DEFAULT_LANG"],
        tuple(readers),
        context["kept_back"],
        context["kept_letters"],
    )
    found = gather_editions(texts, ours, clock, run.now)
    run.problems.extend(found.problems)
    for one in (beside for edition in found.editions for beside in words_beside(edition)):
        context["media"].check_beside(one.photos, one.text, one.where, one.place, one.channels)
    editions = list(found.editions)
    if found.chosen and not found.has_file and not run.publishing:
        editions.append(_next_edition(generator, run, found.plan, found.week))
    drafts = [one.article for one in editions if one.article.status == "draft"]
    public = [one for one in drafts if not (run.publishing or one.staff_only)]
    context["coming_issues"] = public[::-1]
    _leave(generator, editions, articles)
    later = [one for one in generator.drafts if one.waiting]
    run.report["issue"] = found.summary(later, clock)


def build_messages(generators: list[Any]) -> None:
    """Once everything is read: letters, feed and pages for paper. Their photos are encoded too."""
    generator = generators[0]
    settings, context, run = generator.settings, generator.context, run_of(generator.settings)
    editions: list[Edition] = context["newsletter_editions"]
    base = base_of(settings)

    def teller_for(lang: str) -> Teller:
        return _teller(settings, context, run, lang)

    told = list(public_messages(editions, teller_for))
    title = settings["SITENAME"]
    about = settings.get("SITESUBTITLE") or title
    feed = compose_feed(told, f"{base}/", title, about, settings["DEFAULT_LANG"])
    context["whole_issues_url"] = FEED_PATH if feed else ""
    settings[_FILES] = {FEED_PATH: feed} if feed else {}
    for edition, sheet in compose_sheets(told, base, settings["SITEURL"]):
        edition.article.print_url = f"{edition.article.url}print/"
        html = generator.get_template("issue_print").render({**context, "sheet": sheet})
        settings[_FILES][f"{edition.article.print_url}index.html"] = html.encode()
    settings[_PARCELS] = []
    if any(edition.mailed for edition in editions):
        texts, template = context["newsletter_texts"], generator.get_template("email/issue")
        letters = compose_letters(editions, texts, teller_for, template, run.mode)
        run.problems.extend(letters.problems)
        settings[_PARCELS] = letters.parcels
        if letters.heavy:
            run.report["issue"] += f". {tell_heavy(letters.heavy)}"


def hand_over(pelican: Any) -> None:
    """At the very end: fill the outbox as soon as the finished site is in its place.

    A build that is thrown away (a publish with problems, a ``check``) hands over nothing.
    """
    run = run_of(pelican.settings)
    files: dict[str, bytes] = pelican.settings.pop(_FILES, {})
    if FEED_PATH in files:
        run.report["feeds"] = run.report.get("feeds", 0) + 1
    output = output_of(pelican.settings)
    for path, data in files.items():
        output.write(path, data, "feed" if path == FEED_PATH else "page")
    parcels = pelican.settings.pop(_PARCELS, None)
    if parcels is not None:
        run.landed.append(lambda: _fill_outbox(run, parcels))


def _fill_outbox(run: Run, parcels: list[Parcel]) -> None:
    if run.publishing:
        write_outbox(run.work / OUTBOX, parcels)
        return
    # What is no more as it was must not lie there as a file that somebody opens, or mails.
    changed = write_outbox(run.work / PREVIEWS, parcels)
    forget_mails(run.work / MAILS, changed)


def _all_articles(generator: Any) -> Iterator[Any]:
    yield from every_article(generator)
    # A publish keeps them from every list, so that no page, list or feed can hold them.
    for path, (html, metadata) in sorted(generator.context["staff_texts"].items()):
        yield _article(generator, path, html, metadata)


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
    """The article with the text that ``audience`` reads, its photos found like all."""
    # What a letter alone shows is on no page: nothing on the site may list it.
    metadata = article.metadata | {"for_letter": True}
    return _article(generator, article.relative_source_path, article.variants[audience], metadata)


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
    first_day = str(dates["day"](week.start(run.zone)))
    issue = plan_issue(week, chosen, plan.settings)
    words = describe_next(issue, first_day, words_for(settings["DEFAULT_LANG"]))
    path, moment = file_of(week), run.now.astimezone(run.zone)
    metadata = next_metadata(
        path, week, words, moment, settings["DEFAULT_LANG"], list(plan.settings.audiences)
    ) | {"category": Category("newsletter", settings)}
    article = _article(generator, path, "", metadata)
    generator.drafts.append(article)
    made = build_edition(article, str(week), plan.tellings(week, article.lang), plan)
    return Edition(article, made.issue, "next", made.name, made.letters)
