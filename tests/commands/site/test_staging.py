"""The staging folder and the switch: the old site or the new one, never half of one."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands.errors import BusyError
from commands.site import staging
from commands.site.staging import lock_output, staging_folder, switch
from tests.builders import tree, write_files

OLD = {"index.html": "old", "posts/robots/index.html": "old post"}
NEW = {"index.html": "new", "about/index.html": "new page"}


def as_bytes(files: dict[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


def write_half_a_site(folder: Path) -> None:
    write_files(folder, NEW)
    raise RuntimeError


def test_a_build_that_fails_leaves_the_old_site_and_nothing_beside_it(tmp_path: Path) -> None:
    """Whatever stops a build, the staging folder goes and the site stays."""
    output = tmp_path / "output"
    write_files(output, OLD)

    with pytest.raises(RuntimeError), staging_folder(output) as folder:
        write_half_a_site(folder)

    assert tree(output) == as_bytes(OLD)
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two renames"])
def test_the_switch_replaces_the_whole_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    """No file of the old site is left, on systems with and without an atomic exchange."""
    if not exchange:
        monkeypatch.setattr(staging, "_exchange", lambda first, second: False)
    output = tmp_path / "output"
    write_files(output, OLD)

    with staging_folder(output) as folder:
        write_files(folder, NEW)
        switch(folder, output)

    assert tree(output) == as_bytes(NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    """A build into a place where nothing is lands there."""
    output = tmp_path / "sites" / "first"

    with staging_folder(output) as folder:
        write_files(folder, NEW)
        switch(folder, output)

    assert tree(output) == as_bytes(NEW)


def test_a_switch_that_fails_half_way_puts_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an atomic exchange the old site is set aside first, and returns on failure."""
    monkeypatch.setattr(staging, "_exchange", lambda first, second: False)
    output = tmp_path / "output"
    write_files(output, OLD)

    with pytest.raises(OSError, match="never-made"):
        switch(tmp_path / "never-made", output)

    assert tree(output) == as_bytes(OLD)


def test_web_servers_can_read_the_new_site(tmp_path: Path) -> None:
    """The finished folder is not private to the one who built it."""
    with staging_folder(tmp_path / "output") as folder:
        assert folder.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("name", ["output", "out[1]", "my site"])
def test_what_a_killed_build_left_is_swept_by_the_next(tmp_path: Path, name: str) -> None:
    """No half site stays on the disk for longer than until the next build."""
    output = tmp_path / name
    write_files(tmp_path / f".{name}.staging-abc123", NEW)
    write_files(output, OLD)

    with lock_output(output):
        left = sorted(path.name for path in tmp_path.iterdir() if path.is_dir())

    assert left == [name]
    assert tree(output) == as_bytes(OLD)


def test_an_old_site_that_was_set_aside_returns_after_a_kill(tmp_path: Path) -> None:
    """Killed between two renames, the old site is put back by the next build."""
    output = tmp_path / "output"
    write_files(tmp_path / ".output.staging-old-4711", OLD)

    with lock_output(output):
        pass

    assert tree(output) == as_bytes(OLD)


def test_a_neighbours_staging_folder_is_not_swept(tmp_path: Path) -> None:
    """Two sites in one folder do not touch each other."""
    write_files(tmp_path / ".other.staging-abc123", NEW)

    with lock_output(tmp_path / "output"):
        assert tree(tmp_path / ".other.staging-abc123") == as_bytes(NEW)


def test_a_second_build_is_told_within_a_second(tmp_path: Path) -> None:
    """Two builds into one folder never mix; the second says what goes on."""
    output = tmp_path / "output"
    with lock_output(output):
        started = time.monotonic()

        with (
            pytest.raises(BusyError, match="Another Hallway is building into"),
            lock_output(output),
        ):
            pytest.fail("two builds at once")

        assert time.monotonic() - started < 1


def test_the_lock_of_a_killed_build_is_free(tmp_path: Path) -> None:
    """A build that was killed never stands in the way of the next one."""
    output = tmp_path / "output"
    hold = (
        "import sys, time; from pathlib import Path\n"
        "from commands.site.staging import lock_output\n"
        "with lock_output(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(output)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BusyError), lock_output(output):
            pytest.fail("not held")

        holder.kill()
        holder.wait()

    with lock_output(output):
        pass
