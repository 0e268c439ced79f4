"""Imported by every Python that is started under libfaketime 0.9.10, which Debian 12 has.

It reads the environment of the process whenever any thread asks for the time or waits for a lock,
and the C library lets nobody read there while another thread writes: a test that sets a variable
beside a server of its own would end the process. So what Python sets stays Python's, and is handed
to whatever it starts. What C libraries have to know goes through: the zone, and OpenSSL's files.

It also moves the moment until which ``time.sleep`` waits, although it was told to leave the clock
that counts seconds alone. To wait for a while, in the place of until a moment, it knows how to do.
"""

import os
import select
import subprocess
import time
from typing import Any


def sleep(seconds: float, /) -> None:
    """As ``time.sleep``."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    end = time.monotonic() + seconds
    while True:
        select.select((), (), (), max(0.0, end - time.monotonic()))
        if time.monotonic() >= end:
            return


_putenv, _unsetenv = os.putenv, os.unsetenv
_READ_IN_C = (b"TZ", b"SSL_CERT_FILE", b"SSL_CERT_DIR")


def putenv(name: bytes, value: bytes, /) -> None:
    """As ``os.putenv``, which ``os.environ`` calls, for what C libraries read."""
    if name in _READ_IN_C:
        _putenv(name, value)


def unsetenv(name: bytes, /) -> None:
    """As ``os.unsetenv``, for what C libraries read."""
    if name in _READ_IN_C:
        _unsetenv(name)


class Popen(subprocess.Popen):  # type: ignore[type-arg]
    """Hands over the variables as Python knows them."""

    def __init__(self, *args: Any, env: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, env=os.environ.copy() if env is None else env, **kwargs)


time.sleep = sleep
os.putenv, os.unsetenv = putenv, unsetenv
subprocess.Popen = Popen  # type: ignore[misc]
