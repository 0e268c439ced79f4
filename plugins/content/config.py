"""Settings of the content: what identifies the school's site for ever."""

from __future__ import annotations

from pydantic import Field

from plugins.common.settings import SettingsGroup


class ContentSettings(SettingsGroup):
    """The group CONTENT of pelicanconf.py."""

    id_seed: str = Field(min_length=1, default="hallway")
    """Goes into every permanent id; never change it once people subscribe to the feeds."""
