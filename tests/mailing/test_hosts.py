"""Why a server cannot be spoken to, in words; whatever library met with it."""

from __future__ import annotations

import socket
import ssl

import httpx
import pytest

from mailing.hosts import why_unreachable

PLACE = "mail.school.example:587"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (socket.gaierror(-2, "Name or service not known"), f"nobody knows the name in {PLACE}"),
        (ConnectionRefusedError(111, "Connection refused"), f"nothing listens at {PLACE}"),
        (TimeoutError("timed out"), f"{PLACE} does not answer"),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number"), "STARTTLS"),
        (OSError(101, "Network is unreachable"), f"no network leads to {PLACE}"),
        (ValueError("something else"), ""),
    ],
)
def test_a_cause_is_told_in_words(error: Exception, told: str) -> None:
    """With the place, which may be mistyped, and no number of an error."""
    wrapped = httpx.ConnectError(str(error))
    wrapped.__cause__ = error

    for one in (error, wrapped):
        words = why_unreachable(one, PLACE)
        assert told in words
        assert bool(words) == bool(told)
        assert "rrno" not in words
        assert not words.endswith(".")
