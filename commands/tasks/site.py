"""``build``, ``serve``, ``publish``, ``check`` and ``new``: texts become a site."""

from __future__ import annotations

from commands.school import School
from commands.tasks.options import CONTENT, OUTPUT, PUBLIC, WORK, coach_task
from commands.writing import KIND_WORDS


@coach_task(CONTENT, OUTPUT, WORK)
def build(school: School) -> None:
    """Build the site for yourself to look at, and list what is still wrong.

    Everything is shown, drafts too. Use "serve" to walk around in it.
    """
    from commands.site import publishing

    publishing.preview(school)


@coach_task(
    *(CONTENT, OUTPUT, WORK),
    options={"port": "the number after 127.0.0.1: in the address (usually 8000)"},
)
def serve(school: School, port: int = 8000) -> None:
    """Show the site in your browser, and show every change a moment after you save it.

    Stop it with Ctrl-C. What is wrong in a file is shown on the page itself.
    """
    from commands.preview import serving

    serving.serve(school, port)


@coach_task(
    *(CONTENT, PUBLIC, WORK),
    options={"url": "the address people will type, like https://hallway.school.example"},
)
def publish(*, url: str = "", school: School) -> None:
    """Build the site for everybody; if anything is wrong, nothing is replaced.

    Drafts, and texts whose date is still to come, are left out.
    """
    from commands.site import publishing

    publishing.publish(school.published_at(publishing.required_url(url)))


@coach_task(
    *(CONTENT, OUTPUT, WORK), options={"format": "how to print them: text, json, or github"}
)
def check(
    school: School,
    format: str = "text",  # noqa: A002 - the name of the option
) -> None:
    """List everything that would stop the site from being published, and write nothing."""
    from commands.site import publishing

    publishing.check(school, format)


@coach_task(
    CONTENT,
    options={
        "kind": "what to write: " + ", ".join(KIND_WORDS),
        "title": 'its headline, in quotes: "Robots in grade 4"',
    },
)
def new(kind: str, title: str, content: str) -> None:
    """Start a new text: a file in the right folder, with every key explained in it."""
    from commands import writing

    writing.new(kind, title, content)
