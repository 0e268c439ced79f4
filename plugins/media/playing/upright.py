"""Frames of a clip as people see them: turned upright, square pixels, usual colours, small enough.

A telephone saves a clip lying on its side with a note how to turn it, and often in colours that
only its own screen shows; both are settled here, and nothing but pixels goes on.
"""

from __future__ import annotations

import struct
from fractions import Fraction
from typing import Any

from av import VideoFrame
from av.filter import Graph
from av.sidedata.sidedata import Type
from av.video.stream import VideoStream

from plugins.media.renditions import Size

CLOCK = Fraction(1, 90_000)
_WIDE_TRANSFERS = (16, 18)
"""Perceptual quantiser and hybrid log-gamma: both brighter than usual screens."""
_BT709 = "out_color_matrix=bt709:out_range=tv:flags=bicubic"
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

    def __init__(
        self, stream: VideoStream, first: VideoFrame, size: Size, pixels: str = "yuv420p"
    ) -> None:
        self._like = _form(first)
        self._graph = Graph()
        time_base = stream.time_base or CLOCK
        buffer = self._graph.add_buffer(
            width=first.width,
            height=first.height,
            format=first.format,
            time_base=time_base,
        )
        last = buffer
        wide = _TO_USUAL if first.color_trc in _WIDE_TRANSFERS else ""
        scale = f"{size[0]}:{size[1]}:{_BT709 if pixels != 'rgb24' else 'flags=bicubic'}{wide}"
        for name, arguments in (
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
        return _form(frame) == self._like

    def straight(self, frame: VideoFrame) -> VideoFrame:
        """``frame`` upright and in its published size."""
        self._graph.push(frame)
        made = self._graph.pull()
        assert isinstance(made, VideoFrame)
        return made


def _form(frame: VideoFrame) -> tuple[int, int, str, int]:
    return frame.width, frame.height, frame.format.name, frame.rotation
