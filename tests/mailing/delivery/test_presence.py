"""A sender that lives is never taken for dead, wherever the question is asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mailing.delivery.presence import is_gone, present
from tests.mailing.builders import START


def folder(path: Path, name: str) -> Path:
    made = path / name
    made.mkdir()
    return made


def test_alive_while_it_sends_and_gone_afterwards(tmp_path: Path) -> None:
    """As seen by others with the same private folder."""
    with present(tmp_path) as name:
        assert not is_gone(tmp_path, name, START, START + 10_000)

    assert is_gone(tmp_path, name, START, START)


def test_whoever_has_another_private_folder_waits_for_an_hour(tmp_path: Path) -> None:
    """Two computers of one name on one PostgreSQL: neither can see the other one's lock."""
    here, there = folder(tmp_path, "here"), folder(tmp_path, "there")

    with present(here) as name:
        assert not is_gone(there, name, START, START + 3_000)
        assert is_gone(there, name, START, START + 4_000)


def test_several_that_begin_at_once_are_at_one_place(tmp_path: Path) -> None:
    """Each by a name of its own that the others know how to look up."""

    def begin(_: int) -> str:
        with present(tmp_path) as name:
            return name

    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(begin, range(16)))

    assert len(set(names)) == 16
    assert len({name.rpartition(":")[0] for name in names}) == 1
    assert all(len(name) <= 128 for name in names)
    assert all(is_gone(tmp_path, name, START, START) for name in names)
