"""Makes photos rich in detail out of pictures of the sample school. Needs numpy.

Run as ``python pictures.py OUTPUT COUNT PICTURE...`` in an environment with
``peers/quality/requirements.txt``; what is there already stays.
"""

from __future__ import annotations

import struct
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from PIL import Image

SIZE = (4032, 3024)
_OCTAVES = (1, 2, 4, 8, 16, 32)
"""Pixels across one grain: from the noise of a sensor to the weave of a carpet."""
_SMALL_COPY = (160, 120)
"""Pixels of what cameras put into the EXIF."""
_STRENGTH = 14.0
"""Of the detail, in levels of 255 for one standard deviation at its strongest."""


def draw_photo(picture: Image.Image, seed: int) -> Image.Image:
    """``picture`` cut, mirrored by ``seed``, and with detail that is nowhere the same."""
    dice = np.random.default_rng(seed)
    part = dice.uniform(0.6, 0.95)
    width, height = (int(side * part) for side in picture.size)
    left, top = (
        int(dice.integers(0, side - cut))
        for side, cut in zip(picture.size, (width, height), strict=True)
    )
    photo = picture.convert("RGB").crop((left, top, left + width, top + height))
    if dice.random() < 0.5:
        photo = photo.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    pixels = np.asarray(photo.resize(SIZE, Image.Resampling.LANCZOS), dtype=np.float32)
    detail = sum(_grain(dice, octave) for octave in _OCTAVES)
    # Walls are calm, lawns are not: some parts get much detail, some next to none.
    detail *= 0.3 + np.clip(_grain(dice, 500), -0.1, 1.6)
    rich = pixels + _STRENGTH * detail[..., None] * dice.uniform(0.8, 1.2, 3).astype(np.float32)
    return Image.fromarray(np.clip(rich, 0, 255).astype(np.uint8))


def _grain(dice: Any, pixels: int) -> Any:
    """Noise of one size of grain, about 1 strong: a field of float32 as large as the photo."""
    width, height = (side // pixels + 2 for side in SIZE)
    field = dice.standard_normal((height, width), dtype=np.float32)
    if pixels == 1:
        return field[: SIZE[1], : SIZE[0]] * 0.5
    return np.asarray(Image.fromarray(field).resize(SIZE, Image.Resampling.BICUBIC))


def build_exif(photo: Image.Image) -> bytes:
    """EXIF with a small copy of ``photo``, as every camera writes it, and nothing else."""
    stream = BytesIO()
    photo.resize(_SMALL_COPY, Image.Resampling.BOX).save(stream, "JPEG", quality=80)
    small = stream.getvalue()

    def directory(following: int, *entries: tuple[int, int, int]) -> bytes:
        """Entries of one value each: tag, type (3 short, 4 long), value."""
        written = b"".join(
            struct.pack("<HHI", tag, kind, 1) + struct.pack("<I", value)
            for tag, kind, value in sorted(entries)
        )
        return struct.pack("<H", len(entries)) + written + struct.pack("<I", following)

    first, second = 8, 8 + len(directory(0, (274, 3, 1)))
    begin = second + len(directory(0, *[(0, 4, 0)] * 3))
    own = directory(second, (274, 3, 1))
    copy = directory(0, (259, 3, 6), (513, 4, begin), (514, 4, len(small)))
    return b"Exif\0\0II*\0" + struct.pack("<I", first) + own + copy + small


def write_photos(output: Path, count: int, pictures: list[Path]) -> None:
    """Write ``count`` JPEG files of 12 megapixels, each from another picture and seed."""
    output.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        file = output / f"phone-{number + 1:03}.jpg"
        if file.exists():
            continue
        with Image.open(pictures[number % len(pictures)]) as picture:
            photo = draw_photo(picture, number)
        part = file.with_suffix(".part")
        photo.save(part, "JPEG", quality=90, subsampling="4:2:0", exif=build_exif(photo))
        part.rename(file)


if __name__ == "__main__":
    write_photos(Path(sys.argv[1]), int(sys.argv[2]), sorted(map(Path, sys.argv[3:])))
