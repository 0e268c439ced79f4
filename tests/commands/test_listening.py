"""A place to serve pages at that cannot be had: each reason with its own help."""

from __future__ import annotations

import errno
import socket
from unittest import mock

import pytest

from commands.errors import CoachError
from commands.listening import open_port


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EADDRINUSE, "is taken"),
        (errno.EADDRNOTAVAIL, "is no address of this computer"),
        (errno.EACCES, "Choose one from 1024 to 65535"),
    ],
)
def test_why_nobody_can_listen_is_told_as_it_is(number: int, told: str) -> None:
    """Another number helps only where this one is taken."""
    trouble = OSError(number, "no")
    with (
        mock.patch.object(socket.socket, "bind", side_effect=trouble),
        pytest.raises(CoachError, match=told),
    ):
        open_port(8025, "192.0.2.1", "subscribers.serve")
