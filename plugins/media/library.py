"""``media`` in every template: the photos of the content folder as the site shows them.

Pages get their markup at once, from the headers of the photos alone; the renditions that they name
are remembered and encoded later, all together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from markupsafe import Markup

from plugins.common.run import Run
from plugins.media.alts import Shown
from plugins.media.catalogue import Photo, PhotoCatalogue
from plugins.media.config import MediaSettings
from plugins.media.consent.desk import Place, ReleaseDesk
from plugins.media.consent.judging import Verdict
from plugins.media.consent.leaving import keep_released
from plugins.media.consent.marks import build_badge, build_blurred, build_withdrawn
from plugins.media.consent.register import Register
from plugins.media.consent.release import Channel
from plugins.media.consent.wording import Page, check_page, check_sheets
from plugins.media.encode import recipe_of
from plugins.media.filing import Filing, check_words, identity_of
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
from plugins.media.playing.drawing import build_lost, draw_clip, draw_recording
from plugins.media.playing.player import Player, Recording, transcript_missing
from plugins.media.renditions import (
    Format,
    Rendition,
    plan,
    plan_blurred,
    plan_rendition,
    stem_of,
)
from plugins.media.sources import PHOTO_SUFFIXES, Source
from plugins.media.store import RenditionStore
from plugins.media.tagging import gather_words
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
        self._recipe = recipe_of(settings)
        self._catalogue = PhotoCatalogue(root, settings.max_megapixels, run.problems)
        self._desk = ReleaseDesk(
            register or Register(),
            self._catalogue.caption,
            run.now.astimezone(run.zone).date(),
            run.publishing,
            self._catalogue.paths_in,
        )
        said, beside = self._catalogue.caption, self._catalogue.names_in
        self._player = Player(root, self._site, settings, run, said, beside, language)
        self._catalogue.still = self._player.still
        self._workshop = Workshop(settings, RenditionStore(run.work / "renditions", run.now), run)
        self._by_stem: dict[str, str] = {}
        self._shown: dict[str, dict[str, str]] = {}

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

    def released(self, path: str, channel: Channel = "site") -> bool:
        """True when the photo may be published in ``channel``: "site", "newsletter" or "social"."""
        return self._desk.verdict(path, channel).released

    def hangs(self, path: str, place: Place) -> bool:
        """True when the page of the text at ``place`` may name the photo that stands for it.

        It may not name one taken back, and in public none that is not released.
        """
        return self._may_name(self._desk.show(path, place))

    def alt_for(
        self, path: str, written: str | None, shown_in: str, line: int, shown: Shown = "text"
    ) -> str:
        """The alt text of a photo that ``shown_in`` shows at ``line``; a bad one is a problem.

        ``written`` is None where nothing is written there, so that ``media.yaml`` speaks.
        """
        alt = self._catalogue.alt_for(path, written, shown_in, line, shown)
        self._shown.setdefault(shown_in, {}).setdefault(path, alt)
        return alt

    def shown_by(self, text: str) -> Mapping[str, str]:
        """The photos that a text (its content-relative path) shows or links to, with their alts.

        Those of a gallery's folder are not among them.
        """
        return self._shown.get(text, {})

    def identity(self, path: str) -> str:
        """What a photo is known by, wherever it lies and whatever it is called; "" for no photo."""
        source = self._catalogue.source(path)
        return identity_of(source, self._catalogue.root) if source else ""

    def filing(self, vocabulary: Any, tags: Iterable[str]) -> Filing:
        """Under what each photo is found: by the ``vocabulary`` and by ``tags``, the site's own.

        Ask once all texts are read: the tags in every ``media.yaml`` are known then.
        """
        used = (tag for _, said in self._catalogue.all_said() for tag in said.tags)
        words = gather_words(vocabulary, (*tags, *used))
        return Filing(self._catalogue, words, self._run.zone, self._run.now)

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
        alt = self._catalogue.caption(path).alt if alt is None else alt
        verdict = self._desk.show(path)
        if self._desk.bars(verdict):
            return Markup(self._build_barred(source, verdict, alt, classes))
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
            alt=alt,
            sizes=sizes or self._settings.sizes,
            eager=eager,
            classes=classes,
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
            return self._want_blurred(source) if self._may_name(verdict) else None
        # The last format is the one that most browsers know.
        return self._want(source, self._settings.widths[-1], self._settings.formats[-1])

    def renditions(self, path: str) -> list[Rendition]:
        """All that browsers choose from, by format and width, and the JPEG for everybody else.

        None of a photo that is not released.
        """
        source = self._catalogue.source(path)
        if source is None or not self.released(path):
            return []
        settings = self._settings
        planned = plan(
            self._stem(source), source.size, settings.widths, settings.formats, self._site
        )
        found = [one for some in planned.values() for one in some]
        self._workshop.want(source, found)
        return [*found, self._want(source, settings.jpeg_width, "jpeg")]

    def jpeg(self, path: str, width: int, channel: Channel = "site") -> Rendition | None:
        """A JPEG ``width`` pixels wide, or as wide as photo and settings allow if that is less.

        None for a photo that is not released for ``channel``, in a preview as well: it would leave
        in a feed or a letter, where nobody sees a badge.
        """
        if not self._desk.offer(path, channel):
            self._desk.show(path)
            return None
        source = self._catalogue.source(path)
        return self._want(source, width, "jpeg") if source else None

    def for_channel(self, html: str, channel: Channel) -> str:
        """A text with its photos in it, without those that are not released for ``channel``."""

        def may(stem: str) -> bool:
            path = self._by_stem.get(stem)
            return path is None or self._desk.offer(path, channel)

        return keep_released(html, may)

    def moving(self, path: str) -> Rendition | None:
        """The animation with all its frames; None for a photo that keeps still, or is barred."""
        source = None if self._is_shut(path) else self._catalogue.source(path)
        if source is None or source.frames == 1 or self._desk.bars(self._desk.show(path)):
            return None
        return self._want(source, self._settings.moving_width, "webp", moving=True)

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

    def place_photos(self, html: str, shown_in: str, *, first_eager: bool = True) -> str:
        """``html`` with markup for every photo that the reader marked in it.

        ``shown_in`` is the content file it comes from; ``first_eager``: its first photo is what a
        page starts with.
        """
        drawn = 0
        words = "#transcript" if 'id="transcript"' in html else ""

        def draw(found: Placeholder) -> str:
            nonlocal drawn
            if self._player.is_recording(found.path):
                return self._draw_recording(found, shown_in, words)
            drawn += 1
            return self._draw(found, shown_in, eager=first_eager and drawn == 1)

        def lead(path: str) -> str | None:
            if PurePosixPath(path).suffix.lower() in PHOTO_SUFFIXES:
                self._shown.setdefault(shown_in, {}).setdefault(path, "")
            if not self._player.is_recording(path) or self._has_people(path):
                self._desk.show(path, (shown_in, 0))
            return self._url_of(path)

        return replace_links(replace_photos(html, draw), lead)

    def check_names(self, page: Page) -> None:
        """Report names beside the photos of a text that their families did not release."""
        check_page(page, self._desk, self._run.problems)

    def check_captions(self, vocabulary: Any = None) -> None:
        """Report what is wrong in any ``media.yaml``, also beside photos that no page shows."""
        self._catalogue.read_all_captions()
        check_words(self._catalogue, gather_words(vocabulary))

    def encode_planned(self, output: Path) -> None:
        """Make what pages asked for and put it into ``output``; tell the run how much that was.

        Raises :class:`OSError` when the work folder or ``output`` cannot be written.
        """
        check_sheets(self._desk, self._run.problems)
        if left_out := self._desk.report(self._run.problems):
            self._run.report["left_out"] = left_out
        self._workshop.publish(output)
        self._player.studio.publish(output)
        self._workshop.tidy()
        if self._player.studio.wanted:
            self._run.report["clips"] = self._player.studio.wanted
            self._run.report["clips_made"] = self._player.studio.made
        self._run.report["photos"] = self._workshop.photos
        self._run.report["renditions"] = self._workshop.wanted
        self._run.report["encoded"] = self._workshop.encoded

    def _draw(self, found: Placeholder, shown_in: str, *, eager: bool) -> str:
        if self._is_shut(found.path):
            self._desk.show(found.path, (shown_in, found.line))
            return self._build_left_out(found.path)
        if self._catalogue.source(found.path) is None:
            missing = build_missing(PurePosixPath(found.path).name)
            return f"<p{found.attributes}>{missing}</p>" if found.alone else missing
        alt = self.alt_for(found.path, found.alt, shown_in, found.line)
        if not self._may_name(self._desk.show(found.path, (shown_in, found.line))):
            # Its words go with it: the caption, its place, its link.
            return str(self.picture(found.path, alt))
        if self._player.is_clip(found.path) and not found.linked:
            clip = self._draw_clip(found, alt)
            if clip:
                return clip
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

    def _draw_clip(self, found: Placeholder, alt: str) -> str:
        """The clip's player; "" where nothing but its blurred picture may be shown."""
        source, verdict = self._catalogue.source(found.path), self._desk.verdict(found.path)
        if source is None or self._desk.bars(verdict):
            return ""
        width, other = self._settings.jpeg_width, self._player.poster_of(found.path)
        chosen = self.jpeg(other, width) if other else None
        poster = (chosen or self._want(source, width, "jpeg")).url
        said, words = self._catalogue.caption(found.path), self._player.transcript_of(found.path)
        drawn = draw_clip(found, self._player.clip(found.path, source), poster, alt, said, words)
        return drawn if verdict.released else build_badge(drawn, self._desk.reason(verdict))

    def _draw_recording(self, found: Placeholder, shown_in: str, here: str) -> str:
        """``here`` is the address of a transcript in the text itself, or ""."""
        path, said = found.path, self._catalogue.caption(found.path)
        if self._has_people(path):
            verdict = self._desk.show(path, (shown_in, found.line))
            if self._desk.bars(verdict):
                return "" if self._run.publishing else build_withdrawn(self._desk.reason(verdict))
        recording = self._player.recording(path)
        if recording is None:
            return build_lost(found, PurePosixPath(path).name)
        alt = self._catalogue.alt_for(path, found.alt, shown_in, found.line)
        words = self._player.transcript_of(path) or here
        if not words:
            self._run.problems.extend([transcript_missing(shown_in, found.line, path)])
        return draw_recording(found, recording, alt, said, words)

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
        blurred = self._want_blurred(source)
        largest = plan_rendition("", source.size, self._settings.widths[-1], "jpeg")
        size = largest.width, largest.height
        reason = self._desk.reason(verdict)
        return build_blurred(blurred, size, reason, alt=alt, classes=classes)

    def _want_blurred(self, source: Source) -> Rendition:
        rendition = plan_blurred(self._stem(source), source.size, self._site)
        self._workshop.want(source, [rendition])
        return rendition

    def _url_of(self, path: str) -> str | None:
        if self._player.is_recording(path):
            recording = self.recording(path)
            return recording.url if recording else None
        source = None if self._is_shut(path) else self._catalogue.source(path)
        if source and self._player.is_clip(path) and not self._desk.bars(self._desk.verdict(path)):
            return self._player.clip(path, source).url
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
        stem = stem_of(source.digest, self._recipe)
        self._by_stem.setdefault(stem, source.path)
        return stem
