"""How a command ends when it cannot go on: a sentence, never a traceback, and the right exit code.

0 all is well, 1 something is to be put right, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import errno
import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from commands.school import CoachError
from commands.staging import BusyError
from commands.terminal import err
from plugins.common.settings import SettingsError

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def told_to_the_coach(task: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Wrap a task: what it raises is said in words, and becomes its exit code."""

    @functools.wraps(task)
    def wrapped(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        try:
            return task(*args, **kwargs)
        except (CoachError, SettingsError, BusyError) as error:
            _say(str(error))
            sys.exit(1)
        except KeyboardInterrupt:
            _say("Stopped. The site is as it was before.")
            sys.exit(130)
        except OSError as error:
            _say(_disk_sentence(error))
            sys.exit(1)

    return wrapped


def _say(text: str) -> None:
    err.print(text, style="bold red", markup=False)


def _disk_sentence(error: OSError) -> str:
    place = error.filename or "a file"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full. The site is as it was before; free some space and try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{place} may not be written or read. The site is as it was before; "
            "check who owns the folder and try again."
        )
    return f"{place}: {error.strerror or error}. The site is as it was before."
