"""Pelican's side of subscribing: settings at the start, offers once every text is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plugins.common.audiences import STAFF
from plugins.common.run import run_of
from plugins.common.settings import load_group
from plugins.subscribing.config import SubscribingSettings, check_together
from plugins.subscribing.form import plan_form
from plugins.subscribing.offer import Offer, plan_feeds, plan_link
from plugins.subscribing.words import words_for

LETTERS = ("families", "teachers", STAFF)
"""Who can get a letter where the newsletter's own setting does not say."""


def check_settings(pelican: Any) -> None:
    """Wrong settings stop the build before it starts."""
    settings = pelican.settings
    group = load_group(SubscribingSettings, settings, "SUBSCRIBING")
    publishing = run_of(settings).publishing
    check_together(group, public_audiences(settings), publishing=publishing)


def public_audiences(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Who can sign up for a letter. The newsletter checks this setting; here it is only read."""
    named = settings.get("NEWSLETTER", {}).get("audiences", LETTERS)
    return tuple(str(name) for name in named if name != STAFF)


def offer(generators: list[Any]) -> None:
    """``page.offer`` and ``page.form_origins`` where a page asks, ``offer_link`` on issues."""
    context, settings = generators[0].context, generators[0].settings
    group = load_group(SubscribingSettings, settings, "SUBSCRIBING")
    contents = [one for one in context["generated_content"].values() if one is not None]
    pages = [one for one in contents if one.kind == "pages" and one.fields.form == "subscribe"]
    issues = [one for one in contents if one.kind == "newsletter"]
    spoken = sorted({str(one.lang) for one in issues if one.status == "published"})
    for page in pages:
        languages = dict.fromkeys((str(page.lang), *spoken))
        page.offer = _build_offer(context, settings, group, str(page.lang), languages)
        page.form_origins = group.form_origins
    offers: dict[str, tuple[str, Offer]] = {}
    for page in sorted(pages, key=lambda one: (one.fields.order, one.relative_source_path)):
        if page.status == "published":
            offers.setdefault(str(page.lang), (page.url, page.offer))
    for issue in issues:
        issue.offer_link = plan_link(offers, str(issue.lang), settings["DEFAULT_LANG"])


def _build_offer(
    context: Any,
    settings: Mapping[str, Any],
    group: SubscribingSettings,
    lang: str,
    languages: Iterable[str],
) -> Offer:
    words, vocabulary = words_for(lang), context["vocabulary"]
    audiences = {name: vocabulary.label("audience", name) for name in public_audiences(settings)}
    feeds = plan_feeds(
        words,
        next(iter(context.get("feeds", ())), None),
        context.get("feed_for", lambda *_: None),
        context.get("doors", ()),
        context.get("kinds", {}),
    )
    form = plan_form(group, audiences, list(languages))
    return Offer(words, form, group.mailto or settings.get("CONTACT", ""), feeds)
