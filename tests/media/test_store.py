"""The cache of renditions: only what is whole counts, however the program ended."""

from __future__ import annotations

import errno
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from plugins.media.renditions import plan_rendition
from plugins.media.store import RenditionStore, is_whole, write_whole


@pytest.mark.parametrize("format_", ["WEBP", "JPEG"])
def test_a_file_cut_anywhere_does_not_count(tmp_path: Path, draw: Any, format_: str) -> None:
    """A computer that lost power leaves such files behind."""
    whole = draw.saved(draw.noise((24, 16)), format_)
    file = tmp_path / "one"
    file.write_bytes(whole)
    assert is_whole(file)
    for length in (*range(0, len(whole), 11), len(whole) - 1):
        file.write_bytes(whole[:length])
        assert not is_whole(file)


def test_a_file_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    """A full disk (here: a limit on file sizes) keeps the old file and no part of the new."""
    code = """
        import errno, resource, sys
        from pathlib import Path
        from plugins.media.store import write_whole
        file = Path(sys.argv[1]) / "one.webp"
        write_whole(file, b"old")
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            write_whole(file, bytes(100_000))
        except OSError as error:
            print(error.errno == errno.EFBIG, file.read_bytes(), len(list(file.parent.iterdir())))
    """
    said = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), tmp_path],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert said.stdout.split() == ["True", "b'old'", "1"]


def test_everybody_may_read_what_goes_public(tmp_path: Path) -> None:
    """A web server runs under another name than the coach."""
    write_whole(tmp_path / "one", b"x")
    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o644


def test_publishing_takes_no_second_room_on_the_disk(tmp_path: Path) -> None:
    """One file under two names; published again, it stays as it is."""
    store = RenditionStore(tmp_path / "cache")
    rendition = plan_rendition("s", (100, 100), 50, "webp")
    store.write(rendition, b"RIFF")
    for _ in range(2):
        store.publish(rendition, tmp_path / "output")
        published = tmp_path / "output" / rendition.path
        assert published.samefile(store.file(rendition))


def test_publishing_copies_where_links_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An output on another disk, over whatever lay there before."""

    def refuse(self: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    store = RenditionStore(tmp_path / "cache")
    rendition = plan_rendition("s", (100, 100), 50, "webp")
    published = tmp_path / "output" / rendition.path
    write_whole(published, b"old")
    store.write(rendition, b"new")
    store.publish(rendition, tmp_path / "output")
    assert published.read_bytes() == b"new"
    assert not published.samefile(store.file(rendition))
