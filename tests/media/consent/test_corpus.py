"""A school that moves in: ten years of pictures, looked at in one line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands.school import ROOT, School
from tests.builders import build, write_files

CORPUS = ROOT.parent / "shared" / "corpus" / "blog" / "content"

pytestmark = [
    pytest.mark.site,
    pytest.mark.corpus,
    pytest.mark.xdist_group("corpus"),
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared folder of real posts is not here"),
]


@pytest.fixture
def moved_in(tmp_path: Path) -> tuple[School, list[str]]:
    """Every picture of the blog on one page, described, and nothing said about who is in it."""
    pictures = [path for path in (CORPUS / "media").rglob("*") if path.is_file()]
    pictures.sort(key=lambda path: path.as_posix())
    names = [path.relative_to(CORPUS).as_posix() for path in pictures]
    lines = [f"![Picture {place} of the old blog](../{name})\n" for place, name in enumerate(names)]
    content = tmp_path / "content"
    write_files(
        content,
        {
            "posts/2026-11-16-all.md": "---\ntitle: All of it\nsummary: Ten years.\n---\n\n"
            + "\n".join(lines),
            "vocabulary.yaml": (ROOT / "content" / "vocabulary.yaml").read_bytes(),
        },
    )
    for path, name in zip(pictures, names, strict=True):
        write_files(content, {name: path.read_bytes()})
    work = ROOT / ".hallway" / "tests"  # renditions encoded once for all test runs
    return School(content.resolve(), tmp_path / "output", work, "https://school.example"), names


def test_one_pattern_reviews_every_picture(moved_in: tuple[School, list[str]]) -> None:
    """Before it one problem each, each in its own line; after it all of them are published."""
    school, names = moved_in
    before = build(school, "publish", keep=False)
    assert len(names) == 162
    assert {one.rule for one in before.problems} == {"photo-not-reviewed"}
    assert sorted(one.value for one in before.problems) == names
    assert len({one.line for one in before.problems}) == len(names)

    write_files(school.content, {"media/media.yaml": 'defaults: {"*": {people: none}}\n'})
    after = build(school, "publish")
    assert after.problems == []
    page = after.read("posts/all/index.html")
    shown = re.findall(r'<img src="https://school\.example/(photos/[^"]+)"', page)
    assert len(shown) == len(names)
    assert all((school.output / path).is_file() for path in shown)
