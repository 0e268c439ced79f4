"""The command: see the docstring of :mod:`bench.build`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.build.eleventy import Eleventy
from bench.build.hugo import Hugo
from bench.build.ours import Hallway
from bench.build.peer import Peer
from bench.build.pelican_stock import StockPelican
from bench.build.race import run_race
from bench.build.repeat import plan_posts
from bench.build.report import report
from bench.build.source import CorpusError, read_posts
from bench.common.installing import PreparationError
from bench.common.machine import machine_line

PEERS: dict[str, type[Peer]] = {
    "hallway": Hallway,
    "pelican": StockPelican,
    "hugo": Hugo,
    "eleventy": Eleventy,
}


def main(arguments: list[str] | None = None) -> int:
    """Prepare, race, print. The exit code is 1 when a program did not finish the race."""
    options = _options(arguments)
    try:
        posts = plan_posts(read_posts(options.corpus), options.posts)
        peers = [PEERS[name](options.work / "build" / name) for name in options.only]
        for peer in peers:
            _say(f"preparing {peer.name}")
            peer.prepare(posts)
        machine = machine_line()
        results = run_race(peers, posts, options.runs, _say)
    except (CorpusError, PreparationError) as error:
        _say(str(error))
        return 1
    print(report(results, len(posts), machine))
    return 1 if any(result.fault for result in results) else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.build",
        description="Build the same posts with Hallway and its peers, and compare.",
    )
    add = parser.add_argument
    add("--corpus", type=Path, required=True, metavar="DIR", help="a folder with posts/*.md")
    add("--posts", type=_positive, default=2000, metavar="N", help="how many posts (2000)")
    add("--runs", type=_positive, default=3, metavar="N", help="how many rounds count (3)")
    work = "where peers, posts and output go (.hallway/bench)"
    add("--work", type=Path, default=Path(".hallway/bench"), metavar="DIR", help=work)
    only = f"some of {', '.join(PEERS)}; the others are compared with the first named"
    add("--only", nargs="+", choices=list(PEERS), default=list(PEERS), metavar="NAME", help=only)
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
