"""Hears every save: of texts, photos, theme and register, and apart from these of the code."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

from plugins.content.sources import IGNORED

_CODE = ("plugins", "commands")
_STEP = 50
"""Milliseconds without a further change after which a save is taken for done."""


class Bell:
    """Rung on every change; many rings before somebody comes are one."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._code = False

    def ring(self, *, code: bool = False) -> None:
        """Something changed; ``code`` means settings or plugins."""
        self._code = self._code or code
        self._rung.set()

    async def wait(self) -> None:
        """Return at the next ring, or at once if it rang meanwhile."""
        await self._rung.wait()
        self._rung.clear()

    def take_code(self) -> bool:
        """True once after a ring for code."""
        taken, self._code = self._code, False
        return taken


class SavedByPeople(DefaultFilter):
    """Everything but what editors and systems write for themselves."""

    def __call__(self, change: Change, path: str) -> bool:
        name = Path(path).name
        return super().__call__(change, path) and not any(fnmatch(name, one) for one in IGNORED)


def _is_settings(_: Change, path: str) -> bool:
    return Path(path).name in ("pelicanconf.py", "publishconf.py")


async def watch_content(folders: Iterable[Path], bell: Bell) -> None:
    """Ring on every change below ``folders``, until cancelled."""
    await _watch(folders, bell, code=False)


async def watch_register(file: Path, bell: Bell) -> None:
    """Ring when ``file`` is written, put there or taken away, until cancelled.

    It may lie in a folder that is not there yet: then the nearest one above is watched.
    """
    file = file.absolute()

    def concerns(_: Change, path: str) -> bool:
        return Path(path) == file or Path(path) in file.parents

    while True:
        folder = _nearest(file)
        # The folder, not the file: a spreadsheet saves by renaming, as editors do.
        async for _ in awatch(folder, watch_filter=concerns, step=_STEP, recursive=False):
            bell.ring()
            if _nearest(file) != folder:
                break


def _nearest(file: Path) -> Path:
    return next(folder for folder in file.parents if folder.is_dir())


async def watch_code(root: Path, bell: Bell) -> None:
    """Ring for code when settings or plugins change, until cancelled."""
    folders = [root / name for name in _CODE if (root / name).is_dir()]
    await asyncio.gather(_watch(folders, bell, code=True), _watch_settings(root, bell))


async def _watch(folders: Iterable[Path], bell: Bell, *, code: bool) -> None:
    async for _ in awatch(
        *folders, watch_filter=SavedByPeople(), step=_STEP, ignore_permission_denied=True
    ):
        bell.ring(code=code)


async def _watch_settings(root: Path, bell: Bell) -> None:
    # Their folder, not the files: an editor that saves by renaming leaves a watched file behind.
    async for _ in awatch(root, watch_filter=_is_settings, step=_STEP, recursive=False):
        bell.ring(code=True)
