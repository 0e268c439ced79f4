"""What one run of Hallway knows from outside: its mode, its clock, its folders, its log.

``tasks.py`` makes a :class:`Run` and hands it to Pelican in ``settings["RUN"]``. A plugin takes the
time, the zone and the work folder from here and never from the machine, so that the same input
gives the same site anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from plugins.common.grants import Grants, LinkedFiles
from plugins.common.problems import ProblemLog

Mode = Literal["preview", "publish"]
Advance = Callable[[int], None]
"""Called with the number of steps done since the last call."""


def no_progress(label: str, total: int) -> AbstractContextManager[Advance]:
    """The progress display of a run that shows none."""
    del label, total
    return nullcontext(_ignore)


def _ignore(steps: int) -> None:
    del steps


@dataclass(slots=True)
class Run:
    """One build, from the first file read to the last one written.

    ``mode``: a *preview* shows everything and marks what is wrong; a *publish* leaves drafts out.
    ``now``: aware, the moment that decides what is future, expired and "this week".
    ``work``: caches and hand-over folders; never part of the site.
    ``progress(label, total)``: a context manager giving a function to call with steps done.
    """

    mode: Mode = "preview"
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    work: Path = Path(".hallway")
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    problems: ProblemLog = field(default_factory=ProblemLog)
    progress: Callable[[str, int], AbstractContextManager[Advance]] = no_progress
    report: dict[str, Any] = field(default_factory=dict)
    """What the plugins tell the summary: plain values by name (``photos``, ``feeds``, ...)."""

    places: list[tuple[str, datetime | None]] = field(default_factory=list)
    """Every page written for search engines: site-relative address, last change of its text."""

    grants: Grants = field(default_factory=Grants)
    """Every file that may leave; what else lies in the staging folder stops the publish."""

    linked: LinkedFiles = field(default_factory=LinkedFiles)
    """The files that texts link to, for ``plugins.handouts`` to look at and to publish."""

    linked_for_staff: LinkedFiles = field(default_factory=LinkedFiles)
    """The files that words for the staff link to; the site has no door that is theirs alone."""

    landed: list[Callable[[], None]] = field(default_factory=list)
    """What plugins do once the finished site is in its place; never called for one thrown away."""

    @property
    def publishing(self) -> bool:
        """True when the result goes public, so that nothing unfinished may be in it."""
        return self.mode == "publish"


def run_of(settings: MutableMapping[str, Any]) -> Run:
    """The run that these settings belong to; a plain ``pelican content`` gets a preview."""
    run = settings.get("RUN")
    if isinstance(run, Run):
        return run
    settings["RUN"] = made = Run(zone=ZoneInfo(settings.get("TIMEZONE") or "UTC"))
    return made
