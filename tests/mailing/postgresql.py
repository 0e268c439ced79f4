"""A PostgreSQL server of the tests' own: begun in a temporary folder, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from mailing.store.database import open_database

_OWNER = "hallway"
_TEMPLATE = "hallway_template"
_PATIENCE = 20.0


class Cluster:
    """The server; it writes to disk as carefully as any (``fsync`` is on)."""

    def __init__(self, programs: Path, folder: Path, who: dict[str, Any]) -> None:
        self._programs = programs
        self._folder = folder
        self._who = who
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Begin it, with one database that others are copied from."""
        subprocess.run(
            [
                *(self._programs / "initdb", "-D", self._data, "-U", _OWNER, "-A", "trust"),
                *("-E", "UTF8", "--no-locale", "--no-sync"),
            ],
            check=True,
            capture_output=True,
            **self._who,
        )
        self.start()
        self.command(f"CREATE DATABASE {_TEMPLATE}")
        open_database(self._url(_TEMPLATE), self._folder / "private").close()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = (
            "listen_addresses=",
            "max_connections=300",
            f"unix_socket_directories={self.at}",
        )
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(self._programs / "postgres", "-D", self._data),
                    *(word for one in settings for word in ("-c", one)),
                ],
                stdout=log,
                stderr=log,
                **self._who,
            )
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                self.command("SELECT 1")
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: ``SIGINT`` hangs up on everybody, ``SIGQUIT`` is a crash."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_PATIENCE)

    def fresh(self) -> str:
        """The address of a new database with its tables, as a school would write it."""
        name = f"mailing_{next(self._numbers)}"
        self.command(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        return self._url(name)

    def empty(self, encoding: str = "UTF8") -> str:
        """The address of a database without any table."""
        name = f"mailing_{next(self._numbers)}"
        self.command(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING {encoding}")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Forget a database, whoever is still connected."""
        self.command(f"DROP DATABASE {url.partition('?')[0].rpartition('/')[2]} WITH (FORCE)")

    @property
    def number(self) -> int:
        """The number of its first process."""
        return self._process.pid if self._process is not None else 0

    @property
    def at(self) -> Path:
        """The folder of its socket."""
        return self._folder

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _url(self, name: str) -> str:
        return f"postgresql://{_OWNER}@/{name}?host={self.at}"

    def command(self, words: str) -> None:
        """Tell the server something, as its owner."""
        with psycopg.connect(
            host=str(self.at), user=_OWNER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(words)


def find_programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``, the newest; None where there is none."""
    debian = sorted(
        (one for one in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda one: int(one.parent.parent.name),
    )
    found = debian[-1] if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _is_known(user: str) -> bool:
    return any(one.pw_name == user for one in pwd.getpwall())


def _without_faketime(before: Mapping[str, str]) -> dict[str, str]:
    """As a district's server, whose clock is its own; under libfaketime its timeouts never end."""
    return {name: one for name, one in before.items() if name != "LD_PRELOAD"}


@contextmanager
def running(programs: Path) -> Iterator[Cluster]:
    """A server for as long as the block lasts. It refuses root, so root starts it as another."""
    folder = Path(tempfile.mkdtemp(prefix="hallway-db-", dir="/tmp"))
    who: dict[str, Any] = {"cwd": "/", "env": _without_faketime(os.environ)}
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres" if _is_known("postgres") else "nobody")
        who |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    cluster = Cluster(programs, folder, who)
    try:
        cluster.make()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
