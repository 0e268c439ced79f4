"""Build the letters, write them as files for mail programs, and show them in the browser."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import uvicorn

from commands.errors import CoachError
from commands.listening import HOST, Server, open_port
from commands.newsletter.desk import Desk, letters_app
from commands.newsletter.links import find_places, open_links
from commands.school import School, read_own_settings
from commands.site.build import build_site
from commands.stopping import Stopped
from commands.terminal import out
from plugins.common.moments import MomentError, Week
from plugins.newsletter.outbox import MAILS, PREVIEWS, mail_name


def preview(
    school: School, week: str, port: int, *, once: bool = False, links: bool = False
) -> None:
    """Show the letters until Ctrl-C; with ``once`` only check and write them.

    With ``links`` the other sites that they lead to are asked whether they are there.

    Raises :class:`CoachError` where there is no such week or the port is taken.
    """
    if week:
        try:
            week = str(Week.parse(week))
        except MomentError as error:
            raise CoachError(f'"{week}" {error}. Write it like 2026-W47.') from None
    if once:
        _look(school, week, links=links)
        return
    with open_port(port, task="newsletter.preview") as listener:
        desk, names = _look(school, week, links=links)
        place = f"{names[0]}/" if week else ""
        address = f"http://{HOST}:{listener.getsockname()[1]}/-/letters/{place}"
        out.print(f"\nLook at it: [bold]{address}[/bold]\nStop with Ctrl-C.")
        server = Server(uvicorn.Config(letters_app(desk), log_level="critical", lifespan="off"))
        asyncio.run(server.serve(sockets=[listener]))
    if server.stopped_by != signal.SIGINT:
        raise Stopped(server.stopped_by, "")
    out.print("\nStopped.")


def _look(school: School, week: str, *, links: bool) -> tuple[Desk, list[str]]:
    """Build, tell what is to be put right, write the files; the letters that were wanted."""
    out.print("Building the letters ...")
    build_site(school, quiet=True)
    sender = str(read_own_settings().get("CONTACT") or "")
    desk = Desk(school.work / PREVIEWS, school.output, sender)
    names = [one for one in desk.names() if not week or _week_of(one) == week]
    if week and not names:
        raise CoachError(
            f"There is no letter of {week}. Draft it with: "
            f"python3 tasks.py newsletter.draft --week {week}"
        )
    looked_at = names if week else _newest(names)
    if links:
        _open_links(desk, looked_at, school.content)
    _tell(desk, looked_at)
    write_mails(desk, school.work / MAILS, names)
    return desk, names


def _newest(names: list[str]) -> list[str]:
    """The letters of the newest week; those of earlier ones were looked at in their time."""
    return [one for one in names if _week_of(one) == _week_of(names[0])]


def _week_of(name: str) -> str:
    """``2026-W47`` of ``2026-W47-es/families``: translations are letters of the same week."""
    return name[: len("2026-W47")]


def _open_links(desk: Desk, names: list[str], content: Path) -> None:
    urls: dict[str, str] = {}
    for name in names:
        index = desk.index(name)
        paths = [index["source"], *(entry["path"] for entry in index["entries"])]
        urls.update(find_places(desk.links_out(name), content, paths))
    out.print(f"Asking {len(urls)} {'address' if len(urls) == 1 else 'addresses'} elsewhere ...")
    opened = open_links(urls)
    desk.opened = opened.findings
    if opened.offline:
        out.print("No other site could be reached: this computer seems to be offline.")


def _tell(desk: Desk, names: list[str]) -> None:
    """What is to be put right in the letters ``names``."""
    for name in names:
        wrong = [one.words for one in desk.findings(name) if one.grade != "good"]
        out.print(f"{name}:{'' if wrong else ' nothing to put right'}", markup=False)
        for words in wrong:
            out.print(f"  {words}", markup=False)


def write_mails(desk: Desk, place: Path, names: list[str]) -> None:
    """The letters ``names`` as files for mail programs in ``place``, and no others."""
    place.mkdir(parents=True, exist_ok=True)
    for old in place.glob("*.eml"):
        old.unlink()
    for name in names:
        (place / mail_name(name)).write_bytes(desk.eml(name))
    if names:
        out.print(f"As files for a mail program: {place}", markup=False)
