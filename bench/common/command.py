"""What the commands of the benchmarks that race programs have in common."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def build_parser(name: str, description: str, programs: Sequence[str]) -> argparse.ArgumentParser:
    """A parser that knows how often to run, where to work, and which of ``programs`` race."""
    parser = argparse.ArgumentParser(prog=f"python -m {name}", description=description)
    add = parser.add_argument
    add("--runs", type=positive, default=3, metavar="N", help="how many rounds count (3)")
    work = "where the peers, what they work on and their output go (.hallway/bench)"
    add("--work", type=Path, default=Path(".hallway/bench"), metavar="DIR", help=work)
    only = f"some of {', '.join(programs)}; the first named is compared with the others"
    add(
        "--only",
        nargs="+",
        choices=list(programs),
        default=list(programs),
        metavar="NAME",
        help=only,
    )
    return parser


def positive(text: str) -> int:
    """A whole number of at least 1, for :mod:`argparse`."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def say(words: str) -> None:
    """How far it is: not a part of the result, which goes to standard output."""
    print(words, file=sys.stderr, flush=True)


def keep_compiled() -> None:
    """Let Python keep its compiled code, as on anybody's computer: a build is not its first."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
