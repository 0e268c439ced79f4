"""Settings of the content: what identifies the school's site for ever."""

from __future__ import annotations

from pydantic import Field

from plugins.common.settings import SettingsGroup


class ContentSettings(SettingsGroup):
    """The group CONTENT of pelicanconf.py."""

    id_seed: str = Field(min_length=1, default="hallway")
    """Goes into every permanent id; never change it once people subscribe to the feeds."""
    school_year_starts: int = Field(default=8, ge=1, le=12)
    """The month in which a school year starts, 8 for August."""
    per_page: int = Field(default=12, ge=1)
    """Items on one page of a list."""
