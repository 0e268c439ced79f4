"""Photos that look alike: one picture saved twice, or several of one moment. Pure.

A fingerprint is 128 bits of a picture reduced to 9 by 9 greys: whether each is lighter than its
neighbour to the right and below (a difference hash). Measured on 89 camera, screen and sample
pictures: the same one resaved at quality 40 to 85 and a quarter to seven tenths of the size differs
in 0 to 22 bits, two different ones in 32 and more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SIDE = 9
"""The fingerprint is taken of so many greys a row, and so many rows."""
FLAT = ""
"""The fingerprint of a picture without any: a white sheet looks like every other."""

_MOST_BITS = 22
_LEAST_CONTRAST = 12


@dataclass(frozen=True, slots=True)
class Look:
    """A picture to compare: a name to call it by, its content's hash, its fingerprint."""

    name: str
    digest: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Alike:
    """``names`` look like ``first``, which was there before them."""

    first: str
    names: tuple[str, ...]


def fingerprint(greys: bytes) -> str:
    """32 hex digits of :data:`SIDE` x :data:`SIDE` greys, row by row; :data:`FLAT` if too even."""
    if max(greys) - min(greys) < _LEAST_CONTRAST:
        return FLAT
    bits = 0
    for row in range(SIDE - 1):
        for column in range(SIDE - 1):
            place = row * SIDE + column
            bits = bits << 2 | (greys[place] > greys[place + 1]) << 1
            bits |= greys[place] > greys[place + SIDE]
    return f"{bits:032x}"


def find_alike(batch: Sequence[Look], known: Sequence[Look]) -> list[Alike]:
    """Groups of those in ``batch`` that look like one of ``known`` or like an earlier one.

    The same content is no likeness but the same photo, and is left out.
    """
    seen = [(int(one.fingerprint, 16), one) for one in known if one.fingerprint]
    first_of: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for look in batch:
        if not look.fingerprint:
            continue
        bits = int(look.fingerprint, 16)
        near = [
            (distance, place)
            for place, (others, other) in enumerate(seen)
            if (distance := (bits ^ others).bit_count()) <= _MOST_BITS
            and other.digest != look.digest
        ]
        if near:
            other_name = seen[min(near)[1]][1].name
            first = first_of.get(other_name, other_name)
            first_of[look.name] = first
            groups.setdefault(first, []).append(look.name)
        seen.append((bits, look))
    return [Alike(first, tuple(names)) for first, names in groups.items()]
