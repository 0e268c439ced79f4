"""Runs the programs in turns: a first build from nothing, then one with nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.common.timing import RunFailedError, Timing, time_command
from bench.common.turns import plan_turns
from bench.media.plan import Made, missing_from
from bench.media.program import Program

Say = Callable[[str], None]
_SHOWN = 3


@dataclass(slots=True)
class Result:
    """How one program did in one contest: timings by round, and ``fault``, why it has no more.

    One that crashes keeps the rounds that it finished; one that leaves renditions out has none.

    ``first`` builds from nothing, ``second`` ones with nothing changed, ``start`` without a photo.
    ``bytes`` of all its renditions by format; ``made``: the renditions of the last round;
    ``rewritten``: how many of them a second build wrote anew.
    """

    name: str
    version: str
    first: list[Timing] = field(default_factory=list)
    second: list[Timing] = field(default_factory=list)
    start: list[Timing] = field(default_factory=list)
    bytes: dict[str, int] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)
    rewritten: int = 0
    fault: str = ""


def run_race(
    programs: Sequence[Program],
    photos: Path,
    contests: Mapping[str, Sequence[str]],
    rounds: int,
    say: Say,
    looked_at: Callable[[str, Result, Program], None],
) -> dict[str, list[Result]]:
    """All contests, ``rounds`` times; results by contest in the order of ``programs``.

    ``looked_at(contest, result, program)`` is called after the last round of a program in a
    contest, while its output is still there.
    """
    named = {program.name: program for program in programs}
    versions = {name: program.version() for name, program in named.items()}
    results = {
        contest: {name: Result(name, versions[name]) for name in named} for contest in contests
    }
    empty = photos.parent / "no-photos"
    empty.mkdir(exist_ok=True)
    for number, turn in enumerate(plan_turns(list(named), rounds), start=1):
        for contest, formats in contests.items():
            for name in turn:
                result, program = results[contest][name], named[name]
                if result.fault:
                    continue
                if not _run(program, photos, empty, formats, result):
                    say(f"round {number} of {rounds}, {contest}: {name} {result.fault}; once more")
                    result.fault = ""
                    _run(program, photos, empty, formats, result)
                say(
                    f"round {number} of {rounds}, {contest}: {name} {result.fault or _told(result)}"
                )
                if number == rounds and not result.fault:
                    looked_at(contest, result, program)
    return {contest: list(found.values()) for contest, found in results.items()}


def _run(
    program: Program, photos: Path, empty: Path, formats: Sequence[str], result: Result
) -> bool:
    """One round of one program; False when it crashed, which a busy machine may make it do."""
    log = program.folder / "last-run.txt"
    names = sorted(file.name for file in photos.iterdir())
    try:
        program.clean()
        start = time_command(program.command(empty, formats), program.start, log)
        program.clean()
        first = time_command(program.command(photos, formats), program.start, log)
        result.made = program.made()
        before = _stamps(program, result.made)
        program.rest()
        second = time_command(program.command(photos, formats), program.start, log)
        again = program.made()
    except RunFailedError as error:
        result.fault = error.how
        return False
    missing = missing_from(result.made, names, formats) or missing_from(again, names, formats)
    if missing:
        result.fault = f"{len(missing)} missing ({', '.join(missing[:_SHOWN])})"
        for timings in (result.first, result.second, result.start):
            timings.clear()
        return True
    result.start.append(start)
    result.first.append(first)
    result.second.append(second)
    after = _stamps(program, again)
    result.rewritten = sum(before.get(file) != stamp for file, stamp in after.items())
    result.bytes = {one: _bytes(program, again, one) for one in formats}
    return True


def _stamps(program: Program, made: Sequence[Made]) -> dict[str, int]:
    return {one.file: (program.output / one.file).stat().st_mtime_ns for one in made}


def _bytes(program: Program, made: Sequence[Made], format_: str) -> int:
    files = [program.output / one.file for one in made if one.format == format_]
    return sum(file.stat().st_size for file in files)


def _told(result: Result) -> str:
    first, second = result.first[-1], result.second[-1]
    return (
        f"{first.wall:.2f} s, CPU {first.cpu:.2f} s; again {second.wall:.2f} s; "
        f"start {result.start[-1].wall:.2f} s"
    )
