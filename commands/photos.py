"""The tasks for photos: ``media.import`` brings them in, ``media.status`` says what they lack."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from filelock import FileLock, Timeout

from commands.photo_report import print_brought, print_status
from commands.photo_uses import read_uses
from commands.school import CoachError, School, read_own_settings
from commands.staging import BusyError
from commands.stopping import Stopped
from commands.terminal import progress_display
from plugins.common.problems import Problem, ProblemLog
from plugins.common.run import Run
from plugins.common.settings import load_group
from plugins.media.catalogue import PhotoCatalogue
from plugins.media.config import MediaSettings
from plugins.media.importing.bringing import MEDIA, Brought, Importer, ImportOrder
from plugins.media.importing.kinds import Sort
from plugins.media.importing.known import KnownPhotos, played_paths
from plugins.media.importing.looking import is_clip
from plugins.media.importing.naming import event_slug
from plugins.media.importing.status import PhotoStatus, Shelved, build_status

FORMATS = ("text", "json")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_GOES_ON = "The same command goes on from there, and nothing is copied twice."


def bring_in(folder: str, event: str, tags: str, content: str, work: str) -> None:
    """Copy the photos of ``folder`` into the content; exit code 1 where one could not be used.

    Raises :class:`CoachError` and :class:`BusyError` where nothing can be done at all.
    """
    school = _school(content, work)
    order = _order(school, folder, event, tags)
    run = school.run("preview")
    run.progress = progress_display
    importer = Importer(order, _settings(), run)
    with _alone(school.work):
        brought = _bring(importer)
    print_brought(brought, order, school.content)
    sys.exit(1 if _is_to_mend(brought) else 0)


def status(content: str, work: str, style: str) -> None:
    """Print which photos are not reviewed, not described, not used, too small. Changes nothing."""
    if style not in FORMATS:
        raise CoachError(f'"{style}" is no format. Use one of {", ".join(FORMATS)}.')
    school = _school(content, work)
    run = school.run("preview")
    if style == "text":
        run.progress = progress_display
    settings = _settings()
    found = read_status(school, run, settings)
    if style == "json":
        print(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        print_status(found, settings.too_small)


def read_status(school: School, run: Run, settings: MediaSettings) -> PhotoStatus:
    """The status of every photo, clip and recording in the content folder."""
    root = school.content
    known = KnownPhotos(root, run, settings.max_megapixels, settings.threads)
    said = PhotoCatalogue(root, settings.max_megapixels, ProblemLog())
    files, unusable = [], []
    for one in known.read(fingerprints=False):
        if isinstance(one, Problem):
            unusable.append(one)
        else:
            size = (one.width, one.height)
            files.append(Shelved(one.path, said.caption(one.path), size=size))
    for path in played_paths(root):
        sort: Sort = "clip" if is_clip(root, path) else "recording"
        files.append(Shelved(path, said.caption(path), sort))
    return build_status(files, unusable, read_uses(school, run), settings.too_small)


def split_tags(written: str) -> tuple[str, ...]:
    """``"robotics, grade-4"`` as its words, each once, without signs that no file may hold."""
    visible = "".join(sign if sign.isprintable() else " " for sign in written)
    words = (" ".join(part.split()) for part in visible.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def _school(content: str, work: str) -> School:
    # Nothing is built here: a place that no site is in serves as output.
    nowhere = Path(content).resolve().parent / ".hallway-nowhere"
    return School.at(content, str(nowhere), work)


def _settings() -> MediaSettings:
    return load_group(MediaSettings, read_own_settings(), "MEDIA")


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
