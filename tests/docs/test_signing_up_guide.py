"""The guide to the sign-up service and its example files say what the code does."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from invoke.parser import Parser

from commands.mailing.impatient import PATIENCE
from commands.mailing.settings import _EXAMPLES
from commands.mailing.signing_up import _AT_ONCE
from mailing.message import checked_signup, parse_sender
from mailing.quota import DAY, HOUR, MINUTE, Limits, Window
from mailing.signup.config import PAGES, checked_site, parse_proxies
from mailing.store.attempts import TryLimits
from mailing.store.profiles import UNDO_WITHIN
from mailing.store.share import share_of
from mailing.store.signups import CONFIRM_WITHIN
from mailing.transport.url import parse_server
from tasks import namespace
from tests.docs.guides import ROOT, first_code, section_of, tables_in

pytestmark = pytest.mark.slow

PATH = ROOT / "docs" / "signing-up.md"
GUIDE = PATH.read_text("utf-8")
EXAMPLES = ROOT / "docs" / "examples" / "signing-up"
CONTAINERFILE = (EXAMPLES / "Containerfile").read_text("utf-8")
PORT = 8025


def settings_in(file: Path) -> dict[str, str]:
    """The variables of a file for systemd or a container, which takes no quotes away."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


def unit() -> configparser.ConfigParser:
    """The unit for systemd."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(EXAMPLES / "hallway-signup.service", "utf-8")
    return parser


def words_after(command: list[str]) -> list[str]:
    """What is typed after ``tasks.py``."""
    return command[command.index("tasks.py") + 1 :]


def test_every_example_is_named_and_there() -> None:
    """Each file of the folder has its row."""
    told = re.findall(r"\]\(examples/signing-up/([^)]+)\)", GUIDE)
    assert sorted(told) == sorted(one.name for one in EXAMPLES.iterdir())


def test_the_commands_of_the_examples_can_be_typed() -> None:
    """By systemd and in the container."""
    (container,) = re.findall(r"^CMD \[(.*)\]$", CONTAINERFILE, re.MULTILINE)
    commands = [
        shlex.split(unit()["Service"]["ExecStart"]),
        re.findall(r'"([^"]*)"', container),
    ]
    for command in commands:
        (task,) = Parser(namespace.to_contexts()).parse_argv(words_after(command))
        assert task.name == "subscribers.serve"
        assert task.args["port"].value == PORT


def test_the_settings_of_the_examples_can_be_used() -> None:
    """And nothing that is needed is missing in them."""
    settings = settings_in(EXAMPLES / "mailing.env")
    assert set(_EXAMPLES) <= set(settings)
    assert parse_server(settings["HALLWAY_SMTP_URL"])
    assert parse_sender(settings["HALLWAY_MAIL_FROM"])
    assert checked_signup(settings["HALLWAY_SIGNUP_URL"])
    assert checked_site(settings["HALLWAY_SITE_URL"])
    assert parse_proxies(settings["HALLWAY_TRUSTED_PROXIES"])


def test_everybody_listens_and_asks_at_the_same_port() -> None:
    """The one that the service has unless told otherwise."""
    for name in ("Containerfile", "Caddyfile", "nginx.conf"):
        ports = re.findall(r"127\.0\.0\.1:(\d+)", (EXAMPLES / name).read_text("utf-8"))
        assert {int(one) for one in ports} == {PORT}
    assert f"EXPOSE {PORT}" in CONTAINERFILE


def test_the_unit_runs_where_it_may_write() -> None:
    """Its folder holds ``private``; it is stopped as by Ctrl-C."""
    service = unit()["Service"]
    assert service["ReadWritePaths"] == f"{service['WorkingDirectory']}/private"
    assert service["KillSignal"] == "SIGINT"
    assert f"`{service['WorkingDirectory']}`" in GUIDE


def test_every_option_has_its_row() -> None:
    """All but the folder of the content, which every task has."""
    (context,) = [one for one in namespace.to_contexts() if one.name == "subscribers.serve"]
    _, options = tables_in(section_of(GUIDE, "Its settings"))
    told = [first_code(row[0]).split()[0] for row in options]
    assert sorted(told) == sorted(f"--{name}" for name in context.args if name != "content")


def test_every_page_is_told() -> None:
    """Those that families see; the others are named in the text."""
    (rows,) = tables_in(section_of(GUIDE, "What families see"))
    told = {first_code(row[0]).strip("/.").partition("/")[0] for row in rows}
    assert told == {"", *PAGES} - {"health", "static"}
    assert "/health`" in GUIDE
    assert f"works for {CONFIRM_WITHIN / DAY:.0f} days" in GUIDE
    assert f"for {UNDO_WITHIN / DAY:.0f} days a way to take it back" in GUIDE


def test_the_limits_are_those_of_the_code() -> None:
    """In words."""
    limits = TryLimits()
    assert limits.address == (Window(10 * MINUTE, 1), Window(DAY, 3), Window(30 * DAY, 10))
    assert limits.client == (Window(HOUR, 100), Window(DAY, 300))
    assert limits.everybody == (Window(HOUR, 600),)
    told = section_of(GUIDE, "Limits")
    assert "1 mail in 10 minutes, 3 a day, 10 in 30 days" in told
    assert "100 sign-ups an hour, 300 a day" in told
    assert "600 sign-ups an hour" in told
    assert f"more than {PATIENCE:.0f} seconds to ask" in told
    assert f"{_AT_ONCE} calls are answered" in told
    quarter = share_of(Limits("", (Window(DAY, 400),))).windows
    assert quarter == (Window(DAY, 100),)
    assert re.search(r"more\s+than a quarter of what it may send in a day", told)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links, and signals of POSIX")
def test_what_the_container_holds_is_enough_to_run(tmp_path: Path) -> None:
    """Nothing but the files that the Containerfile copies: the service starts, answers, ends."""
    house = tmp_path / "hallway"
    house.mkdir()
    for found in re.findall(r"^COPY (.+)$", CONTAINERFILE, re.MULTILINE):
        *sources, target = found.split()
        for source in sources:
            assert (ROOT / source).exists(), source
            into = house / (source if target == "./" else target)
            into.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, into, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(ROOT / source, into)
    (house / ".venv").symlink_to(Path(sys.prefix), target_is_directory=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = settings_in(EXAMPLES / "mailing.env") | {
        "HALLWAY_SMTP_URL": f"file://{tmp_path}/out"
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HALLWAY_")}
    with subprocess.Popen(
        [sys.executable, "tasks.py", "subscribers.serve", "--port", str(port)],
        cwd=house,
        env={**kept, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert "Maple Street School" in fetched(f"http://127.0.0.1:{port}/")
            assert '"ok"' in fetched(f"http://127.0.0.1:{port}/health")
        finally:
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate(timeout=60)

    assert process.returncode == 0, said
    assert "Families can sign up." in said
    assert said.rstrip().endswith("Start again with: python3 tasks.py subscribers.serve")
    assert (house / "private" / "mailing.sqlite3").is_file()


def fetched(url: str) -> str:
    """A page, as soon as somebody listens."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nobody answered at {url}")
