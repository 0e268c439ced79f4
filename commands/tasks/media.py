"""``media.import``, ``media.status``, ``media.withdraw``: photos, clips and recordings."""

from __future__ import annotations

import sys
from pathlib import Path

from commands.school import School
from commands.tasks.options import CONTENT, OUTPUT, WORK, coach_task


@coach_task(
    *(CONTENT, WORK),
    name="import",
    options={
        "folder": "where your photos lie: on the card, or copied from the phone",
        "event": 'what they are of, in quotes: "Robotics fair"; their folder is named after it',
        "tags": "your words to find them by, with commas: robotics,grade-4",
    },
)
def import_(*, folder: str, event: str = "", tags: str = "", school: School) -> None:
    """Copy photos, clips and recordings into content/media, each once, named by day and event.

    Your own files are only read. What is to be written about each one is started in media.yaml.
    Stop it whenever you like; the same command goes on where it stopped.
    """
    from commands.photos import importing

    importing.bring_in(school, folder, event, tags)


@coach_task(*(CONTENT, WORK), options={"format": "how to print it: text or json"})
def status(
    school: School,
    format: str = "text",  # noqa: A002 - the name of the option
) -> None:
    """List the photos that are not reviewed, not described, not used or too small."""
    from commands.photos.status import status

    status(school, format)


@coach_task(
    *(CONTENT, OUTPUT, WORK),
    options={
        "id": "whose photos: the id in the register of releases, like s-017",
        "yes": "do it; without this it only shows what there is",
        "public": "the folder that the public site was written to (usually public)",
        "lift": "the family allows them again: letters may show what it allows today",
    },
)
def withdraw(
    *,
    id: str,  # noqa: A002 - the name of the argument
    yes: bool = False,
    lift: bool = False,
    content: str,
    output: str,
    public: str = "public",
    work: str,
) -> None:
    """Show where the photos of one child are, and withdraw the family's release.

    With --yes the register says so from now on, and what was kept of the photos for the next build
    is removed. Your own photos and texts stay as they are. No sender mails the photos from then on;
    once the register allows them again, --lift lets letters show them.
    """
    from commands.photos import lifting, withdrawing

    school = School.at(content, output, work)
    school.keep_work_out_of(Path(public).resolve())
    if lift:
        done = lifting.lift(school, id, yes=yes)
    else:
        done = withdrawing.withdraw(school, id, public=Path(public), yes=yes)
    if not done:
        sys.exit(1)
