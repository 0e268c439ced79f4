"""Connections that hold a place at the sign-up service and ask for nothing."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, Router

from commands.mailing import impatient
from commands.mailing.impatient import Impatient
from commands.mailing.signing_up import _options
from tests.mailing.signup.service import until

pytestmark = pytest.mark.slow

HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"


def slow(_: Request) -> PlainTextResponse:
    """Takes longer than anybody is waited for."""
    time.sleep(0.6)
    return PlainTextResponse("done")


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where the service listens, with its own options; who asks is waited for a moment."""
    monkeypatch.setattr(impatient, "PATIENCE", 0.3)
    options = _options(Router([Route("/", slow)]))
    assert options.http is Impatient
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(options)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        until(lambda: server.started)
        yield int(listener.getsockname()[1])
        server.should_exit = True
        thread.join(10)


@pytest.mark.parametrize("said", [b"", HEAD, b"POST / HTTP/1.1\r\n"])
def test_whoever_does_not_finish_asking_loses_the_place(port: int, said: bytes) -> None:
    """However little, and however slowly they go on."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(said)
        time.sleep(0.2)
        try:
            line.sendall(said and b"X-Slow: 1\r\n")
            answer = line.recv(100)
        except ConnectionError:  # on a busy computer it was lost before this was said
            answer = b""

        assert answer == b""


def test_whoever_has_asked_gets_the_answer_and_may_ask_again(port: int) -> None:
    """On one connection, as browsers and web servers do."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        for _ in range(2):
            line.sendall(HEAD + b"\r\n")
            answer = b""
            while not answer.endswith(b"done"):
                more = line.recv(1000)
                assert more
                answer += more
        assert line.recv(100) == b""
