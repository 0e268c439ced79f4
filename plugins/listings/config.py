"""Settings of the lists: the doors of the hallway."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError

from plugins.common.settings import SettingsError, SettingsGroup


class ListingSettings(SettingsGroup):
    """The group LISTINGS of pelicanconf.py."""

    school_year_starts: int = Field(default=8, ge=1, le=12)
    """The month in which a school year starts, 8 for August."""
    per_page: int = Field(default=12, ge=1)
    """Items on one page of a list."""


class DoorSettings(SettingsGroup):
    """One entry of DOORS in pelicanconf.py: who comes in there, and what they find.

    An item belongs behind a door by its audience, or by its kind.
    """

    slug: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str = Field(min_length=1)
    line: str = ""
    audience: str = ""
    kinds: tuple[str, ...] = ()


_DOORS = TypeAdapter(tuple[DoorSettings, ...])


def load_doors(settings: Mapping[str, Any]) -> tuple[DoorSettings, ...]:
    """The doors of pelicanconf.py. Raises ``SettingsError`` with all that is wrong in them."""
    try:
        return _DOORS.validate_python(settings.get("DOORS", ()))
    except ValidationError as error:
        lines = [
            f"pelicanconf.py: DOORS, {'.'.join(map(str, part['loc']))}: {part['msg']} "
            f"(it is {part['input']!r})."
            for part in error.errors()
        ]
        raise SettingsError("\n".join(lines)) from None
