"""An issue that was begun before a family took a photo in it back."""

from __future__ import annotations

from contextlib import suppress

from commands.errors import CoachError
from commands.school import School
from mailing.delivery.post_office import PostOffice
from mailing.errors import MailingError
from mailing.outbox import Letter, read_letters
from plugins.newsletter.outbox import OUTBOX


def leave_out_withdrawn(school: School, office: PostOffice, issue: str) -> str:
    """Give who has no letter yet the one that was published since; a sentence, or nothing.

    Raises :class:`CoachError` where there is no such letter: with the photo none goes out.
    """
    letters: list[Letter] = []
    with suppress(MailingError):  # removed together with the release
        letters = read_letters(school.work / OUTBOX, issue)
    changed, held = office.leave_out(issue, letters)
    if held:
        raise CoachError(
            f"{', '.join(held)} was begun with a photo that a family has taken back since, or "
            "that the register does not allow in the newsletter any more, so nothing more of it is "
            "sent. To have the letter written without the photo, publish "
            "the site: python3 tasks.py publish --url https://... After that go on with: "
            f"python3 tasks.py newsletter.resume {issue}"
        )
    if not changed:
        return ""
    return (
        f"A family has taken a photo in {', '.join(changed)} back. Who has no letter yet gets it "
        "as it was published since."
    )
