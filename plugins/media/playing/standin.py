"""What a preview plays in the place of a clip that turned out to be damaged: a grey second."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import av
from av import VideoFrame

_SIZE = (160, 90)
_GREY = 0xC0


def write_standin(target: Path) -> None:
    """Write it as an MP4."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        with av.open(str(part), "w", format="mp4") as file:
            film = file.add_stream("libx264", rate=1)
            film.width, film.height = _SIZE
            film.pix_fmt = "yuv420p"
            frame = VideoFrame(*_SIZE, "gray")
            frame.planes[0].update(bytes([_GREY]) * frame.planes[0].buffer_size)
            file.mux([*film.encode(frame.reformat(format="yuv420p")), *film.encode(None)])
        part.chmod(0o644)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
