"""Starts senders by forking, so that one can be killed every few hundredths of a second.

Reads ``FOLDER PORTS MOMENT`` lines (an account for each port), prints the new sender's process id,
waits for its end, and prints how it ended. A sender killed here is a process killed by the system,
like any other.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import psycopg
from sqlalchemy import Engine, event

from mailing.clock import SteadyClock
from mailing.delivery.post_office import MailAccount, Options
from mailing.quota import DAY, Limits, Window
from mailing.transport.smtp import SmtpTransport
from mailing.transport.url import Server
from tests.mailing.builders import PLENTY, office_of

BEFORE = 3
"""Messages that go well before the moment comes."""

FEW = Limits("few", (Window(DAY, 60),))


def say(words: object, stream: TextIO = sys.stdout) -> None:
    stream.write(f"{words}\n")
    stream.flush()


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_in_commit(engine: Engine, *, told: bool) -> None:
    """Die before the next commit; or, on PostgreSQL, once it is told and before its answer."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "commit", die)
        return
    real = psycopg.Connection.execute

    def execute(connection: Any, words: str, *values: Any) -> Any:
        if words == "COMMIT" and not told:
            die()
        answer = real(connection, words, *values)
        if words == "COMMIT":
            die()
        return answer

    psycopg.Connection.execute = execute  # type: ignore[method-assign, assignment]


def after(count: int, before: Callable[..., None], real: Callable[..., Any]) -> Callable[..., Any]:
    """``real``, with ``before`` called first from the ``count``-th time on."""
    calls = 0

    def called(*args: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls > count:
            before(*args)
        return real(*args, **named)

    return called


def send(folder: str, ports: str, moment: str) -> None:
    transport, *others = (
        SmtpTransport(Server(host, int(port), "none"), patience=10)
        for host, port in zip(("127.0.0.1", "localhost"), ports.split(","), strict=False)
    )
    # The first of several is allowed little, so that the others have something to do.
    accounts = [MailAccount(transport, FEW if others else PLENTY)]
    accounts += [MailAccount(one, PLENTY) for one in others]
    post = office_of(Path(folder), accounts, SteadyClock())
    if moment == "claimed":
        transport.send = after(BEFORE, die, transport.send)  # type: ignore[method-assign]
    elif moment == "answered":
        post.ledger.settle_and_claim = after(BEFORE, die, post.ledger.settle_and_claim)  # type: ignore[method-assign]
    elif moment in ("commit", "unheard"):

        def in_commit(*_: object) -> None:
            die_in_commit(post._database.engine, told=moment == "unheard")

        post.ledger.settle_and_claim = after(BEFORE, in_commit, post.ledger.settle_and_claim)  # type: ignore[method-assign]
    ended = post.run("2026-W47", "", Options(time.sleep))
    assert ended.how == "done", ended


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                send(*line.split())
            except BaseException as error:  # noqa: BLE001 - a child must not go on as its parent
                say(repr(error), sys.stderr)
                os._exit(1)
            os._exit(0)
        say(child)
        _, status = os.waitpid(child, 0)
        say(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
