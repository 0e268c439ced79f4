"""The commands of Hallway: `python3 tasks.py build` and its like, on any Python from 3.11.

The first call makes the environment and goes on inside it. With the environment active,
`inv build` is the same. What a task does lives in `commands/`; here it gets its name and its help.
"""

from __future__ import annotations

import os
import signal
import sys

if __name__ == "__main__":
    # Until a task listens there is nothing to clean up: Ctrl-C ends it at once, without a word.
    signal.signal(signal.SIGINT, lambda number, _: os._exit(128 + number))

    from commands import bootstrap

    if not bootstrap.is_inside():
        sys.exit(bootstrap.run_inside(sys.argv[1:]))
    bootstrap.ensure_environment()

from invoke.collection import Collection
from invoke.context import Context
from invoke.tasks import task

from commands import developing, stopping, writing
from commands.failures import told_to_the_coach
from commands.front_desk import COMMAND, FrontDesk
from commands.photos import importing
from commands.photos import status as photo_status
from commands.school import School
from commands.site import publishing

FOLDERS = {
    "content": "the folder with your texts and photos (usually content)",
    "output": "the folder that the finished site is written to (usually output)",
    "work": "the folder for caches that may be deleted at any time (usually .hallway)",
}


@task(help=FOLDERS)
@told_to_the_coach
def build(
    _: Context, content: str = "content", output: str = "output", work: str = ".hallway"
) -> None:
    """Build the site for yourself to look at, and list what is still wrong.

    Everything is shown, drafts too. Use "serve" to walk around in it.
    """
    publishing.preview(School.at(content, output, work))


@task(help=FOLDERS | {"port": "the number after 127.0.0.1: in the address (usually 8000)"})
@told_to_the_coach
def serve(
    _: Context,
    content: str = "content",
    output: str = "output",
    work: str = ".hallway",
    port: int = 8000,
) -> None:
    """Show the site in your browser, and show every change a moment after you save it.

    Stop it with Ctrl-C. What is wrong in a file is shown on the page itself.
    """
    from commands.preview import serving

    serving.serve(School.at(content, output, work), port)


@task(
    help=FOLDERS
    | {
        "url": "the address people will type, like https://hallway.school.example",
        "output": "the folder that the public site is written to (usually public)",
    }
)
@told_to_the_coach
def publish(
    _: Context,
    url: str = "",
    content: str = "content",
    output: str = "public",
    work: str = ".hallway",
) -> None:
    """Build the site for everybody; if anything is wrong, nothing is replaced.

    Drafts, and texts whose date is still to come, are left out.
    """
    publishing.publish(School.at(content, output, work, publishing.required_url(url)))


@task(help=FOLDERS | {"format": "how to print them: text, json, or github"})
@told_to_the_coach
def check(
    _: Context,
    content: str = "content",
    output: str = "output",
    work: str = ".hallway",
    format: str = "text",  # noqa: A002 - the name of the option
) -> None:
    """List everything that would stop the site from being published, and write nothing."""
    publishing.check(School.at(content, output, work), format)


@task(
    positional=["kind", "title"],
    help={
        "kind": "what to write: " + ", ".join(writing.KIND_WORDS),
        "title": 'its headline, in quotes: "Robots in grade 4"',
        "content": FOLDERS["content"],
    },
)
@told_to_the_coach
def new(_: Context, kind: str, title: str, content: str = "content") -> None:
    """Start a new text: a file in the right folder, with every key explained in it."""
    writing.new(kind, title, content)


@task(
    name="import",
    positional=["folder"],
    help={
        "folder": "where your photos lie: on the card, or copied from the phone",
        "event": 'what they are of, in quotes: "Robotics fair"; their folder is named after it',
        "tags": "your words to find them by, with commas: robotics,grade-4",
        "content": FOLDERS["content"],
        "work": FOLDERS["work"],
    },
)
@told_to_the_coach
def media_import(
    _: Context,
    folder: str,
    event: str = "",
    tags: str = "",
    content: str = "content",
    work: str = ".hallway",
) -> None:
    """Copy photos, clips and recordings into content/media, each once, named by day and event.

    Your own files are only read. What is to be written about each one is started in media.yaml.
    Stop it whenever you like; the same command goes on where it stopped.
    """
    importing.bring_in(folder, event, tags, content, work)


@task(
    name="status",
    help={
        "content": FOLDERS["content"],
        "work": FOLDERS["work"],
        "format": "how to print it: text or json",
    },
)
@told_to_the_coach
def media_status(
    _: Context,
    content: str = "content",
    work: str = ".hallway",
    format: str = "text",  # noqa: A002 - the name of the option
) -> None:
    """List the photos that are not reviewed, not described, not used or too small."""
    photo_status.status(content, work, format)


@task(
    name="withdraw",
    positional=["id"],
    help={
        "id": "whose photos: the id in the register of releases, like s-017",
        "yes": "do it; without this it only shows what there is",
        "content": FOLDERS["content"],
        "output": FOLDERS["output"],
        "public": "the folder that the public site was written to (usually public)",
        "work": FOLDERS["work"],
    },
)
@told_to_the_coach
def media_withdraw(
    _: Context,
    id: str,  # noqa: A002 - the name of the argument
    yes: bool = False,
    content: str = "content",
    output: str = "output",
    public: str = "public",
    work: str = ".hallway",
) -> None:
    """Show where the photos of one child are, and withdraw the family's release.

    With --yes the register says so from now on, and what was kept of the photos for the next build
    is removed. Your own photos and texts stay as they are.
    """
    from pathlib import Path

    from commands.photos import withdrawing

    withdrawing.withdraw(School.at(content, output, work), id, public=Path(public), yes=yes)


@task(
    name="draft",
    help={
        "week": "the week, like 2026-W47; the one that is now if you name none",
        "from": "the first of many weeks, like 2014-W12",
        "to": "the last of them",
        "status": "draft, or published for issues that were sent long ago",
        "content": FOLDERS["content"],
        "work": FOLDERS["work"],
    },
)
@told_to_the_coach
def newsletter_draft(
    _: Context,
    week: str = "",
    from_: str = "",
    to: str = "",
    status: str = "draft",
    content: str = "content",
    work: str = ".hallway",
) -> None:
    """Start a week's letter: a file with its entries, for you to reorder, cut and rewrite.

    Where the file is there already, what is new is added at its end, and nothing else is touched.
    """
    from commands.newsletter import drafting

    drafting.draft(School.at(content, "output", work), week, from_, to, status)


@task(
    name="preview",
    help={
        "week": "the week, like 2026-W47; without it all of them, the newest first",
        "once": "check the letters and write their files, and show nothing in the browser",
        "links": "open the links to other sites, too, and tell which of them do not work",
        "content": FOLDERS["content"],
        "output": FOLDERS["output"],
        "work": FOLDERS["work"],
        "port": "the number after 127.0.0.1: in the address (usually 8000)",
    },
)
@told_to_the_coach
def newsletter_preview(
    _: Context,
    week: str = "",
    once: bool = False,
    links: bool = False,
    content: str = "content",
    output: str = "output",
    work: str = ".hallway",
    port: int = 8000,
) -> None:
    """Show the letters as readers will see them: phone, desk, dark, no pictures, plain text.

    Sizes, links, pictures and dates are checked. Each letter is a file for a mail program, too.
    """
    from commands.newsletter import showing

    showing.preview(School.at(content, output, work), week, port, once=once, links=links)


@task(
    name="seal",
    help={
        "week": "the week that was sent, like 2026-W47",
        "content": FOLDERS["content"],
        "work": FOLDERS["work"],
    },
)
@told_to_the_coach
def newsletter_seal(
    _: Context, week: str, content: str = "content", work: str = ".hallway"
) -> None:
    """Note in a letter's file that it was sent; a later edit is then a problem that says so."""
    from commands.newsletter import drafting

    drafting.seal(School.at(content, "output", work), week)


_ISSUE = {
    "issue": "its week, like 2026-W47",
    "work": FOLDERS["work"],
}
_WAIT = {"wait": "wait for limits however long it takes, instead of ending"}


@task(
    name="send",
    positional=["issue"],
    help=_ISSUE
    | _WAIT
    | {
        "audience": "only the letter for these, like families",
        "test": "send it to this address alone, to look at: me@school.example",
        "dry-run": "say how many would get it and until when, and send nothing",
        "yes": "send without a question",
    },
)
@told_to_the_coach
def newsletter_send(
    _: Context,
    issue: str,
    audience: str = "",
    test: str = "",
    dry_run: bool = False,
    yes: bool = False,
    wait: bool = False,
    work: str = ".hallway",
) -> None:
    """Send a published issue, to everybody once; it can be stopped and run again at any time.

    First it says how many get it, what your mail account allows, and when the last one is out.
    """
    from commands.mailing import sending

    school = School.at("content", "output", work)
    if test:
        sending.send_test(school, issue, audience, test)
    else:
        sending.send(school, issue, audience, dry=dry_run, yes=yes, wait=wait)


@task(
    name="status",
    positional=["issue"],
    help=_ISSUE | {"issue": "its week, like 2026-W47; or all, for a line for each issue"},
)
@told_to_the_coach
def newsletter_status(_: Context, issue: str, work: str = ".hallway") -> None:
    """Tell what became of an issue: sent, failed and why, uncertain, came back, unsubscribed.

    Nobody counts who opened it or what they clicked.
    """
    from commands.mailing import sending

    sending.status(School.at("content", "output", work), "" if issue == "all" else issue)


@task(
    name="resume",
    positional=["issue"],
    help=_ISSUE | _WAIT | {"audience": "only the letter for these, like families"},
)
@told_to_the_coach
def newsletter_resume(
    _: Context, issue: str, audience: str = "", wait: bool = False, work: str = ".hallway"
) -> None:
    """Go on sending an issue that was begun."""
    from commands.mailing import sending

    sending.resume(School.at("content", "output", work), issue, audience, wait=wait)


@task(
    name="retry",
    positional=["issue"],
    help=_ISSUE | _WAIT | {"failed": "send again what the server refused"},
)
@told_to_the_coach
def newsletter_retry(
    _: Context, issue: str, failed: bool = False, wait: bool = False, work: str = ".hallway"
) -> None:
    """Send the messages of an issue again that failed."""
    from commands.mailing import sending

    sending.retry(School.at("content", "output", work), issue, failed=failed, wait=wait)


@task(
    name="resolve",
    positional=["issue"],
    help=_ISSUE
    | {
        "arrived": "they arrived",
        "again": "send them again",
        "only": "the numbers of some of them, like 3,7",
    },
)
@told_to_the_coach
def newsletter_resolve(
    _: Context,
    issue: str,
    arrived: bool = False,
    again: bool = False,
    only: str = "",
    work: str = ".hallway",
) -> None:
    """List the messages of an issue whose fate is unknown, and decide about them."""
    from commands.mailing import sending

    school = School.at("content", "output", work)
    sending.settle(school, issue, arrived=arrived, again=again, only=only)


@task(
    name="due",
    help={
        "most-late": "hours that an issue may be late and still go out by itself (usually 12)",
        "yes": "send; without it you are only told what would be sent",
        "work": FOLDERS["work"],
    }
    | _WAIT,
)
@told_to_the_coach
def newsletter_due(
    _: Context,
    most_late: int = 12,
    yes: bool = False,
    wait: bool = False,
    work: str = ".hallway",
) -> None:
    """Send what is due, for a timer: a published issue whose week has closed, once.

    What is later than that is refused, and so is any old issue. It can be called at any time.
    """
    from commands.mailing import due as mailing_due

    school = School.at("content", "output", work)
    mailing_due.due(school, hours=most_late, yes=yes, wait=wait)


@task(
    name="clock",
    help={
        "set-back": "the clock is right now: count on from here",
        "yes": "do so without a question",
    },
)
@told_to_the_coach
def newsletter_clock(_: Context, set_back: bool = False, yes: bool = False) -> None:
    """Tell whether an account has seen a later time than the clock shows, and put that right."""
    from commands.mailing import clock as mailing_clock

    school = School.at("content", "output", ".hallway")
    if set_back:
        mailing_clock.repair(school, yes=yes)
    else:
        mailing_clock.tell(school)


@task(
    name="import",
    positional=["file"],
    help={
        "file": "a CSV file with a column of addresses; audiences and lang are read, too",
        "audience": "for lines that name none, like families",
    },
)
@told_to_the_coach
def subscribers_import(_: Context, file: str, audience: str = "") -> None:
    """Put people on the list of the newsletter. Who ever left stays away."""
    from commands.mailing import subscribers

    subscribers.bring_in(file, audience)


@task(name="export", positional=["file"], help={"file": "the CSV file to make"})
@told_to_the_coach
def subscribers_export(_: Context, file: str) -> None:
    """Write the whole list to a CSV file that only you can read."""
    from commands.mailing import subscribers

    subscribers.export(file)


@task(name="list", help={"audience": "only these, like families"})
@told_to_the_coach
def subscribers_list(_: Context, audience: str = "") -> None:
    """Show how many get the newsletter, and each one with a masked address."""
    from commands.mailing import subscribers

    subscribers.show(audience)


@task(name="remove", positional=["address"], help={"address": "whose entry to delete"})
@told_to_the_coach
def subscribers_remove(_: Context, address: str) -> None:
    """Delete somebody from the list for good; no import brings them back."""
    from commands.mailing import subscribers

    subscribers.remove(address)


@task(
    name="readmit",
    positional=["address"],
    help={
        "address": "who left, and wants the letter again",
        "audience": "for whom the letter is that they want; else as before",
    },
)
@told_to_the_coach
def subscribers_readmit(_: Context, address: str, audience: str = "") -> None:
    """Put somebody back who left, and has asked you for it. You are asked whether that is so."""
    from commands.mailing import subscribers

    subscribers.readmit(School.at("content", "output", ".hallway"), address, audience)


@task(
    name="handover",
    positional=["issue"],
    help=_ISSUE
    | {
        "to": "the service: listmonk or buttondown",
        "audience": "only the letter for these, like families",
        "send": "let it go out; without this a draft waits there for you to look at",
        "yes": "send without a question",
        "forget": "you have deleted it there before anybody got it",
        "sync": "first make the lists agree: give readers to listmonk, take off who left",
    },
)
@told_to_the_coach
def newsletter_handover(
    _: Context,
    issue: str,
    to: str = "",
    audience: str = "",
    send: bool = False,
    yes: bool = False,
    forget: bool = False,
    sync: bool = False,
    work: str = ".hallway",
) -> None:
    """Give an issue to a service that sends it in your place, as a draft or for good.

    Each letter is given once, and is not sent from your own account then. The list of readers is
    the service's own; with --sync listmonk's is made to agree with yours.
    """
    from commands.mailing import handing

    school = School.at("content", "output", work)
    handing.hand_over(school, issue, to, audience, send=send, yes=yes, forget=forget, sync=sync)


@task(
    name="bounces",
    positional=["source"],
    help={
        "source": "a mailbox file, a Maildir, a folder of .eml files; or imap, for a mail server",
        "soft": "how many issues in a row may come back for now (usually 3)",
        "days": "within how many days (usually 30)",
        "trust": "believe reports that name no letter of yours, too",
        "many": "take off the list however many there are",
        "dry-run": "say what would happen, and change nothing",
        "seen": "mark what is settled as read, on the mail server",
        "move": "move what is settled into this folder of the mail server, like INBOX/Done",
    },
)
@told_to_the_coach
def subscribers_bounces(
    _: Context,
    source: str,
    soft: int = 3,
    days: int = 30,
    trust: bool = False,
    many: bool = False,
    dry_run: bool = False,
    seen: bool = False,
    move: str = "",
) -> None:
    """Read what came back: who cannot be reached, complained or asked to leave is off the list.

    What it does not understand is listed, for you to look at. No mail is ever deleted.
    """
    from commands.mailing import bounces

    wishes = bounces.Wishes(soft, days, trust, many, dry_run, seen, move)
    bounces.read(source, wishes)


@task(
    name="serve",
    help={
        "port": "the number after 127.0.0.1: in the address (usually 8025)",
        "host": "where to listen, 0.0.0.0 in a container (usually 127.0.0.1)",
        "languages": "those of your letters, like en,es (usually the one of the website)",
        "content": FOLDERS["content"],
    },
)
@told_to_the_coach
def subscribers_serve(
    _: Context,
    port: int = 8025,
    host: str = "127.0.0.1",
    languages: str = "",
    content: str = "content",
) -> None:
    """Run the pages where families sign up, choose and leave, and send the mails that go with them.

    Stop it with Ctrl-C. Nothing is lost: what waits is sent after the next start.
    """
    from commands.mailing import signing_up

    signing_up.serve(port, host, languages, content)


@task(name="test", help={"only": "the folder or file of tests to run, like tests/content"})
@told_to_the_coach
def run_tests(_: Context, only: str = "") -> None:
    """Prove that Hallway keeps its promises: run all tests."""
    developing.test(only)


@task
@told_to_the_coach
def lint(_: Context) -> None:
    """Check style, types and who may import whom; nothing is changed."""
    developing.lint()


@task(name="format")
@told_to_the_coach
def format_(_: Context) -> None:
    """Lay out the code of Hallway the way the project agreed on."""
    developing.format_code()


@task
@told_to_the_coach
def lock(_: Context) -> None:
    """Write requirements.lock anew from pyproject.toml, every package pinned with its hashes."""
    developing.lock()


namespace = Collection(build, serve, publish, check, new, run_tests, lint, format_, lock)
namespace.add_collection(Collection("media", media_import, media_status, media_withdraw))
namespace.add_collection(
    Collection(
        "newsletter",
        *(newsletter_draft, newsletter_preview, newsletter_seal),
        *(newsletter_send, newsletter_status, newsletter_resume),
        *(newsletter_retry, newsletter_resolve, newsletter_due, newsletter_clock),
        newsletter_handover,
    )
)
namespace.add_collection(
    Collection(
        "subscribers",
        *(subscribers_import, subscribers_export, subscribers_list, subscribers_remove),
        *(subscribers_readmit, subscribers_bounces, subscribers_serve),
    )
)

if __name__ == "__main__":
    stopping.finish_deaf()
    FrontDesk(name="Hallway", binary=COMMAND, namespace=namespace, version="0.1.0").run(
        ["tasks.py", *sys.argv[1:]]
    )
