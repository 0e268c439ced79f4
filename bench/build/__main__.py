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
from bench.common.command import build_parser, keep_compiled, positive, say
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
    keep_compiled()
    try:
        posts = plan_posts(read_posts(options.corpus), options.posts)
        peers = [PEERS[name](options.work / "build" / name) for name in options.only]
        for peer in peers:
            say(f"preparing {peer.name}")
            peer.prepare(posts)
        machine = machine_line()
        results = run_race(peers, posts, options.runs, say)
    except (CorpusError, PreparationError) as error:
        say(str(error))
        return 1
    print(report(results, len(posts), machine))
    return 1 if any(result.fault for result in results) else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    what = "Build the same posts with Hallway and its peers, and compare."
    parser = build_parser("bench.build", what, list(PEERS))
    add = parser.add_argument
    add("--corpus", type=Path, required=True, metavar="DIR", help="a folder with posts/*.md")
    add("--posts", type=positive, default=2000, metavar="N", help="how many posts (2000)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
