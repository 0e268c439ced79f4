"""All faces of all issues, from their editions: letters to hand over, the feed, pages for paper.

Pure but for the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from plugins.common.audiences import EVERYBODY, STAFF
from plugins.common.last_look import marker_in_file, staff_words_left
from plugins.common.problems import Problem
from plugins.newsletter.editions import Edition, Letter
from plugins.newsletter.email import Template, build_html
from plugins.newsletter.feed import build_feed
from plugins.newsletter.forms import Sheet
from plugins.newsletter.limits import check_size, encoded_size, is_heavy
from plugins.newsletter.message import Message
from plugins.newsletter.outbox import Parcel, plan_parcel
from plugins.newsletter.sheet import plan_sheet
from plugins.newsletter.telling import Teller
from plugins.newsletter.text import build_text


@dataclass(slots=True)
class Letters:
    """What is handed over, what is wrong with it, and the bytes of what is heavy, by its name."""

    parcels: list[Parcel] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    heavy: dict[str, int] = field(default_factory=dict)


def compose_letters(
    editions: Iterable[Edition],
    texts: Mapping[tuple[str, str], Any],
    teller_for: Callable[[str], Teller],
    template: Template,
    mode: str,
) -> Letters:
    """Each letter of ``editions`` as a mail.

    ``texts``: by edition and audience, the article with the text that this audience reads, where
    it is not the article itself. ``teller_for`` gives the teller of a language.
    """
    made = Letters()
    for edition in editions:
        teller = teller_for(edition.article.lang)
        for letter in edition.letters:
            text = texts.get((edition.name, letter.audience)) or edition.article
            message = teller.build_message(edition.article, letter, edition.status, text)
            html = build_html(message, template)
            problem = check_size(html, message.source)
            if problem:
                made.problems.append(problem)
            photos, words = teller.media.sources_in(html), build_text(message)
            parcel = plan_parcel(edition.name, message, html, words, mode, photos)
            if not problem and is_heavy(html):
                made.heavy[parcel.name] = encoded_size(html)
            made.parcels.append(parcel)
            if letter.audience != STAFF:
                made.problems.extend(_staff_words_in(parcel, message))
    return made


def _staff_words_in(parcel: Parcel, message: Message) -> Iterator[Problem]:
    """A problem where a letter for others still shows words for the staff."""
    found = (marker_in_file(name, data) for name, data in parcel.files.items())
    marker = next(filter(None, found), "")
    if marker:
        letter = f"The letter to {message.audience} of {message.week}"
        yield staff_words_left(message.source, 0, marker, letter)


def public_messages(
    editions: Iterable[Edition], teller_for: Callable[[str], Teller]
) -> Iterator[tuple[Edition, Message]]:
    """Each issue that has a page and tells something, as everybody may read it there."""
    for edition in editions:
        if edition.article.staff_only or not edition.issue.entries:
            continue
        letter = Letter(EVERYBODY, edition.issue)
        teller = replace(teller_for(edition.article.lang), public=True)
        article = edition.article
        yield edition, teller.build_message(article, letter, edition.status, article)


def compose_feed(
    told: Iterable[tuple[Edition, Message]], site: str, title: str, description: str, lang: str
) -> bytes:
    """The feed of whole issues; empty for a site that has published none.

    A service mails each item to everybody: a translation is one only in a week without its letter.
    """
    public = [(one, message) for one, message in told if one.article.status == "published"]
    own = {message.week for _, message in public if message.lang.lower() == lang.lower()}
    issues = [
        (message, edition.article.date)
        for edition, message in public
        if message.lang.lower() == lang.lower() or message.week not in own
    ]
    return build_feed(issues, title, site, description, lang) if issues else b""


def compose_sheets(
    told: Iterable[tuple[Edition, Message]], base: str, site: str
) -> Iterator[tuple[Edition, Sheet]]:
    """The page for paper of each issue.

    On a page of the site, addresses start with ``site`` (empty in a preview) instead of ``base``.
    """
    for edition, message in told:
        yield edition, plan_sheet(message, base, site)
