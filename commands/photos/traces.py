"""Where the photos of one person are: sources, texts, renditions, finished sites, letters, mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from commands.photos.letter_traces import find_letters, list_issues
from commands.photos.mailed import told_mailed
from commands.photos.site_traces import look_through, stem_in
from commands.readers import Readers
from commands.school import School
from commands.withdrawals import marks_file, read_noted
from mailing.store.withdrawing import find_stems, read_mailed, read_recorded
from mailing.withdrawals import Mark, Others, Withdrawn, read_marks
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
from plugins.newsletter.outbox import OUTBOX


@dataclass(frozen=True, slots=True)
class Traces:
    """Paths of photos and texts are relative to the content; ``published`` files and ``pages``
    begin with the name of their site's folder, and so do ``strays``: photos there of which nobody
    can tell any more whose they are.

    ``renditions`` are the files in the cache that go: those of the photos, and those of no photo
    there is any more, since nobody can tell whose they were. ``memories`` tell how all photos look;
    each build remembers anew. ``copies`` are the same pictures elsewhere, of which ``media.yaml``
    does not say who is in them. ``letters`` are those that lie ready; ``issues``, in words, are
    those of them for sending, and those that were mailed once; ``doubtful`` issues were mailed with
    photos that are not in the content any more. ``unread_sites``, ``unread_letters``: what was not
    looked into for them, and why.
    ``marks``: what is to be written down as taken back; ``others`` is everybody else's.
    """

    photos: tuple[str, ...]
    copies: tuple[str, ...]
    texts: Mapping[str, tuple[str, ...]]
    renditions: tuple[Path, ...]
    published: tuple[str, ...]
    pages: tuple[str, ...]
    strays: tuple[str, ...]
    issues: tuple[str, ...]
    doubtful: tuple[str, ...]
    letters: tuple[Path, ...]
    memories: tuple[Path, ...]
    unread_sites: tuple[str, ...]
    unread_letters: tuple[str, ...]
    marks: frozenset[Mark]
    others: Others


def find_traces(
    school: School,
    run: Run,
    settings: dict[str, Any],
    identifier: str,
    sites: Iterable[Path],
    readers: Readers,
) -> Traces:
    """Everything that shows a photo of ``identifier``; nothing is changed.

    ``sites`` are the folders of finished sites to look through. Raises :class:`MailingError` where
    the file of what was taken back before cannot be read.
    """
    person, here = key_of(identifier), find_photos(school, run, settings)
    stems = {path: one.stems for path, one in here.items()}
    photos = tuple(path for path, one in here.items() if person in map(key_of, one.people or ()))
    of_photos = {stem for path in photos for stem in stems[path]}
    copies = tuple(path for path in stems if path not in photos and stems[path] & of_photos)
    theirs = {*photos, *copies}
    others = Others(
        frozenset(path for path in stems if path not in theirs),
        frozenset(stem for path in stems if path not in theirs for stem in stems[path]),
    )
    marks = _marks(school, person, photos, copies, stems, others, readers)
    sure = {one for one in marks if one.path}
    gone = {one.stem for one in sure if one.stem}
    found = [look_through(site, gone, others.stems) for site in sites]
    read = _Reading(settings)
    texts = dict(read.texts_showing((*photos, *copies)))
    places = {one.path for one in marks if not one.stem}
    lying = find_letters(school.work, gone, places)
    # Those go as well: what nobody knows would go out again with the next command that sends.
    perhaps = find_letters(school.work, {one.stem for one in marks if one.stem}, places)
    mailed = (
        read_mailed(readers.data, Withdrawn.of(sure), others) if readers.data is not None else []
    )
    issues, doubtful = told_mailed(
        mailed, list_issues(lying.letters), read.mailed(sorted(theirs)), read.sent, run.zone
    )
    doubtful += tuple(
        f"{one.issue}: {one.subject} (lies ready to be sent)"
        for one in list_issues(one for one in perhaps.letters if one not in lying.letters)
        if not any(line.startswith(one.issue) for line in (*issues, *doubtful))
    )
    cache = school.work / "renditions"
    renditions = (
        *_besides(cache, others),
        *_besides(cache.with_name(f"{cache.name}-used"), others),
    )
    unread = lying.unread
    if not (school.work / OUTBOX).is_dir():
        unread.append(
            f"{school.work / OUTBOX}: there is no such folder, so no letter lies ready there. If "
            "you publish with another --work, name that one"
        )
    if readers.data is None:
        unread.append(
            f"the database of readers, {readers.place}: {readers.why}. It knows which issues were "
            "mailed with the photos, and its senders"
        )
    return Traces(
        photos,
        copies,
        texts,
        renditions,
        tuple(path for site in found for path in site.files),
        tuple(path for site in found for path in site.pages),
        tuple(path for site in found for path in site.strays),
        issues,
        doubtful,
        tuple(perhaps.letters),
        tuple(sorted((school.work / "photos").glob("*.json"))),
        tuple(one for site in found for one in site.unread),
        tuple(unread),
        marks,
        others,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A photo, clip or recording of the content: how its published files begin, who is in it."""

    stems: frozenset[str]
    people: tuple[str, ...] | None


def find_photos(school: School, run: Run, settings: dict[str, Any]) -> dict[str, Found]:
    """Every photo, clip and recording by its place in the content."""
    ours = load_group(MediaSettings, settings, "MEDIA")
    catalogue = PhotoCatalogue(school.content, ours.max_megapixels, run.problems)
    player = Player(school.content, "", ours, run, catalogue.caption, catalogue.names_in)
    catalogue.still = player.still
    return {
        path: Found(
            frozenset(_stems(path, catalogue, player, ours)), catalogue.caption(path).people
        )
        for path in _media(catalogue, player)
    }


def _marks(
    school: School,
    person: str,
    photos: Iterable[str],
    copies: Iterable[str],
    stems: Mapping[str, frozenset[str]],
    others: Others,
    readers: Readers,
) -> frozenset[Mark]:
    """Each photo by its place and by every stem it ever had, as far as letters noted it.

    What was written down before belongs to it, whatever is in the content now. What letters show,
    and no photo of the content is made into today, may be theirs: a photo that was moved has
    another place, and one that was cropped another stem. Those stems have no place here.
    """
    before = {one for one in read_marks(marks_file(school)) if one.person == person}
    if readers.data is not None:
        before |= {one for one in read_recorded(readers.data) if one.person == person}
    places = {*photos, *copies, *(one.path for one in before if one.path)} - others.paths
    noted = read_noted(school.work)
    if readers.data is not None:
        for path, had in find_stems(readers.data).items():
            noted.setdefault(path, set()).update(had)
    found = {*before, *(Mark(person, path) for path in photos)}
    for path in places:
        had = noted.get(path, set()) - others.stems
        found |= {Mark(person, path, stem) for stem in had | stems.get(path, frozenset())}
    if photos:
        known = others.stems | {one.stem for one in found}
        found |= {Mark(person, "", stem) for had in noted.values() for stem in had - known}
    return frozenset(found)


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
            if reader is None:
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

    def mailed(self, photos: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Week, title and day of issues mailed with one of ``photos`` by what their files say.

        Ask once all texts are read.
        """
        wanted = set(photos)
        for path, fields in self._issues.items():
            week = str(fields.week)
            told = [content_path(one.path) for one in fields.entries or ()]
            shown = set().union(*(self._shown.get(one, ()) for one in (path, *told)))
            if wanted & shown:
                yield week, str(fields.title), self.sent[path]


def _besides(folder: Path, others: Others) -> Iterator[Path]:
    if folder.is_dir():
        for file in sorted(folder.iterdir()):
            if file.is_file() and stem_in(file) not in others.stems:
                yield file
