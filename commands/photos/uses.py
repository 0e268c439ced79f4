"""Which files the texts show: read as a build reads them, and nothing is written."""

from __future__ import annotations

from pathlib import PurePosixPath

from commands.school import School
from plugins.common.run import Run
from plugins.content.kinds import Episode, Gallery
from plugins.content.reader import READERS
from plugins.content.shelf import shelf_of
from plugins.content.sources import ContentFolder
from plugins.media.markup import Placeholder, replace_links, replace_photos
from plugins.media.signs import PHOTO_SUFFIXES


def read_uses(school: School, run: Run) -> dict[str, bool]:
    """Every file that a text shows or links to, or that is in a gallery's folder, by its path.

    True where each place brings its own description, False where one leaves it to ``media.yaml``.
    Drafts count. What is wrong in the texts is not judged here.
    """
    settings = school.settings("preview", run, school.output)
    folder = shelf_of(settings).folder
    readers = {ending: one(settings) for one in READERS for ending in one.file_extensions}
    texts = [path for path in sorted(folder.files) if _ending(path) in readers]
    uses: dict[str, bool] = {}
    with run.progress("Reading the texts", len(texts)) as advance:
        for path in texts:
            html, metadata = readers[_ending(path)].read(str(folder.root / path))
            for one in (html, *metadata.get("variants", {}).values()):
                _note_text(one, uses)
            if metadata.get("image"):
                _note(uses, metadata["image"], described=bool(metadata["image_alt"]))
            fields = metadata.get("fields")
            if isinstance(fields, Episode) and fields.audio:
                _note(uses, fields.audio, described=True)
            if isinstance(fields, Gallery) and fields.photos:
                for photo in _photos_in(folder, fields.photos):
                    _note(uses, photo, described=False)
            advance(1)
    for file in run.linked:
        _note(uses, file.path, described=True)
    return uses


def _note(uses: dict[str, bool], path: str, *, described: bool) -> None:
    uses[path] = uses.get(path, True) and described


def _note_text(html: str, uses: dict[str, bool]) -> None:
    def draw(found: Placeholder) -> str:
        _note(uses, found.path, described=bool((found.alt or "").strip()))
        return ""

    def url_of(path: str) -> None:
        _note(uses, path, described=True)

    # Links first: drawing a photo takes away the link around it.
    replace_links(html, url_of)
    replace_photos(html, draw)


def _photos_in(folder: ContentFolder, place: str) -> list[str]:
    """What hangs in a gallery: its clips and recordings do not, until a text shows them."""
    paths = [PurePosixPath(path) for path in folder.files]
    return [
        str(path)
        for path in paths
        if path.parent.as_posix() == place and path.suffix.lower() in PHOTO_SUFFIXES
    ]


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower().removeprefix(".")
