"""A real mail server that counts what it accepted, and misbehaves when told to."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Reply = Callable[["Sink", str], str | None]
"""What to answer for a recipient; None is the usual answer."""


@dataclass
class Sink:
    """What arrived. ``on_rcpt`` and ``on_data`` may answer otherwise, drop the line or wait."""

    on_mail: Reply = lambda sink, address: None
    on_rcpt: Reply = lambda sink, address: None
    on_data: Reply = lambda sink, address: None
    after_accept: Reply = lambda sink, address: None
    password: bytes = b"right"
    accepted: Counter[str] = field(default_factory=Counter)
    bodies: list[bytes] = field(default_factory=list)
    logins: int = 0
    port: int = 0
    stall: threading.Event = field(default_factory=threading.Event)

    def drop(self) -> None:
        """Hang up without a word, in the middle of an answer."""
        raise ConnectionAbortedError

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = await self._ask(server, self.on_mail, address)
        if answer:
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = await self._ask(server, self.on_rcpt, address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = await self._ask(server, self.on_data, envelope.rcpt_tos[0])
        if answer:
            return answer
        # From here on the server has it, whether or not anybody hears so.
        self.accepted.update(envelope.rcpt_tos)
        self.bodies.append(bytes(envelope.original_content or b""))
        return await self._ask(server, self.after_accept, envelope.rcpt_tos[0]) or "250 accepted"

    async def _ask(self, server: SMTP, reply: Reply, address: str) -> str | None:
        answer = reply(self, address)
        if answer == "drop":
            assert server.transport is not None
            server.transport.abort()
        if answer == "stall":
            await asyncio.get_running_loop().run_in_executor(None, self.stall.wait, 30)
        return answer

    def log_in(self, _: Any, __: Any, ___: Any, mechanism: str, data: Any) -> AuthResult:
        """AUTH, counted."""
        self.logins += 1
        right = isinstance(data, LoginPassword) and data.password == self.password
        return AuthResult(success=right, handled=False)


@contextmanager
def listening(
    sink: Sink, context: ssl.SSLContext | None = None, without: Collection[str] = ()
) -> Iterator[Sink]:
    """Serve ``sink`` on a free port of this computer; with STARTTLS and AUTH given ``context``.

    ``without`` are ways to log in that it does not offer.
    """
    options: dict[str, Any] = {}
    if context is not None:
        options = {
            "tls_context": context,
            "require_starttls": True,
            "auth_required": True,
            "authenticator": sink.log_in,
            "auth_exclude_mechanism": without,
        }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        sink.port = free.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port, ident="sink", **options)
    controller.start()
    try:
        yield sink
    finally:
        sink.stall.set()
        controller.stop()
