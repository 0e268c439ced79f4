"""One build of a school's site: Pelican into a staging folder, then the switch."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from pelican import Pelican

from commands import stopping
from commands.errors import CoachError
from commands.failures import write_log
from commands.school import School
from commands.site.granted import report_unpublished, take_out_ungranted
from commands.site.last_look import look_for_staff_words
from commands.site.ownership import forbid_strangers, write_mark
from commands.site.pelican_log import PelicanLog, listened_to
from commands.site.staging import lock_output, staging_folder, switch
from commands.terminal import progress_display
from plugins.common.output import SITE_MARK
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
    ``SettingsError`` and ``BusyError`` where there is nothing to build from, :class:`OSError` when
    the disk fails and ``Stopped`` when somebody asks to stop; the old site is intact after each.
    """
    started = time.monotonic()
    run = school.run(mode)
    if not quiet:
        run.progress = progress_display
    place = school.output if keep else school.work / "check" / "output"
    landed = False
    try:
        with lock_output(place), staging_folder(place) as staging:
            if keep:
                forbid_strangers(school.output)
            _run_pelican(school, mode, run, staging)
            take_out_ungranted(staging, run)
            report_unpublished(run)
            look_for_staff_words(staging, school.content, run)
            write_mark(staging)
            run.grants.add(SITE_MARK, "site")
            if keep and (mode == "preview" or not run.problems):
                with stopping.held():
                    switch(staging, school.output, lasting=run.publishing)
                    landed = True
                    _finish(run)
    except stopping.Stopped as stop:
        if landed:
            raise stopping.Stopped(stop.number, stopping.LANDED) from None
        raise
    return BuildResult(run, time.monotonic() - started, landed)


def _finish(run: Run) -> None:
    try:
        for finish in run.landed:
            finish()
    except OSError as error:
        raise CoachError(
            "The site is in its place, but what belongs to it could not be written "
            f"({error.filename or 'a file'}: {error.strerror}): the newsletter is not ready to "
            "be sent. Make room in the work folder and do it again."
        ) from None


def _run_pelican(school: School, mode: Mode, run: Run, staging: Path) -> None:
    with listened_to(run.problems, school.content) as log:
        settings = school.settings(mode, run, staging)
        run.problems.extend(school.find_tracked_register(settings))
        wanted = _plugin_names(settings["PLUGINS"])
        try:
            site = Pelican(settings)
            _require_plugins(wanted, list(settings["PLUGINS"]), log)
            site.run()
        finally:
            if log.tracebacks:
                write_log(school.work, "\n".join(log.tracebacks))
        log.raise_for_disk()


def _plugin_names(listed: object) -> list[str]:
    names = list(listed) if isinstance(listed, (list, tuple)) else None  # Pelican drops a text
    odd = "is no list" if names is None else ""
    for one in names or ():
        if not isinstance(one, str):
            odd = f"holds {one!r}, which is no name"
    if names is None or odd:
        raise CoachError(
            f"pelicanconf.py: PLUGINS {odd}. Write a list of names in quotes, like "
            'PLUGINS = ["plugins.content", "plugins.media"].'
        )
    return names


def _require_plugins(wanted: list[str], found: list[str], log: PelicanLog) -> None:
    missing = sorted(set(wanted) - set(found))
    if not missing:
        return
    reasons = [text.strip().splitlines()[-1] for text in log.tracebacks]
    raise CoachError(
        f"These plugins could not be loaded: {', '.join(missing)}. "
        + (f"Python says: {'; '.join(reasons)}. " if reasons else "")
        + "Check their names in pelicanconf.py, or take them out of PLUGINS."
    )
