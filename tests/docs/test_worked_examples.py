"""The two worked examples are carried out, block by block, in a copy of the project, and built."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.guides import EXTENDING, ROOT, blocks_in, part_of

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("worked-examples")]

_NEW = re.compile(r"New file `([^`]+)`:")
_BESIDE = re.compile(r"In `([^`]+)`, (before|after) `(.+)`:")
_END = re.compile(r"At the end of `([^`]+)`:")
PARTS = ("commands", "plugins", "theme")
FILES = ("tasks.py", "pelicanconf.py", "publishconf.py", "pyproject.toml")


def copy_project(place: Path) -> Path:
    """What a build needs, in ``place``."""
    for part in PARTS:
        shutil.copytree(ROOT / part, place / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in FILES:
        shutil.copyfile(ROOT / file, place / file)
    return place


def carry_out(part: str, project: Path) -> list[str]:
    """Do what the guide says before each block; the files it made."""
    made = []
    for block in blocks_in(part):
        if found := _NEW.fullmatch(block.lead):
            file = project / found[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            assert not file.exists(), block.lead
            file.write_text(block.code, "utf-8")
            made.append(found[1])
        elif found := _BESIDE.fullmatch(block.lead):
            insert(project / found[1], block.code, found[3], before=found[2] == "before")
        elif found := _END.fullmatch(block.lead):
            file = project / found[1]
            file.write_text(f"{file.read_text('utf-8')}{block.code}", "utf-8")
        else:
            assert block.code.startswith("python3 tasks.py"), f"nobody knows where: {block.lead}"
    return made


def insert(file: Path, code: str, anchor: str, *, before: bool) -> None:
    """Put ``code`` beside the one line that says ``anchor``."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    (place,) = [number for number, line in enumerate(lines) if line.strip() == anchor]
    lines.insert(place if before else place + 1, code)
    file.write_text("".join(lines), "utf-8")


def run(project: Path, *arguments: str) -> str:
    """The output of Python in ``project``; the exit code must be 0."""
    ended = subprocess.run(
        [sys.executable, *arguments], cwd=project, capture_output=True, text=True, check=False
    )
    said = f"{ended.stdout}{ended.stderr}"
    assert ended.returncode == 0, said
    return said


def write(file: Path, text: str) -> None:
    """A text of the content, and its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project without content."""
    return copy_project(tmp_path / "project")


def test_the_plugin_of_the_guide_builds_and_keeps_its_promises(project: Path) -> None:
    """Its page shows the minutes, its problem is listed, its own tests and the linter pass."""
    guide = EXTENDING.read_text("utf-8")
    made = carry_out(part_of(guide, "How to add a plugin", "How to add a kind"), project)
    write(project / "content/posts/2026-11-16-short.md", "---\ntitle: Short\n---\n\nA word.\n")
    long = "word " * 4000
    write(project / "content/posts/2026-11-17-long.md", f"---\ntitle: Long\n---\n\n{long}\n")

    said = run(project, "-m", "invoke", "build")

    page = (project / "output/posts/short/index.html").read_text("utf-8")
    assert "<p>1 min to read</p>" in page
    assert "This post takes 20 minutes to read; more than 15 lose most readers." in said
    assert "1 problem," in said
    assert (project / "output/reading.txt").read_text("utf-8") == "200 words per minute\n"
    run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/reading")
    run(project, "-m", "ruff", "check", *made)
    run(project, "-m", "ruff", "format", "--check", *made)


def test_the_plugin_of_the_guide_refuses_a_wrong_setting(project: Path) -> None:
    """As the guide says: the build stops with a sentence."""
    guide = EXTENDING.read_text("utf-8")
    carry_out(part_of(guide, "How to add a plugin", "How to add a kind"), project)
    settings = project / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8").replace('"longest": 15', '"longst": 15'))
    write(project / "content/posts/2026-11-16-short.md", "---\ntitle: Short\n---\n\nA word.\n")

    ended = subprocess.run(
        [sys.executable, "-m", "invoke", "build"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert "READING has no setting 'longst'. Did you mean \"longest\"?" in ended.stderr


def test_the_kind_of_the_guide_is_read_listed_and_fed(project: Path) -> None:
    """Started with ``new``, it has a page, a list, a feed and a place in the letter."""
    guide = EXTENDING.read_text("utf-8")
    carry_out(part_of(guide, "How to add a kind", ""), project)
    (project / "content").mkdir()
    started = run(project, "-m", "invoke", "new", "book", "The Secret Garden").strip()
    text = (project / started).read_text("utf-8")
    text = text.replace("status: draft", "status: published").replace("shelf:", "shelf: FIC BUR")
    write(project / started, text.replace("# newsletter:", "newsletter: true"))

    said = run(project, "-m", "invoke", "build")

    output = project / "output"
    assert started == "content/books/the-secret-garden.md"
    assert "In our library: FIC BUR" in (output / "books/the-secret-garden/index.html").read_text()
    assert "The Secret Garden" in (output / "books/index.html").read_text("utf-8")
    assert "The Secret Garden" in (output / "feeds/books.rss.xml").read_text("utf-8")
    assert "The Secret Garden" in (output / "newsletter/next/index.html").read_text("utf-8")
    assert "1 text: 1 book\n" in said
    assert "\n0 problems," in said


def test_the_guide_names_every_list_of_plugins() -> None:
    """ "Both lists" in pyproject.toml are two."""
    assert (ROOT / "pyproject.toml").read_text("utf-8").count('"plugins.signposts"') == 2
