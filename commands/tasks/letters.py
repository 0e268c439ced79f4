"""``newsletter.draft``, ``.preview`` and ``.seal``: the week's letter as a text."""

from __future__ import annotations

from commands.school import School
from commands.tasks.options import CONTENT, OUTPUT, WORK, coach_task


@coach_task(
    *(CONTENT, WORK),
    options={
        "week": "the week, like 2026-W47; the one that is now if you name none",
        "from": "the first of many weeks, like 2014-W12",
        "to": "the last of them",
        "status": "draft, or published for issues that were sent long ago",
    },
)
def draft(
    *, week: str = "", from_: str = "", to: str = "", status: str = "draft", school: School
) -> None:
    """Start a week's letter: a file with its entries, for you to reorder, cut and rewrite.

    Where the file is there already, what is new is added at its end, and nothing else is touched.
    """
    from commands.newsletter import drafting

    drafting.draft(school, week, from_, to, status)


@coach_task(
    *(CONTENT, OUTPUT, WORK),
    options={
        "week": "the week, like 2026-W47; without it all of them, the newest first",
        "once": "check the letters and write their files, and show nothing in the browser",
        "links": "open the links to other sites, too, and tell which of them do not work",
        "port": "the number after 127.0.0.1: in the address (usually 8000)",
    },
)
def preview(
    *, week: str = "", once: bool = False, links: bool = False, school: School, port: int = 8000
) -> None:
    """Show the letters as readers will see them: phone, desk, dark, no pictures, plain text.

    Sizes, links, pictures and dates are checked. Each letter is a file for a mail program, too.
    """
    from commands.newsletter import showing

    showing.preview(school, week, port, once=once, links=links)


@coach_task(*(CONTENT, WORK), options={"week": "the week that was sent, like 2026-W47"})
def seal(week: str, school: School) -> None:
    """Note in a letter's file that it was sent; a later edit is then a problem that says so."""
    from commands.newsletter import sealing

    sealing.seal(school, week)
