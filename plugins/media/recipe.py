"""How renditions are made: the settings that change their pixels, and no others. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Widths in pixels, quality from 1 to 100; ``config.py`` says what each of them means."""

    widths: tuple[int, ...]
    jpeg_width: int
    moving_width: int
    webp_quality: int
    webp_effort: int
    avif_quality: int
    jpeg_quality: int
