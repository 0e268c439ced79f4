"""Clips and recordings for the library: what each is, what a page says of it, what is published."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from plugins.common.problems import Problem
from plugins.common.run import Run
from plugins.media.captions import Caption
from plugins.media.config import MediaSettings
from plugins.media.playing.encode import recipe_of
from plugins.media.playing.markup import TrackLink, clock
from plugins.media.playing.posters import still_of
from plugins.media.playing.sources import Playable, begins_as_played, read_playable
from plugins.media.playing.studio import Copy, Studio, copy_path
from plugins.media.playing.upright import published_size
from plugins.media.playing.words import Words
from plugins.media.renditions import Size, stem_of
from plugins.media.seen import SeenFiles
from plugins.media.signs import PLAYED_SUFFIXES
from plugins.media.sources import Source
from plugins.media.sources import read_source as read_photo
from plugins.media.store import RenditionStore

_TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".mp4": "video/mp4"}


@dataclass(frozen=True, slots=True)
class Recording:
    """A published recording. ``path`` is relative to the output, ``url`` what a page writes.

    ``bytes`` are those of exactly the file behind ``url``; ``type`` is a MIME type.
    """

    path: str
    url: str
    type: str
    seconds: float
    bytes: int


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip about to be published; ``size`` as it will be seen, in pixels."""

    path: str
    url: str
    size: Size
    seconds: float
    tracks: tuple[TrackLink, ...]

    @property
    def duration(self) -> str:
        """``1:23``"""
        return clock(self.seconds)


@dataclass(slots=True)
class Player:
    """All that is played under ``root`` (the content folder); ``site`` is what URLs start with.

    ``caption`` gives what ``media.yaml`` says of a path, ``beside`` the names in a folder;
    ``language`` is that of captions whose file names none. ``seen``: what earlier builds found.
    """

    root: Path
    site: str
    settings: MediaSettings
    run: Run
    caption: Callable[[str], Caption]
    beside: Callable[[str], list[str]]
    language: str = "en"
    seen: SeenFiles | None = None
    studio: Studio = field(init=False)
    words: Words = field(init=False)
    _found: dict[str, Playable | Problem | None] = field(default_factory=dict)
    _clips: dict[str, Clip | None] = field(default_factory=dict)
    _by_stem: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.studio = Studio(self.settings, RenditionStore(self._kept), self.run)
        self.words = Words(
            self.root, self.site, self.run, self.caption, self.beside, self.language, self.studio
        )

    def find(self, path: str) -> Playable | Problem | None:
        """The clip or recording at ``path``, or why it is of no use; None for what is neither."""
        if path not in self._found:
            played = begins_as_played(self.root, path) or self._is_named_so(path)
            self._found[path] = self._read(path) if played else None
        return self._found[path]

    def _read(self, path: str) -> Playable | Problem:
        return read_playable(self.root, path, self.settings, self.seen)

    def _is_named_so(self, path: str) -> bool:
        """True for what promises film or sound and holds no photo either."""
        if PurePosixPath(path).suffix.lower() not in PLAYED_SUFFIXES:
            return False
        return isinstance(read_photo(self.root, path, self.settings.max_megapixels), Problem)

    def still(self, path: str) -> Source | Problem | None:
        """The picture of a clip as a photo, or why there is none; None for what is no clip."""
        found = self.find(path)
        if isinstance(found, Problem):
            return found
        if found is None or not found.is_clip:
            return None
        return still_of(found, self._kept, self._recipe)

    def is_recording(self, path: str) -> bool:
        """True for sound without a picture."""
        found = self.find(path)
        return isinstance(found, Playable) and not found.is_clip

    def is_clip(self, path: str) -> bool:
        """True for film."""
        found = self.find(path)
        return isinstance(found, Playable) and found.is_clip

    def recording(self, path: str) -> Recording | None:
        """The recording at ``path``, made now if need be; None, and a problem, if it is of no use.

        Raises :class:`OSError` when the work folder cannot be written.
        """
        found = self.find(path) or self._read(path)
        if isinstance(found, Problem):
            self.run.problems.extend([found])
            return None
        suffix = ".mp3" if found.container == "mp3" else ".m4a"
        if found.is_clip:
            suffix = ".mp4"
        copy = self._copy(found, suffix)
        facts = self.studio.make_now(copy)
        if facts is None:
            return None
        self.studio.want(copy)
        url = self._url(copy.path)
        return Recording(copy.path, url, _TYPES[suffix], facts.seconds, facts.bytes)

    def clip(self, path: str, still: Source) -> Clip:
        """The clip at ``path``, whose picture is ``still``; one without captions is a problem."""
        found = self._clips.get(path)
        if found is None:
            played = self.find(path)
            assert isinstance(played, Playable)
            copy = self._copy(played, ".mp4")
            self.studio.want(copy)
            size = published_size(still.size, self.settings.clip_size)
            found = Clip(
                path, self._url(copy.path), size, played.seconds, self.words.tracks_of(played)
            )
            self._clips[path] = found
        return found

    def poster_of(self, path: str) -> str:
        """The photo that ``media.yaml`` chose to stand for a clip, or ""."""
        written = self.caption(path).poster
        here = posixpath.dirname(path)
        return posixpath.normpath(posixpath.join(here, written)) if written else ""

    def path_of(self, stem: str) -> str | None:
        """The clip or recording whose published file is called so; None for none of this build."""
        return self._by_stem.get(stem)

    def _copy(self, played: Playable, suffix: str) -> Copy:
        stem = stem_of(played.digest, self._recipe)
        self._by_stem[stem] = played.path
        return Copy(played, copy_path(stem, suffix))

    def _url(self, path: str) -> str:
        return f"{self.site}/{path}"

    @property
    def _recipe(self) -> str:
        return recipe_of(self.settings)

    @property
    def _kept(self) -> Path:
        return self.run.work / "renditions"
