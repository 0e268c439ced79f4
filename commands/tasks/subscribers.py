"""``subscribers.import`` and its like: who gets the newsletter, who leaves, what came back."""

from __future__ import annotations

from commands.school import School
from commands.tasks.options import CONTENT, TRY_LOGIN_AGAIN, coach_task


@coach_task(
    name="import",
    options={
        "file": "a CSV file with a column of addresses; audiences and lang are read, too",
        "audience": "for lines that name none, like families",
        "dry-run": "say what would happen and how the columns are read, and change nothing",
        "only-new": "touch nobody who is on the list already",
        "many": "take off the list however many have left by the file",
    },
)
def import_(
    file: str,
    audience: str = "",
    dry_run: bool = False,
    only_new: bool = False,
    many: bool = False,
) -> None:
    """Put people on the list of the newsletter. Who ever left, here or by the file, stays away."""
    from commands.mailing import subscribers

    subscribers.bring_in(file, audience, dry=dry_run, only_new=only_new, many=many)


@coach_task(
    options={
        "file": "the CSV file to make",
        "failed": "only whom this issue failed to reach, like 2026-W47, and why",
    }
)
def export(file: str, failed: str = "") -> None:
    """Write the whole list to a CSV file that only you can read."""
    from commands.mailing import subscribers

    subscribers.export(file, failed)


@coach_task(name="list", options={"audience": "only these, like families"})
def list_(audience: str = "") -> None:
    """Show how many get the newsletter, and each one with a masked address."""
    from commands.mailing import subscribers

    subscribers.show(audience)


@coach_task(options={"address": "whose entry to delete"})
def remove(address: str) -> None:
    """Delete somebody from the list for good; no import brings them back."""
    from commands.mailing import subscribers

    subscribers.remove(address)


@coach_task(
    options={
        "address": "who left, and wants the letter again",
        "audience": "for whom the letter is that they want; else as before",
    }
)
def readmit(*, address: str, audience: str = "", school: School) -> None:
    """Put somebody back who left, and has asked you for it. You are asked whether that is so."""
    from commands.mailing import subscribers

    subscribers.readmit(school, address, audience)


@coach_task(
    options=TRY_LOGIN_AGAIN
    | {
        "source": "a mailbox file, a Maildir, a folder of .eml files; or imap, for a mail server",
        "soft": "how many issues in a row may come back for now (usually 3)",
        "days": "within how many days (usually 30)",
        "trust": "believe reports that name no letter of yours, too",
        "many": "take off the list however many there are",
        "dry-run": "say what would happen, and change nothing",
        "seen": "mark what is settled as read, on the mail server",
        "move": "move what is settled into this folder of the mail server, like INBOX/Done",
    }
)
def bounces(
    source: str,
    soft: int = 3,
    days: int = 30,
    trust: bool = False,
    many: bool = False,
    dry_run: bool = False,
    seen: bool = False,
    move: str = "",
    try_login_again: bool = False,
) -> None:
    """Read what came back: who cannot be reached, complained or asked to leave is off the list.

    What it does not understand is listed, for you to look at. No mail is ever deleted.
    """
    from commands.mailing import bounces

    wishes = bounces.Wishes(soft, days, trust, many, dry_run, seen, move, try_login_again)
    bounces.read(source, wishes)


@coach_task(
    CONTENT,
    options=TRY_LOGIN_AGAIN
    | {
        "port": "the number after 127.0.0.1: in the address (usually 8025)",
        "host": "where to listen, 0.0.0.0 in a container (usually 127.0.0.1)",
        "languages": "those of your letters, like en,es (usually the one of the website)",
    },
)
def serve(
    *,
    port: int = 8025,
    host: str = "127.0.0.1",
    languages: str = "",
    try_login_again: bool = False,
    content: str,
) -> None:
    """Run the pages where families sign up, choose and leave, and send the mails that go with them.

    Stop it with Ctrl-C. Nothing is lost: what waits is sent after the next start.
    """
    from commands.mailing import signing_up

    signing_up.serve(port, host, languages, content, again=try_login_again)
