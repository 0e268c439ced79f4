"""Runs the programs in turns, and looks at their output before it believes their time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.build.check import read_output
from bench.build.peer import Peer
from bench.build.repeat import Post
from bench.common.timing import RunFailedError, Timing, time_command
from bench.common.turns import plan_turns

Say = Callable[[str], None]


@dataclass(slots=True)
class Result:
    """How one program did: one timing per round, or ``fault``, why it does not count."""

    name: str
    version: str
    timings: list[Timing] = field(default_factory=list)
    pages: int = 0
    feeds: int = 0
    fault: str = ""


def run_race(peers: Sequence[Peer], posts: Sequence[Post], rounds: int, say: Say) -> list[Result]:
    """One round to warm up, then ``rounds`` that count; each build clean, each output looked at.

    A program that fails, or leaves a page out, in any round is out of the race with its fault.
    """
    results = {peer.name: Result(peer.name, peer.version()) for peer in peers}
    named = {peer.name: peer for peer in peers}
    for number, turn in enumerate([list(named), *plan_turns(list(named), rounds)]):
        for name in turn:
            result = results[name]
            if result.fault:
                continue
            timing = _run(named[name], posts, result)
            label = f"round {number} of {rounds}" if number else "warm-up"
            if timing is None:
                say(f"{label}: {name} is out: {result.fault}")
                continue
            say(f"{label}: {name} {timing.wall:.2f} s, CPU {timing.cpu:.2f} s")
            if number:
                result.timings.append(timing)
    return list(results.values())


def _run(peer: Peer, posts: Sequence[Post], result: Result) -> Timing | None:
    peer.clean()
    try:
        timing = time_command(peer.command(), peer.start, peer.folder / "last-run.txt")
    except RunFailedError as error:
        result.fault = str(error)
        return None
    output = read_output(peer.output, peer.feed, posts)
    result.pages, result.feeds = output.pages, output.feeds
    result.fault = "; ".join(output.faults)
    return None if output.faults else timing
