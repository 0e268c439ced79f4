"""Log in at a mail server: with a password or a token, said once and by one way only.

``smtplib``'s own login would say a wrong password once for every way that the server offers, and
takes no password with an accent.
"""

from __future__ import annotations

import smtplib  # noqa: TID251 - the one place that sends mail
from base64 import b64encode

from mailing.transport.url import Server

_LOGGED_IN, _QUESTION = 235, 334


def log_in(smtp: smtplib.SMTP, server: Server, secret: str) -> None:
    """Log in as the user of ``server``; ``secret`` is its password or token.

    Raises what ``smtplib`` raises: of a refusal the server's code and answer.
    """
    smtp.ehlo_or_helo_if_needed()
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    if server.auth == "xoauth2":
        if "XOAUTH2" not in offered:
            raise smtplib.SMTPNotSupportedError("it lets nobody log in with a token (XOAUTH2)")
        bearer = f"user={server.user}\1auth=Bearer {secret}\1\1"
        # A refusal comes as a question; an empty answer to it brings the code.
        _say(smtp, f"AUTH XOAUTH2 {_coded(bearer)}", "")
    elif "PLAIN" in offered:
        both = f"\0{server.user}\0{secret}"
        _say(smtp, f"AUTH PLAIN {_coded(both)}")
    elif "LOGIN" in offered:
        _say(smtp, "AUTH LOGIN", _coded(server.user), _coded(secret))
    else:
        raise smtplib.SMTPNotSupportedError("it lets nobody log in with a name and a password")


def _say(smtp: smtplib.SMTP, *words: str) -> None:
    """One after the other, for as long as the server asks."""
    code, answer = -1, b""
    for one in words:
        code, answer = smtp.docmd(one)
        if code != _QUESTION:
            break
    if code != _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _coded(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")
