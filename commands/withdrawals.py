"""What a school knows of photos that were taken back, on this computer.

The database of readers is where it lasts, and it may be out of reach when a family changes its
mind. So it is written down beside the register too, in a file that no clearing of caches takes
away; and what the register itself says counts as well. Each sender reads all of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from commands.school import School, read_own_settings
from mailing.errors import MailingError
from mailing.outbox import INDEX, WITHDRAWN, photos_noted, read_withdrawn
from mailing.store.database import Database
from mailing.store.withdrawing import Held, find_stems, record, record_barred
from mailing.withdrawals import FILE, Mark, read_marks, write_marks
from plugins.common.files import make_folder, write_lasting
from plugins.common.problems import ProblemLog
from plugins.common.settings import load_group
from plugins.media.captions import NAME
from plugins.media.catalogue import PhotoCatalogue
from plugins.media.config import MediaSettings
from plugins.media.consent.judging import judge_photo
from plugins.media.consent.register import load_register
from plugins.media.consent.release import key_of
from plugins.newsletter.outbox import OUTBOX, PREVIEWS


def marks_file(school: School) -> Path:
    """Where a school writes down what was taken back: beside its register."""
    return school.register_in(read_own_settings()).with_name(FILE)


def read_school_marks(school: School) -> list[Mark]:
    """Everything that is known here as taken back. Raises :class:`MailingError`."""
    stems = read_withdrawn(school.work / OUTBOX)
    marks = {*read_marks(marks_file(school)), *_of_register(school)}
    known = {one.stem for one in marks}
    return sorted({*marks, *(Mark("", "", one) for one in stems if one not in known)})


def read_noted(work: Path) -> dict[str, set[str]]:
    """By place in the content: the stems that letters in the outboxes note for it."""
    found: dict[str, set[str]] = {}
    for outbox in (OUTBOX, PREVIEWS):
        for file in (work / outbox).glob(f"*/*/{INDEX}"):
            for path, stem in photos_noted(file):
                found.setdefault(path, set()).add(stem)
    return found


def note_withdrawn(school: School, marks: Collection[Mark]) -> None:
    """Write down that photos were taken back, in both files. Raises :class:`OSError`."""
    file, outbox = marks_file(school), school.work / OUTBOX
    write_marks(file, {*read_marks(file), *marks})
    _write_stems(outbox, _stems_before(outbox) | {one.stem for one in marks if one.stem})


def forget_withdrawn(school: School, marks: Collection[Mark]) -> None:
    """Take ``marks`` out of both files; what others took back stays. Raises :class:`OSError`."""
    file, outbox = marks_file(school), school.work / OUTBOX
    left = set(read_marks(file)) - set(marks)
    if file.exists():
        write_marks(file, left)
    gone = {one.stem for one in marks} - {one.stem for one in left}
    if (outbox / WITHDRAWN).exists():
        _write_stems(outbox, _stems_before(outbox) - gone)


class Watch:
    """Tells the database of readers what was taken back, at once and whenever that changes.

    Asked before each message: it looks at the times of three files, and reads them only if one is
    new. So a withdrawal stops a sender even where nobody could tell the database.
    """

    def __init__(self, school: School, data: Database) -> None:
        self._school, self._data = school, data
        self._now = school.run("preview").now.timestamp()
        register = school.register_in(read_own_settings())
        self._files = (
            register,
            register.with_name(FILE),
            school.work / OUTBOX / WITHDRAWN,
        )
        self._seen: list[tuple[int, int, int]] | None = None

    def __call__(self) -> bool:
        """True where letters are held from now on. Raises :class:`MailingError`."""
        seen = [_state(file) for file in self._files]
        if seen == self._seen:
            return False
        held = self.learn()
        self._seen = seen
        return bool(held)

    def learn(self) -> list[Held]:
        """Write all of it down in the database; the letters that are held by that.

        So is a letter with a photo that the register does not allow today for any other reason: a
        row that says none, an end that is past, a row that is gone or not understood any more.
        """
        held = record(self._data, read_school_marks(self._school), self._now)
        noted = {*read_noted(self._school.work), *find_stems(self._data)}
        barred = _barred_today(self._school, noted)
        return held + (record_barred(self._data, barred, self._now) if barred is not None else [])


def _state(file: Path) -> tuple[int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _of_register(school: School) -> Iterator[Mark]:
    """The places of what shows somebody whose row says withdrawn, written by hand or by us."""
    ours = load_group(MediaSettings, read_own_settings(), "MEDIA")
    unheard = ProblemLog()  # a build tells what is wrong there
    file = school.register_in(read_own_settings())
    register = load_register(file, ours.consent, unheard)
    gone = {key for key, one in register.releases.items() if one.withdrawn}
    if not gone:
        return
    catalogue = PhotoCatalogue(school.content, ours.max_megapixels, unheard)
    for folder, folders, names in os.walk(school.content):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        place = PurePosixPath(Path(folder).relative_to(school.content).as_posix())
        for name in sorted(names):
            if name == NAME or name.startswith(("~", ".")) or name.endswith((".md", ".rst")):
                continue
            path = str(place / name)
            for person in catalogue.caption(path).people or ():
                if key_of(person) in gone:
                    yield Mark(key_of(person), path)


def _barred_today(school: School, paths: Collection[str]) -> set[str] | None:
    """Those of ``paths`` that the newsletter may not show today; None where no register is here.

    A computer that only sends may have none, nor the photos.
    """
    own = read_own_settings()
    ours, unheard = load_group(MediaSettings, own, "MEDIA"), ProblemLog()
    register = load_register(school.register_in(own), ours.consent, unheard)
    if not register.usable:
        return None
    run = school.run("preview")
    today = run.now.astimezone(run.zone).date()
    catalogue = PhotoCatalogue(school.content, ours.max_megapixels, unheard)
    return {
        path
        for path in paths
        if (people := catalogue.caption(path).people)
        and not judge_photo(people, register.releases, "newsletter", today).released
    }


def _stems_before(outbox: Path) -> frozenset[str]:
    try:
        return read_withdrawn(outbox)
    except MailingError:
        return frozenset()


def _write_stems(outbox: Path, stems: Collection[str]) -> None:
    """For programs that send in Hallway's place: docs/hand-over.md."""
    make_folder(outbox)
    write_lasting(outbox / WITHDRAWN, f"{json.dumps({'photos': sorted(stems)})}\n".encode())
