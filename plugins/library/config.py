"""Settings of the media library: ``LIBRARY = {...}`` in pelicanconf.py."""

from __future__ import annotations

from pydantic import Field

from plugins.common.settings import SettingsGroup


class LibrarySettings(SettingsGroup):
    """The group LIBRARY of pelicanconf.py."""

    per_page: int = Field(default=24, ge=1, le=500)
    """Photos on one page of a list."""
