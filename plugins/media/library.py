"""``media`` in every template: the photos of the content folder as the site shows them.

Pages get their markup at once, from the headers of the photos alone; the renditions that they name
are remembered and encoded later, all together.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from plugins.common.run import Run
from plugins.media.alts import Shown
from plugins.media.catalogue import Photo, PhotoCatalogue
from plugins.media.config import MediaSettings
from plugins.media.encode import recipe_of
from plugins.media.markup import (
    Picture,
    Placeholder,
    build_figure,
    build_missing,
    build_picture,
    build_play_link,
    replace_links,
    replace_photos,
)
from plugins.media.renditions import Format, Rendition, plan, plan_rendition, stem_of
from plugins.media.sources import Source
from plugins.media.store import RenditionStore
from plugins.media.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A photo as feeds attach it: ``length`` in bytes of exactly the file behind ``url``."""

    url: str
    length: int
    type: str
    path: str


class MediaLibrary:
    """All photos under ``root`` (the content folder), for the templates and for other plugins.

    Paths are relative to ``root``, written with ``/``; ``site`` is what URLs start with, ``""`` or
    ``https://host/prefix``.
    """

    def __init__(self, root: Path, site: str, settings: MediaSettings, run: Run) -> None:
        self._site = site.rstrip("/")
        self._settings = settings
        self._run = run
        self._recipe = recipe_of(settings)
        self._catalogue = PhotoCatalogue(root, settings.max_megapixels, run.problems)
        self._workshop = Workshop(settings, RenditionStore(run.work / "renditions"), run)

    def photo(self, path: str) -> Photo | None:
        """The photo at ``path``; None, and a problem, where it cannot be used."""
        return self._catalogue.photo(path)

    def photos_in(self, folder: str) -> list[Photo]:
        """The photos of a folder in the order to show: as ``media.yaml`` lists, then by name.

        One without a description is a problem from here on, since no text can give it another.
        """
        return self._catalogue.photos_in(folder)

    def alt_for(
        self, path: str, written: str | None, shown_in: str, line: int, shown: Shown = "text"
    ) -> str:
        """The alt text of a photo that ``shown_in`` shows at ``line``; a bad one is a problem.

        ``written`` is None where nothing is written there, so that ``media.yaml`` speaks.
        """
        return self._catalogue.alt_for(path, written, shown_in, line, shown)

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
        source = self._catalogue.source(path)
        if source is None:
            return Markup(build_missing(PurePosixPath(path).name))
        sources = plan(
            self._stem(source),
            source.size,
            self._settings.widths,
            self._settings.formats,
            self._site,
        )
        for renditions in sources.values():
            self._workshop.want(source, renditions)
        picture = Picture(
            sources=sources,
            fallback=self._want(source, self._settings.jpeg_width, "jpeg"),
            alt=self._catalogue.caption(path).alt if alt is None else alt,
            sizes=sizes or self._settings.sizes,
            eager=eager,
            classes=classes,
        )
        return Markup(build_picture(picture))

    def largest(self, path: str) -> Rendition | None:
        """The largest rendition for browsers, for a closer look; None where the photo is no use."""
        source = self._catalogue.source(path)
        if source is None:
            return None
        # The last format is the one that most browsers know.
        return self._want(source, self._settings.widths[-1], self._settings.formats[-1])

    def jpeg(self, path: str, width: int) -> Rendition | None:
        """A JPEG ``width`` pixels wide, or as wide as photo and settings allow if that is less."""
        source = self._catalogue.source(path)
        return self._want(source, width, "jpeg") if source else None

    def moving(self, path: str) -> Rendition | None:
        """The animation with all its frames; None for a photo that keeps still."""
        source = self._catalogue.source(path)
        if source is None or source.frames == 1:
            return None
        return self._want(source, self._settings.moving_width, "webp", moving=True)

    def enclosure(self, path: str, width: int = 0) -> Enclosure | None:
        """The photo for a feed, ``width`` as for :meth:`jpeg`. Encodes what is planned so far."""
        rendition = self.jpeg(path, width or self._settings.jpeg_width)
        length = self._workshop.size_of(rendition) if rendition else None
        if rendition is None or length is None:
            return None
        return Enclosure(rendition.url, length, rendition.mime, rendition.path)

    def place_photos(self, html: str, shown_in: str, *, first_eager: bool = True) -> str:
        """``html`` with markup for every photo that the reader marked in it.

        ``shown_in`` is the content file it comes from; ``first_eager``: its first photo is what a
        page starts with.
        """
        drawn = 0

        def draw(found: Placeholder) -> str:
            nonlocal drawn
            drawn += 1
            return self._draw(found, shown_in, eager=first_eager and drawn == 1)

        return replace_links(replace_photos(html, draw), self._url_of)

    def check_captions(self) -> None:
        """Report what is wrong in any ``media.yaml``, also beside photos that no page shows."""
        self._catalogue.read_all_captions()

    def encode_planned(self, output: Path) -> None:
        """Make what pages asked for and put it into ``output``; tell the run how much that was.

        Raises :class:`OSError` when the work folder or ``output`` cannot be written.
        """
        self._workshop.publish(output)
        self._run.report["photos"] = self._workshop.photos
        self._run.report["renditions"] = self._workshop.wanted
        self._run.report["encoded"] = self._workshop.encoded

    def _draw(self, found: Placeholder, shown_in: str, *, eager: bool) -> str:
        if self._catalogue.source(found.path) is None:
            missing = build_missing(PurePosixPath(found.path).name)
            return f"<p{found.attributes}>{missing}</p>" if found.alone else missing
        alt = self.alt_for(found.path, found.alt, shown_in, found.line)
        classes = "" if found.alone else found.classes
        picture = str(self.picture(found.path, alt, eager=eager, classes=classes))
        moving = self.moving(found.path)
        if not found.alone:
            play = f" {build_play_link(moving.url)}" if moving and not found.linked else ""
            return picture + play
        said = self._catalogue.caption(found.path)
        return build_figure(
            f"{found.link}{picture}</a>" if found.link else picture,
            caption=found.title or said.caption,
            credit=said.credit,
            classes=found.classes,
            attributes=found.attributes,
            moving_url=moving.url if moving else "",
        )

    def _url_of(self, path: str) -> str | None:
        rendition = self.moving(path) or self.largest(path)
        return rendition.url if rendition else None

    def _want(
        self, source: Source, width: int, format_: Format, *, moving: bool = False
    ) -> Rendition:
        width = min(width, max(self._settings.widths[-1], self._settings.jpeg_width))
        rendition = plan_rendition(
            self._stem(source), source.size, width, format_, self._site, moving=moving
        )
        self._workshop.want(source, [rendition])
        return rendition

    def _stem(self, source: Source) -> str:
        return stem_of(source.digest, self._recipe)
