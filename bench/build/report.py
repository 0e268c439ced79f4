"""The table of the build benchmark, from timings to Markdown. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bench.build.race import Result
from bench.common.medians import medians_of, paired_ratio
from bench.common.table import figure, markdown_table

MEGABYTE = 1_000_000

FOOTNOTES = (
    "Wall and CPU are medians over the rounds. CPU is user and system time of all processes; peak "
    "memory is that of the largest single one.",
    "A ratio is the median of the ratios of each round: 0.50 means half of {base}'s time.",
    "Posts keep their text and their links, without images: the peers do not resize photos, so "
    "photos are measured apart.",
    "HTML pages and feeds count everything written. Every program writes one page per post, a "
    "paginated index, paginated tag pages and an RSS feed of 20 whole posts, resolves links "
    "between files and colours code; Hallway alone adds its other pages and feeds, cleans the "
    "HTML and checks front matter and links.",
)


def report(results: Sequence[Result], posts: int, machine: str) -> str:
    """The table with its notes, as Markdown; the first program that counts is the base.

    Programs out of the race are listed below the table with the reason.
    """
    counted = [result for result in results if result.timings and not result.fault]
    out = [result for result in results if result not in counted]
    rounds = len(counted[0].timings) if counted else 0
    lines = [f"{posts:,} posts, {rounds} rounds. {machine}.", ""]
    if counted:
        base = counted[0]
        lines += [_table(counted, base, posts), ""]
        lines += [f"- {note.format(base=base.name)}" for note in FOOTNOTES]
    lines += [f"- Not counted, {result.name}: {result.fault}" for result in out]
    return "\n".join(lines)


def _table(results: Sequence[Result], base: Result, posts: int) -> str:
    header = [
        "Program",
        "Wall s",
        "CPU s",
        "Peak MB",
        "Posts/s",
        f"Wall / {base.name}",
        f"CPU / {base.name}",
        "HTML pages",
        "Feeds",
    ]
    return markdown_table(header, [_row(result, base, posts) for result in results])


def _row(result: Result, base: Result, posts: int) -> list[str]:
    middle = medians_of(result.timings)
    wall = paired_ratio([t.wall for t in result.timings], [t.wall for t in base.timings])
    cpu = paired_ratio([t.cpu for t in result.timings], [t.cpu for t in base.timings])
    return [
        f"{result.name} {result.version}",
        figure(middle.wall),
        figure(middle.cpu),
        figure(middle.peak / MEGABYTE),
        figure(posts / middle.wall),
        f"{wall:.2f}",
        f"{cpu:.2f}",
        f"{result.pages:,}",
        f"{result.feeds:,}",
    ]
