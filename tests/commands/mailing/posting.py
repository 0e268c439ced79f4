"""What the tests of the mailing's tasks type, and what they look at then."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from commands.mailing import sending
from commands.newsletter.sealing import seal_issue
from commands.school import School

WEEK = "2026-W47"
CSV = "email,audiences\nmia@smith.example,families\nben@smith.example,families\nnobody,families\n"


def send(
    school: School,
    *,
    dry: bool = False,
    yes: bool = True,
    audience: str = "",
    clock: Callable[[], float] | None = None,
) -> int:
    try:
        sending.send(school, WEEK, audience, seal_issue, dry=dry, yes=yes, wait=False, clock=clock)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def sent(folder: Path) -> list[str]:
    """The texts of the mails in the folder."""
    return [one.read_text("ascii") for one in (folder / "sent").glob("*.eml")]


def addressees(school: School, folder: Path) -> list[str]:
    """To whom the issue went, after whoever had not had it got it."""
    assert send(school) == 0
    return sorted(text.partition("To: ")[2].partition("\n")[0] for text in sent(folder))


class Terminal(io.StringIO):
    """Somebody who answers."""

    def isatty(self) -> bool:
        return True
