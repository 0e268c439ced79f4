"""How a command ends when it cannot go on: a sentence, never a traceback, and the right exit code.

0 all is well, 1 something is to be put right, 130 stopped with Ctrl-C (143: stopped by a kill).
``serve`` alone ends with 0 on Ctrl-C, which is how it is meant to end.
"""

from __future__ import annotations

import errno
import functools
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from commands import stopping
from commands.bootstrap import ENVIRONMENT, ROOT
from commands.errors import BusyError, CoachError
from commands.terminal import err, stop_printing
from plugins.common.settings import SettingsError

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")

LOG_NAME = "failure.log"
TOLD = (CoachError, SettingsError, BusyError)
"""Errors whose message is written for a coach."""


def told_to_the_coach(task: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Wrap a task: what it raises is said in words, and becomes its exit code."""

    @functools.wraps(task)
    def wrapped(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        _print_any_name()
        try:
            with stopping.hearing():
                answer = task(*args, **kwargs)
                sys.stdout.flush()
                return answer
        except KeyboardInterrupt as stop:
            stopping.deafen()
            _say(f"Stopped. {getattr(stop, 'outcome', stopping.AS_BEFORE)}".rstrip())
            sys.exit(getattr(stop, "code", 130))
        except BrokenPipeError:
            stop_printing()
            sys.exit(1)
        except Exception as error:  # noqa: BLE001 - whatever it is, a coach gets a sentence
            _say(sentence_for(error, Path(str(kwargs.get("work", ".hallway")))))
            sys.exit(1)

    return wrapped


def sentence_for(error: Exception, work: Path) -> str:
    """What a coach is told. The unforeseen is written in full to a log in the ``work`` folder."""
    if isinstance(error, TOLD):
        return str(error)
    if isinstance(error, OSError) and (known := _disk_sentence(error)):
        return known
    log = write_log(work, "".join(traceback.format_exception(error)))
    details = (
        f"The details are in {log}: send that file to whoever looks after Hallway."
        if log
        else "The details could not be written to the work folder; make room there and try again."
    )
    return (
        f"Hallway itself failed{failure_place(error)}: {one_line(error)}\n"
        f"This is not your fault. {stopping.AS_BEFORE} {details}"
    )


def one_line(error: BaseException) -> str:
    """``KeyError: 'x'``: the last line of a traceback, cut to a readable length."""
    return " ".join(traceback.format_exception_only(error)[-1].split())[:300]


def failure_place(error: BaseException) -> str:
    """`` in theme/templates/post.html, line 12``: the last place of ours; empty if none."""
    ours = [
        (Path(frame.filename), frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(ROOT)
        and not Path(frame.filename).is_relative_to(ENVIRONMENT)
    ]
    if not ours:
        return ""
    file, line = ours[-1]
    return f" in {file.relative_to(ROOT).as_posix()}, line {line}"


def write_log(work: Path, text: str) -> Path | None:
    """Keep ``text`` for whoever looks after Hallway; None where even that cannot be written."""
    log = work / LOG_NAME
    try:
        work.mkdir(parents=True, exist_ok=True)
        log.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return log


def _print_any_name() -> None:
    """Print every file name, even one that is no text on this system."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _say(text: str) -> None:
    err.print(text, style="bold red", markup=False)


def _disk_sentence(error: OSError) -> str:
    place = error.filename or "A file"
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "The disk is full. The site is as it was before; free some space and try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{place} may not be written or read. The site is as it was before; "
            "check who owns the folder and try again."
        )
    if error.errno in (errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENAMETOOLONG, errno.EBUSY):
        return f"{place}: {error.strerror}. The site is as it was before."
    return ""
