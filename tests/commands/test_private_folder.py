"""Families' answers stay out of git, whoever made the folder; who put them there is told."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from commands.private_folder import find_tracked, keep_out_of_git, tracked_in
from tests.builders import build
from tests.media.consent.school import REGISTER, school_with


def git(folder: Path, *arguments: str) -> None:
    """One command of git, by nobody in particular."""
    who = ("-c", "user.name=coach", "-c", "user.email=coach@school.example")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def repository(folder: Path, *tracked: str) -> Path:
    """A repository in ``folder``, with these files in it committed though they may be ignored."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q")
    for path in tracked:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if not (folder / path).exists():
            (folder / path).write_text(REGISTER)
        git(folder, "add", "-f", path)
    if tracked:
        git(folder, "commit", "-qm", "All of it")
    return folder


def found(register: Path, *others: Path) -> list[str]:
    """The paths that are named of what lies with ``register``."""
    problems = find_tracked(register, f"private/{register.name}", others)
    assert {one.rule for one in problems} <= {"consent-tracked"}
    assert all("rm --cached" in one.hint and "history" in one.hint for one in problems)
    return sorted(one.value for one in problems)


@pytest.mark.site
def test_a_build_gives_the_folder_a_line_for_git(tmp_path: Path) -> None:
    """P8: before anybody adds all there is; what somebody wrote there stays."""
    repository(tmp_path)
    school = school_with(tmp_path)
    assert build(school).rules == []
    assert (tmp_path / "private/.gitignore").read_text() == "*\n"
    git(tmp_path, "add", "-A")
    assert tracked_in(tmp_path / "private") == []
    (tmp_path / "private/.gitignore").write_text("own\n")
    keep_out_of_git(tmp_path / "private", ())
    assert (tmp_path / "private/.gitignore").read_text() == "own\n"


@pytest.mark.site
def test_a_publish_stops_at_a_register_that_git_has(tmp_path: Path) -> None:
    """P8: and names it in a preview and a check as well."""
    school = school_with(tmp_path)
    repository(tmp_path, "private/consent.csv")
    built = build(school, "publish")
    assert not built.result.switched
    assert [(one.rule, one.value) for one in built.problems] == [
        ("consent-tracked", "private/consent.csv")
    ]


def test_every_file_of_the_folder_is_named(tmp_path: Path) -> None:
    """A copy under another name, and the list of readers; not what says nothing."""
    names = ("consent.csv", "old.txt", "mailing.sqlite3", ".gitignore", "README.md")
    repository(tmp_path, *(f"private/{name}" for name in names))
    assert found(tmp_path / "private/consent.csv") == [
        *("private/consent.csv", "private/mailing.sqlite3", "private/old.txt")
    ]


def test_beside_the_content_only_registers_are_named(tmp_path: Path) -> None:
    """Where the folder has more than secrets in it, it gets no line that would hide all of it."""
    repository(tmp_path, "consent.csv", "copy of it.bak")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("A text")
    git(tmp_path, "add", "-A")
    keep_out_of_git(tmp_path, [tmp_path / "content"])
    assert not (tmp_path / ".gitignore").exists()
    assert found(tmp_path / "consent.csv", tmp_path / "content") == [
        *("private/consent.csv", "private/copy of it.bak")
    ]


def test_what_is_only_to_be_committed_counts(tmp_path: Path) -> None:
    """The next commit has it; and what was taken out again does not count any more."""
    repository(tmp_path)
    (tmp_path / "private").mkdir()
    register = tmp_path / "private/consent.csv"
    register.write_text(REGISTER)
    git(tmp_path, "add", "private/consent.csv")
    assert found(register) == ["private/consent.csv"]
    git(tmp_path, "rm", "--cached", "-q", "private/consent.csv")
    assert found(register) == []


def test_a_worktree_a_submodule_and_a_link_are_seen_through(tmp_path: Path) -> None:
    """Wherever git keeps its own files."""
    main = repository(tmp_path / "main", "private/consent.csv")
    git(main, "worktree", "add", "-q", str(tmp_path / "other"))
    assert found(tmp_path / "other/private/consent.csv") == ["private/consent.csv"]

    outer, inner = repository(tmp_path / "outer"), repository(tmp_path / "inner", "consent.csv")
    allowed = ("-c", "protocol.file.allow=always")
    git(outer, *allowed, "submodule", "add", "-q", str(inner), "private")
    assert found(outer / "private/consent.csv") == ["private/consent.csv"]

    (tmp_path / "school/private").mkdir(parents=True)
    (tmp_path / "school/private/consent.csv").symlink_to(inner / "consent.csv")
    assert found(tmp_path / "school/private/consent.csv") == ["private/consent.csv"]


def test_without_git_or_a_repository_nothing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing fails: there is nothing that it could be pushed with."""
    (tmp_path / "private").mkdir()
    (tmp_path / "private/consent.csv").write_text(REGISTER)
    assert found(tmp_path / "private/consent.csv") == []
    assert tracked_in(tmp_path / "nowhere") == []
    repository(tmp_path, "private/consent.csv")
    monkeypatch.setenv("PATH", "")
    assert found(tmp_path / "private/consent.csv") == []


def test_a_hook_of_git_does_not_lead_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check before a commit runs with the repository of that commit in its environment."""
    repository(tmp_path / "school", "private/consent.csv")
    repository(tmp_path / "elsewhere")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", os.devnull)
    assert found(tmp_path / "school/private/consent.csv") == ["private/consent.csv"]
