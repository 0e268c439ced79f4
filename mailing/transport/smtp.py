"""SMTP: encrypted with a verified certificate, logged in, one message at a time."""

from __future__ import annotations

import re
import smtplib  # noqa: TID251 - the one place that sends mail
import ssl
from contextlib import suppress
from dataclasses import replace

from mailing.errors import MailingError
from mailing.hosts import why_unreachable
from mailing.logins import EveryLogin, Login, Logins, RefusedLoginError
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.login import log_in
from mailing.transport.replies import CREDENTIALS, Stage, classify
from mailing.transport.tokens import TokenError, Tokens
from mailing.transport.url import Server

_CONNECT, _ANSWER = 30.0, 120.0  # seconds
_DOT = re.compile(rb"(?m)^\.")


class SmtpTransport:
    """One connection to ``server``, made anew where it broke.

    ``context`` is for servers with a certificate of the school's own; ``patience`` the seconds
    that an answer may take; ``tokens`` for servers that log in with one.
    """

    def __init__(
        self,
        server: Server,
        context: ssl.SSLContext | None = None,
        patience: float = _ANSWER,
        tokens: Tokens | None = None,
    ) -> None:
        self._server = server
        self._tokens = tokens
        self._context = context
        self._patience = patience
        self._logins: Logins = EveryLogin()
        self._smtp: smtplib.SMTP | None = None
        self._used = False
        self._refused = False
        """The login was, by the last try to open."""

    @property
    def account(self) -> str:
        """User and host."""
        return self._server.account

    def remember(self, logins: Logins) -> None:
        """Ask ``logins`` before each login, and tell it what became of that."""
        self._logins = logins
        if self._tokens is not None:
            self._tokens.remember(logins)

    @property
    def is_open(self) -> bool:
        """True while connected and logged in."""
        return self._smtp is not None

    def open(self) -> Verdict | None:
        """Connect, encrypt, log in. One try: a wrong password tried again locks accounts.

        A token that is refused may just have expired: it is renewed, once. A login that was
        refused before is not tried.
        """
        return None if self._smtp is not None else self._entered(anew=False)

    def send(self, envelope: Envelope) -> Verdict:
        """Hand over one message. A connection that went while it was idle is made anew.

        So is one whose token has expired in the meantime; nothing was handed over by then.
        """
        verdict = self._send(envelope)
        idle = verdict.kind is Kind.UNREACHABLE and self._used
        expired = self._tokens is not None and self._used and _is_login(verdict)
        if idle or expired:
            self.close()
            trouble = self._entered(anew=expired)
            verdict = trouble or self._send(envelope)
        if verdict.kind is Kind.SENT:
            self._used = True
        elif self._smtp is not None:
            self._reset()
        return verdict

    def close(self) -> None:
        """Say goodbye, where anybody still listens."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                if smtp.sock:
                    smtp.sock.settimeout(2.0)
                    smtp.quit()
            smtp.close()

    def _entered(self, *, anew: bool) -> Verdict | None:
        if not self._server.user:
            return self._open("")
        trouble = None
        self._refused = False
        try:
            with self._logins.attempt(self._login) as attempt:
                password = self._server.password
                trouble = self._open_by_token(anew=anew) if self._tokens else self._open(password)
                if trouble is None:
                    attempt.accepted()
                elif self._refused:
                    attempt.refused(trouble.reply)
                    trouble = replace(trouble, reply=_told_of(self._login, trouble.reply))
                return trouble
        except RefusedLoginError as error:
            return Verdict(Kind.STOP, str(error))
        except TokenError as error:
            return error.verdict
        except MailingError as error:
            # Somebody else is at it, or what is refused can be noted nowhere just now.
            self.close()
            return trouble if self._refused else Verdict(Kind.UNREACHABLE, str(error))

    @property
    def _login(self) -> Login:
        server = self._server
        return Login(
            f"{server.host}:{server.port}",
            server.way,
            server.user,
            self._tokens.origin if self._tokens else server.password,
            "the token" if self._tokens else "HALLWAY_SMTP_URL",
            "newsletter.send or newsletter.resume",
        )

    def _open_by_token(self, *, anew: bool) -> Verdict | None:
        assert self._tokens is not None
        token, fresh = self._tokens.access(anew=anew)
        trouble = self._open(token)
        if self._refused and not fresh:
            trouble = self._open(self._tokens.access(anew=True)[0])
        return trouble

    def _open(self, secret: str) -> Verdict | None:
        stage: Stage = "connect"
        self._refused = False
        try:
            smtp = self._connect()
            self._smtp, self._used = smtp, False
            if self._server.user:
                stage = "login"
                log_in(smtp, self._server, secret)
        except smtplib.SMTPResponseException as error:
            self.close()
            text = _text(error.smtp_error)
            kind = classify(error.smtp_code, text, stage)
            # Any "no" for good, and not the well-known ones alone: the next one would be the same.
            self._refused = stage == "login" and kind is Kind.STOP
            return Verdict(kind, f"{error.smtp_code} {text}")
        except smtplib.SMTPNotSupportedError as error:
            self.close()
            return Verdict(Kind.STOP, str(error))
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self.close()
            lasts = isinstance(error, ssl.SSLCertVerificationError)
            why = why_unreachable(error, f"{self._server.host}:{self._server.port}")
            return Verdict(Kind.STOP if lasts else Kind.UNREACHABLE, why or _reason(error))
        if not smtp.sock:
            self.close()
            return Verdict(Kind.UNREACHABLE, "the connection was closed")
        smtp.sock.settimeout(self._patience)
        return None

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.security == "none":
            return smtplib.SMTP(server.host, server.port, timeout=min(_CONNECT, self._patience))
        context = self._context or ssl.create_default_context()
        if server.security == "tls":
            return smtplib.SMTP_SSL(
                server.host,
                server.port,
                timeout=min(_CONNECT, self._patience),
                context=context,
            )
        smtp = smtplib.SMTP(server.host, server.port, timeout=min(_CONNECT, self._patience))
        try:
            smtp.ehlo_or_helo_if_needed()
            if not smtp.has_extn("starttls"):
                raise smtplib.SMTPNotSupportedError(
                    f"{server.host}:{server.port} offers no encryption (STARTTLS). It may be there "
                    "at another number, or by smtps://"
                )
            smtp.starttls(context=context)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _send(self, envelope: Envelope) -> Verdict:
        smtp = self._smtp
        if smtp is None:
            return Verdict(Kind.UNREACHABLE, "not connected")
        stages: tuple[tuple[Stage, str], ...] = (
            ("mail", f"MAIL FROM:<{envelope.sender}>"),
            ("rcpt", f"RCPT TO:<{envelope.recipient}>"),
            ("data", "DATA"),
        )
        try:
            smtp.ehlo_or_helo_if_needed()
            for stage, words in stages:
                code, answer = smtp.docmd(words)
                if code != 354 if stage == "data" else not 200 <= code < 300:
                    return self._judged(code, answer, stage)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            # The message itself was not handed over: it can safely be sent later.
            self._drop()
            return Verdict(Kind.UNREACHABLE, _reason(error))
        try:
            smtp.send(_dotted(envelope.body) + b".\r\n")
            code, answer = smtp.getreply()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self._drop()
            return Verdict(Kind.UNCERTAIN, _reason(error))
        return self._judged(code, answer, "end")

    def _judged(self, code: int, answer: bytes, stage: Stage) -> Verdict:
        text = _text(answer)
        if code == 421:  # it hangs up
            self._drop()
        return Verdict(classify(code, text, stage), f"{code} {text}")

    def _reset(self) -> None:
        try:
            if self._smtp is not None and self._smtp.rset()[0] != 250:
                self._drop()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _drop(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()


def _told_of(login: Login, reply: str) -> str:
    why = f"the login as {login.account} is not tried again before it changes"
    return f"{reply.rstrip('.')} ({why}; put {login.setting} right)"


def _is_login(verdict: Verdict) -> bool:
    """The server wants another login: nothing of the message was handed over."""
    return verdict.kind is Kind.STOP and verdict.reply[:3] in {str(one) for one in CREDENTIALS}


def _dotted(body: bytes) -> bytes:
    # Hardly a message has such a line, and looking for one is far cheaper than replacing it.
    return _DOT.sub(b"..", body) if body.startswith(b".") or b"\n." in body else body


def _text(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:500]


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
