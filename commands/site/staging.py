"""The site is built beside its place and takes it in one step.

Until the new release is whole, the old one is untouched; whoever stops the build, and when, the
folder people are served from is the old site or the new one, never half of one.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from filelock import FileLock, Timeout

from commands.errors import BusyError
from plugins.common.files import sync_folder, sync_tree

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)


@contextmanager
def lock_output(output: Path) -> Iterator[None]:
    """Hold the output folder for one build; :class:`BusyError` at once if another holds it."""
    output.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(output.parent / f".{output.name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError(
            f"Another Hallway is building into {output} right now. "
            "Wait until it is done, or stop it, and try again."
        ) from None
    try:
        _sweep(output)
        yield
    finally:
        lock.release()


@contextmanager
def staging_folder(output: Path) -> Iterator[Path]:
    """An empty folder beside ``output``, gone again at the end unless it was switched in."""
    output.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{output.name}.staging-", dir=output.parent))
    staging.chmod(0o755)  # mkdtemp makes it private, a web server must read it
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def switch(staging: Path, output: Path, *, lasting: bool = False) -> None:
    """Put the folder ``staging`` in the place of ``output``, atomically where the system can.

    ``lasting``: all of it is on the disk before, and the switch after; a preview, which is built
    anew at any time, does not wait for that.
    """
    if lasting:
        sync_tree(staging)
    _take_place(staging, output)
    if lasting:
        sync_folder(output.parent)


def _take_place(staging: Path, output: Path) -> None:
    if not output.exists():
        staging.rename(output)
        return
    if _exchange(staging, output):
        return  # the old site lies in the staging folder now, and goes with it
    aside = output.with_name(f".{output.name}.staging-old-{os.getpid()}")
    output.rename(aside)
    try:
        staging.rename(output)
    except OSError:
        aside.rename(output)
        raise
    shutil.rmtree(aside, ignore_errors=True)  # where this fails, the next build sweeps it


def _exchange(first: Path, second: Path) -> bool:
    """Swap two folders in one step; False where system or disk cannot."""
    with suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(ctypes.util.find_library("c") or None, use_errno=True)
        one, other = os.fsencode(first), os.fsencode(second)
        if sys.platform == "linux":
            return bool(library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(library.renamex_np(one, other, _RENAME_SWAP) == 0)
    return False


def _sweep(output: Path) -> None:
    """Remove what a killed build left; put back an old site that it had set aside."""
    for left in sorted(output.parent.glob(f".{escape(output.name)}.staging-*")):
        if ".staging-old-" in left.name and not output.exists():
            left.rename(output)
        else:
            shutil.rmtree(left, ignore_errors=True)
