"""Settings of the handouts: ``HANDOUTS = {...}`` in pelicanconf.py."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, field_validator

from plugins.common.settings import SettingsGroup
from plugins.handouts.kinds import NEVER


class HandoutSettings(SettingsGroup):
    """The group HANDOUTS of pelicanconf.py."""

    kinds: tuple[str, ...] = ()
    """More endings that a link may publish; such a file is plain text or a ZIP of what may be."""
    max_megabytes: Annotated[int, Field(gt=0, le=500)] = 100
    """A larger file is not published."""

    @field_validator("kinds")
    @classmethod
    def _endings(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(f".{one.strip().lstrip('.').lower()}" for one in kinds))
        for one in found:
            if not re.fullmatch(r"\.[a-z0-9_+-]{1,16}", one):
                raise ValueError(f"{one!r} is no ending of a file name; write it like .mkcd")
            if one in NEVER:
                raise ValueError(f"{one} is never published by a link: {NEVER[one]}")
        return found
