"""``media`` in every template: the photos of the content folder as the site shows them.

What one photo looks like is the matter of ``pictures.py``, what is wrong beside one of
``checks.py``; here stands what concerns texts as a whole: their photos in place, who shows what,
words to find photos by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.media.alts import Shown
from plugins.media.checks import Checks
from plugins.media.consent.marks import build_badge, build_withdrawn
from plugins.media.filing import Filing, identity_of, is_still
from plugins.media.markup import (
    Placeholder,
    build_figure,
    build_missing,
    build_play_link,
    replace_links,
    replace_photos,
)
from plugins.media.playing.drawing import build_lost, draw_clip, draw_recording
from plugins.media.playing.words import transcript_missing
from plugins.media.room import sizes_of
from plugins.media.signs import PHOTO_SUFFIXES
from plugins.media.words import gather_words

_CHANGED = ("photo-changed", "recording-changed")


class MediaLibrary(Checks):
    """All photos of the content folder, for the templates and for other plugins."""

    @cached_property
    def _shown(self) -> dict[str, dict[str, str]]:
        """Alts by photo by text."""
        return {}

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
        # A keyword that a photo program wrote counts where it is a tag. Names hide among both.
        harmless = [tag for tag in (*tags, *used) if not self._desk.names.tells_a_name(tag)]
        words = gather_words(vocabulary, harmless)
        return Filing(self._catalogue, words, self._run.zone, self._run.now)

    def place_photos(
        self, html: str, shown_in: str, *, first_eager: bool = True, public: bool = True
    ) -> str:
        """``html`` with markup for every photo that the reader marked in it.

        ``shown_in`` is the content file it comes from; ``first_eager``: its first photo is what a
        page starts with. What is not ``public``, a letter for some readers, is no use of a photo
        that :meth:`shown_by` tells.
        """
        drawn = 0
        words = "#transcript" if 'id="transcript"' in html else ""

        def draw(found: Placeholder) -> str:
            nonlocal drawn
            if self._player.is_recording(found.path):
                return self._draw_recording(found, shown_in, words)
            drawn += 1
            eager = first_eager and drawn == 1
            return self._draw(found, shown_in, eager=eager, public=public)

        def lead(path: str) -> str | None:
            if public and PurePosixPath(path).suffix.lower() in PHOTO_SUFFIXES:
                self._shown.setdefault(shown_in, {}).setdefault(path, "")
            if not self._player.is_recording(path) or self._has_people(path):
                self._desk.show(path, (shown_in, 0))
            return self._url_of(path)

        return replace_links(replace_photos(html, draw), lead)

    def encode_planned(self, output: Path) -> None:
        """Make what pages asked for and put it into ``output``; tell the run how much that was.

        Raises :class:`OSError` when the work folder or ``output`` cannot be written.
        """
        self.check_shown()
        if left_out := self._desk.report(self._run.problems):
            self._run.report["left_out"] = left_out
        if ending := self._desk.ending():
            self._run.report["ending"] = ending
        self._workshop.publish(output)
        self._player.studio.publish(output)
        self._forget_stills()
        self._workshop.tidy()
        self._keep_what_was_seen()
        if self._player.studio.wanted:
            self._run.report["clips"] = self._player.studio.wanted
            self._run.report["clips_made"] = self._player.studio.made
        self._run.report["photos"] = self._workshop.photos
        self._run.report["renditions"] = self._workshop.wanted
        self._run.report["encoded"] = self._workshop.encoded

    def _keep_what_was_seen(self) -> None:
        """Unless a file is not what it was taken for: then the next build reads all of them."""
        if any(one.rule in _CHANGED for one in self._run.problems):
            self._seen.forget()
        else:
            self._seen.save()

    def _forget_stills(self) -> None:
        """Keep no sharp picture of a clip without release: the blurred one is made by now."""
        for path in self._desk.shown:
            if not self._player.is_clip(path) or self._is_shut(path):
                continue
            source, barred = self._catalogue.source(path), self._desk.bars(self._desk.verdict(path))
            if source and barred and is_still(source, self._catalogue.root):
                with suppress(OSError):  # a cache that cannot be written is not tidied either
                    source.file.unlink()

    def _draw(self, found: Placeholder, shown_in: str, *, eager: bool, public: bool) -> str:
        if self._is_shut(found.path):
            self._desk.show(found.path, (shown_in, found.line))
            return self._build_left_out(found.path)
        if self._catalogue.source(found.path) is None:
            missing = build_missing(PurePosixPath(found.path).name)
            return f"<p{found.attributes}>{missing}</p>" if found.alone else missing
        describe = self.alt_for if public else self._catalogue.alt_for
        alt = describe(found.path, found.alt, shown_in, found.line)
        if not self._may_name(self._desk.show(found.path, (shown_in, found.line))):
            # Its words go with it: the caption, its place, its link.
            return str(self.picture(found.path, alt))
        if self._player.is_clip(found.path) and not found.linked:
            clip = self._draw_clip(found, shown_in, alt)
            if clip:
                return clip
        classes = "" if found.alone else found.classes
        sizes = self._sizes_in_text(found.path) if found.alone else ""
        picture = str(self.picture(found.path, alt, sizes, eager, classes))
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

    def _sizes_in_text(self, path: str) -> str:
        """A tall photo takes less room than others; a school with a theme of its own says how."""
        source, usual = self._catalogue.source(path), self._settings.sizes
        if source is None or "sizes" in self._settings.model_fields_set:
            return usual
        return sizes_of(source.size, usual)

    def _draw_clip(self, found: Placeholder, shown_in: str, alt: str) -> str:
        """The clip's player; "" where nothing but its blurred picture may be shown."""
        source, verdict = self._catalogue.source(found.path), self._desk.verdict(found.path)
        if source is None or self._desk.bars(verdict):
            return ""
        width, other = self._settings.jpeg_width, self._player.poster_of(found.path)
        chosen = self.jpeg(other, width) if other else None
        poster = (chosen or self._orders.one(source, width, "jpeg")).url
        said = self._catalogue.caption(found.path)
        words = self._player.words.transcript_of(found.path, shown_in)
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
        words = self._player.words.transcript_of(path, shown_in) or here
        if not words:
            self._run.problems.extend([transcript_missing(shown_in, found.line, path)])
        return draw_recording(found, recording, alt, said, words)

    def _url_of(self, path: str) -> str | None:
        if self._player.is_recording(path):
            recording = self.recording(path)
            return recording.url if recording else None
        source = None if self._is_shut(path) else self._catalogue.source(path)
        if source and self._player.is_clip(path) and not self._desk.bars(self._desk.verdict(path)):
            return self._player.clip(path, source).url
        rendition = self.moving(path) or self.largest(path)
        return rendition.url if rendition else None
