"""The task ``serve``: the site in the browser, built anew on every save.

Ctrl-C is how it is meant to end, so it ends with exit code 0.
"""

from __future__ import annotations

import asyncio
import signal
import socket
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvicorn

from commands.bootstrap import ROOT
from commands.follow_up import carried
from commands.listening import HOST, Server, open_port
from commands.preview.board import Board, Outcome
from commands.preview.builder import Builder
from commands.preview.pages import preview_app
from commands.preview.watching import Bell, watch_code, watch_content, watch_register
from commands.school import School, read_own_settings
from commands.site.ownership import forbid_strangers
from commands.stopping import Stopped
from commands.terminal import counted, out, print_problems, print_summary, with_folders
from plugins.common.problems import Problem, ProblemLog
from plugins.common.run import Run
from plugins.common.settings import SettingsError, load_group
from plugins.media.config import MediaSettings

_BUSY_AGAIN = 1.0
"""Seconds until the next try when another Hallway builds into the same folder."""


def serve(school: School, port: int) -> None:
    """Serve ``school`` until Ctrl-C. Raises :class:`CoachError` where that cannot start."""
    forbid_strangers(school.output)
    with open_port(port) as listener:
        number = asyncio.run(_serve(school, listener))
    if number != signal.SIGINT:
        raise Stopped(number, "")
    out.print("\nStopped. Start again with: python3 tasks.py serve")


async def _serve(school: School, listener: socket.socket) -> int:
    board, bell, builder = Board(), Bell(), Builder(school)
    address = f"http://{HOST}:{listener.getsockname()[1]}"
    server = Server(
        uvicorn.Config(
            preview_app(school.output, board, lambda: server.should_exit),
            log_level="critical",
            lifespan="off",
            timeout_graceful_shutdown=2,
        )
    )
    tasks = [
        asyncio.create_task(_build_on(bell, board, builder, address)),
        asyncio.create_task(watch_content(_content_folders(school), bell)),
        asyncio.create_task(watch_code(ROOT, bell)),
        asyncio.create_task(watch_register(school.register_in(_own_settings()), bell)),
    ]
    try:
        await _until_first(asyncio.create_task(server.serve(sockets=[listener])), tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await builder.close()
    return server.stopped_by


async def _until_first(server: asyncio.Task[None], tasks: list[asyncio.Task[None]]) -> None:
    """Until the server ends; what ends a task beside it is an error, and ends it too."""
    done, _ = await asyncio.wait([server, *tasks], return_when=asyncio.FIRST_COMPLETED)
    if server not in done:
        server.cancel()
        with suppress(asyncio.CancelledError):
            await server
    for task in done:
        task.result()


async def _build_on(bell: Bell, board: Board, builder: Builder, address: str) -> None:
    out.print("Building the site ...")
    while True:
        if bell.take_code():
            await builder.renew()
        board.start()
        outcome = await builder.build()
        if outcome.is_busy:
            await asyncio.sleep(_BUSY_AGAIN)
            bell.ring()
        told = [with_folders(Problem(**one)).as_dict() for one in outcome.problems]
        outcome = replace(outcome, problems=told, failure=carried(outcome.failure))
        first = not board.has_landed
        board.finish(outcome)
        _tell(outcome, builder.school, address, first=first)
        await builder.prepare()
        await bell.wait()


def _tell(outcome: Outcome, school: School, address: str, *, first: bool) -> None:
    if outcome.failure:
        out.print(f"\n{outcome.failure}", style="bold red", markup=False)
        out.print(f"The page says so too: {address}", markup=False)
        return
    problems = ProblemLog(Problem(**one) for one in outcome.problems)
    if not first:
        said = counted(len(problems), "problem") if problems else "no problems"
        out.print(f"Built again in {outcome.seconds:.1f} seconds, {said}.")
        return
    print_problems(problems)
    print_summary(Run(work=school.work, problems=problems, report=outcome.report), outcome.seconds)
    out.print(f"\nLook at it: [bold]{address}[/bold]")
    out.print("Save a file, and the page shows it. Stop with Ctrl-C.")


def _content_folders(school: School) -> list[Path]:
    theme = ROOT / str(read_own_settings().get("THEME", "theme"))
    return [school.content, *([theme] if theme.is_dir() else [])]


def _own_settings() -> dict[str, Any]:
    """What says where the register lies; the usual place where it says something wrong."""
    settings = read_own_settings()
    try:
        load_group(MediaSettings, settings, "MEDIA")
    except SettingsError:  # the first build names it
        return {}
    return settings
