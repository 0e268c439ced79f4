"""The task ``media.withdraw --lift``: a family allows photos again that it had taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commands.errors import CoachError
from commands.follow_up import quoted
from commands.photos.traces import Found, find_photos
from commands.readers import known_readers
from commands.school import School
from commands.terminal import out
from commands.withdrawals import forget_withdrawn, note_withdrawn, read_school_marks
from mailing.errors import MailingError
from mailing.store.withdrawing import find_stems, read_recorded, record
from mailing.store.withdrawing import lift as lift_in
from mailing.withdrawals import Mark
from plugins.common.run import Run
from plugins.common.settings import load_group
from plugins.media.config import MediaSettings
from plugins.media.consent.judging import judge_photo
from plugins.media.consent.register import load_register
from plugins.media.consent.release import Level, key_of


def lift(school: School, identifier: str, *, yes: bool) -> bool:
    """Let letters show again what the register allows today; with ``yes``, else only say what.

    A photo that is not allowed today stays withdrawn, and so do its older crops as long as
    ``identifier`` has no release for the newsletter. What was queued with a photo goes on with the
    letter of the next publish alone. False where the database of readers could not be told.
    Raises :class:`CoachError` where nothing of ``identifier`` was taken back, or may be lifted.
    """
    run = school.run("preview")
    person = key_of(identifier)
    with known_readers() as readers:
        try:
            known = set(read_school_marks(school))
            if readers.data is not None:
                known |= set(read_recorded(readers.data))
        except MailingError as error:
            raise CoachError(str(error)) from None
        settings = school.settings("preview", run, school.output)
        here = find_photos(school, run, settings)
        shown = {
            stem
            for one in here.values()
            if person in map(key_of, one.people or ())
            for stem in one.stems
        }
        # A mark in the outbox tells no person.
        marks = {
            one for one in known if one.person == person or (not one.person and one.stem in shown)
        }
        if not marks:
            raise CoachError(
                f"Nothing of {identifier} was taken back, as far as is known here. Check the id."
            )
        gone, reasons = _judged(school, run, settings, here, person, marks)
        out.print("May be mailed again:", style="bold")
        for path in sorted({one.path for one in gone if one.path}) or ["none"]:
            out.print(f"  {path}", markup=False)
        if reasons:
            out.print("\nStays withdrawn:", style="bold")
        for path, reason in sorted(reasons.items()):
            out.print(f"  {path}: {reason}", markup=False)
        if not gone:
            raise CoachError(
                "Nothing was changed. Write into the register what the family allows, with its "
                f'"note" no more saying withdrawn; then: python3 tasks.py media.withdraw '
                f"{quoted(identifier)} --lift"
            )
        if not yes:
            out.print(
                "\nNothing was changed. To lift it, type:\n"
                f"  python3 tasks.py media.withdraw {quoted(identifier)} --lift --yes",
                markup=False,
            )
            return True
        held: list[str] = []
        if readers.data is not None:
            # Their older crops were blocked by their place alone, which is free from now on.
            older = {
                Mark(person, path, stem)
                for path, stems in find_stems(readers.data).items()
                if path in reasons
                for stem in stems
            } | (marks - gone)
            if older:
                record(readers.data, older, run.now.timestamp())
                note_withdrawn(school, older)
            held = lift_in(readers.data, gone)
        forget_withdrawn(school, gone)
    out.print("\nDone. The next publish may write letters with them.", style="bold")
    if held:
        out.print(
            f"{', '.join(held)} stay as they are: the rest of them goes out in the words of your "
            "next publish. Publish: python3 tasks.py publish --url https://... and then go on with "
            f"python3 tasks.py newsletter.resume {held[0][:8]}",
            markup=False,
        )
    if readers.data is None:
        out.print(
            f"The database of readers was NOT told ({readers.place}: {readers.why}), and goes on "
            "keeping them back. Set the variables for mailing in this window, and type the same "
            f"again: python3 tasks.py media.withdraw {quoted(identifier)} --lift --yes",
            markup=False,
        )
    return readers.data is not None


def _judged(
    school: School,
    run: Run,
    settings: Mapping[str, Any],
    here: Mapping[str, Found],
    person: str,
    marks: set[Mark],
) -> tuple[set[Mark], dict[str, str]]:
    """What may be forgotten of ``marks``; and why a place may not, in words."""
    ours = load_group(MediaSettings, settings, "MEDIA")
    today = run.now.astimezone(run.zone).date()
    releases = load_register(school.register_in(settings), ours.consent, run.problems).releases
    own = releases.get(person)
    allowed = own is not None and own.level_on("newsletter", today) is not Level.NONE
    by_stem = {stem: one for one in here.values() for stem in one.stems}
    gone: set[Mark] = set()
    reasons: dict[str, str] = {}
    for one in marks:
        found = here.get(one.path) or by_stem.get(one.stem)
        if found is None:
            if allowed:
                gone.add(one)
            elif one.path:
                reasons[one.path] = "it is not in the content any more"
            continue
        verdict = judge_photo(found.people, releases, "newsletter", today)
        if not verdict.released:
            reasons[one.path] = verdict.reason
        elif allowed or not one.stem or one.stem in found.stems:
            gone.add(one)
    return gone, reasons
