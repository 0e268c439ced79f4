"""Ctrl-C, a closed window, a polite kill: heard at once, but never in the middle of the switch."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

AS_BEFORE = "The site is as it was before."
LANDED = "The new site was in its place already."

_MOMENT = 0.02  # seconds
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Stopped(KeyboardInterrupt):
    """Somebody asked to stop. ``code`` is the exit code: 130 for Ctrl-C, 143 for a kill."""

    def __init__(self, number: int = signal.SIGINT, outcome: str = AS_BEFORE) -> None:
        super().__init__(f"stopped by signal {number}")
        self.number = number
        self.code = 128 + number
        self.outcome = outcome


@dataclass(slots=True)
class _Ears:
    open: bool = False
    heard: int = 0
    held: bool = False
    server: Callable[[int], None] | None = None
    finishing: bool = False


_ears = _Ears()


@contextmanager
def hearing() -> Iterator[None]:
    """Within the block a request to stop raises :class:`Stopped`."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears signals
        return
    _ears.heard, _ears.held, _ears.open = 0, False, True
    before = {number: signal.signal(number, _hear) for number in _numbers()}
    unraisable, sys.unraisablehook = sys.unraisablehook, _say_again
    try:
        yield
    finally:
        _ears.heard, _ears.open = 0, False
        sys.unraisablehook = unraisable
        if _ears.finishing:
            deafen()
        else:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextmanager
def told_to(server: Callable[[int], None]) -> Iterator[None]:
    """Within the block requests to stop go to ``server`` as a number, and nothing is raised."""
    _ears.server = server
    try:
        yield
    finally:
        _ears.server = None


def finish_deaf() -> None:
    """Once its task is done the whole program is: its exit code and its last words stand."""
    _ears.finishing = True


def deafen() -> None:
    """From here on requests to stop are ignored: the program is ending, and says why."""
    for number in _numbers():
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def held() -> Iterator[None]:
    """Requests wait until the block is done: for the one step that must not be cut in two.

    One that was heard before and swallowed on its way is raised on entering, one heard within the
    block on leaving it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _ears.held = True
    try:
        _raise_heard()
        yield
    finally:
        _ears.held = False
    _raise_heard()


def _raise_heard() -> None:
    if _ears.heard:
        raise Stopped(_ears.heard)


def _hear(number: int, _: FrameType | None) -> None:
    if _ears.server is not None:
        _ears.server(number)
        return
    _ears.heard = number
    if not _ears.held:
        raise Stopped(number)


def _say_again(lost: sys.UnraisableHookArgs) -> None:
    """Python drops what is raised in a destructor or a callback: raise it a moment later."""
    if not isinstance(lost.exc_value, Stopped):
        sys.__unraisablehook__(lost)
        return

    def again() -> None:
        main = threading.main_thread().ident
        if not _ears.open or main is None:
            return
        number = signal.Signals(_ears.heard)
        if sys.platform == "win32":
            _thread.interrupt_main(number)
        else:
            signal.pthread_kill(main, number)  # wakes it where it waits

    timer = threading.Timer(_MOMENT, again)
    timer.daemon = True
    timer.start()


def _numbers() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
