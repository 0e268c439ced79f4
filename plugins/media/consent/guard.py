"""Names beside photos: a full name needs the level "full", a first name "image-first-name". Pure.

The full name of anybody in the register counts beside any photo, since readers connect the two; a
first name only beside a photo that its bearer is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from plugins.common.problems import Problem
from plugins.media.consent.beside import as_read
from plugins.media.consent.judging import PLACES
from plugins.media.consent.names import NameIndex
from plugins.media.consent.register import Register
from plugins.media.consent.release import Channel, Level, Release, key_of


@dataclass(frozen=True, slots=True)
class Told:
    """A name that may not stand where it does: whose (an id), and how much of it."""

    id: str
    name: Literal["full name", "first name"]


@dataclass(frozen=True, slots=True)
class NameGuard:
    """Knows the names of a register and what each family allowed on the day ``today``."""

    register: Register = field(repr=False)
    today: date

    def __bool__(self) -> bool:
        return bool(self.register.names)

    def names_in(
        self, text: str, people: Iterable[str] | None, channel: Channel = "site"
    ) -> list[Told]:
        """The names in ``text`` that may not stand beside a photo of ``people``, by their ids."""
        text = as_read(text)
        names, shown = self.register.names, [key_of(one) for one in people or ()]
        found = [
            Told(self._id(one), "full name")
            for one in sorted(names.full_names_in(text))
            if not any(
                self._level(bearer, channel) is Level.FULL
                for bearer in (one, *_namesakes(names, one, shown))
            )
        ]
        told = {one.id for one in found}
        short = [one for one in shown if Level.NONE < self._level(one, channel) < Level.FIRST_NAME]
        found += [
            Told(self._id(one), "first name")
            for one in sorted(names.first_names_in(text, short))
            if self._id(one) not in told
        ]
        return found

    def problem(
        self,
        told: Told,
        path: str,
        line: int,
        photo: str,
        where: str,
        channel: Channel = "site",
    ) -> Problem:
        """The problem that ``told`` stands in ``where`` ("its caption") beside ``photo``."""
        masked = self.register.names.masked(key_of(told.id))
        if told.name == "first name":
            masked = masked.split()[0] if masked else ""
        wanted = "full" if told.name == "full name" else "image-first-name"
        there = "" if channel == "site" else f" for {PLACES[channel]}"
        return Problem(
            path,
            line,
            "name-beside-photo",
            told.id,
            f"The {told.name} of {told.id} ({masked}) stands beside {_the(photo)}, in {where}. "
            f'Its family has not released that: it takes the level "{wanted}"{there}.',
            "Take the name out, or name a group instead: Team Gearbox, the fourth grade.",
        )

    def _level(self, key: str, channel: Channel) -> Level:
        release = self.register.releases.get(key)
        return release.level_on(channel, self.today) if release else Level.NONE

    def _id(self, key: str) -> str:
        releases: Mapping[str, Release] = self.register.releases
        return releases[key].id if key in releases else key


def _the(photo: str) -> str:
    return f"the photo {photo}" if photo else "a photo"


def _namesakes(names: NameIndex, one: str, shown: Iterable[str]) -> list[str]:
    """Those in the photo who bear the same name: then it is theirs that the text means."""
    own = names.by_id[one].full
    return [other for other in shown if other in names.by_id and names.by_id[other].full & own]
