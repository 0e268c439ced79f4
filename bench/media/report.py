"""The tables of the media benchmark, from results to Markdown. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from bench.common.medians import medians_of, paired_ratio
from bench.common.table import figure, markdown_table
from bench.common.timing import Timing
from bench.media.race import Result

MEGABYTE = 1_000_000
Quality = Mapping[str, float]
"""Mean SSIM by format."""

_HEADER = (
    "Program",
    "Wall s",
    "CPU s",
    "Hallway / it, wall",
    "Hallway / it, CPU",
    "Peak MB",
    "Second build s",
    "of first",
    "without start",
)
NOTES = (
    "Wall, CPU, peak memory of the largest process and the seconds of a second build are medians "
    "over the rounds. CPU is user and system time of all processes.",
    "A ratio is the median of the ratios of each round: 0.50 means that Hallway takes half of its "
    "time.",
    "Without start: the share of a second build in the first once the time that the program takes "
    "with no photos at all is taken off both.",
)


def report(
    results: Mapping[str, Sequence[Result]],
    quality: Mapping[tuple[str, str], Quality],
    photos: int,
    machine: str,
) -> str:
    """Two tables a contest, times and renditions; ``quality`` is by contest and program."""
    lines = [f"{photos} photos of 12 megapixels. {machine}.", ""]
    for contest, found in results.items():
        whole = [result for result in found if result.first and not result.fault]
        rounds = len(whole[0].first) if whole else 0
        lines += [f"**{contest}**, {rounds} round{'' if rounds == 1 else 's'}:", ""]
        if whole:
            lines += [_times(found, whole[0]), "", _renditions(contest, whole, quality), ""]
        lines += [_told_fault(one) for one in found if one.fault]
    return "\n".join([*lines, *(f"- {note}" for note in NOTES)])


def _told_fault(result: Result) -> str:
    rounds = len(result.first)
    kept = f"Its figures are of the rounds that it did ({rounds}). " if rounds else ""
    return f"- {result.name} did not finish. {kept}It {' '.join(result.fault.split()).rstrip(':')}."


def _times(results: Sequence[Result], ours: Result) -> str:
    """One row a program, with dashes for one that finished no round."""
    nothing = ["-"] * (len(_HEADER) - 1)
    return markdown_table(
        _HEADER,
        [
            _time_row(result, ours) if result.first else [_named(result), *nothing]
            for result in results
        ],
    )


def _named(result: Result) -> str:
    name = f"{result.name} {result.version}"
    return f"{name}: **did not finish**" if result.fault else name


def _time_row(result: Result, ours: Result) -> list[str]:
    first, second = medians_of(result.first), medians_of(result.second)
    same = ours.first[: len(result.first)]  # the rounds that both finished
    return [
        _named(result),
        figure(first.wall),
        figure(first.cpu),
        f"{paired_ratio(_walls(same), _walls(result.first)):.2f}",
        f"{paired_ratio(_cpus(same), _cpus(result.first)):.2f}",
        figure(first.peak / MEGABYTE),
        figure(second.wall),
        _percent(paired_ratio(_walls(result.second), _walls(result.first))),
        _percent(share_without_start(result)),
    ]


def share_without_start(result: Result) -> float:
    """The median over rounds of (second - start) / (first - start), by CPU, never below 0.

    By CPU, since the difference of two short waits on a busy machine says nothing.
    """
    rounds = zip(_cpus(result.second), _cpus(result.first), _cpus(result.start), strict=True)
    return median(max(0.0, second - start) / (first - start) for second, first, start in rounds)


def _renditions(
    contest: str, results: Sequence[Result], quality: Mapping[tuple[str, str], Quality]
) -> str:
    formats = list(results[0].bytes)
    header = ["Renditions"]
    for one in formats:
        name = {"webp": "WebP", "jpeg": "JPEG"}.get(one, one)
        header += [f"{name} MB", "to Hallway's", f"{name} SSIM"]
    rows = []
    for result in results:
        row = [result.name]
        for one in formats:
            ssim = quality.get((contest, result.name), {}).get(one)
            row += [
                figure(result.bytes[one] / MEGABYTE),
                f"{result.bytes[one] / results[0].bytes[one]:.3f}",
                "-" if ssim is None else f"{ssim:.4f}",
            ]
        rows.append([*row, str(result.rewritten)])
    return markdown_table([*header, "Written by a second build"], rows)


def _walls(timings: Sequence[Timing]) -> list[float]:
    return [timing.wall for timing in timings]


def _cpus(timings: Sequence[Timing]) -> list[float]:
    return [timing.cpu for timing in timings]


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"
