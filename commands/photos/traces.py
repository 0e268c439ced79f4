"""Where the photos of one person are: sources, texts, renditions, the finished site, the outbox."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import crc32

from commands.photos.letter_traces import find_letters, list_issues
from commands.school import School
from plugins.common.run import Run
from plugins.common.settings import load_group
from plugins.content.kinds import Gallery
from plugins.content.reader import READERS
from plugins.content.shelf import shelf_of
from plugins.media.catalogue import PhotoCatalogue
from plugins.media.config import MediaSettings
from plugins.media.consent.beside import photos_named
from plugins.media.consent.release import key_of
from plugins.media.encode import recipe_of
from plugins.media.playing.encode import recipe_of as recipe_of_played
from plugins.media.playing.player import Player
from plugins.media.playing.sources import Playable
from plugins.media.renditions import stem_of
from plugins.media.signs import PHOTO_SUFFIXES
from plugins.newsletter.entries import content_path

_TEXTS = frozenset({".html", ".xml", ".json", ".txt", ".ics", ".js", ".md"})


@dataclass(frozen=True, slots=True)
class Traces:
    """Paths of photos and texts are relative to the content; ``published`` files and ``pages``
    begin with the name of their site's folder.

    ``renditions`` are the files in the cache that go: those of the photos, and those of no photo
    there is any more, since nobody can tell whose they were. ``memories`` tell how all photos look;
    each build remembers anew. ``copies`` are the same pictures elsewhere, of which ``media.yaml``
    does not say who is in them. ``letters`` are those that lie ready; ``issues``, in words, are
    those of them for sending, and those that were mailed once. ``stems``: how the names of all
    published files of the photos begin.
    """

    photos: tuple[str, ...]
    copies: tuple[str, ...]
    texts: Mapping[str, tuple[str, ...]]
    renditions: tuple[Path, ...]
    published: tuple[str, ...]
    pages: tuple[str, ...]
    issues: tuple[str, ...]
    letters: tuple[Path, ...]
    memories: tuple[Path, ...]
    stems: frozenset[str]


def find_traces(
    school: School, run: Run, settings: dict[str, Any], identifier: str, sites: Iterable[Path]
) -> Traces:
    """Everything that shows a photo of ``identifier``; nothing is changed.

    ``sites`` are the folders of finished sites to look through.
    """
    ours = load_group(MediaSettings, settings, "MEDIA")
    catalogue = PhotoCatalogue(school.content, ours.max_megapixels, run.problems)
    player = Player(school.content, "", ours, run, catalogue.caption, catalogue.names_in)
    catalogue.still = player.still
    stems = {path: _stems(path, catalogue, player, ours) for path in _media(catalogue, player)}
    photos = tuple(
        path
        for path in stems
        if key_of(identifier) in map(key_of, catalogue.caption(path).people or ())
    )
    gone = {stem for path in photos for stem in stems[path]}
    kept = {stem for path in stems if path not in photos for stem in stems[path]} - gone
    found = [_in_site(site, gone) for site in sites]
    read = _Reading(settings)
    copies = tuple(path for path in stems if path not in photos and stems[path] & gone)
    texts = dict(read.texts_showing((*photos, *copies)))
    cache = school.work / "renditions"
    letters = tuple(find_letters(school.work, gone))
    ready = tuple(list_issues(letters, read.sent))
    mailed = tuple(read.mailed((*photos, *copies), besides=ready))
    marks = cache.with_name(f"{cache.name}-used")
    return Traces(
        photos,
        copies,
        texts,
        (*_besides(cache, kept), *_besides(marks, kept)),
        tuple(path for files, _ in found for path in files),
        tuple(path for _, pages in found for path in pages),
        (*ready, *mailed),
        letters,
        tuple(sorted((school.work / "photos").glob("*.json"))),
        frozenset(gone),
    )


def _media(catalogue: PhotoCatalogue, player: Player) -> Iterator[str]:
    """Every photo, clip and recording of the content."""
    for folder in sorted({path.parent for path in catalogue.root.rglob("*") if path.is_file()}):
        inside = folder.relative_to(catalogue.root).as_posix()
        for name in catalogue.names_in("" if inside == "." else inside):
            path = name if inside == "." else f"{inside}/{name}"
            if PurePosixPath(name).suffix.lower() in PHOTO_SUFFIXES or player.find(path):
                yield path


def _stems(
    path: str, catalogue: PhotoCatalogue, player: Player, settings: MediaSettings
) -> set[str]:
    """How the names of all files start that are made of the photo, clip or recording."""
    played, stems = player.find(path), set()
    if isinstance(played, Playable):
        stems.add(stem_of(played.digest, recipe_of_played(settings)))
    if not player.is_recording(path) and (source := catalogue.source(path)):
        stems.add(stem_of(source.digest, recipe_of(settings.recipe)))
        if played:  # its still picture
            stems.add(source.file.name.partition("-")[0])
    return stems


class _Reading:
    """The texts, read as a build reads them; ``sent`` is when an issue was mailed, by its file."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.folder = shelf_of(settings).folder
        self.readers = {ending: one(settings) for one in READERS for ending in one.file_extensions}
        self.sent: dict[str, str] = {}
        self._issues: dict[str, Any] = {}
        self._shown: dict[str, set[str]] = {}
        """What a letter shows of each text: all photos of an issue's note, else its one picture."""

    def texts_showing(self, photos: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every text that shows or links to one of ``photos``, and which."""
        wanted = set(photos)
        for path in sorted(self.folder.files):
            reader = self.readers.get(path.rpartition(".")[2].lower())
            if reader is None or not wanted:
                continue
            html, metadata = reader.read(str(self.folder.root / path))
            fields = metadata.get("fields")
            sent = getattr(fields, "sent", None)
            image = str(metadata.get("image", ""))
            shown = {*photos_named(html), image}
            for variant in metadata.get("variants", {}).values():
                shown.update(photos_named(variant))
            self._shown[path] = shown if sent or metadata.get("staff_only") else {image}
            if sent:
                self.sent[path] = str(sent.get("date", "an earlier day"))
                self._issues[path] = fields
            if isinstance(fields, Gallery):
                hung = fields.photos.strip("/")
                shown = shown | {one for one in wanted if one.rpartition("/")[0] == hung}
            if found := tuple(sorted(wanted & shown)):
                yield path, found

    def mailed(self, photos: Iterable[str], besides: Collection[str]) -> Iterator[str]:
        """The issues, in words, that were mailed with one of ``photos`` by what their files say.

        Those that ``besides`` names already are left out. Ask once all texts are read.
        """
        wanted = set(photos)
        for path, fields in self._issues.items():
            week = str(fields.week)
            told = [content_path(one.path) for one in fields.entries or ()]
            shown = set().union(*(self._shown.get(one, ()) for one in (path, *told)))
            if wanted & shown and not any(one.startswith(week) for one in besides):
                yield f"{week}: {fields.title} (mailed on {self.sent[path]})"


def _besides(folder: Path, kept: set[str]) -> Iterator[Path]:
    if folder.is_dir():
        for file in sorted(folder.iterdir()):
            if file.is_file() and _stem_in(file) not in kept:
                yield file


def _in_site(output: Path, stems: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    files = [path for path in sorted(output.rglob("*")) if path.is_file()] if stems else []
    renditions = [path for path in files if _stem_in(path) in stems]
    marks = {(path.stat().st_size, crc32(path.read_bytes())) for path in renditions}
    renditions += [path for path in files if path.suffix == ".zip" and _holds(path, marks)]
    pages = [path for path in files if path.suffix in _TEXTS and _names(path, stems)]
    return (
        tuple(path.relative_to(output.parent).as_posix() for path in renditions),
        tuple(path.relative_to(output.parent).as_posix() for path in pages),
    )


def _holds(archive: Path, marks: Collection[tuple[int, int]]) -> bool:
    """True where one of the files in it has the size and checksum of ``marks``."""
    try:
        with ZipFile(archive) as pack:
            return any((one.file_size, one.CRC) in marks for one in pack.infolist())
    except (OSError, BadZipFile):
        return False


def _stem_in(file: Path) -> str:
    return file.name.partition("-")[0].partition(".")[0]


def _names(path: Path, stems: set[str]) -> bool:
    text = path.read_text("utf-8", "replace")
    return any(stem in text for stem in stems)
