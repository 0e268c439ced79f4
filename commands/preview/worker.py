"""One build in a process of its own, started ahead and told when to begin.

The server answers while it builds and outlives whatever happens to it; settings and plugins are
read anew each time. It waits with everything imported, so that a save is not a start-up.

Run as ``python -m commands.preview.worker CONTENT OUTPUT WORK``: reads one line, builds, writes one
line of JSON (:class:`~commands.preview.board.Outcome`). The end of its input ends it.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import traceback
from dataclasses import asdict
from pathlib import Path

from commands import stopping
from commands.errors import BusyError
from commands.failures import TOLD, sentence_for
from commands.preview.board import Outcome
from commands.school import School, read_own_settings
from commands.site.build import build_site

_LAST_LINES = 12


def build_outcome(school: School) -> Outcome:
    """Build for preview; whatever goes wrong is part of the outcome."""
    started = time.monotonic()
    try:
        result = build_site(school)
    except Exception as error:  # noqa: BLE001 - shown in the page, with where to find the rest
        foreseen = isinstance(error, (*TOLD, OSError))
        lines = [] if foreseen else traceback.format_exc().splitlines()[-_LAST_LINES:]
        return Outcome(
            failure=sentence_for(error, school.work),
            details=lines,
            seconds=time.monotonic() - started,
            is_busy=isinstance(error, BusyError),
        )
    return Outcome(
        problems=[problem.as_dict() for problem in result.run.problems],
        seconds=result.seconds,
        report=result.run.report,
    )


def _import_ahead() -> None:
    try:
        for name in read_own_settings().get("PLUGINS", ()):
            importlib.import_module(name)
    except Exception:  # noqa: BLE001 - the build will say it
        return


def _main() -> None:
    # Whatever a plugin prints goes to the terminal; the server reads the outcome alone.
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _import_ahead()
    if not sys.stdin.readline():
        return  # the server has gone
    content, output, work = (Path(word) for word in sys.argv[1:4])
    with stopping.hearing():
        outcome = build_outcome(School(content, output, work))
    answer.write(json.dumps(asdict(outcome), default=str) + "\n")
    answer.flush()


if __name__ == "__main__":
    try:
        _main()
    except stopping.Stopped as stop:
        stopping.deafen()
        sys.exit(stop.code)
    except BrokenPipeError:
        sys.exit(1)  # the server has gone
