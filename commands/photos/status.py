"""The task ``media.status``: what the photos still lack, and who has to do something about it."""

from __future__ import annotations

import json
from dataclasses import asdict

from commands.errors import CoachError
from commands.photos.report import print_status
from commands.photos.uses import read_uses
from commands.school import School, read_own_settings
from commands.terminal import progress_display
from plugins.common.problems import Problem, ProblemLog
from plugins.common.run import Run
from plugins.common.settings import load_group
from plugins.media.catalogue import PhotoCatalogue
from plugins.media.config import MediaSettings
from plugins.media.importing.kinds import Sort
from plugins.media.importing.known import KnownPhotos, played_paths
from plugins.media.importing.looking import is_clip
from plugins.media.importing.status import PhotoStatus, Shelved, build_status

FORMATS = ("text", "json")


def status(school: School, style: str) -> None:
    """Print which photos are not reviewed, not described, not used, too small. Changes nothing."""
    if style not in FORMATS:
        raise CoachError(f'"{style}" is no format. Use one of {", ".join(FORMATS)}.')
    run = school.run("preview")
    if style == "text":
        run.progress = progress_display
    settings = load_group(MediaSettings, read_own_settings(), "MEDIA")
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
