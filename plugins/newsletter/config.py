"""Settings of the newsletter: what it gathers and in which order it tells it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from plugins.common.settings import SettingsGroup


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
    SectionSettings(title="From the hallway", kinds=("posts",)),
    SectionSettings(title="Try this next", kinds=("tutorials",)),
    SectionSettings(title="Projects in pictures", kinds=("galleries",)),
    SectionSettings(title="To listen to", kinds=("episodes",)),
    SectionSettings(title="Come by", kinds=("events",)),
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
    audiences: tuple[str, ...] = ("families", "teachers", "staff")
    """Who can get a letter of their own; an issue names those it goes to in ``audience``."""
    lead_title: str = Field(default="First of all", min_length=1)
    """The heading over the one entry that an issue opens with."""
    sections: tuple[SectionSettings, ...] = DEFAULT_SECTIONS
    """In their order; what no section takes comes last, under ``rest_title``."""
    rest_title: str = Field(default="Also new", min_length=1)
    dates_title: str = Field(default="Dates to keep", min_length=1)
    days_ahead: int = Field(default=14, ge=0, le=366)
    """Events that start so many days after an issue are named at its end; 0 names none."""
    reason: str = "You get this letter because you signed up for it."
    """Why the reader gets the mail, for its footer."""
