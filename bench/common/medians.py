"""Medians and ratios over the rounds of a benchmark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.common.timing import Timing


@dataclass(frozen=True, slots=True)
class Medians:
    """The middle of several :class:`Timing`: seconds, seconds, bytes."""

    wall: float
    cpu: float
    peak: float


def medians_of(timings: Sequence[Timing]) -> Medians:
    """The median of each figure on its own. Needs at least one timing."""
    return Medians(
        median(timing.wall for timing in timings),
        median(timing.cpu for timing in timings),
        median(timing.peak for timing in timings),
    )


def paired_ratio(values: Sequence[float], base: Sequence[float]) -> float:
    """The median over rounds of ``value / base``, both taken from the same round.

    On a machine with other work to do, a slow minute hits all programs of a round; dividing
    inside the round takes most of it out again.
    """
    return median(value / against for value, against in zip(values, base, strict=True))
