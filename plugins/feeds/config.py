"""The settings of the feeds: ``FEEDS = {...}`` in pelicanconf.py."""

from __future__ import annotations

from pydantic import Field

from plugins.common.settings import SettingsGroup


class FeedSettings(SettingsGroup):
    """The group FEEDS of pelicanconf.py."""

    items: int = Field(default=20, ge=1, le=500)
    """How many of the newest items a feed holds."""
    image_width: int = Field(default=1200, ge=16, le=8000)
    """Width in pixels of the photo that stands for an item, never more than the photo has."""
    kinds: tuple[str, ...] = (
        "posts",
        "tutorials",
        "galleries",
        "events",
        "episodes",
        "newsletter",
    )
    """Kinds that have a feed even before their first item is there."""
