"""The examples of timers can be used as they are."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from invoke.parser import Parser
from invoke.parser.context import ParserContext

from mailing.schedule import MOST_LATE
from tasks import namespace
from tests.docs.guides import ROOT, SENDING

EXAMPLES = ROOT / "docs" / "examples" / "timer"


def unit(name: str) -> configparser.ConfigParser:
    """A file for systemd."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(EXAMPLES / name, "utf-8")
    return parser


def typed(command: str) -> ParserContext:
    """The one task after ``tasks.py``."""
    words = shlex.split(command)
    (task,) = Parser(namespace.to_contexts()).parse_argv(words[words.index("tasks.py") + 1 :])
    return task


def cron() -> str:
    """The line for cron."""
    lines = (EXAMPLES / "crontab").read_text("utf-8").splitlines()
    (line,) = [line for line in lines if line and not line.startswith("#")]
    return line


def test_every_example_is_named_and_there() -> None:
    """Each file of the folder has its row in the guide."""
    told = re.findall(r"\]\(examples/timer/([^)]+)\)", SENDING.read_text("utf-8"))
    assert sorted(told) == sorted(one.name for one in EXAMPLES.iterdir())


def test_the_commands_can_be_typed_and_send() -> None:
    """By systemd and by cron, with a bound and without a question."""
    started = unit("hallway-due.service")["Service"]["ExecStart"]
    for command in (started, cron().partition(" && python3 ")[2].partition(" >>")[0]):
        task = typed(command)
        assert task.name == "newsletter.due"
        assert task.args["yes"].value is True
        assert 1 <= task.args["most-late"].value <= MOST_LATE


def test_cron_has_five_fields_and_no_percent_sign() -> None:
    """A percent sign ends a line of cron."""
    assert re.match(r"(\S+ ){5}cd ", cron())
    assert "%" not in cron()


def test_cron_mails_the_last_line_only_when_somebody_is_needed(tmp_path: Path) -> None:
    """By a shell, with a task that ends well and one that does not."""
    shell = cron().partition("cd ~/hallway && ")[2]
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "mailing.sh").write_text("export CODE='0'\n")
    fake = "sh -c 'echo first; echo last; exit $CODE' --"
    shell = re.sub(r"python3 tasks\.py \S+", fake, shell)

    def mailed() -> str:
        done = subprocess.run(["sh", "-c", shell], cwd=tmp_path, capture_output=True, text=True)
        return done.stdout + done.stderr

    assert mailed() == ""
    (tmp_path / "private" / "mailing.sh").write_text("export CODE='1'\n")
    assert mailed() == "last\n"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    """And when an hour is over."""
    for file in EXAMPLES.glob("hallway-due.*"):
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    files = [str(one) for one in tmp_path.iterdir()]
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True)

    ours = [line for line in done.stderr.splitlines() if "hallway-due" in line]
    # The user and the folder are not there on this computer.
    assert [line for line in ours if "Unknown" in line or "Failed to parse" in line] == []
    calendar = unit("hallway-due.timer")["Timer"]["OnCalendar"]
    subprocess.run(["systemd-analyze", "calendar", calendar], check=True, capture_output=True)
