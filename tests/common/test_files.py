"""What has to last is whole and on the disk before it takes its place; one module does it."""

from __future__ import annotations

import errno
import os
import random
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands.site.staging import switch
from mailing import files as mailing_files
from plugins.common import files
from plugins.common.files import (
    create_lasting,
    lasting_file,
    remove_lasting,
    sync_tree,
    write_lasting,
)

ROOT = Path(__file__).resolve().parents[2]
Write = Callable[[Path, bytes], None]
WRITES: dict[str, Write] = {
    "write": write_lasting,
    "create": create_lasting,
    "write private": mailing_files.write_private,
    "create private": mailing_files.create_private,
}
REPLACES = ("write", "write private")

posix = pytest.mark.skipif(os.name == "nt", reason="Windows opens no folder")


class Recorded(list[tuple[str, str]]):
    """The calls of the system that put something on the disk, in their order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        real_sync = os.fsync

        def fsync(number: int) -> None:
            folder = stat.S_ISDIR(os.fstat(number).st_mode)
            self.append(("folder" if folder else "file", self._name(number)))
            real_sync(number)

        monkeypatch.setattr(os, "fsync", fsync)
        for name in ("replace", "link", "rename"):
            monkeypatch.setattr(os, name, self._noted(getattr(os, name), name))

    def _noted(self, real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def called(source: Any, target: Any, *more: Any, **named: Any) -> Any:
            self.append(("place", Path(target).name))
            return real(source, target, *more, **named)

        return called

    @staticmethod
    def _name(number: int) -> str:
        return Path(f"/proc/self/fd/{number}").resolve().name


@posix
@pytest.mark.parametrize("name", WRITES)
def test_the_bytes_are_on_the_disk_before_the_name_and_the_name_at_the_end(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File, place, folder: in any other order a failure of the power leaves an empty file."""
    calls = Recorded(monkeypatch)

    WRITES[name](tmp_path / "register.csv", b"id,level\n")

    assert [kind for kind, _ in calls] == ["file", "place", "folder"]
    assert calls[1:] == [("place", "register.csv"), ("folder", tmp_path.name)]
    assert [one.name for one in tmp_path.iterdir()] == ["register.csv"]


@pytest.mark.parametrize("call", ["fsync", "write"])
@pytest.mark.parametrize("name", WRITES)
def test_a_full_disk_leaves_what_was_there(
    name: str, call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old file or none, no half one beside it, and the error names the file."""
    file = tmp_path / "media.yaml"
    if name in REPLACES:
        file.write_bytes(b"old")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        real = os.fdopen

        def opened(*values: Any, **named: Any) -> Any:
            stream = real(*values, **named)
            monkeypatch.setattr(stream.raw, "write", full, raising=False)
            return _Full(stream)

        monkeypatch.setattr(os, "fdopen", opened)
    with pytest.raises(OSError, match="No space left") as error:
        WRITES[name](file, b"new" * 1000)

    if name in ("write", "create"):
        assert error.value.filename == str(file)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == (
        [("media.yaml", b"old")] if name in REPLACES else []
    )


class _Full:
    """A stream that takes nothing more."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, _: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def __enter__(self) -> _Full:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


@pytest.mark.parametrize("name", ["create", "create private"])
def test_nothing_is_made_where_something_is(name: str, tmp_path: Path) -> None:
    """A file, and a link that leads nowhere."""
    (tmp_path / "a").write_bytes(b"mine")
    (tmp_path / "b").symlink_to("nowhere")

    for one in ("a", "b"):
        with pytest.raises(FileExistsError):
            WRITES[name](tmp_path / one, b"new")

    assert (tmp_path / "a").read_bytes() == b"mine"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.parametrize("name", ["create", "create private"])
def test_a_file_system_without_links_can_hold_new_files(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A memory stick, a share."""

    def none(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)

    WRITES[name](tmp_path / "a", b"new")
    with pytest.raises(FileExistsError):
        WRITES[name](tmp_path / "a", b"newer")

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a", b"new")]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o755])
def test_who_may_read_a_file_stays(mode: int, tmp_path: Path) -> None:
    """And a new one is as any other program would make it; a private one is its owner's."""
    file = tmp_path / "media.yaml"
    file.write_bytes(b"old")
    file.chmod(mode)
    write_lasting(file, b"new")
    assert (stat.S_IMODE(file.stat().st_mode), file.read_bytes()) == (mode, b"new")

    (tmp_path / "usual").touch()
    write_lasting(tmp_path / "fresh", b"new")
    assert (tmp_path / "fresh").stat().st_mode == (tmp_path / "usual").stat().st_mode
    for private in (file, tmp_path / "list.csv"):
        write_lasting(private, b"new", private=True)
        assert stat.S_IMODE(private.stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_whose_a_file_is_stays(tmp_path: Path) -> None:
    """An administrator who helps once does not lock the coach out."""
    file = tmp_path / "media.yaml"
    file.write_bytes(b"old")
    os.chown(file, 1234, 1235)

    write_lasting(file, b"new")

    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 1235)


def test_half_a_secret_of_a_killed_program_does_not_stay(tmp_path: Path) -> None:
    """What somebody writes at the same time does, and so do files of other people."""
    names = (f".{'a' * 16}.part", f".{'b' * 16}.part", ".notes.part")
    for name in names:
        (tmp_path / name).write_bytes(b"half")
    now = (tmp_path / names[0]).stat().st_mtime
    for name in (names[0], names[2]):
        os.utime(tmp_path / name, (now - 7200, now - 7200))

    mailing_files.write_private(tmp_path / "oauth.json", b"{}")

    assert {one.name for one in tmp_path.iterdir()} == {*names[1:], "oauth.json"}


@posix
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    """A ``media.yaml`` on another disk; of the mailing's own files none is written through one."""
    real = tmp_path / "elsewhere" / "real.yaml"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link = tmp_path / "media.yaml"
    link.symlink_to(real)

    write_lasting(link, b"new")
    assert (link.is_symlink(), real.read_bytes()) == (True, b"new")

    mailing_files.write_private(link, b"secret")
    assert (link.is_symlink(), real.read_bytes()) == (False, b"new")


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("name", WRITES)
def test_a_folder_that_may_not_be_written_is_told(name: str, tmp_path: Path) -> None:
    """With the name of the file."""
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            WRITES[name](tmp_path / "media.yaml", b"new")
    finally:
        tmp_path.chmod(0o700)


def test_names_of_any_length_and_signs(tmp_path: Path) -> None:
    """The name beside it is never too long."""
    for name in ("a" * 255, "ü" * 127, "🤖" * 63, "[x]*?.md", "-", "..."):
        for _ in range(2):
            write_lasting(tmp_path / name, b"new")
        assert (tmp_path / name).read_bytes() == b"new"


def test_what_a_killed_program_left_of_a_register_goes_with_the_next_write(
    tmp_path: Path,
) -> None:
    """It has names in it. What is being written right now, and what is not ours, stays."""
    register = tmp_path / "consent.csv"
    register.write_bytes(b"old")
    old, fresh = (tmp_path / f".consent.csv.{one * 16}.part" for one in "ab")
    other = tmp_path / f".other.csv.{'a' * 16}.part"
    for one in (old, fresh, other):
        one.write_bytes(b"half")
    for one in (old, other):
        os.utime(one, (register.stat().st_mtime - 7200,) * 2)

    write_lasting(register, b"new")

    assert {*tmp_path.iterdir()} == {register, fresh, other}
    files.sweep(tmp_path)
    assert {*tmp_path.iterdir()} == {register}


@posix
def test_folders_that_lack_are_made_and_known_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each in the one above it, before the file."""
    calls = Recorded(monkeypatch)

    write_lasting(tmp_path / "outbox" / "2026-W47" / "issue.json", b"{}")

    assert [one for kind, one in calls if kind == "folder"] == [
        tmp_path.name,
        "outbox",
        "2026-W47",
    ]


@posix
def test_what_is_removed_stays_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that was taken back is not there again when the power is."""
    (tmp_path / "issue.json").touch()
    calls = Recorded(monkeypatch)

    remove_lasting(tmp_path / "issue.json")
    remove_lasting(tmp_path / "issue.json")

    assert calls == [("folder", tmp_path.name)] * 2
    assert not (tmp_path / "issue.json").exists()


def test_whatever_is_raised_while_writing_changes_nothing(tmp_path: Path) -> None:
    """Ctrl-C among it."""
    file = tmp_path / "a"
    file.write_bytes(b"old")

    def half(error: type[BaseException]) -> None:
        with lasting_file(file) as stream:
            stream.write(b"half")
            raise error

    for error in (KeyboardInterrupt, ValueError, SystemExit):
        with pytest.raises(error):
            half(error)

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a", b"old")]


@posix
@pytest.mark.parametrize("there", [False, True])
def test_a_site_is_on_the_disk_before_it_takes_its_place(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sync for a publish, and none for a preview."""
    told: list[str] = []
    monkeypatch.setattr("commands.site.staging.sync_tree", lambda _: told.append("tree"))
    monkeypatch.setattr("commands.site.staging.sync_folder", lambda _: told.append("folder"))
    from commands.site import staging as module

    real = module._take_place
    monkeypatch.setattr(module, "_take_place", lambda *a: (told.append("place"), real(*a)))
    for lasting in (True, False):
        staging = tmp_path / f"staging-{lasting}"
        staging.mkdir()
        (staging / "index.html").write_text(str(lasting))
        if there or not lasting:
            (tmp_path / "output").mkdir(exist_ok=True)
        switch(staging, tmp_path / "output", lasting=lasting)
        assert (tmp_path / "output" / "index.html").read_text() == str(lasting)

    assert told == ["tree", "place", "folder", "place"]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone tells")
def test_a_disk_that_fails_stops_the_switch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old site stays."""

    class Library:
        def __init__(self, *_: object, **__: object) -> None:
            """Of a system whose disk is broken."""

        def syncfs(self, _: int) -> int:
            return -1

    for name in ("staging", "output"):
        (tmp_path / name).mkdir()
    (tmp_path / "output" / "old").touch()
    monkeypatch.setattr(files.ctypes, "CDLL", Library)
    monkeypatch.setattr(files.ctypes, "get_errno", lambda: errno.EIO)

    with pytest.raises(OSError, match="Input/output error"):
        switch(tmp_path / "staging", tmp_path / "output", lasting=True)

    assert (tmp_path / "output" / "old").exists()


@pytest.mark.parametrize("system", ["no syncfs", "no sync either"])
def test_a_site_is_synced_by_what_the_system_has(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of the disk where one file system cannot be; each file where that cannot either."""
    (tmp_path / "posts").mkdir()
    for name in ("index.html", "posts/a.html"):
        (tmp_path / name).write_text("x")
    synced: list[str] = []
    monkeypatch.setattr(files, "_synced_file_system", lambda _: False)
    monkeypatch.setattr(os, "fsync", lambda _: synced.append("file"))
    if system == "no syncfs":
        monkeypatch.setattr(os, "sync", lambda: synced.append("all"), raising=False)
    else:
        monkeypatch.delattr(os, "sync", raising=False)

    sync_tree(tmp_path)

    assert synced == (["all"] if system == "no syncfs" else ["file", "file"])


WRITER = """
import sys
from pathlib import Path
from {module} import {name}
file, number = Path(sys.argv[1]), 0
while True:
    number += 1
    {name}(file, (f"{{number % 10}}" * 300_000).encode())
    if number == 1:
        print("ready", flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9")
@pytest.mark.parametrize(
    ("module", "name"),
    [("plugins.common.files", "write_lasting"), ("mailing.files", "write_private")],
)
def test_killed_at_any_moment_the_file_is_old_or_new(
    module: str, name: str, tmp_path: Path
) -> None:
    """Never half of one, and never none."""
    file = tmp_path / "consent.csv"
    chance = random.Random(7)
    for _ in range(8):
        program = WRITER.format(module=module, name=name)
        with subprocess.Popen(
            [sys.executable, "-c", program, str(file)], cwd=ROOT, stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.05))
            writer.kill()
        data = file.read_bytes()
        assert (len(data), len({*data})) == (300_000, 1)


def test_nobody_else_puts_files_in_their_place_by_hand() -> None:
    """Caches are plain and have :func:`plugins.media.store.write_whole`; what lasts has one way."""
    by_hand = re.compile(
        r"\bfsync\(|os\.sync\(|\bsyncfs\b|os\.replace\(|\.hardlink_to\(|os\.link\("
    )
    found = {
        file.relative_to(ROOT).as_posix()
        for room in ("plugins", "commands", "mailing")
        for file in (ROOT / room).rglob("*.py")
        if by_hand.search(file.read_text("utf-8"))
    }

    assert found == {
        "plugins/common/files.py",
        "mailing/files.py",
        "plugins/media/store.py",  # a rendition is in the cache and in the site, once on the disk
        "plugins/media/playing/encode.py",  # tries whether the disk is full
    }
