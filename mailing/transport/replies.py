"""What a mail server's answer means for the message, and for all the others. Pure."""

from __future__ import annotations

import re
from typing import Literal

from mailing.transport import Kind

Stage = Literal["connect", "login", "mail", "rcpt", "data", "end"]
"""Where in the conversation: ``data`` is the word, ``end`` the dot after the message."""

_ENHANCED = re.compile(r"^\s*([245]\.\d{1,3}\.\d{1,3})\b")
_QUOTA = {
    "5.4.5",  # Google: daily sending limit
    "5.1.8",  # Microsoft: the account may not send out any more
    "5.1.90",  # Microsoft: the recipients of a day are used up
    "5.7.232",  # Microsoft: those outside of the school that all its accounts may write to
    "5.7.233",
    "5.7.705",  # Microsoft: the tenant has sent too much
    "5.7.708",
}
_QUOTA_WORDS = re.compile(
    r"(daily|hourly|user|account|message)\b[^.]{0,40}\bsending (limit|quota)"
    r"|sending (limit|quota)[^.]{0,20}exceed|exceeded [^.]{0,20}\bsending (limit|quota)"
    # Google's relay; any provider's day; Zoho
    r"|daily \S+ ?relay limit|(your|its) daily limit|mail rate exceeded limit"
    # Microsoft, behind a 5.2.0 that says nothing: used up, suspended for spam, too many mistakes
    r"|submission ?quota|OutboundSpamException|sender throttled due to continuous",
    re.IGNORECASE,
)
_NOT_AS_THIS_SENDER = re.compile(
    r"SendAsDenied|not allowed to send as|permissions? to send as"
    r"|sender address rejected: not (owned|logged)|send ?on ?behalf ?of[^.]{0,20}denied",
    re.IGNORECASE,
)
"""Microsoft says so of a whole message, when it has it; Postfix at its first recipient."""
_THROTTLED = {"4.3.2", "4.7.28", "4.7.500", "4.5.3"}  # 432 4.3.2: Microsoft, too many at once
CREDENTIALS = (530, 534, 535, 538)
"""Who says one of these wants another login."""
_SHARED: tuple[Stage, ...] = ("connect", "login", "mail")
"""Here nothing has been said about a recipient yet: the answer is about the account."""


def classify(code: int, text: str, stage: Stage) -> Kind:
    """What ``code`` and ``text`` (as in ``550``, ``5.4.5 Daily limit``) mean at ``stage``."""
    found = _ENHANCED.match(text)
    enhanced = found[1] if found else ""
    if code >= 400 and (enhanced in _QUOTA or _QUOTA_WORDS.search(text)):
        return Kind.QUOTA
    if code >= 500 and _NOT_AS_THIS_SENDER.search(text):
        return Kind.STOP
    if 200 <= code < 300:
        return Kind.SENT if stage == "end" else Kind.UNREACHABLE
    if code in CREDENTIALS:
        return Kind.STOP
    if 400 <= code < 500:
        shared = code in (421, 432) or enhanced in _THROTTLED or stage in _SHARED
        return Kind.SLOW_DOWN if shared else Kind.LATER
    if 500 <= code < 600:
        return Kind.STOP if stage in _SHARED else Kind.REFUSED
    # Not an answer of SMTP. After the dot nobody knows what it means.
    return Kind.UNCERTAIN if stage == "end" else Kind.UNREACHABLE
