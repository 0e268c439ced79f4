"""A release: what a family allowed for one child. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import Literal

from plugins.common.look_alikes import plain, skeleton

Channel = Literal["site", "newsletter", "social"]
CHANNELS: tuple[Channel, ...] = ("site", "newsletter", "social")


class Level(IntEnum):
    """How much may be shown; each level allows what those below it allow."""

    NONE = 0
    IMAGE = 1
    FIRST_NAME = 2
    FULL = 3


@dataclass(frozen=True, slots=True)
class Release:
    """What the register says about one id. Holds no name: those are kept in a ``NameIndex``.

    ``until`` is the last day it holds; ``withdrawn``: the family took an earlier release back.
    """

    id: str
    level: Level = Level.NONE
    channels: frozenset[Channel] = frozenset()
    until: date | None = None
    withdrawn: bool = False

    def level_on(self, channel: Channel, today: date) -> Level:
        """What is allowed in ``channel`` on that day: NONE before anything else."""
        if self.withdrawn or channel not in self.channels:
            return Level.NONE
        if self.until is None or today > self.until:
            return Level.NONE
        return self.level


@lru_cache(maxsize=4096)
def key_of(identifier: str) -> str:
    """An id as it is compared: spreadsheets and people change capitals, spaces, dashes, letters.

    One with a Cyrillic s in it is no other: whoever sees two rows takes them for one child.
    """
    return skeleton(plain(identifier))
