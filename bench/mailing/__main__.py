"""``python -m bench.mailing``: messages a second, and what writing them down costs."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bench.common.command import positive, say
from bench.common.machine import machine_line
from bench.common.table import figure, markdown_table
from bench.common.turns import plan_turns
from bench.mailing.race import Cpu, Outcome, run
from bench.mailing.report import HEADER, MOST_BOOKKEEPING, MOST_RENDERING, middle, rows
from tests.mailing import postfix
from tests.mailing.postgresql import Cluster, find_programs, running

SQLITE, POSTGRESQL = "Hallway, SQLite", "Hallway, PostgreSQL"
FLOOR, MERGE = "Without a ledger", "Mail merge (EmailMessage)"
CARELESS = ", not waiting for the disk"
TO_POSTFIX = ", to Postfix"


def main() -> int:
    """Run the race and print the tables; exit code 1 above a limit."""
    parser = argparse.ArgumentParser(prog="python -m bench.mailing")
    parser.add_argument("--messages", type=positive, default=10_000)
    parser.add_argument("--runs", type=positive, default=1)
    wanted = parser.parse_args()
    few = max(wanted.messages // 10, 1)
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hallway-bench-")))
        programs = find_programs()
        cluster = stack.enter_context(running(programs)) if programs else None
        if cluster is None:
            say("PostgreSQL is not installed: left out.")
        names = [SQLITE, FLOOR, MERGE, SQLITE + CARELESS]
        names += [POSTGRESQL, POSTGRESQL + CARELESS] if cluster else []
        memory = {name: _run(name, few, work / "few", cluster) for name in names}
        port = 0
        if postfix.is_missing() or os.geteuid() != 0:
            say("Postfix is not installed, or you are not root: left out.")
        else:
            port = stack.enter_context(postfix.running("discard")).port
            names += [name + TO_POSTFIX for name in (SQLITE, POSTGRESQL, FLOOR) if name in names]
        found: dict[str, list[Outcome]] = {name: [] for name in names}
        for number, turn in enumerate(plan_turns(names, wanted.runs)):
            for name in turn:
                say(f"round {number + 1}: {name}")
                there = work / str(number)
                found[name].append(_run(name, wanted.messages, there, cluster, port))
    outcomes = {name: middle(found[name]) for name in names}
    print(f"{wanted.messages:,} messages, {wanted.runs} rounds. {machine_line()}.\n")
    print(markdown_table(HEADER, rows(outcomes)))
    print()
    print(
        markdown_table(
            ("Peak MB of sending", f"{few:,} messages", f"{wanted.messages:,} messages"),
            [
                (name, figure(memory[name].peak / 1e6), figure(outcomes[name].peak / 1e6))
                for name in memory
            ],
        )
    )
    return _judged([outcomes[name] for name in (SQLITE, POSTGRESQL) if name in outcomes])


def _judged(outcomes: Sequence[Outcome]) -> int:
    share = max(one.share for one in outcomes)
    rendering = max(one.rendering_each for one in outcomes)
    print(
        f"\nLimits: bookkeeping {MOST_BOOKKEEPING:.0%} of the time, {share:.0%} measured; "
        f"rendering {MOST_RENDERING} ms, {rendering:.3f} ms measured."
    )
    return share > MOST_BOOKKEEPING or rendering > MOST_RENDERING


def _run(
    name: str, messages: int, work: Path, cluster: Cluster | None, postfix_port: int = 0
) -> Outcome:
    port = postfix_port if name.endswith(TO_POSTFIX) else 0
    work = work / str(port)
    name = name.removesuffix(TO_POSTFIX)
    program = "careless" if name.endswith(CARELESS) else "send"
    program = {FLOOR: "floor", MERGE: "merge"}.get(name, program)
    folder = work / program / ("postgresql" if name.startswith(POSTGRESQL) else "sqlite")
    if program in ("floor", "merge"):
        return run(program, messages, "", folder, port=port)
    if name.startswith(POSTGRESQL):
        assert cluster is not None
        url = cluster.fresh()
        try:
            return run(program, messages, url, folder, _cpu_of(cluster), port)
        finally:
            cluster.drop(url)
    return run(program, messages, f"sqlite:///{folder}/mailing.sqlite3", folder, port=port)


def _cpu_of(cluster: Cluster) -> Cpu:
    """Seconds that the server and all its processes that have ended have used (Linux)."""
    stat = Path(f"/proc/{cluster.number}/stat")

    def used() -> float:
        if not stat.is_file():
            return 0.0
        fields = stat.read_text("ascii", "replace").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    return used


if __name__ == "__main__":
    sys.exit(main())
