"""The first call makes the environment, the next one starts at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from commands import bootstrap


class Calls:
    """Programs that bootstrap starts: remembered, answered with an exit code by their words."""

    def __init__(self, failing: str = "") -> None:
        self.failing = failing
        self.lines: list[str] = []

    def __call__(self, command: list[str], **_: object) -> int:
        line = " ".join(command[1:])
        self.lines.append(line)
        return int(bool(self.failing) and self.failing in line)


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh clone in which nothing was set up yet."""
    environment = tmp_path / ".venv"
    (tmp_path / "requirements.lock").write_text("pelican==4.12 --hash=sha256:00\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", environment)
    monkeypatch.setattr(bootstrap, "STAMP", environment / "hallway.stamp")
    return tmp_path


def calls(monkeypatch: pytest.MonkeyPatch, failing: str = "") -> Calls:
    made = Calls(failing)
    monkeypatch.setattr(bootstrap.subprocess, "call", made)
    return made


def test_the_first_call_installs_from_the_lock_with_hashes(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real environment is made, and every package is checked against the lock."""
    made = calls(monkeypatch)

    bootstrap.ensure_environment()

    assert bootstrap.environment_python().exists()
    assert (
        f"--require-hashes --only-binary :all: -r {clone / 'requirements.lock'}" in made.lines[-1]
    )
    assert bootstrap.is_ready()


def test_a_second_call_starts_nothing(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once set up, nothing is asked again."""
    calls(monkeypatch)
    bootstrap.ensure_environment()
    made = calls(monkeypatch)

    bootstrap.ensure_environment()

    assert made.lines == []


def test_a_changed_lock_installs_again_into_the_same_environment(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an update of Hallway the packages follow by themselves."""
    calls(monkeypatch)
    bootstrap.ensure_environment()
    (clone / ".venv" / "kept").touch()
    (clone / "requirements.lock").write_text("pelican==4.13 --hash=sha256:11\n")
    made = calls(monkeypatch)

    bootstrap.ensure_environment()

    assert any("--require-hashes" in line for line in made.lines)
    assert (clone / ".venv" / "kept").exists()


def test_an_environment_left_half_made_is_made_anew(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C during the first call leaves nothing that the second one stumbles over."""
    calls(monkeypatch, failing="-m pip install")
    with pytest.raises(SystemExit):
        bootstrap.ensure_environment()
    (clone / ".venv" / "half").touch()
    calls(monkeypatch)

    bootstrap.ensure_environment()

    assert not (clone / ".venv" / "half").exists()
    assert bootstrap.is_ready()


def test_an_environment_of_ones_own_is_used_not_removed(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who made .venv by hand keeps what is in it."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", clone / ".venv"], check=True)
    (clone / ".venv" / "mine").touch()
    calls(monkeypatch)

    bootstrap.ensure_environment()

    assert (clone / ".venv" / "mine").exists()
    assert bootstrap.is_ready()


@pytest.mark.parametrize(
    ("failing", "sentence"),
    [("-m pip install", "this computer is online"), ("import", "python3-venv")],
    ids=["no network", "no venv"],
)
def test_what_fails_is_said_in_a_sentence(
    clone: Path, monkeypatch: pytest.MonkeyPatch, failing: str, sentence: str
) -> None:
    """Without a network, or on a Debian without venv, a coach reads what to do."""
    calls(monkeypatch, failing=failing)

    with pytest.raises(SystemExit, match=sentence):
        bootstrap.ensure_environment()

    assert not bootstrap.is_ready()


def test_an_old_python_is_told_so(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that is too old makes nothing and says which one is needed."""
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 0))

    with pytest.raises(SystemExit, match=r"Python 99\.0 or newer"):
        bootstrap.ensure_environment()

    assert not (clone / ".venv").exists()


def test_setting_up_leaves_what_a_task_prints_alone(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check --format json` is JSON on the very first call too."""
    calls(monkeypatch)

    bootstrap.ensure_environment()

    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Setting up Hallway" in printed.err
