"""The folder with addresses and passwords is nobody else's."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from commands.mailing import settings


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
@pytest.mark.parametrize(("made", "left"), [(0o755, 0o750), (0o770, 0o770), (0o700, 0o700)])
def test_a_private_folder_that_was_made_by_hand_is_closed_to_strangers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: int, left: int
) -> None:
    """A group that shares it keeps it."""
    private = tmp_path / "private"
    private.mkdir()
    private.chmod(made)
    monkeypatch.setattr(settings, "PRIVATE", private)
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{tmp_path}/elsewhere/list.sqlite3")

    with settings.database():
        assert stat.S_IMODE(private.stat().st_mode) == left
