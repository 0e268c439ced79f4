"""The photos that are there are read once, and their memory is never believed blindly."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from plugins.common.problems import Problem
from plugins.common.run import Run
from plugins.media.importing import known as module
from plugins.media.importing.known import Known, KnownPhotos

pytestmark = pytest.mark.slow


@pytest.fixture
def read(card: Any, jpeg: Any) -> Any:
    """Read the photos of a small school, counting those that are opened."""
    for seed, path in enumerate(("media/a/one.jpg", "media/b/two.jpg", "posts/three.png")):
        file = card.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(jpeg(seed))

    def run(folder: str = "", *, fingerprints: bool = False) -> dict[str, Known | Problem]:
        found = KnownPhotos(card.content, Run(work=card.work), 50, 1)
        return {one.path: one for one in found.read(folder, fingerprints=fingerprints)}

    return run


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the photos that are read, as they are."""
    paths: list[str] = []
    original = module.read_source

    def noting(root: Path, path: str, limit: float) -> Any:
        paths.append(path)
        return original(root, path, limit)

    monkeypatch.setattr(module, "read_source", noting)
    return paths


def test_every_photo_is_found_with_its_size(read: Any) -> None:
    """Below the folder asked for, hidden files and other files left out."""
    assert sorted(read()) == ["media/a/one.jpg", "media/b/two.jpg", "posts/three.png"]
    found = read("media")["media/a/one.jpg"]
    assert (found.width, found.height, found.fingerprint) == (96, 72, None)


def test_a_second_look_opens_nothing(read: Any, opened: list[str]) -> None:
    """Unless a fingerprint is asked for that was not taken yet."""
    first = read()
    assert len(opened) == 3
    assert read() == first
    assert len(opened) == 3
    assert read("media", fingerprints=True)["media/a/one.jpg"].fingerprint
    assert opened[3:] == ["media/a/one.jpg", "media/b/two.jpg"]
    read(fingerprints=True)
    assert opened[5:] == ["posts/three.png"]
    read(fingerprints=True)
    assert len(opened) == 6


def test_a_photo_saved_anew_is_read_anew(
    card: Any, read: Any, jpeg: Any, opened: list[str]
) -> None:
    """By its size or its time."""
    before = read(fingerprints=True)["media/a/one.jpg"]
    (card.content / "media/a/one.jpg").write_bytes(jpeg(77))
    after = read(fingerprints=True)["media/a/one.jpg"]
    assert after.digest != before.digest
    assert after.fingerprint != before.fingerprint
    os.utime(card.content / "media/b/two.jpg", (1, 1))
    read(fingerprints=True)
    assert opened[3:] == ["media/a/one.jpg", "media/b/two.jpg"]


def test_what_cannot_be_used_is_told_every_time(card: Any, read: Any) -> None:
    """A broken photo is not remembered as one."""
    (card.content / "media/a/one.jpg").write_bytes(b"")
    for _ in range(2):
        problem = read()["media/a/one.jpg"]
        assert isinstance(problem, Problem)
        assert problem.rule == "photo-empty"


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        "null",
        '{"version": 99}',
        '{"version": 1, "root": "ROOT", "photos": [{}]}',
        '{"version": 1, "root": "ROOT", "photos": [{"path": "media/a/one.jpg", "stamp": [1]}]}',
        '{"version": 1, "root": "ROOT", "photos": 7}',
        '{"version": 1, "root": "elsewhere", "photos": []}',
    ],
)
def test_a_damaged_memory_is_no_memory(card: Any, read: Any, damage: str) -> None:
    """It may be deleted, cut or written by a newer Hallway."""
    before = read()
    file = card.work / "photos" / "known.json"
    file.write_text(damage.replace("ROOT", str(card.content)))
    assert read() == before
    file.unlink()
    assert read() == before


def test_what_is_gone_is_forgotten(card: Any, read: Any) -> None:
    """The memory does not grow for ever."""
    read()
    (card.content / "media/a/one.jpg").unlink()
    (card.content / "media/b/two.jpg").touch()
    os.utime(card.content / "media/b/two.jpg", (2, 2))
    read("media")
    kept = json.loads((card.work / "photos" / "known.json").read_text())
    assert [one["path"] for one in kept["photos"]] == ["media/b/two.jpg", "posts/three.png"]


def test_links_are_not_followed_out_of_the_content(card: Any, read: Any) -> None:
    """What lies elsewhere is none of ours."""
    card.keep("private.jpg", 5)
    (card.content / "media" / "away").symlink_to(card.root)
    (card.content / "media" / "away.jpg").symlink_to(card.root / "private.jpg")
    found = read()
    assert "media/away/private.jpg" not in found
    assert found["media/away.jpg"].rule == "photo-outside"
