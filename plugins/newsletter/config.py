"""Settings of the newsletter: what it gathers and in which order it tells it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from plugins.common.settings import SettingsGroup
from plugins.newsletter.languages import ENGLISH, words_for

FolderName = Annotated[str, Field(pattern=r"^[\w-]+$")]
"""A letter lies in a folder of the outbox that is called after its readers."""


class SectionSettings(SettingsGroup):
    """One section of an issue: an entry belongs to the first section that takes it.

    A section takes entries of ``kinds`` that carry one of ``tags``; where one of the two is empty,
    it takes any. The first ``most`` entries get a picture and a summary, the rest a line each.
    """

    title: str = Field(min_length=1)
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    most: int = Field(default=5, ge=1)

    @field_validator("tags")
    @classmethod
    def _folded(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(tag.casefold() for tag in tags)


DEFAULT_SECTIONS = (
    SectionSettings(title=ENGLISH.posts, kinds=("posts",)),
    SectionSettings(title=ENGLISH.tutorials, kinds=("tutorials",)),
    SectionSettings(title=ENGLISH.galleries, kinds=("galleries",)),
    SectionSettings(title=ENGLISH.episodes, kinds=("episodes",)),
    SectionSettings(title=ENGLISH.events, kinds=("events",)),
)


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class NewsletterSettings(SettingsGroup):
    """The group NEWSLETTER of pelicanconf.py."""

    tag: str = Field(default="newsletter", min_length=1)
    """Texts with this tag (or with ``newsletter: true``) are entries of their week's issue."""
    cutoff_day: Weekday = "sunday"
    """The day of the week on which an issue closes; what comes later is for the next one."""
    cutoff_hour: int = Field(default=24, ge=0, le=24)
    """The hour of that day, on the school's clock; 24 is its midnight."""
    audiences: tuple[FolderName, ...] = ("families", "teachers", "staff")
    """Who can get a letter of their own; an issue names those it goes to in ``audience``."""
    lead_title: str = Field(default=ENGLISH.lead, min_length=1)
    """The heading over the one entry that an issue opens with."""
    sections: tuple[SectionSettings, ...] = DEFAULT_SECTIONS
    """In their order; what no section takes comes last, under ``rest_title``."""
    rest_title: str = Field(default=ENGLISH.rest, min_length=1)
    dates_title: str = Field(default=ENGLISH.dates, min_length=1)
    days_ahead: int = Field(default=14, ge=0, le=366)
    """Events that start so many days after an issue are named at its end; 0 names none."""
    reason: str = ENGLISH.reason
    """Why the reader gets the mail, for its footer."""


def in_language(settings: NewsletterSettings, lang: str) -> NewsletterSettings:
    """``settings`` with those words in ``lang`` that the school has left as they come."""
    words = words_for(lang)
    if words is ENGLISH:
        return settings
    sections = tuple(
        one.model_copy(update={"title": words.heading(one.title, ENGLISH)})
        for one in settings.sections
    )
    titles = {
        name: words.heading(getattr(settings, name), ENGLISH)
        for name in ("lead_title", "rest_title", "dates_title")
    }
    reason = words.reason if settings.reason == ENGLISH.reason else settings.reason
    return settings.model_copy(update={**titles, "sections": sections, "reason": reason})
