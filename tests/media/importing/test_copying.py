"""A copy is whole or not there, and what was there before stays until then."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from plugins.common.files import write_lasting
from plugins.media.importing.copying import SourceError, copy_photo

DATA = b"photo" * 1000


def digest_of(data: bytes) -> str:
    """Its SHA-256."""
    return hashlib.sha256(data).hexdigest()


def test_a_copy_has_the_bytes_of_its_source(tmp_path: Path) -> None:
    """And anybody may read it, as any file that a coach saves."""
    source, target = tmp_path / "a.jpg", tmp_path / "b.jpg"
    source.write_bytes(DATA)
    copy_photo(source, digest_of(DATA), target)
    assert target.read_bytes() == source.read_bytes() == DATA
    assert target.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("now", [None, b"", DATA[:-1], DATA + b"x"])
def test_a_source_that_changed_is_not_copied(tmp_path: Path, now: bytes | None) -> None:
    """Gone, cut or saved anew since it was looked at."""
    source, target = tmp_path / "a.jpg", tmp_path / "b.jpg"
    if now is not None:
        source.write_bytes(now)
    with pytest.raises(SourceError):
        copy_photo(source, digest_of(DATA), target)
    assert [one.name for one in tmp_path.iterdir()] == ([] if now is None else ["a.jpg"])


def test_a_file_that_is_not_finished_leaves_the_old_one(tmp_path: Path) -> None:
    """``media.yaml`` is the old or the new one, and keeps its rights."""
    sheet = tmp_path / "media.yaml"
    sheet.write_text("mine")
    sheet.chmod(0o600)
    with pytest.raises(SourceError):
        copy_photo(tmp_path / "gone.jpg", digest_of(DATA), sheet)
    assert sheet.read_text() == "mine"
    write_lasting(sheet, b"whole")
    assert sheet.read_text() == "whole"
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["media.yaml"]  # noqa: PTH208
