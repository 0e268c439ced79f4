"""Builds one after the other, each in a worker that is waiting for it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from typing import Any

from commands.bootstrap import ROOT
from commands.preview.board import Outcome
from commands.school import School

_PATIENCE = 5.0
"""Seconds that a worker gets to clean up after itself."""


class Builder:
    """Keeps one worker ready. Use its methods from one task at a time."""

    def __init__(self, school: School) -> None:
        self.school = school
        self._ready: Process | None = None
        self._busy: Process | None = None

    async def prepare(self) -> None:
        """Start the next worker ahead."""
        if self._ready is None or self._ready.returncode is not None:
            self._ready = await self._start()

    async def renew(self) -> None:
        """Settings or plugins changed: the waiting worker knows the old ones."""
        stale, self._ready = self._ready, None
        await _end(stale)

    async def build(self) -> Outcome:
        """One build. Never raises for what happens inside it."""
        await self.prepare()
        self._busy, self._ready = self._ready, None
        assert self._busy is not None
        answer, _ = await self._busy.communicate(b"build\n")
        code = self._busy.returncode
        self._busy = None
        return _read_outcome(answer, code)

    async def close(self) -> None:
        """End both workers; a build under way cleans up and leaves the old site."""
        for worker in (self._ready, self._busy):
            await _end(worker)

    async def _start(self) -> Process:
        school = self.school
        # A group of its own: Ctrl-C is for the server, which then ends its workers itself.
        group: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "commands.preview.worker"),
            *(str(folder) for folder in (school.content, school.output, school.work)),
            stdin=PIPE,
            stdout=PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1"},
            **group,
        )


def _read_outcome(answer: bytes, code: int | None) -> Outcome:
    try:
        return Outcome(**json.loads(answer))
    except (ValueError, TypeError):
        return Outcome(
            failure=f"Hallway itself failed: the build ended with code {code} before it was done. "
            "This is not your fault. The site is as it was before; the terminal may say why."
        )


async def _end(worker: Process | None) -> None:
    if worker is None or worker.returncode is not None:
        return
    worker.terminate()
    try:
        await asyncio.wait_for(worker.wait(), _PATIENCE)
    except TimeoutError:
        worker.kill()
        await worker.wait()
