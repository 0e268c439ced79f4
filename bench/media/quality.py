"""How close renditions are to their photo: mean SSIM of the luma. Needs scikit-image.

Run in an environment with ``peers/quality/requirements.txt``. Reads a JSON list of
``[key, photo, rendition]`` from standard input and prints ``{key: mean SSIM}``. The reference is
the whole photo, reduced with a Lanczos filter in floating point, never rounded nor saved.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from statistics import fmean
from typing import Any

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from PIL import Image
from skimage.metrics import structural_similarity  # type: ignore[import-not-found, unused-ignore]

_LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)


def luma_of(file: str) -> Any:
    """The brightness of each pixel, from 0 to 255, as float32."""
    with Image.open(file) as image:
        return np.asarray(image.convert("RGB"), dtype=np.float32) @ _LUMA


def measure(entries: list[tuple[str, str, str]]) -> dict[str, float]:
    """The mean SSIM of all renditions of each key. Each photo is decoded once."""
    by_photo: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, photo, rendition in entries:
        by_photo[photo].append((key, rendition))
    found: dict[str, list[float]] = defaultdict(list)
    for photo, renditions in by_photo.items():
        whole, references = Image.fromarray(luma_of(photo)), {}
        for key, rendition in renditions:
            luma = luma_of(rendition)
            size = (luma.shape[1], luma.shape[0])
            if size not in references:
                references[size] = np.asarray(whole.resize(size, Image.Resampling.LANCZOS))
            found[key].append(
                structural_similarity(references[size], luma, data_range=255, win_size=7)
            )
    return {key: fmean(values) for key, values in found.items()}


if __name__ == "__main__":
    print(json.dumps(measure(json.load(sys.stdin))))
