"""The sound of a clip or recording, bare: taken over as it is, or made anew as AAC."""

from __future__ import annotations

from fractions import Fraction
from threading import Event
from typing import TYPE_CHECKING, Any

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import InputContainer, OutputContainer
from av.filter import Graph

from plugins.media.playing.sources import sound_of

if TYPE_CHECKING:
    from plugins.media.playing.encode import Advance

RATE = 48_000
_BITS = {"mono": 80_000, "stereo": 128_000}
_FRAME = 1024
_WHOLE = 0.9
"""Sound that ends before this part of its promised length was cut off."""


class CutOffError(Exception):
    """Less comes than the header promised."""


def check_whole(promised: float, found: float) -> None:
    """Raises :class:`CutOffError` where ``found`` seconds are far fewer than promised."""
    if found <= 0 or found < promised * _WHOLE - 1:
        raise CutOffError


class Sound:
    """Makes AAC of the sound in ``stream`` and puts it into ``file``. ``start`` in seconds."""

    def __init__(self, stream: AudioStream, file: OutputContainer, start: float = 0.0) -> None:
        self._file, self._start = file, start
        layout = "mono" if stream.codec_context.layout.nb_channels == 1 else "stereo"
        self._made = file.add_stream("aac", rate=RATE, layout=layout, bit_rate=_BITS[layout])
        self._made.codec_context.flags |= Flags.bitexact
        self._layout = layout
        self._graph: Graph | None = None
        self._form: tuple[Any, ...] = ()
        self.end = 0.0

    def add(self, frame: AudioFrame) -> None:
        """The next frame of the source."""
        form = (frame.sample_rate, frame.layout.name, frame.format.name)
        if form != self._form:
            self._drain()
            self._graph, self._form = self._filters(frame), form
        if frame.pts is not None and frame.time_base:
            frame.pts -= round(self._start / frame.time_base)
            self.end = float((frame.pts) * frame.time_base) + frame.samples / frame.sample_rate
        assert self._graph
        self._graph.push(frame)
        self._pull()

    def finish(self) -> None:
        """After the last frame."""
        self._drain()
        self._file.mux(self._made.encode(None))

    def _drain(self) -> None:
        if self._graph:
            self._graph.push(None)
            self._pull()

    def _pull(self) -> None:
        assert self._graph
        while True:
            try:
                frame = self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            if isinstance(frame, AudioFrame):
                self._file.mux(self._made.encode(frame))

    def _filters(self, frame: AudioFrame) -> Graph:
        """Gaps become silence, so that lips and words stay together."""
        graph = Graph()
        last = graph.add_abuffer(
            sample_rate=frame.sample_rate,
            format=frame.format.name,
            layout=frame.layout.name,
            time_base=frame.time_base or Fraction(1, frame.sample_rate),
        )
        for name, arguments in (
            ("aresample", f"{RATE}:async=1000"),
            ("aformat", f"sample_fmts=fltp:channel_layouts={self._layout}:sample_rates={RATE}"),
            ("asetnsamples", f"n={_FRAME}:p=0"),
            ("abuffersink", ""),
        ):
            step = graph.add(name, arguments) if arguments else graph.add(name)
            last.link_to(step)
            last = step
        graph.configure()
        return graph


def make_sound(
    source: InputContainer, file: OutputContainer, promised: float, stop: Event, advance: Advance
) -> float:
    """Make AAC of the sound of ``source``; its length in seconds."""
    stream = sound_of(source)
    if stream is None:
        raise CutOffError
    sound = Sound(stream, file, float(source.start_time or 0) / 1_000_000)
    for packet in source.demux(stream):
        if stop.is_set():
            return 0.0
        for frame in packet.decode():
            sound.add(frame)
        advance(sound.end)
    sound.finish()
    check_whole(promised, sound.end)
    return sound.end


def copy_sound(
    source: InputContainer, file: OutputContainer, promised: float, stop: Event
) -> float:
    """Take over the sound of ``source`` as it is; its length in seconds."""
    stream = sound_of(source)
    if stream is None:
        raise CutOffError
    copied = file.add_stream_from_template(stream)
    copied.metadata.clear()
    start, end = None, 0.0
    for packet in source.demux(stream):
        if stop.is_set():
            return 0.0
        if packet.dts is None or packet.pts is None:
            continue
        time_base = packet.time_base
        start = packet.pts if start is None else start
        end = float((packet.pts - start + (packet.duration or 0)) * time_base)
        packet.stream = copied
        file.mux(packet)
    check_whole(promised, end)
    return end
