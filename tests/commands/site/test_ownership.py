"""A build never removes what it did not make."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.site.ownership import SITE_MARK, forbid_strangers, write_mark
from tests.builders import write_files


def site(folder: Path) -> Path:
    write_files(folder, {"index.html": "home", "posts/robots/index.html": "post"})
    write_mark(folder)
    return folder


@pytest.mark.parametrize("name", ["thesis.txt", ".git/HEAD", "posts/robots/index.html"])
def test_a_folder_that_is_no_site_is_refused(tmp_path: Path, name: str) -> None:
    """Somebody's other work is safe, whatever folder is named by mistake."""
    write_files(tmp_path, {name: "mine"})

    with pytest.raises(CoachError, match="other things than a Hallway site"):
        forbid_strangers(tmp_path)


@pytest.mark.parametrize("name", [".git/HEAD", "CNAME", "notes/todo.txt"])
def test_what_somebody_put_into_a_site_is_refused(tmp_path: Path, name: str) -> None:
    """A repository or a file that was added to a built site is named, not removed."""
    output = site(tmp_path / "output")
    write_files(output, {name: "mine"})

    with pytest.raises(CoachError, match=name.partition("/")[0]):
        forbid_strangers(output)


def test_a_built_site_is_ours(tmp_path: Path) -> None:
    """The next build may replace the last one, also after a look into it on a Mac."""
    output = site(tmp_path / "output")
    write_files(output, {".DS_Store": "litter"})

    forbid_strangers(output)


@pytest.mark.parametrize("made", [True, False], ids=["empty", "missing"])
def test_an_empty_place_is_free(tmp_path: Path, made: bool) -> None:
    """Nothing there, nothing to lose."""
    output = tmp_path / "output"
    if made:
        output.mkdir()

    forbid_strangers(output)


def test_the_mark_gives_no_names_away(tmp_path: Path) -> None:
    """The mark is public: the address of a hidden page is not in it."""
    write_files(tmp_path, {"secret-plan/index.html": "hidden"})

    write_mark(tmp_path)

    assert "secret-plan" not in (tmp_path / SITE_MARK).read_text()
