"""A letter as one file that any mail program opens: for a last look, not for sending. Pure."""

from __future__ import annotations

import unicodedata
from email.message import EmailMessage
from email.policy import SMTP

_POLICY = SMTP.clone(max_line_length=998)


class HeaderError(ValueError):
    """A text that no header of a mail may hold."""


def build_eml(subject: str, sender: str, html: str, text: str) -> bytes:
    """The mail's bytes, lines ending in CRLF: plain text first, then HTML, as readers get it.

    Raises :class:`HeaderError` where ``subject`` or ``sender`` holds a control character: what
    follows it would be read as another header.
    """
    mail = EmailMessage(policy=_POLICY)
    for name, value in (("Subject", subject), ("From", sender), ("To", sender)):
        if any(unicodedata.category(one) == "Cc" for one in value):
            raise HeaderError(f"{name} holds a control character: {value!r}")
        if value:
            mail[name] = value
    mail["X-Unsent"] = "1"  # Outlook opens it as a draft
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    return mail.as_bytes()
