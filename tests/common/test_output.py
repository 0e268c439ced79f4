"""Whatever a path says, nothing is written outside the site; what is written is granted."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.output import Output, output_of, site_path
from plugins.common.run import Run
from tests.builders import tree

NAMES = st.sampled_from(
    [
        *("..", ".", "", "a", "b.html", "index.html", "out", "C:", "c:x", "\\", "..\\..", "a\\b"),
        *("~", "\0", "\n", "%2e%2e", "．．", "\u2025", "é", "\udce9", "x" * 300, " ", "..."),
    ]
)
PATHS = st.one_of(st.lists(NAMES, max_size=6).map("/".join), st.text(max_size=40))


def door(folder: Path) -> Output:
    """A site's folder ``out`` with something precious all around it."""
    (folder / "out").mkdir(parents=True)
    for name in ("precious.txt", "a/precious.txt", "b.html", "index.html"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("precious")
    return Output(folder / "out", Run(work=folder / "work"))


@given(path=PATHS)
def test_no_path_leads_out_and_what_is_there_was_granted(path: str) -> None:
    """One law for every path: it is refused and named, or it lies inside and is granted."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "x"
        output = door(folder)
        before = {name: data for name, data in tree(folder).items() if not name.startswith("out/")}

        written = output.write(path, b"new", "page")

        after = tree(folder)
        there = {name.removeprefix("out/") for name in after if name.startswith("out/")}
        assert before == {n: data for n, data in after.items() if not n.startswith("out/")}
        assert there == {grant.path for grant in output.run.grants}
        assert written == bool(there) == (not output.run.problems)


@given(path=PATHS)
def test_a_usable_path_is_one_inside_any_folder_of_any_computer(path: str) -> None:
    """And usable again: the form that is granted is the form that is compared."""
    clean = site_path(path)
    if clean is not None:
        assert site_path(clean) == clean
        joined = os.path.normpath(f"/site/{clean}")
        assert joined.startswith("/site/")
        assert joined == f"/site/{clean}"
        assert "\\" not in clean


@pytest.mark.parametrize(
    "path",
    [
        *(
            "",
            ".",
            "..",
            "../a",
            "a/../../b",
            "/etc/passwd",
            "a/..",
            "..\\a",
            "a\\b",
            "C:/x",
            "c:x",
        ),
        *("a/", "a\0b", "a\nb", "x" * 256, "\udce9"),
    ],
)
def test_what_is_no_file_of_a_site_is_refused(path: str) -> None:
    """Parents, drives, backslashes, folders, signs that no name may hold."""
    assert site_path(path) is None


def test_a_link_leads_no_writer_out(tmp_path: Path) -> None:
    """A folder that is a link, a file that is one, and one that leads nowhere yet."""
    output = door(tmp_path / "x")
    (output.root / "up").symlink_to(output.root.parent)
    (output.root / "page.html").symlink_to(output.root.parent / "b.html")
    (output.root / "later.html").symlink_to(output.root.parent / "later.html")

    written = [output.write(path, b"new", "page") for path in PLACES]

    assert written == [False] * len(PLACES)
    assert (output.root.parent / "b.html").read_text() == "precious"
    assert not (output.root.parent / "later.html").exists()
    assert not (output.root.parent / "deep").exists()
    assert {problem.rule for problem in output.run.problems} == {"place-unusable"}


PLACES = ("up/b.html", "up/deep/new.html", "page.html", "later.html")


def test_a_file_and_a_folder_of_one_name_end_no_build(tmp_path: Path) -> None:
    """Two addresses that exclude each other: the second is named and not written."""
    output = door(tmp_path / "x")

    assert output.write("2019.html", b"x", "page")
    assert not output.write("2019.html/index.html", b"x", "page", text="posts/a.md", line=4)
    assert output.write("posts/index.html", b"x", "page")
    assert not output.write("posts", b"x", "page")
    assert ("posts/a.md", 4) in [(one.path, one.line) for one in output.run.problems]


def test_a_file_that_lies_elsewhere_too_is_not_written_over(tmp_path: Path) -> None:
    """A rendition is one file in the work folder and the site; a page of its name is another."""
    output = door(tmp_path / "x")
    kept = tmp_path / "x" / "precious.txt"
    (output.root / "a.html").hardlink_to(kept)

    assert output.write("a.html", "new", "page")

    assert kept.read_text() == "precious"
    assert (output.root / "a.html").read_text() == "new"


def test_a_grant_says_of_what_kind_and_for_whom(tmp_path: Path) -> None:
    """As a plugin calls it, with the settings that Pelican gives it."""
    run = Run()
    output = output_of({"OUTPUT_PATH": str(tmp_path), "RUN": run})

    target = output.place("a//b.zip", "archive", source="media/a", text="posts/a.md", line=3)

    assert target == tmp_path / "a" / "b.zip"
    (grant,) = run.grants
    assert (grant.path, grant.kind, grant.text, grant.line) == (
        "a/b.zip",
        "archive",
        "posts/a.md",
        3,
    )


@pytest.mark.parametrize("path", ["hallway.txt", "hallway.txt/index.html", "Hallway.TXT/a.html"])
def test_the_mark_of_a_site_is_nobodys_place(tmp_path: Path, path: str) -> None:
    """By it a folder is known to be a site: an old address may not stand in its way."""
    output = Output(tmp_path, Run())

    assert not output.write(path, "A", "page", text="posts/a.md", line=4)
    assert [(one.path, one.rule) for one in output.run.problems] == [
        ("posts/a.md", "place-unusable")
    ]
    assert list(tmp_path.iterdir()) == []
