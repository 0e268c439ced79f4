"""Debian's Postfix, an instance of the tests' own, that delivers into a folder and nowhere else."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 30.0
_PROGRAMS = Path("/usr/lib/postfix/sbin")
_MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log/mail.log
maillog_file_prefixes = {folder}
myhostname = mail.school.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
smtpd_relay_restrictions = permit_mynetworks, reject
virtual_mailbox_domains = static:all
virtual_transport = {delivery}
virtual_mailbox_base = {folder}
virtual_mailbox_maps = static:mail/
virtual_uid_maps = static:{owner}
virtual_gid_maps = static:{owner}
smtputf8_enable = no
smtpd_peername_lookup = no
notify_classes =
default_transport = error:nothing leaves this computer
relay_transport = error:nothing leaves this computer
"""
# No program that speaks to other servers is among them.
_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
discard unix - - n - - discard
anvil unix - - n - 1 anvil
"""


class Postfix:
    """A server at ``port`` of this computer; ``arrived`` is the folder of what it took."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        self.port = port

    def wait_for(self, count: int) -> list[bytes]:
        """The messages as they lie in the Maildir, once there are ``count``."""
        deadline = time.monotonic() + _PATIENCE
        while len(files := sorted((self._folder / "mail" / "new").glob("*"))) < count:
            assert time.monotonic() < deadline, f"only {len(files)} arrived\n{self.log()}"
            time.sleep(0.05)
        return [one.read_bytes() for one in files]

    @property
    def maildir(self) -> Path:
        """What it delivers into."""
        return self._folder / "mail"

    def log(self) -> str:
        """What it wrote about itself, to be read when a test fails."""
        file = self._folder / "log" / "mail.log"
        return file.read_text("utf-8", "replace") if file.is_file() else "(no log)"


def is_missing() -> bool:
    """True where it is not installed."""
    return shutil.which("postfix", path=_path()) is None


@contextmanager
def running(delivery: str = "virtual", more: str = "") -> Iterator[Postfix]:
    """An instance with a queue of its own, for as long as the block lasts.

    ``delivery``: ``virtual`` into the Maildir, ``discard`` for a benchmark, once it was queued.
    ``more`` are lines of its settings that stand for others.
    """
    folder = Path(tempfile.mkdtemp(prefix="hallway-postfix-", dir="/tmp"))
    owner = pwd.getpwnam("nobody")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.chmod(0o755)
    config = folder / "config"
    for name in ("config", "queue", "data", "log", "mail"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", "postfix")
    shutil.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    (config / "main.cf").write_text(
        _MAIN.format(folder=folder, owner=owner.pw_uid, delivery=delivery) + more, "utf-8"
    )
    (config / "master.cf").write_text(_MASTER.format(port=port), "utf-8")
    server = Postfix(folder, port)
    surroundings = {**os.environ, "PATH": _path()}
    try:
        # Makes the folders of its queue.
        subprocess.run(
            ["postfix", "-c", config, "check"], env=surroundings, check=True, capture_output=True
        )
        with (folder / "log" / "start").open("wb") as words:
            process = subprocess.Popen(
                [_PROGRAMS / "master", "-c", config, "-d"],
                env=surroundings,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                start_new_session=True,  # it ends whatever it started by ending its group
            )
        try:
            _wait_until_it_listens(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(_PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_it_listens(server: Postfix, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", server.port), 1).close()
        except OSError:
            assert process.poll() is None, f"Postfix ended\n{server.log()}"
            assert time.monotonic() < deadline, f"Postfix does not answer\n{server.log()}"
            time.sleep(0.05)
        else:
            return


def _path() -> str:
    # Where Debian keeps the programs of the system, also for whoever does not look there.
    return os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
