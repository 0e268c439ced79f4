"""The release desk of one build: every photo that is shown passes here, and is judged once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import PurePosixPath

from plugins.common.problems import Problem, ProblemLog
from plugins.media.captions import NAME, Caption
from plugins.media.consent.judging import Verdict, judge_photo
from plugins.media.consent.names import NameIndex
from plugins.media.consent.register import Register
from plugins.media.consent.release import Channel, key_of
from plugins.media.consent.rows import COLUMNS

SOON = timedelta(days=30)
"""Time enough to ask a family for a new form."""

Place = tuple[str, int]
"""A content file and a line in it, 0 for the file as a whole."""


@dataclass(slots=True)
class ReleaseDesk:
    """Judges photos (paths relative to the content folder) by what ``caption`` says is in them.

    ``hanging_in`` gives the photos of a gallery's folder.
    ``publishing``: what is not released is left out altogether, and not shown marked.
    """

    register: Register = field(repr=False)
    caption: Callable[[str], Caption]
    today: date
    publishing: bool
    hanging_in: Callable[[str], list[str]]
    _verdicts: dict[tuple[str, Channel], Verdict] = field(default_factory=dict)
    _uses: dict[str, set[Place]] = field(default_factory=dict)
    _withheld: dict[Channel, set[str]] = field(default_factory=dict)

    @property
    def names(self) -> NameIndex:
        """The names that may not stand beside photos."""
        return self.register.names

    @property
    def shown(self) -> list[str]:
        """The photos that were asked for so far."""
        return sorted(self._uses)

    def verdict(self, path: str, channel: Channel = "site") -> Verdict:
        """Whether the photo may be shown in ``channel``; asking is not showing."""
        key = (path, channel)
        if key not in self._verdicts:
            people = self.caption(path).people
            self._verdicts[key] = judge_photo(people, self.register.releases, channel, self.today)
        return self._verdicts[key]

    def is_gone(self, path: str) -> bool:
        """True for a photo taken back: it is left out, wherever it is asked for."""
        return self.verdict(path).state == "withdrawn"

    def show(self, path: str, place: Place | None = None) -> Verdict:
        """The verdict on a photo that a page shows: one that is barred becomes a problem.

        ``place`` is where a text asks for it; None where a template or a gallery does.
        """
        self._uses.setdefault(path, set()).update([place] if place else [])
        return self.verdict(path)

    def offer(self, path: str, channel: Channel) -> bool:
        """True when the photo may go along in ``channel``; if not, it is noted as withheld."""
        if self.verdict(path, channel).released:
            return True
        if self.verdict(path).released:
            self._withheld.setdefault(channel, set()).add(path)
        return False

    def bars(self, verdict: Verdict) -> bool:
        """True when nothing of the photo itself may leave: no pixel, no attachment."""
        return not verdict.released and (self.publishing or verdict.state != "not reviewed")

    def reason(self, verdict: Verdict) -> str:
        """The reason of a verdict, for a page or a problem: no name is ever in it."""
        reason = verdict.reason
        for one in verdict.ids:
            reason = reason.replace(one, self._nameless(one))
        return reason

    def ending(self) -> tuple[date, int] | None:
        """The day on which the next release of what is shown ends, and of how many photos.

        None where none ends within :data:`SOON`: a site stays up as it is until the next publish.
        """
        ends = [
            min(days)
            for path in self.shown
            if self.verdict(path).released
            if (days := [*filter(None, map(self._until, self.caption(path).people or ()))])
        ]
        first = min(ends, default=None)
        if first is None or first > self.today + SOON:
            return None
        return first, ends.count(first)

    def _until(self, identifier: str) -> date | None:
        release = self.register.releases.get(key_of(identifier))
        return release.until if release else None

    def report(self, problems: ProblemLog) -> dict[str, int]:
        """One problem for each photo shown without right; counts of what was left out in silence.

        The counts are by "withdrawn" and by channel. A photo taken back is no problem: nothing of
        it is in the site, and nothing has to wait.
        """
        left_out: dict[str, int] = {}
        unanswered: list[str] = []
        for path in self.shown:
            verdict = self.verdict(path)
            if verdict.state == "withdrawn":
                left_out["withdrawn"] = left_out.get("withdrawn", 0) + 1
            elif verdict.state == "not released" and not self.register.usable:
                unanswered.append(path)  # said once, and not for each of ten thousand photos
            elif not verdict.released:
                problems.extend([self._problem(path, verdict)])
        if unanswered and self.register.missing:
            problems.extend([_without_register(self.register.missing, unanswered)])
        for channel, paths in sorted(self._withheld.items()):
            left_out[channel] = len(paths)
        return left_out

    def _problem(self, path: str, verdict: Verdict) -> Problem:
        place = PurePosixPath(path)
        sheet, lines = str(place.with_name(NAME)), self.caption(path).lines
        line = lines.get("people") or lines.get("", 0)
        shown_in, at = min(
            self._uses[path],
            key=lambda place: (not place[1], place),  # a place with its line helps most
            default=(sheet, line) if line else (path, 0),
        )
        if verdict.state == "not reviewed":
            return Problem(
                shown_in,
                at,
                "photo-not-reviewed",
                path,
                f"Nobody has said who is in the photo {place.name}.",
                f'Look at it, and write in {sheet} "people: none" where nobody can be recognised, '
                "or the ids of those who can. For many photos at once, write it for a pattern.",
            )
        ids = ", ".join(self._nameless(one) for one in verdict.ids)
        return Problem(
            shown_in,
            at,
            "photo-not-released",
            ids,
            f"The photo {place.name} may not be published: {self.reason(verdict)}.",
            f"Take it out here, or choose another one. Who is in it stands in {sheet}; what the "
            "families allowed stands in the register of releases.",
        )

    def _nameless(self, identifier: str) -> str:
        """An id as it stands; a name that somebody wrote in the place of one is masked."""
        if not self.names.tells_a_name(identifier) and " " not in identifier.strip():
            return identifier
        return "".join(
            f"{word[0]}… " if word[:1].isalpha() else "" for word in identifier.split()
        ).strip()


def _without_register(path: str, photos: list[str]) -> Problem:
    """There is no register at ``path`` at all, and ``photos`` have people in them."""
    count = len(photos)
    those = f"{count} photos have" if count > 1 else "one photo has"
    return Problem(
        path,
        0,
        "consent-missing",
        path,
        f"There is no register of releases, so nobody has one, and {those} people in "
        f"{'them' if count > 1 else 'it'}: {photos[0]}{' and others' if count > 1 else ''}.",
        f"Save the families' answers as {path}, a table with the columns "
        f"{', '.join(COLUMNS)} and one row a child, or write who is in the photo anew: "
        '"people: none" where nobody can be recognised.',
    )
