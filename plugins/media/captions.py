"""What people know about photos, as ``media.yaml`` beside them says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plugins.media.focus import Focus

NAME = "media.yaml"


@dataclass(frozen=True, slots=True)
class Caption:
    """What ``media.yaml`` says about one photo; empty where it says nothing.

    ``people`` is None where nobody has looked yet, ``()`` for "none", else ids of the register.
    ``focus`` is the place that matters most, from the left and from the top, each 0 to 1.
    ``captions`` and ``poster`` of a clip and a ``transcript`` are files, from this folder.
    ``lines`` gives the line of each key, and under ``""`` that of the file name.
    """

    name: str = ""
    title: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    place: str = ""
    event: str = ""
    tags: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    people: tuple[str, ...] | None = None
    decorative: bool = False
    cover: bool = False
    focus: Focus | None = None
    captions: tuple[str, ...] = ()
    transcript: str = ""
    poster: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """One ``media.yaml``: captions by file name, and by pattern, each in the order written."""

    photos: Mapping[str, Caption] = field(default_factory=dict)
    defaults: Mapping[str, Caption] = field(default_factory=dict)
    accepted: Mapping[str, str] = field(default_factory=dict)
    """Handouts by their names: the hash of each that somebody looked at, as it was then."""
