"""Listening on a port until somebody says stop: what everything that serves pages has in common."""

from __future__ import annotations

import errno
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from commands.errors import CoachError
from commands.stopping import told_to

HOST = "127.0.0.1"


class Server(uvicorn.Server):
    """uvicorn without its own way with signals, which would raise them again inside the loop."""

    stopped_by: int = signal.SIGINT

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals end it politely."""
        with told_to(self._stop):
            yield

    def _stop(self, number: int) -> None:
        self.stopped_by = number
        self.should_exit = True


def open_port(port: int, host: str = HOST, task: str = "serve") -> socket.socket:
    """Listen on ``port``, on this computer alone unless told otherwise.

    Raises :class:`CoachError` where that is not possible; ``task`` is what was typed.
    """
    if not 1 <= port <= 65535:
        raise CoachError(f"{port} is no port. Choose a number from 1024 to 65535 with --port.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two servers share one port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        address = f"{host}:{port}"
        if error.errno in (errno.EACCES, errno.EPERM):
            raise CoachError(
                f"The number {port} is the system's own. Choose one from 1024 to 65535 with --port."
            ) from None
        if error.errno != errno.EADDRINUSE:
            raise CoachError(
                f"Nobody can listen at {address} ({error.strerror}): {host} is no address of this "
                f"computer. Leave --host out, or name one that is, like {HOST} or 0.0.0.0."
            ) from None
        raise CoachError(
            f"The address {address} is taken ({error.strerror}). Perhaps Hallway is being "
            f"served in another window: look at http://{address}. "
            f"Or choose another number: python3 tasks.py {task} --port {_other(port)}"
        ) from None
    return listener


def _other(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8001
