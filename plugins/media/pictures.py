"""One photo, clip or recording at a time: its markup, its renditions, whether it may be shown.

Pages get their markup at once, from the headers of the photos alone; the renditions that they name
are remembered and encoded later, all together.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from plugins.common.run import Run
from plugins.media.catalogue import Photo, PhotoCatalogue
from plugins.media.config import MediaSettings
from plugins.media.consent.desk import Place, ReleaseDesk
from plugins.media.consent.judging import Verdict
from plugins.media.consent.leaving import keep_released, stems_in
from plugins.media.consent.marks import build_badge, build_blurred, build_withdrawn
from plugins.media.consent.register import Register
from plugins.media.consent.release import Channel
from plugins.media.focus import focus_of
from plugins.media.markup import Picture, build_missing, build_picture
from plugins.media.opening import READ_WITH
from plugins.media.orders import Orders
from plugins.media.playing.player import Player, Recording
from plugins.media.renditions import Rendition, plan_rendition
from plugins.media.seen import SeenFiles
from plugins.media.sources import Source
from plugins.media.store import RenditionStore
from plugins.media.tones import tone_of
from plugins.media.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A photo as feeds attach it: ``length`` in bytes of exactly the file behind ``url``."""

    url: str
    length: int
    type: str
    path: str


class Pictures:
    """All photos under ``root`` (the content folder), for the templates and for other plugins.

    Paths are relative to ``root``, written with ``/``; ``site`` is what URLs start with, ``""`` or
    ``https://host/prefix``. What families allowed stands in ``register``: who only wants to know
    asks :meth:`released`; all else shows a photo that is released for the site, or says why not.
    """

    def __init__(
        self,
        root: Path,
        site: str,
        settings: MediaSettings,
        run: Run,
        register: Register | None = None,
        language: str = "en",
    ) -> None:
        self._site = site.rstrip("/")
        self._settings = settings
        self._run = run
        self._seen = SeenFiles(
            run.work / "photos" / "seen.json", READ_WITH, run.now, settings.keep_days
        )
        self._catalogue = PhotoCatalogue(
            root, settings.max_megapixels, run.problems, seen=self._seen
        )
        self._desk = ReleaseDesk(
            register or Register(),
            self._catalogue.caption,
            run.now.astimezone(run.zone).date(),
            run.publishing,
            self._catalogue.paths_in,
        )
        said, beside = self._catalogue.caption, self._catalogue.names_in
        self._player = Player(root, self._site, settings, run, said, beside, language, self._seen)
        self._catalogue.still = self._player.still
        self._workshop = Workshop(
            settings.recipe,
            RenditionStore(run.work / "renditions", run.now),
            run,
            settings.threads,
            settings.keep_days,
        )
        self._orders = Orders(settings, self._site, self._workshop)

    def photo(self, path: str) -> Photo | None:
        """The photo at ``path``; None, and a problem, where it cannot be used."""
        return self._catalogue.photo(path)

    def photos_in(self, folder: str) -> list[Photo]:
        """The photos of a folder in the order of ``media.yaml``, then as they were taken.

        One without a description is a problem from here on, since no text can give it another. One
        that is not released is a problem too, and left out of what goes public.
        """
        found = self._catalogue.photos_in(folder)
        return [one for one in found if self._may_name(self._desk.show(one.path))]

    def has_photos(self, folder: str) -> bool:
        """True for a folder with something that is named like a photo, shown or not."""
        return bool(self._catalogue.paths_in(folder))

    def released(self, path: str, channel: Channel = "site") -> bool:
        """True when the photo may be published in ``channel``: "site", "newsletter" or "social"."""
        return self._desk.verdict(path, channel).released

    def hangs(self, path: str, place: Place) -> bool:
        """True when the page of the text at ``place`` may name the photo that stands for it.

        It may not name one taken back, and in public none that is not released.
        """
        return self._may_name(self._desk.show(path, place))

    def picture(
        self,
        path: str,
        alt: str | None = None,
        sizes: str = "",
        eager: bool = False,
        classes: str = "",
    ) -> Markup:
        """A ``<picture>`` of the photo. ``alt`` None takes that of ``media.yaml``; ``""`` hides it.

        ``sizes`` as in HTML, by default as wide as a text; ``eager``: seen before any scrolling.
        """
        if self._is_shut(path):
            return Markup(self._build_left_out(path))
        source = self._catalogue.source(path)
        if source is None:
            return Markup(build_missing(PurePosixPath(path).name))
        said = self._catalogue.caption(path)
        alt = said.alt if alt is None else alt
        verdict = self._desk.show(path)
        if self._desk.bars(verdict):
            return Markup(self._build_barred(source, verdict, alt, classes))
        picture = Picture(
            sources=self._orders.srcset(source),
            fallback=self._orders.one(source, self._settings.jpeg_width, "jpeg"),
            alt=alt,
            sizes=sizes or self._settings.sizes,
            eager=eager,
            classes=classes,
            tone=tone_of(source.colour) if source.colour else "",
            focus=focus_of(said.focus),
        )
        drawn = build_picture(picture)
        if not verdict.released:
            drawn = build_badge(drawn, self._desk.reason(verdict))
        return Markup(drawn)

    def largest(self, path: str) -> Rendition | None:
        """The largest rendition for browsers, for a closer look; None where the photo is no use.

        In a preview, one that is not released is blurred here too.
        """
        source = None if self._is_shut(path) else self._catalogue.source(path)
        if source is None:
            return None
        verdict = self._desk.show(path)
        if self._desk.bars(verdict):
            return self._orders.blurred(source) if self._may_name(verdict) else None
        # The last format is the one that most browsers know.
        return self._orders.one(source, self._settings.widths[-1], self._settings.formats[-1])

    def renditions(self, path: str) -> list[Rendition]:
        """All that browsers choose from, by format and width, and the JPEG for everybody else.

        None of a photo that is not released.
        """
        source = self._catalogue.source(path)
        if source is None or not self.released(path):
            return []
        found = [one for some in self._orders.srcset(source).values() for one in some]
        return [*found, self._orders.one(source, self._settings.jpeg_width, "jpeg")]

    def jpeg(self, path: str, width: int, channel: Channel = "site") -> Rendition | None:
        """A JPEG ``width`` pixels wide, or as wide as photo and settings allow if that is less.

        None for a photo that is not released for ``channel``, in a preview as well: it would leave
        in a feed or a letter, where nobody sees a badge.
        """
        if not self._desk.offer(path, channel):
            self._desk.show(path)
            return None
        source = self._catalogue.source(path)
        return self._orders.one(source, width, "jpeg") if source else None

    def for_channel(self, html: str, channel: Channel) -> str:
        """A text with its photos in it, without those that are not released for ``channel``.

        So with its clips, and with the recordings of which somebody wrote whose voices they are.
        """

        def may(stem: str) -> bool:
            path, played = self._orders.path_of(stem), self._player.path_of(stem)
            if (
                path is None
                and played
                and (self._player.is_clip(played) or self._has_people(played))
            ):
                path = played
            return path is None or self._desk.offer(path, channel)

        return keep_released(html, may)

    def sources_in(self, html: str) -> tuple[tuple[str, str], ...]:
        """Path and stem of each photo, clip and recording whose files a text shows or links to."""
        found = {
            (path, stem)
            for stem in stems_in(html)
            for path in (*self._orders.paths_of(stem), self._player.path_of(stem))
            if path
        }
        return tuple(sorted(found))

    def moving(self, path: str) -> Rendition | None:
        """The animation with all its frames; None for a photo that keeps still, or is barred."""
        source = None if self._is_shut(path) else self._catalogue.source(path)
        if source is None or source.frames == 1 or self._desk.bars(self._desk.show(path)):
            return None
        return self._orders.one(source, self._settings.moving_width, "webp", moving=True)

    def enclosure(self, path: str, width: int = 0) -> Enclosure | None:
        """The photo for a feed, ``width`` as for :meth:`jpeg`. Encodes what is planned so far."""
        rendition = self.jpeg(path, width or self._settings.jpeg_width)
        length = self._workshop.size_of(rendition) if rendition else None
        if rendition is None or length is None:
            return None
        return Enclosure(rendition.url, length, rendition.mime, rendition.path)

    def recording(self, path: str) -> Recording | None:
        """The sound at ``path`` as it is published, its bytes included; made now if need be.

        None, and a problem, where it is of no use or its people gave no release.
        """
        barred = self._desk.bars(self._desk.show(path)) if self._has_people(path) else False
        return None if barred else self._player.recording(path)

    def _has_people(self, path: str) -> bool:
        """A voice is judged where ``media.yaml`` says whose it is; a face always."""
        return bool(self._catalogue.caption(path).people)

    def _may_name(self, verdict: Verdict) -> bool:
        return verdict.state != "withdrawn" and not (self._run.publishing and not verdict.released)

    def _is_shut(self, path: str) -> bool:
        """True for a clip that is left out: opening it would keep a still of it in the cache."""
        return self._player.is_clip(path) and not self._may_name(self._desk.show(path))

    def _build_left_out(self, path: str) -> str:
        if self._run.publishing:
            return ""
        return build_withdrawn(self._desk.reason(self._desk.verdict(path)))

    def _build_barred(self, source: Source, verdict: Verdict, alt: str, classes: str) -> str:
        if not self._may_name(verdict):
            return self._build_left_out(source.path)
        blurred = self._orders.blurred(source)
        largest = plan_rendition("", source.size, self._settings.widths[-1], "jpeg")
        size = largest.width, largest.height
        reason = self._desk.reason(verdict)
        return build_blurred(blurred, size, reason, alt=alt, classes=classes)
