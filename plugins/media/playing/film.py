"""The moving picture of a clip with its sound: H.264 and AAC, upright, at the size of the web."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from threading import Event
from typing import TYPE_CHECKING

from av import VideoFrame
from av.codec.context import Flags
from av.container import InputContainer, OutputContainer
from av.video.frame import PictureType
from av.video.stream import VideoStream

from plugins.media.config import MediaSettings
from plugins.media.playing.sound import CutOffError, Sound, check_whole
from plugins.media.playing.sources import picture_of, sound_of
from plugins.media.playing.upright import CLOCK, Straightener, published_size, upright_size

if TYPE_CHECKING:
    from plugins.media.playing.encode import Advance

_THREADS = 4
_EARLY = 0.9
"""A frame sooner than this part of the usual time between two is left out."""
_MOST_FRAMES = 300
"""Frames a second that are decoded at most: more is no film but a way to keep us busy."""
_BT709 = 1


class TooLongError(Exception):
    """More comes than the limit allows, whatever the header promised."""


class Film:
    """One clip on its way from ``source`` into ``file``. ``promised`` seconds by its header."""

    def __init__(
        self,
        source: InputContainer,
        file: OutputContainer,
        settings: MediaSettings,
        promised: float,
    ) -> None:
        picture = picture_of(source)
        if picture is None:
            raise CutOffError
        self._source, self._file, self._settings = source, file, settings
        self._picture: VideoStream = picture
        self._promised = promised
        self._start = float(source.start_time or 0) / 1_000_000
        self._straightener: Straightener | None = None
        self._made: VideoStream | None = None
        self._size = (0, 0)
        self._sound: Sound | None = None
        self._waiting: list[object] = []
        self._last, self._seen = -1.0, 0

    def make(self, stop: Event, advance: Advance) -> None:
        """All of it; returns early once ``stop`` is set."""
        sound = sound_of(self._source)
        self._begin(sound)
        for packet in self._source.demux([one for one in (self._picture, sound) if one]):
            if stop.is_set():
                return
            for frame in packet.decode():
                if isinstance(frame, VideoFrame):
                    self._show(frame)
                elif self._sound:
                    self._sound.add(frame)  # type: ignore[arg-type]
            advance(max(0.0, self._last))
        self._finish_pictures()
        assert self._made
        self._file.mux(self._made.encode(None))
        if self._sound:
            self._sound.finish()
        check_whole(self._promised, max(self._last, self._sound.end if self._sound else 0.0))

    def _begin(self, sound: object) -> None:
        """Both streams must be there before anything is written: look at the first frame."""
        first = next(self._source.decode(self._picture))
        self._source.seek(0)
        seen = upright_size(first, self._picture.sample_aspect_ratio)
        self._size = published_size(seen, self._settings.clip_size)
        made = self._file.add_stream(
            "libx264",
            rate=self._settings.clip_pace,
            options={
                "preset": self._settings.clip_effort,
                "crf": str(self._settings.clip_quality),
                "a53cc": "0",
                "g": "240",
            },
        )
        made.width, made.height = self._size
        made.pix_fmt = "yuv420p"
        made.codec_context.time_base = CLOCK
        made.codec_context.thread_count = _THREADS
        made.codec_context.thread_type = "FRAME"
        made.codec_context.flags |= Flags.bitexact
        for name in ("color_primaries", "color_trc", "colorspace", "color_range"):
            setattr(made.codec_context, name, _BT709)
        self._made = made
        if sound is not None:
            self._sound = Sound(sound, self._file, self._start)  # type: ignore[arg-type]

    def _show(self, frame: VideoFrame) -> None:
        self._seen += 1
        limit = self._settings.max_clip_minutes * 60
        pace = Fraction(1, self._settings.clip_pace)
        time = self._last + float(pace) if frame.time is None else frame.time - self._start
        if time > limit + 1 or self._seen > limit * _MOST_FRAMES:
            raise TooLongError
        if time < 0 or (self._last >= 0 and time < self._last + _EARLY * pace):
            return
        if self._straightener is None or not self._straightener.fits(frame):
            self._finish_pictures()
            self._straightener = Straightener(frame, self._size)
        self._write(self._straightener.straighten(frame, time))
        self._last = time

    def _finish_pictures(self) -> None:
        if self._straightener:
            self._write(self._straightener.finish())

    def _write(self, frames: Iterable[VideoFrame]) -> None:
        assert self._made
        for straight in frames:
            straight.pts, straight.time_base = round((straight.time or 0) / CLOCK), CLOCK
            straight.pict_type = PictureType.NONE  # the source's own would force key frames
            self._file.mux(self._made.encode(straight))
