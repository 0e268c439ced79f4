"""Several photos at a time, and an end that comes when it is asked for."""

from __future__ import annotations

import time
from threading import Event

import pytest

from plugins.media.config import MediaSettings
from plugins.media.parallel import work_through


def test_every_item_is_done_once() -> None:
    """And each result comes with its item, in the thread that asked."""
    done: list[tuple[int, int]] = []
    work_through(
        range(50), lambda item, _stop: item * 2, 3, lambda item, got: done.append((item, got))
    )
    assert sorted(done) == [(item, item * 2) for item in range(50)]


def test_no_more_is_begun_than_is_worked_at() -> None:
    """A thousand photos are not all in memory at once, even when results are fetched slowly."""
    begun: list[int] = []
    finished: list[int] = []
    ahead: list[int] = []

    def done(item: int, _result: None) -> None:
        time.sleep(0.001)
        finished.append(item)
        ahead.append(len(begun) - len(finished))

    work_through(range(200), lambda item, _stop: begun.append(item), 2, done)
    assert len(finished) == 200
    assert max(ahead) <= 4


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_an_error_ends_the_rest_at_once(error: BaseException) -> None:
    """A full disk or Ctrl-C: what runs is told to stop, what waits never begins."""
    begun: list[int] = []

    def act(item: int, stop: Event) -> None:
        begun.append(item)
        if item == 3:
            raise error
        stop.wait(20)

    before = time.monotonic()
    with pytest.raises(type(error)):
        work_through([3, *range(10, 500)], act, 2, lambda *_: None)
    assert time.monotonic() - before < 5
    assert len(begun) < 10


@pytest.mark.parametrize(("cores", "threads"), [(2, 2), (8, 8), (64, 8), (None, 1)])
def test_a_large_computer_does_not_fill_its_memory(
    monkeypatch: pytest.MonkeyPatch, cores: int | None, threads: int
) -> None:
    """A photo at hand takes up to 100 MB: eight of them leave room in one GiB. More if asked."""
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert MediaSettings().threads == threads
    assert MediaSettings(workers=12).threads == 12
