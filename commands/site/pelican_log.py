"""What Pelican only logs, taken seriously: it goes on after losing a page, and exits with 0."""

from __future__ import annotations

import errno
import logging
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pelican.log

from plugins.common.problems import ProblemLog

_QUIET = ("Empty alt attribute",)
"""Warnings about what a plugin of ours judges better, with file and line."""

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)


class PelicanLog(logging.Handler):
    """Turns warnings into problems, keeps tracebacks, and remembers a disk that failed."""

    def __init__(self, problems: ProblemLog, content: Path) -> None:
        super().__init__(logging.WARNING)
        self.problems = problems
        self.content = content
        self.tracebacks: list[str] = []
        self.disk: OSError | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Judge one record. Raises nothing: logging would print it."""
        arguments = record.args if isinstance(record.args, tuple) else ()
        # Pelican logs an error where it caught it but leaves out what it caught.
        raised = sys.exc_info()[1] if record.levelno >= logging.ERROR else None
        error = raised or next((one for one in arguments if isinstance(one, Exception)), None)
        message = " ".join(record.getMessage().split())
        if message.startswith(_QUIET):
            return
        path = self._path_in((getattr(error, "filename", None), *arguments))
        if isinstance(error, OSError) and (error.errno in _DISK or not path):
            self.disk = self.disk or error
        elif isinstance(error, OSError):
            self.problems.add(
                path,
                0,
                "file-unreadable",
                path,
                f"This file cannot be read: {error.strerror}.",
                "Check that it is still there and that you may open it.",
            )
        elif error is not None:
            self.tracebacks.append(f"{message}\n{''.join(traceback.format_exception(error))}")
            self.problems.add(
                path or "content",
                0,
                "hallway-failed",
                type(error).__name__,
                f"Hallway itself failed at this: {message} ({error})",
                "This is not your fault. Send failure.log of the work folder to whoever looks "
                "after Hallway; until then, take out what you changed last.",
            )
        else:
            self.problems.add(
                "pelicanconf.py" if "setting" in message.lower() else "content",
                0,
                "pelican-warning",
                record.levelname.lower(),
                message,
                "Pelican reports this; put right what it names.",
            )

    def raise_for_disk(self) -> None:
        """Raise the :class:`OSError` that Pelican went on after, if there was one."""
        if self.disk is not None:
            raise self.disk

    def _path_in(self, words: Iterable[object]) -> str:
        """The first of the words that is a file of the content folder; empty if none is."""
        for one in words:
            if isinstance(one, (str, Path)) and str(one):
                path = self.content / one
                if path.is_relative_to(self.content) and path.is_file():
                    return path.relative_to(self.content).as_posix()
        return ""


@contextmanager
def listened_to(problems: ProblemLog, content: Path) -> Iterator[PelicanLog]:
    """Within the block nothing that Pelican says reaches the terminal, and nothing is lost."""
    handler = PelicanLog(problems, content)
    logger = logging.getLogger("pelican")
    propagate, level = logger.propagate, logger.level
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    pelican.log.console.quiet = True
    # Pelican says each thing once a process and five of a sort; every build is to hear them all.
    limits = pelican.log.LimitFilter
    limits._raised_messages.clear()
    limits._group_count.clear()
    limits._threshold = sys.maxsize
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
        logger.setLevel(level)
        pelican.log.console.quiet = False
