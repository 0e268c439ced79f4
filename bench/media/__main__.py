"""The command: see the docstring of :mod:`bench.media`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from bench.common.command import build_parser, keep_compiled, positive, say
from bench.common.installing import PreparationError, install_from_pypi, run_tool
from bench.common.machine import machine_line
from bench.media.plan import CONTESTS
from bench.media.program import FILES, ROOT, EleventyImg, Hallway, Hugo, Program
from bench.media.race import Result, run_race
from bench.media.report import report

PROGRAMS: dict[str, type[Program]] = {
    "hallway": Hallway,
    "eleventy-img": EleventyImg,
    "hugo": Hugo,
}


_REST = 3
"""Seconds: of a photo that changed a moment before, Hallway remembers nothing."""


def main(arguments: list[str] | None = None) -> int:
    """Prepare, race, print. The exit code is 1 when a program did not finish the race."""
    options = _options(arguments)
    keep_compiled()
    work = options.work.resolve() / "media"
    try:
        work.mkdir(parents=True, exist_ok=True)
        judge = install_from_pypi(FILES / "quality" / "requirements.txt", work / "venv")
        photos = _photos(judge, work, options.photos)
        programs = [PROGRAMS[name](work / name) for name in options.only]
        for program in programs:
            say(f"preparing {program.name}")
            program.folder.mkdir(exist_ok=True)
            program.install()
        machine = machine_line()
        quality: dict[tuple[str, str], dict[str, float]] = {}

        def looked_at(contest: str, result: Result, program: Program) -> None:
            quality[contest, result.name] = _quality(judge, photos, result, program)

        results = run_race(programs, photos, CONTESTS, options.runs, say, looked_at)
    except PreparationError as error:
        say(str(error))
        return 1
    print(report(results, quality, options.photos, machine))
    return 1 if any(one.fault for found in results.values() for one in found) else 0


def _photos(python: Path, work: Path, count: int) -> Path:
    """A folder of exactly ``count`` photos; those made before are taken again."""
    pictures = sorted((ROOT / "content" / "media").rglob("*.jpg"))
    made, folder = work / "photos-made", work / "photos"
    say(f"making {count} photos")
    script = Path(__file__).with_name("pictures.py")
    run_tool([python, script, made, str(count), *pictures], work)
    chosen = sorted(made.glob("phone-*.jpg"))[:count]
    if _inodes(chosen) != _inodes(folder.glob("*")):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for file in chosen:
            (folder / file.name).hardlink_to(file)
        time.sleep(_REST)
    return folder


def _inodes(files: Iterable[Path]) -> dict[str, int]:
    return {file.name: file.stat().st_ino for file in files}


def _quality(python: Path, photos: Path, result: Result, program: Program) -> dict[str, float]:
    entries = [
        (one.format, str(photos / one.photo), str(program.output / one.file)) for one in result.made
    ]
    script = Path(__file__).with_name("quality.py")
    done = subprocess.run(
        [python, script], input=json.dumps(entries), capture_output=True, text=True, check=True
    )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _options(arguments: list[str] | None) -> argparse.Namespace:
    what = "Reduce the same photos with Hallway and its peers, and compare."
    parser = build_parser("bench.media", what, list(PROGRAMS))
    number = "how many photos (24)"
    parser.add_argument("--photos", type=positive, default=24, metavar="N", help=number)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
