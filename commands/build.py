"""One build of a school's site: Pelican into a staging folder, then the switch."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pelican.log
from pelican import Pelican

from commands.school import SITE_MARK, CoachError, School
from commands.staging import lock_output, staging_folder, switch
from commands.terminal import progress_display
from plugins.common.problems import ProblemLog
from plugins.common.run import Mode, Run


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did: the run with its problems and report, seconds, and whether it landed."""

    run: Run
    seconds: float
    switched: bool


def build_site(
    school: School, mode: Mode = "preview", *, keep: bool = True, quiet: bool = False
) -> BuildResult:
    """Build the school's site. ``keep=False`` throws the result away (``check``).

    A preview always lands. A publish lands only without any problem. Raises :class:`CoachError`,
    ``SettingsError`` and ``BusyError`` where there is nothing to build from.
    """
    started = time.monotonic()
    run = school.run(mode)
    if not quiet:
        run.progress = progress_display
    place = school.output if keep else school.work / "check" / "output"
    with lock_output(place), staging_folder(place) as staging:
        _run_pelican(school, mode, run, staging)
        (staging / SITE_MARK).write_text("Built by Hallway. Do not edit: it is replaced.\n")
        good = mode == "preview" or not run.problems
        if keep and good:
            switch(staging, school.output)
    return BuildResult(run, time.monotonic() - started, keep and good)


def _run_pelican(school: School, mode: Mode, run: Run, staging: Path) -> None:
    settings = school.settings(mode, run, staging)
    wanted = list(settings["PLUGINS"])
    with _quiet_pelican(run.problems):
        site = Pelican(settings)
        missing = sorted(set(wanted) - set(settings["PLUGINS"]))
        if missing:
            raise CoachError(
                f"These plugins could not be loaded: {', '.join(missing)}. "
                "Check their names in pelicanconf.py, or take them out of PLUGINS."
            )
        site.run()


@contextmanager
def _quiet_pelican(problems: ProblemLog) -> Iterator[None]:
    """Pelican's own warnings become problems: it goes on after losing a page, and exits with 0."""
    handler = _ToProblems(problems)
    logger = logging.getLogger("pelican")
    propagate, level = logger.propagate, logger.level
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    pelican.log.console.quiet = True
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
        logger.setLevel(level)
        pelican.log.console.quiet = False


class _ToProblems(logging.Handler):
    def __init__(self, problems: ProblemLog) -> None:
        super().__init__(logging.WARNING)
        self.problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message.startswith("Empty alt attribute"):
            return  # the media plugin judges pictures, with file and line
        self.problems.add(
            "pelicanconf.py" if "setting" in message.lower() else "content",
            0,
            "pelican-warning",
            record.levelname.lower(),
            message,
            "Pelican reports this; put right what it names.",
        )
