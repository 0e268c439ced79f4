"""``python -m bench.newsletter``: 520 weekly issues from 2,000 posts; exit 1 above the limit."""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from bench.common.machine import machine_line
from bench.common.table import figure, markdown_table
from bench.newsletter.school import AUDIENCES, School, make_school

LIMIT = 15.0
"""Milliseconds of processor time that one issue may take."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the clock and the processor; issues, their letters or pages, and the bytes."""

    wall: float
    cpu: float
    issues: int
    faces: int
    size: int

    @property
    def per_issue(self) -> float:
        """Milliseconds of processor time."""
        return self.cpu / self.issues * 1000


def measure(weeks: int, posts: int, audiences: tuple[str, ...]) -> tuple[Cost, Cost]:
    """Choose, render and pack the letters of ``weeks``; then their pages for paper and the feed."""
    school: School = make_school(weeks, posts, audiences)
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    editions = school.editions()
    letters = school.letters(editions)
    between, used = time.perf_counter(), time.process_time()
    pages = school.pages(editions)
    end, spent = time.perf_counter(), time.process_time()
    return (
        Cost(between - wall, used - cpu, weeks, len(letters), sum(letters)),
        Cost(end - between, spent - used, weeks, len(pages), sum(pages)),
    )


def rows() -> Iterator[list[str]]:
    """One line a scenario."""
    measure(4, 16, AUDIENCES[:1])  # templates are compiled once
    for audiences in ((), AUDIENCES):
        few, many = measure(52, 200, audiences), measure(520, 2000, audiences)
        yield _row(f"520 issues, {many[0].faces} letters", few[0], many[0])
    yield _row("520 pages for paper, 1 feed", few[1], many[1])


def _row(name: str, few: Cost, many: Cost) -> list[str]:
    marginal = (many.cpu - few.cpu) / (many.issues - few.issues) * 1000
    return [
        name,
        figure(many.wall),
        figure(many.cpu),
        figure(many.per_issue),
        figure(marginal),
        figure(many.size / many.faces / 1000),
    ]


def main() -> int:
    """Print the table."""
    table = list(rows())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak = peak if sys.platform == "darwin" else peak * 1024
    header = ["", "seconds", "CPU s", "CPU ms an issue", "CPU ms one more", "KB each"]
    print(f"{machine_line()}\n\n{markdown_table(header, table)}\n")
    print(f"Peak memory {peak / 1e6:.0f} MB, the 2,000 posts included.")
    worst = float(table[0][3]) + float(table[2][3])
    print(f"Limit: {LIMIT:.0f} ms an issue with one letter and its page; {worst:.1f} ms measured.")
    return worst > LIMIT


if __name__ == "__main__":
    sys.exit(main())
