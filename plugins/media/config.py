"""The settings of the photos: ``MEDIA = {...}`` in pelicanconf.py."""

from __future__ import annotations

import os
from dataclasses import fields
from typing import Annotated, Literal

from pydantic import Field, field_validator

from plugins.common.settings import SettingsGroup
from plugins.media.recipe import Recipe

Width = Annotated[int, Field(ge=16, le=8000)]
Quality = Annotated[int, Field(ge=1, le=100)]


_MOST_THREADS = 8
"""Each holds a photo in memory, up to 100 MB for a HEIC or PNG of 12 megapixels."""


class MediaSettings(SettingsGroup):
    """How photos are published. Widths in pixels, quality from 1 to 100."""

    widths: tuple[Width, ...] = Field(default=(320, 640, 960, 1600), min_length=1)
    """The widths that browsers choose from; the largest is the largest ever published."""
    formats: tuple[Literal["webp", "avif"], ...] = Field(default=("webp",), min_length=1)
    """What browsers get, the best first; a JPEG for everybody else comes on top."""
    jpeg_width: Width = 1200
    """Width of the JPEG for feeds, mail and old readers."""
    moving_width: Width = 640
    """Width of an animation, which is only loaded on a click."""
    sizes: str = "(min-width: 48rem) 44rem, 100vw"
    """How wide a photo in a text is shown, in the words of the HTML attribute ``sizes``."""
    webp_quality: Quality = 80
    webp_effort: Annotated[int, Field(ge=0, le=6)] = 4
    """0 saves fast, 6 small; measured: 2 takes 60 % less time for 4 % more bytes."""
    avif_quality: Quality = 60
    jpeg_quality: Quality = 80
    max_megapixels: Annotated[float, Field(gt=0, le=89)] = 50
    """What a photo may unfold to in memory, all frames of an animation together."""
    too_small: Width = 1000
    """A photo whose long side has fewer pixels than this is listed by ``media.status``."""
    consent: str = "private/consent.csv"
    """The register of releases, seen from the folder that holds the content folder."""
    clip_size: Annotated[int, Field(ge=144, le=2160)] = 1080
    """The most pixels on the short side of a clip; 16:9 of it on the long side."""
    clip_quality: Annotated[int, Field(ge=0, le=51)] = 24
    """The rate factor of H.264: 18 saves nearly everything, 28 saves space."""
    clip_effort: Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium"] = (
        "veryfast"
    )
    """Slower saves smaller files."""
    clip_pace: Annotated[int, Field(ge=1, le=60)] = 30
    """The most frames a second; a clip with more shows every other one."""
    max_clip_minutes: Annotated[float, Field(gt=0, le=120)] = 10
    """A longer clip is refused."""
    max_clip_megapixels: Annotated[float, Field(gt=0, le=40)] = 9
    """The most pixels in a frame of a clip: 4K has 8.3 million."""
    max_recording_minutes: Annotated[float, Field(gt=0, le=600)] = 180
    """A longer recording is refused."""
    keep_days: Annotated[int, Field(ge=0, le=3650)] = 30
    """How long renditions are kept that no build uses; 0 keeps them for ever."""
    workers: Annotated[int, Field(ge=0, le=64)] = 0
    """How many photos are encoded at a time; 0 stands for the processor's cores, up to 8."""

    @field_validator("widths")
    @classmethod
    def _ascending(cls, widths: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted(set(widths)))

    @field_validator("formats")
    @classmethod
    def _once(cls, formats: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(formats))

    @property
    def threads(self) -> int:
        """The number of photos to encode at a time, at least 1."""
        return self.workers or min(os.cpu_count() or 1, _MOST_THREADS)

    @property
    def recipe(self) -> Recipe:
        """What the pixels of renditions depend on."""
        return Recipe(**{one.name: getattr(self, one.name) for one in fields(Recipe)})
