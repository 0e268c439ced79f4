"""Frames of a clip as people see them: turned upright, square pixels, usual colours, small enough.

A telephone saves a clip lying on its side with a note how to turn it, and often in colours that
only its own screen shows; an older camera saves each picture as two combs of lines, a moment apart.
All of this is settled here, and nothing but pixels goes on.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from av import VideoFrame
from av.filter import Graph
from av.sidedata.sidedata import Type

from plugins.media.renditions import Size

CLOCK = Fraction(1, 90_000)
_WIDE_TRANSFERS = (16, 18)
"""Perceptual quantiser and hybrid log-gamma: both brighter than usual screens."""
_BT709 = "out_color_matrix=bt709:out_range=tv:flags=bicubic"
_WEAVE = ("bwdif", "mode=send_frame:parity=auto:deint=interlaced")
"""Makes one whole picture of two combs of lines."""
_WITHOUT_HIDDEN_COLOUR = (("format", "gbrap"), ("premultiply", "inplace=1"))
"""A published clip has no alpha: what its own made invisible would come back with it gone."""
_TO_USUAL = ":out_primaries=bt709:out_transfer=bt709:intent=perceptual"


def upright_size(frame: VideoFrame, aspect: Fraction | None) -> Size:
    """Width and height of ``frame`` as seen. ``aspect`` is that of its pixels."""
    width, height = round(frame.width * (aspect or 1)), frame.height
    lying = any(name == "transpose" for name, _ in turns_of(frame))
    return (height, width) if lying else (width, height)


def published_size(size: Size, short_side: int) -> Size:
    """``size`` with at most ``short_side`` pixels on its short side and 16:9 of that on the other.

    Never larger; both even, which the usual chroma needs.
    """
    short, long = sorted(size)
    scale = min(1.0, short_side / short, short_side * 16 / 9 / long)
    width, height = (max(2, int(side * scale + 1e-6) // 2 * 2) for side in size)
    return width, height


def turns_of(frame: VideoFrame) -> list[tuple[str, str]]:
    """The filters, with their arguments, that turn ``frame`` as its display matrix says."""
    sides: Any = frame.side_data
    found = next((one for one in sides if one.type == Type.DISPLAYMATRIX), None)
    if found is None:
        return []
    a, _, _, c, d = struct.unpack_from("<5i", bytes(found))
    quarter = round(-frame.rotation / 90) % 4
    if quarter == 1:
        return [("transpose", "cclock_flip" if c > 0 else "clock")]
    if quarter == 3:
        return [("transpose", "clock_flip" if c < 0 else "cclock")]
    if quarter == 2:
        return [(name, "") for name, side in (("hflip", a), ("vflip", d)) if side < 0]
    return [("vflip", "")] if d < 0 else []


class Straightener:
    """Filters for all frames that are like ``first``; ask :meth:`fits` before each."""

    def __init__(self, first: VideoFrame, size: Size, pixels: str = "yuv420p") -> None:
        self._like, self._combed = _form(first), bool(first.interlaced_frame)
        self._graph = Graph()
        last = self._graph.add_buffer(
            width=first.width,
            height=first.height,
            format=first.format,
            time_base=CLOCK,
        )
        wide = _TO_USUAL if first.color_trc in _WIDE_TRANSFERS else ""
        scale = f"{size[0]}:{size[1]}:{_BT709 if pixels != 'rgb24' else 'flags=bicubic'}{wide}"
        for name, arguments in (
            *([_WEAVE] if self._combed else []),
            *(_WITHOUT_HIDDEN_COLOUR if _has_alpha(first) else ()),
            *turns_of(first),
            ("scale", scale),
            ("setsar", "1"),
            ("format", pixels),
            ("buffersink", ""),
        ):
            step = self._graph.add(name, arguments) if arguments else self._graph.add(name)
            last.link_to(step)
            last = step
        self._graph.configure()

    def fits(self, frame: VideoFrame) -> bool:
        """True when ``frame`` is of the form that the filters were made for."""
        return _form(frame) == self._like and (self._combed or not frame.interlaced_frame)

    def straighten(self, frame: VideoFrame, time: float) -> Iterator[VideoFrame]:
        """``frame``, shown at ``time`` (seconds), upright and in its published size.

        Combed frames come one later, since the next is looked at: :meth:`finish` gives the last.
        """
        frame.pts, frame.time_base = round(time / CLOCK), CLOCK
        self._graph.push(frame)
        return self._pull()

    def finish(self) -> Iterator[VideoFrame]:
        """What is still to come."""
        self._graph.push(None)
        return self._pull()

    def _pull(self) -> Iterator[VideoFrame]:
        while True:
            try:
                made = self._graph.pull()
            except (BlockingIOError, EOFError):
                return
            assert isinstance(made, VideoFrame)
            yield made


def _has_alpha(frame: VideoFrame) -> bool:
    return any(one.is_alpha for one in frame.format.components)


def _form(frame: VideoFrame) -> tuple[int, int, str, int]:
    return frame.width, frame.height, frame.format.name, frame.rotation
