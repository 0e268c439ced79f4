"""The task ``media.import``: photos, clips and recordings come into the content, each once."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from commands.errors import BusyError, CoachError
from commands.photos.report import print_brought
from commands.school import School, read_own_settings
from commands.stopping import Stopped
from commands.terminal import progress_display
from plugins.common.settings import load_group
from plugins.media.config import MediaSettings
from plugins.media.importing.bringing import MEDIA, Brought, Importer, ImportOrder
from plugins.media.importing.naming import event_slug

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_GOES_ON = "The same command goes on from there, and nothing is copied twice."


def bring_in(school: School, folder: str, event: str, tags: str) -> None:
    """Copy the photos of ``folder`` into the content; exit code 1 where one could not be used.

    Raises :class:`CoachError` and :class:`BusyError` where nothing can be done at all.
    """
    order = _order(school, folder, event, tags)
    run = school.run("preview")
    run.progress = progress_display
    settings = load_group(MediaSettings, read_own_settings(), "MEDIA")
    importer = Importer(order, settings, run)
    with _alone(school.work):
        brought = _bring(importer)
    print_brought(brought, order, school.content)
    sys.exit(1 if _is_to_mend(brought) else 0)


def split_tags(written: str) -> tuple[str, ...]:
    """``"robotics, grade-4"`` as its words, each once, without signs that no file may hold."""
    visible = "".join(sign if sign.isprintable() else " " for sign in written)
    words = (" ".join(part.split()) for part in visible.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def _order(school: School, folder: str, event: str, tags: str) -> ImportOrder:
    source = Path(folder).expanduser().resolve()
    if not source.is_dir():
        what = "is a file" if source.exists() else "is not there"
        raise CoachError(f"{folder} {what}. Name the folder that your photos lie in.")
    if source == school.content or school.content in source.parents:
        raise CoachError(
            f"{folder} is part of your content already. Move it out of {school.content} "
            "and import it from there."
        )
    if source in (school.work, *school.content.parents, *school.work.parents):
        raise CoachError(
            f"{folder} holds your content or the work folder too. Put the photos into a folder "
            "of their own."
        )
    slug = event_slug(event)
    if not slug:
        raise CoachError(
            f'No name can be made of "{event}": it has no letters or digits. Add a word to --event.'
            if event.strip()
            else "What are the photos of? Their folder and their names are made of it. "
            'Say it with --event, like --event "Robotics fair".'
        )
    _forbid_ways_out(school.content, slug)
    return ImportOrder(source, school.content, slug, split_tags(tags))


def _forbid_ways_out(content: Path, slug: str) -> None:
    for place in (content / MEDIA, content / MEDIA / slug):
        if place.exists() and not place.is_dir():
            raise CoachError(f"{place} is a file. Rename it, so that a folder can stand there.")
        if not place.resolve().is_relative_to(content):
            raise CoachError(
                f"{place} is a link out of the content folder, and what lies there is never "
                "published. Put a real folder in its place."
            )


@contextmanager
def _alone(work: Path) -> Iterator[None]:
    work.mkdir(parents=True, exist_ok=True)
    lock = FileLock(work / "import.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError(
            "Another import is going on right now. Wait until it is done, and try again."
        ) from None
    try:
        yield
    finally:
        lock.release()


def _bring(importer: Importer) -> Brought:
    try:
        return importer.bring()
    except Stopped as stop:
        raise Stopped(stop.number, f"{_so_far(importer)} {_GOES_ON}") from None
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise CoachError(
            f"The disk is full. {_so_far(importer)} Free some space and try again. {_GOES_ON}"
        ) from None


def _so_far(importer: Importer) -> str:
    count = len(importer.copied)
    if not count:
        return "Nothing was copied."
    return f"{count} file{'s are' if count > 1 else ' is'} copied whole."


def _is_to_mend(brought: Brought) -> bool:
    found = brought.findings
    return bool(found.refused or found.closed or brought.changed or brought.sheet_problem)
