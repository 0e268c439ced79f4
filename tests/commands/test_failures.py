"""How commands end: a sentence and the right exit code, never a traceback."""

from __future__ import annotations

import errno
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.errors import BusyError, CoachError
from commands.failures import LOG_NAME, told_to_the_coach
from commands.stopping import LANDED, Stopped
from plugins.common.settings import SettingsError


@pytest.fixture(autouse=True)
def same_handlers() -> Iterator[None]:
    """A command that was stopped ignores further signals; the tests must not."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def outcome(
    error: BaseException, work: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """The exit code and the words of a task that raises ``error``."""

    @told_to_the_coach
    def task(*, work: str) -> None:
        raise error

    with pytest.raises(SystemExit) as stop:
        task(work=str(work))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    assert isinstance(stop.value.code, int)
    return stop.value.code, " ".join(printed.err.split())


@pytest.mark.parametrize("error", [CoachError, SettingsError, BusyError])
def test_an_error_written_for_a_coach_is_said_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], error: type[Exception]
) -> None:
    """Nothing is added to it, and no log is left."""
    said = outcome(error("There is no folder content [yet]."), tmp_path, capsys)

    assert said == (1, "There is no folder content [yet].")
    assert not (tmp_path / LOG_NAME).exists()


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "Stopped. The site is as it was before."),
        (Stopped(signal.SIGINT), 130, "Stopped. The site is as it was before."),
        (Stopped(signal.SIGTERM), 143, "Stopped. The site is as it was before."),
        (Stopped(signal.SIGINT, LANDED), 130, f"Stopped. {LANDED}"),
    ],
)
def test_a_stop_is_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, words: str
) -> None:
    """Ctrl-C ends with 130, a kill with 143, and the words are true."""
    assert outcome(error, tmp_path, capsys) == (code, words)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EDQUOT, "The disk is full."),
        (errno.EACCES, "may not be written or read"),
        (errno.EROFS, "may not be written or read"),
        (errno.EIO, "The site is as it was before."),
    ],
)
def test_a_disk_that_fails_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], number: int, words: str
) -> None:
    """The coach reads what to do about the disk, and that the site is safe."""
    code, said = outcome(OSError(number, "whatever", "output/x"), tmp_path, capsys)

    assert code == 1
    assert words in said


def test_the_unforeseen_is_kept_in_a_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault in Hallway gives a sentence, and a file that somebody can be sent."""
    code, said = outcome(KeyError("photos"), tmp_path, capsys)

    log = tmp_path / LOG_NAME
    assert code == 1
    assert "Hallway itself failed" in said
    assert "KeyError: 'photos'" in said
    assert str(log) in said
    assert "Traceback (most recent call last)" in log.read_text()


def test_the_unforeseen_is_said_even_where_no_log_can_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No second failure hides the first."""
    (tmp_path / "file").touch()

    code, said = outcome(KeyError("photos"), tmp_path / "file" / "work", capsys)

    assert code == 1
    assert "KeyError: 'photos'" in said
    assert "could not be written" in said
