"""From an issue of articles to a message: what of each article a mail tells, and how large."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from plugins.common.languages import direction_of
from plugins.newsletter.choosing import Clock
from plugins.newsletter.config import NewsletterSettings, in_language
from plugins.newsletter.editions import Letter
from plugins.newsletter.facts import Vocabulary, facts_of
from plugins.newsletter.issue import Issue
from plugins.newsletter.lines import header_line, one_line
from plugins.newsletter.message import Block, Door, Entry, Message, Picture, Status
from plugins.newsletter.note import TALLEST, WIDTH, absolute_url, clean_note, fit_width

LEAD_RENDITION, ENTRY_RENDITION = 1200, 640
"""Widths of the JPEGs, in pixels: twice what is shown, for sharp screens."""
ENTRY_WIDTH = 168
"""How wide an entry's picture is shown beside its text, in CSS pixels."""


class Media(Protocol):
    """What is asked of ``context["media"]``."""

    def released(self, path: str, channel: Literal["site"]) -> bool:
        """Whether the photo may be on the site."""

    def jpeg(self, path: str, width: int, channel: Literal["newsletter"]) -> Any:
        """A JPEG rendition (``url``, ``width``, ``height``), or None: it may not be mailed."""

    def for_channel(self, html: str, channel: Literal["newsletter"]) -> str:
        """``html`` without photos that may not be mailed."""

    def sources_in(self, html: str) -> Sequence[tuple[str, str]]:
        """Path and stem of each photo, clip and recording whose files ``html`` names."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells articles to people far from the site. ``base``: its address, without a last slash.

    ``public``: what it tells stands on the site as well, so photos have to be released for both.
    """

    base: str
    site_name: str
    school: str
    contact: str
    settings: NewsletterSettings
    clock: Clock
    media: Media
    vocabulary: Vocabulary
    dates: Mapping[str, Callable[[datetime], Any]]
    public: bool = False

    def build_message(self, article: Any, letter: Letter, status: Status, text: Any) -> Message:
        """The message to one audience; ``text`` is the article whose content its readers see.

        That is ``article`` itself, unless some of its blocks are for one audience.
        """
        issue, words = letter.issue, letter.issue.words
        page_url = "" if article.staff_only else self._url(article.url)
        note = clean_note(self._text(text), page_url or f"{self.base}/")
        cover = self._picture(article, LEAD_RENDITION, WIDTH, TALLEST)
        shown = {article.image} if cover else set()
        return Message(
            id=article.permanent_id,
            week=issue.week,
            status=status,
            source=article.relative_source_path,
            title=one_line(article.title),
            subject=header_line(article.title),
            preview=header_line(article.fields.preview or article.summary),
            lang=article.lang,
            direction=direction_of(article.lang),
            site_name=self.site_name,
            school=self.school,
            site_url=f"{self.base}/",
            page_url=page_url,
            week_line=words.week_of.format(self.dates["day"](issue.week.start(self.clock.zone))),
            note=note,
            picture=cover,
            blocks=tuple(
                Block(
                    section.title,
                    tuple(
                        self._entry(one, issue, shown, lead=section.lead) for one in section.told
                    ),
                    tuple(self._entry(one, issue, None) for one in section.listed),
                    section.lead,
                )
                for section in issue.sections
            ),
            dates=Block(
                issue.dates_title,
                (),
                tuple(self._entry(one, issue, None) for one in issue.dates),
            )
            if issue.dates
            else None,
            reason=in_language(self.settings, article.lang).reason,
            contact=self.contact,
            audience=letter.audience,
            cutoff=self.clock.cutoff(issue.week),
            words=words,
        )

    def _entry(
        self, article: Any, issue: Issue, shown: set[str] | None, *, lead: bool = False
    ) -> Entry:
        """``shown`` are the photos that the mail has already; None for an entry without one."""
        picture = None
        if shown is not None and article.image not in shown:
            if lead:
                picture = self._picture(article, LEAD_RENDITION, WIDTH, TALLEST)
            else:
                picture = self._picture(article, ENTRY_RENDITION, ENTRY_WIDTH)
            shown.add(article.image)
        return Entry(
            path=article.relative_source_path,
            title=one_line(article.title),
            url="" if article.staff_only else self._url(article.url),
            summary=one_line(issue.blurb(article)),
            invitation=issue.words.invitation(article.kind),
            doors=tuple(Door(one, self._label(one)) for one in article.audience),
            facts=facts_of(article, issue.words, self.vocabulary, self.dates),
            picture=picture,
            body=self._body(article) if article.staff_only and shown is not None else "",
        )

    def _body(self, article: Any) -> str:
        return clean_note(self._text(article), f"{self.base}/")

    def _text(self, article: Any) -> str:
        return self.media.for_channel(article.get_content(self.base), "newsletter")

    def _picture(self, article: Any, pixels: int, limit: int, tallest: int = 0) -> Picture | None:
        if not article.image or (self.public and not self.media.released(article.image, "site")):
            return None
        rendition = self.media.jpeg(article.image, pixels, "newsletter")
        if rendition is None:
            return None
        width, height = fit_width(rendition.width, rendition.height, limit, tallest)
        url = absolute_url(rendition.url, f"{self.base}/")
        # Plugins that add the picture have looked at its alt text and reported a bad one.
        return Picture(url, width, height, one_line(article.image_alt))

    def _label(self, audience: str) -> str:
        label = self.vocabulary.label("audience", audience)
        return label.capitalize() if label == audience else label

    def _url(self, path: str) -> str:
        return f"{self.base}/{path}"
