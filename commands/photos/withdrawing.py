"""The task ``media.withdraw``: show every trace of one person's photos, and take them back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from commands.errors import CoachError
from commands.follow_up import quoted
from commands.photos.belonging import find_stranger
from commands.photos.letter_traces import remove_letter
from commands.photos.traces import Traces, find_traces
from commands.readers import Readers, known_readers
from commands.school import School
from commands.site.staging import lock_output
from commands.terminal import counted, out
from commands.withdrawals import note_withdrawn
from mailing.errors import MailingError
from mailing.store.database import Database, DatabaseFailedError
from mailing.store.withdrawing import Held, record
from plugins.common.files import write_lasting
from plugins.common.settings import load_group
from plugins.media.config import MediaSettings
from plugins.media.consent.sheet import Sheet, SheetError, read_sheet
from plugins.media.consent.withdrawing import withdraw_in

_ELSEWHERE = (
    "your web server, if the site is copied there, and its copies; mailboxes, search engines; "
    "drafts and archives in listmonk or Buttondown; backups and the history of your repository. "
    "Hallway cannot: look there yourself"
)


def withdraw(school: School, identifier: str, *, public: Path | None = None, yes: bool) -> bool:
    """Print the traces of ``identifier``; with ``yes``, mark the register and remove what is kept.

    ``public`` is the folder of the public site, where that is not the school's output. False where
    the database of readers could not be told, so that somebody has something left to do.
    Raises :class:`CoachError` for an id that nothing knows, and for a register that cannot be read.
    """
    run = school.run("preview")
    settings = school.settings("preview", run, school.output)
    file = school.register_in(settings)
    shown = load_group(MediaSettings, settings, "MEDIA").consent
    sites = list(dict.fromkeys([school.output, *([public.resolve()] if public else [])]))
    held: list[Held] = []
    with ExitStack() as stack:
        for site in sites:
            stack.enter_context(lock_output(site))
        readers = stack.enter_context(known_readers())
        if readers.data is not None and (stranger := _stranger(school, sites, readers.data)):
            readers = Readers(readers.place, None, stranger)
        sheet = _sheet(school, settings)
        changed = (
            withdraw_in(sheet, identifier, run.now.astimezone(run.zone).date()) if sheet else None
        )
        try:
            traces = find_traces(school, run, settings, identifier, sites, readers)
        except DatabaseFailedError as error:
            # No trouble of a server holds up a family's no.
            readers = Readers(readers.place, None, str(error).rstrip("."))
            traces = find_traces(school, run, settings, identifier, sites, readers)
        except MailingError as error:
            raise CoachError(str(error)) from None
        if changed is None and not traces.photos and not traces.marks:
            raise CoachError(
                f'Neither {shown} nor any media.yaml knows the id "{identifier}". '
                'Check its spelling; ids stand in the column "id".'
            )
        _print(traces, identifier)
        if not yes:
            out.print(
                "\nNothing was changed. To withdraw the release and clear the cache, type:\n"
                f"  python3 tasks.py media.withdraw {quoted(identifier)} --yes",
                markup=False,
            )
            return True
        if changed is not None:
            # First of all: whatever happens next, no build shows these photos again.
            write_lasting(file, changed)
        # Then what keeps mails back, before anything is tidied up.
        note_withdrawn(school, traces.marks)
        readers, held = _tell_readers(readers, traces, run.now.timestamp())
        for letter in traces.letters:
            remove_letter(letter)
        for file in (*traces.renditions, *traces.memories):
            file.unlink(missing_ok=True)
    _print_done(traces, identifier, shown, held, readers, marked=changed is not None)
    return readers.data is not None


def _tell_readers(readers: Readers, traces: Traces, now: float) -> tuple[Readers, list[Held]]:
    if readers.data is None:
        return readers, []
    try:
        return readers, record(readers.data, traces.marks, now, traces.others)
    except MailingError as error:
        return Readers(readers.place, None, str(error).rstrip(".")), []


def _stranger(school: School, sites: Collection[Path], data: Database) -> str:
    try:
        return find_stranger(school, sites, data)
    except MailingError:
        return ""  # out of reach, which is told where its letters are looked through


def _sheet(school: School, settings: dict[str, Any]) -> Sheet | None:
    file = school.register_in(settings)
    try:
        sheet = read_sheet(file)
    except FileNotFoundError:
        return None
    except SheetError as wrong:
        raise CoachError(f"{file}: {wrong} {wrong.hint}") from None
    missing = [name for name in ("id", "level") if name not in sheet.columns]
    if missing:
        raise CoachError(
            f"{file}: the first line lacks the column {missing[0]}. Put it right first."
        )
    return sheet


def _print(traces: Traces, identifier: str) -> None:
    out.print(f"Photos that show {identifier}:", style="bold", markup=False)
    _list("", traces.photos, "none")
    if traces.copies:
        _list("\nThe same pictures, where media.yaml says otherwise:", traces.copies, "")
    _list("\nTexts that use them:", traces.texts, "none")
    _list("\nPages, feeds and lists that show them now:", traces.pages, _none(traces.unread_sites))
    _list("\nFiles of them there:", traces.published, _none(traces.unread_sites))
    if traces.strays:
        title = (
            "Files there of no photo in the content now; older ones of theirs may be among them:"
        )
        _list(f"\n{title}", traces.strays, "")
    _list(
        "\nIssues of the newsletter that carry them:", traces.issues, _none(traces.unread_letters)
    )
    if traces.doubtful:
        title = "Issues with photos that are not in the content any more, or that nobody noted:"
        _list(f"\n{title}", traces.doubtful, "")
    letters, files = counted(len(traces.letters), "letter"), counted(len(traces.renditions), "file")
    out.print(f"\nLying ready to be sent or looked at: {letters} to remove.", markup=False)
    out.print(f"Kept for the next build: {files} to remove.", markup=False)
    _list("\nNot looked into:", (*traces.unread_sites, *traces.unread_letters, _ELSEWHERE), "")


def _print_done(
    traces: Traces,
    identifier: str,
    shown: str,
    held: Iterable[Held],
    readers: Readers,
    *,
    marked: bool,
) -> None:
    told = readers.data is not None
    out.print("\nDone:" if told else "\nDone, but not all of it:", style="bold")
    if marked:
        out.print(f"  {shown} says that the release of {identifier} is withdrawn.", markup=False)
    else:
        out.print(f"  {identifier} is not in {shown}, so it has no release anyway.", markup=False)
    out.print(f"  {counted(len(traces.renditions), 'kept file')} removed.", markup=False)
    if traces.letters:
        letters = counted(len(traces.letters), "letter")
        out.print(
            f"  {letters} removed. The next publish writes those of the newsletter anew, without "
            "the photos.",
            markup=False,
        )
    if told:
        out.print(
            f"  The database of readers, {readers.place}, knows it: no sender takes another "
            "message with the photos.",
            markup=False,
        )
    for one in held:
        out.print(f"    {_held_words(one)}", markup=False)
    out.print("\nNext:", style="bold")
    steps = [
        "Build and publish: python3 tasks.py publish --url https://... and copy the new site to "
        "your web server, deleting what it no longer has. Until then the old one shows them. "
        "Your preview: python3 tasks.py build.",
        "Read the texts named above: their words about the photo are still there.",
        "Delete the photos themselves from the content folder if the family asks for it, and from "
        "the history of your repository and your backups.",
    ]
    if held:
        steps[0] += " After that, newsletter.resume sends the rest of an issue without the photos."
    if traces.issues or traces.doubtful:
        steps.append("A mail that was sent cannot be called back; tell the family which ones.")
    if not marked:
        steps[0] = (
            "Take the photos out of the texts named above, and publish: "
            "python3 tasks.py publish --url https://..."
        )
    if not told:
        steps.insert(0, _untold_words(readers, identifier))
    if traces.copies:
        same = (
            f"Write people: [{identifier}] in the media.yaml of the same pictures, or delete them. "
            "Otherwise they go on being published."
        )
        steps.insert(0, same)
    for number, step in enumerate(steps, 1):
        out.print(f"  {number}. {step}", markup=False)


def _held_words(one: Held) -> str:
    words = f"{one.name}: {counted(one.waiting, 'message')} kept back until you have published."
    if one.under_way:
        words += f" {one.under_way} of them may be under way in this moment, and arrive."
    return words


def _untold_words(readers: Readers, identifier: str) -> str:
    return (
        f"The database of readers was NOT told ({readers.place}: {readers.why}), so mails of an "
        "issue that was begun may still go out by it with the photos, from another computer. Stop "
        "whatever sends. If the school mails the newsletter, set the variables for mailing in this "
        "window (. private/mailing.sh) and type the same again: "
        f"python3 tasks.py media.withdraw {quoted(identifier)} --yes. If it mails none, all is "
        "well. On this computer, each sender that uses this register learns of it by itself."
    )


def _none(unread: Collection[str]) -> str:
    return "none in what could be looked into (the rest is named below)" if unread else "none"


def _list(title: str, items: Iterable[str], empty: str) -> None:
    if title:
        out.print(title, style="bold", markup=False)
    names = list(items)
    for name in names:
        out.print(f"  {name}", markup=False)
    if not names:
        out.print(f"  {empty}", markup=False)
