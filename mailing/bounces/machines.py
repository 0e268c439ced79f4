"""What mail servers write in forms of their own, and what answers by itself. Pure.

A letter that people wrote is never taken for a report, whatever words it quotes.
"""

from __future__ import annotations

import logging
import re
from email import message_from_bytes
from email.utils import parseaddr

from flufl.bounce import all_failures

from mailing.bounces.opened import Opened
from mailing.bounces.severity import judge, means_failure
from mailing.returned import Failure

_DAEMON = re.compile(
    r"(?i)^(mailer.?daemon|mail.?daemon|postmaster|mmdf|majordom|uucp|mail.?delivery\S*|bounces?)\b"
)
_FAILED_SUBJECT = re.compile(
    r"(?i)undeliver|not delivered|un?able to deliver|failure notice|returned mail"
    r"|delivery (status|fail|problem|notification|err)|mail (delivery|system) (fail|err)"
    r"|delivery has failed|could not be delivered|non remis|unzustellbar|no entregado"
)
_DELAYED = re.compile(
    r"(?i)\b(delayed|still (being )?(tried|retr)|warning: (message|could not)|will be retried"
    r"|(will|to) (keep|continue) trying|not yet been delivered|delivery incomplete"
    r"|temporary problem)"
)
# Where the report ends and what came back begins: the words of a letter prove nothing.
_RETURNED = re.compile(
    r"(?im)^[> \t*]*(-{2,}.{0,60}(original|copy|returned|forwarded|headers|unsent).*"
    r"|(original message|message headers|included is a copy).*"
    r"|(received|return-path|message-id|dkim-signature|mime-version|list-unsubscribe): .*)$"
)
_LONGEST_TEXT = 6_000
_LONGEST_REASON = 500
_LARGEST_FOR_DETECTORS, _LONGEST_LINE = 120_000, 500
_ANSWERS = re.compile(
    r"(?i)^(automatic reply|auto(matic)?[- ]?(reply|response|antwort)|out of (the )?office"
    r"|abwesenheit|automatische antwort|respuesta autom|r.ponse automatique|vacation)"
)

logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)  # it logs mails that it cannot read


def is_machine(mail: Opened) -> bool:
    """True for a mail that a mail server wrote because of a delivery."""
    local = parseaddr(mail.header("from"))[1].partition("@")[0]
    nobody = mail.header("return-path").strip() == "<>"
    return bool(
        _DAEMON.search(local)
        or mail.has("x-failed-recipients")
        or (nobody and _FAILED_SUBJECT.search(mail.header("subject")))
    )


def is_automatic(mail: Opened) -> bool:
    """True for what answers by itself: on holiday, "we have received your mail", and lists."""
    submitted = mail.header("auto-submitted").partition(";")[0].strip().lower()
    return bool(
        (submitted and submitted != "no")
        or any(mail.has(name) for name in ("x-autoreply", "x-autorespond", "x-autoresponse"))
        or mail.header("precedence").lower() in ("auto_reply", "bulk", "junk", "list")
        or mail.header("x-precedence").lower() in ("auto_reply", "bulk", "junk")
        or mail.has("list-id")
        or _ANSWERS.search(mail.header("subject"))
    )


def read_machine(mail: Opened) -> list[Failure]:
    """The failures that a server tells in its own words; empty where nobody understands it."""
    text = told(mail)
    for_now, for_good = _detected(mail)
    named = [one.strip() for one in mail.header("x-failed-recipients").split(",") if "@" in one]
    for_good = for_good or tuple(named)
    delayed = bool(_DELAYED.search(f"{mail.header('subject')}\n{text[:1500]}"))
    if not for_good and (for_now or delayed):
        return [Failure("delayed", "", for_now, text[:_LONGEST_REASON])]
    if not for_good and not means_failure(text):
        return []
    severity, status = judge("", text)
    reason = " ".join(_telling(text).split())[:_LONGEST_REASON]
    if len(for_good) < 2:
        return [Failure("delayed" if delayed else severity, status, for_good, reason)]
    return [_own(one, text, reason) for one in for_good]


def told(mail: Opened) -> str:
    """The words of the report itself, without what came back."""
    text = mail.text[: 4 * _LONGEST_TEXT]
    found = _RETURNED.search(text)
    return text[: found.start() if found else None][:_LONGEST_TEXT]


def _own(recipient: str, text: str, reason: str) -> Failure:
    """Of several recipients each has the lines after its own address."""
    start = text.find(recipient)
    own = text[start : start + 400] if start >= 0 else ""
    severity, status = judge("", own) if own else ("soft", "")
    return Failure(
        severity, status, (recipient,), " ".join(own.split())[:_LONGEST_REASON] or reason
    )


def _telling(text: str) -> str:
    found = re.search(r"(?<![\d.])([45]\d\d[ -]|[45]\.\d{1,3}\.\d{1,3})", text)
    return text[found.start() :] if found else text


def _detected(mail: Opened) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those who fail for now and for good, by the forms that flufl.bounce knows."""
    # Some of its patterns take their time over long lines, which no report has.
    lines = mail.plain[:_LARGEST_FOR_DETECTORS].split(b"\n")
    try:
        found = all_failures(message_from_bytes(b"\n".join(one[:_LONGEST_LINE] for one in lines)))
    except Exception:  # noqa: BLE001 - whatever a mangled mail does to a detector, it says nothing
        return (), ()
    for_now, for_good = (
        tuple(sorted({one.decode("ascii", "replace").strip("<> ") for one in some if b"@" in one}))
        for some in found
    )
    return for_now, for_good
