"""Whether a photo may be shown: a function of who is in it, their releases, the place and the day.

Pure, and the only place where the answer is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plugins.media.consent.release import Channel, Level, Release, key_of

State = Literal["released", "not reviewed", "not released", "withdrawn"]

PLACES: Mapping[Channel, str] = {
    "site": "the site",
    "newsletter": "the newsletter",
    "social": "social media",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reason`` is a sentence without a full stop for whoever prepares the site: ids, no names."""

    state: State
    reason: str = ""
    ids: tuple[str, ...] = ()

    @property
    def released(self) -> bool:
        """True when it may be published."""
        return self.state == "released"


NOT_REVIEWED = Verdict("not reviewed", "Nobody has said who is in this photo")


def judge_photo(
    people: Iterable[str] | None, releases: Mapping[str, Release], channel: Channel, today: date
) -> Verdict:
    """The verdict on a photo of ``people``: ids, ``()`` for nobody, None where nobody has looked.

    ``releases`` are by :func:`key_of` their ids. Everybody's release is needed; one taken back
    counts before all other reasons.
    """
    if people is None:
        return NOT_REVIEWED
    ids = tuple(people)
    found = [(one, releases.get(key_of(one))) for one in ids]
    barred = [
        (one, release)
        for one, release in found
        if release is None or release.level_on(channel, today) is Level.NONE
    ]
    if not barred:
        return Verdict("released")
    named = tuple(one for one, _ in barred)
    reasons = "; ".join(_reason(one, release, channel) for one, release in barred)
    withdrawn = any(release is not None and release.withdrawn for _, release in barred)
    return Verdict("withdrawn" if withdrawn else "not released", reasons, named)


def _reason(identifier: str, release: Release | None, channel: Channel) -> str:
    if release is None:
        return f"{identifier} is not in the register"
    if release.withdrawn:
        return f"the release of {identifier} was withdrawn"
    if release.level is Level.NONE:
        return f"{identifier} has no release"
    if channel not in release.channels:
        return f"the release of {identifier} does not cover {PLACES[channel]}"
    if release.until is None:
        return f"the release of {identifier} has no end"
    return f"the release of {identifier} ended on {release.until.isoformat()}"
