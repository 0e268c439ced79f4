"""The task ``media.withdraw``: show every trace of one person's photos, and take them back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from commands.errors import CoachError
from commands.photos.letter_traces import note_withdrawn, remove_letter
from commands.photos.traces import Traces, find_traces
from commands.school import School
from commands.site.staging import lock_output
from commands.terminal import counted, out
from plugins.common.files import write_lasting
from plugins.common.settings import load_group
from plugins.media.config import MediaSettings
from plugins.media.consent.sheet import Sheet, SheetError, read_sheet
from plugins.media.consent.withdrawing import withdraw_in


def withdraw(school: School, identifier: str, *, public: Path | None = None, yes: bool) -> None:
    """Print the traces of ``identifier``; with ``yes``, mark the register and remove what is kept.

    ``public`` is the folder of the public site, where that is not the school's output.
    Raises :class:`CoachError` for an id that nothing knows, and for a register that cannot be read.
    """
    run = school.run("preview")
    settings = school.settings("preview", run, school.output)
    file = school.register_in(settings)
    shown = load_group(MediaSettings, settings, "MEDIA").consent
    sites = list(dict.fromkeys([school.output, *([public.resolve()] if public else [])]))
    with ExitStack() as held:
        for site in sites:
            held.enter_context(lock_output(site))
        sheet = _sheet(school, settings)
        changed = (
            withdraw_in(sheet, identifier, run.now.astimezone(run.zone).date()) if sheet else None
        )
        traces = find_traces(school, run, settings, identifier, sites)
        if changed is None and not traces.photos:
            raise CoachError(
                f'Neither {shown} nor any media.yaml knows the id "{identifier}". '
                'Check its spelling; ids stand in the column "id".'
            )
        _print(traces, identifier)
        if not yes:
            out.print(
                "\nNothing was changed. To withdraw the release and clear the cache, type:\n"
                f"  python3 tasks.py media.withdraw {identifier} --yes",
                markup=False,
            )
            return
        if changed is not None:
            # First of all: whatever happens next, no build shows these photos again.
            write_lasting(file, changed)
        note_withdrawn(school.work, traces.stems)
        for letter in traces.letters:
            remove_letter(letter)
        for file in (*traces.renditions, *traces.memories):
            file.unlink(missing_ok=True)
    _print_done(traces, identifier, shown, marked=changed is not None)


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
    _list("\nPages, feeds and lists that show them now:", traces.pages, "none")
    _list("\nFiles of them there:", traces.published, "none")
    _list("\nIssues of the newsletter that carry them:", traces.issues, "none")
    letters, files = counted(len(traces.letters), "letter"), counted(len(traces.renditions), "file")
    out.print(f"\nLying ready to be sent or looked at: {letters} to remove.", markup=False)
    out.print(f"Kept for the next build: {files} to remove.", markup=False)


def _print_done(traces: Traces, identifier: str, shown: str, *, marked: bool) -> None:
    out.print("\nDone:", style="bold")
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
    out.print("\nNext:", style="bold")
    steps = [
        "Build and publish: python3 tasks.py publish --url https://... and copy the new site to "
        "your web server, deleting what it no longer has. Until then the old one shows them. "
        "Your preview: python3 tasks.py build.",
        "Read the texts named above: their words about the photo are still there.",
        "Delete the photos themselves from the content folder if the family asks for it, and from "
        "the history of your repository and your backups.",
    ]
    if traces.issues:
        steps[0] += (
            " Is a letter being sent right now, stop that, and go on after the publish: who has "
            "none yet gets it without the photos."
        )
        steps.append("A mail that was sent cannot be called back; tell the family which ones.")
    if not marked:
        steps[0] = "Take the photos out of the texts named above, and publish."
    if traces.copies:
        same = (
            f"Write people: [{identifier}] in the media.yaml of the same pictures, or delete them. "
            "Otherwise they go on being published."
        )
        steps.insert(0, same)
    for number, step in enumerate(steps, 1):
        out.print(f"  {number}. {step}", markup=False)


def _list(title: str, items: Iterable[str], empty: str) -> None:
    if title:
        out.print(title, style="bold", markup=False)
    names = list(items)
    for name in names:
        out.print(f"  {name}", markup=False)
    if not names:
        out.print(f"  {empty}", markup=False)
