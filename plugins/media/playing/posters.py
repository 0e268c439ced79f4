"""The still picture of a clip: what stands there until somebody plays it."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

from plugins.common.problems import Problem
from plugins.media.playing.refusals import refusal
from plugins.media.playing.sources import Playable, open_played, picture_of
from plugins.media.playing.upright import Straightener, upright_size
from plugins.media.sources import Source, read_source
from plugins.media.store import is_whole, write_whole

_PART = 0.1
"""So far into the clip: the first frames are often black, or a hand before the lens."""
_MOST_FRAMES = 900
_MOST_MEGAPIXELS = 80
_QUALITY = 95


def still_of(clip: Playable, folder: Path, recipe: str) -> Source | Problem:
    """A frame of ``clip`` as a photo, upright and as large as the clip; kept in ``folder``.

    Raises :class:`OSError` where ``folder`` cannot be written.
    """
    stem = hashlib.sha256(f"still {clip.digest} {recipe}".encode()).hexdigest()[:16]
    file = folder / f"{stem}-still.jpg"
    if not is_whole(file):
        try:
            data = _take(clip)
        except Exception:  # noqa: BLE001 - damaged files make FFmpeg raise almost anything
            return refusal(clip.path, "recording-broken")
        write_whole(file, data)
    found = read_source(folder, file.name, _MOST_MEGAPIXELS)
    if isinstance(found, Problem):
        return refusal(clip.path, "recording-broken")
    return Source(clip.path, found.file, found.format, found.size, 1, found.digest)


def _take(clip: Playable) -> bytes:
    with clip.file.open("rb") as stream, open_played(stream, clip.container) as source:
        picture = picture_of(source)
        assert picture
        start = float(source.start_time or 0) / 1_000_000
        wanted = start + clip.seconds * _PART
        source.seek(int(wanted * 1_000_000))
        chosen = None
        for number, frame in enumerate(source.decode(picture)):
            chosen = frame
            if frame.time is None or frame.time >= wanted or number >= _MOST_FRAMES:
                break
        assert chosen is not None
        size = upright_size(chosen, picture.sample_aspect_ratio)
        made = Straightener(chosen, size, "rgb24")
        straight = [*made.straighten(chosen, 0.0), *made.finish()][0]
        image: Any = straight.to_image()  # type: ignore[no-untyped-call]
    data = BytesIO()
    image.save(data, "JPEG", quality=_QUALITY, subsampling=0)
    return data.getvalue()
