"""Whether a failure is about the reader, for good or for now, or about who sent it. Pure.

Only what surely means that there is no such mailbox counts as hard: it ends a subscription.
"""

from __future__ import annotations

import re

from mailing.returned import Severity

ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?!\.?\d)")
"""A status as in RFC 3463, and no part of a version or an address of a computer."""

_BASIC = re.compile(r"(?<![\d.])([45])\d\d(?=[ #-])")
_NOISE = re.compile(r"https?://\S+|\S+@\S+")
_HARD = {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4", "5.4.310"}
_SOFT = {"5.2.2"}
# About our address, our quota, the size or the make of the letter.
_OURS = {"5.1.7", "5.1.8", "5.2.3", "5.3.4", "5.4.5"}
_OUR_SUBJECTS = {"6", "7"}

_LATER = re.compile(
    r"receiving (mail|messages) (at a rate|too (quickly|fast))|rate.?limit|temporar"
    r"|try (again|it) later|(message|retry) (time(out| limit)|expired)|timed? ?out",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"(mail ?box|inbox|quota|storage|disk)\b.{0,40}\b(full|exceed|over)|over ?quota|out of storage"
    r"|quota (exceeded|reached)|full (mail|in)box|exceed\w* .{0,20}quota",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"unknown (or illegal )?(user|recipient|local.?part|mail ?box|address|alias|account)"
    r"|no such (user|mail ?box|recipient|address|account|person|local user|domain|host)"
    r"|(no|not a valid|invalid|bad|nonexistent|non-existent) (mail ?box|recipient|user)\b"
    r"|(mail ?box|user|recipient|address|account|addressee|alias|domain|host|person|name)\b"
    r"[^.\n]{0,60}\b(do(es)?( not|n.t) exist|not exist|unknown|not (be )?found|unavailable"
    r"|(is|was|been|currently) (disabled|inactive|deactivated|closed|suspended|discontinued)"
    r"|no longer (available|valid|exists?|active|in use))"
    r"|do(es)?( not|n.t) have an? \S+ account|unroute?able (address|mail)|nullmx|null mx"
    r"|recipient address rejected: access denied|recipientnotfound|recipnotfound"
    r"|mail ?box (name )?(disabled|inactive)|disabled (mail ?box|account|user)",
    re.IGNORECASE,
)
_SENDER = re.compile(
    r"\b(spam\w*|block(ed|ing|.?list\w*)|black.?list\w*|listed|banned|reputation|polic(y|ies)"
    r"|dmarc|spf|dkim|unauthenticated|virus|malware|phish\w*|unsolicited|bulk|junk|content"
    r"|relay\w*|not (allowed|permitted|authori[sz]ed|accepted)|sender|too (large|big)|suspicious)\b"
    r"|access denied",
    re.IGNORECASE,
)
_UNAMBIGUOUS = re.compile(r"recipient address rejected: access denied", re.IGNORECASE)


def judge(status: str, reason: str) -> tuple[Severity, str]:
    """How bad a failure is, and the status that says so: the most exact one given.

    ``status`` is that of the report, ``reason`` what the server said in words.
    """
    found = _exact(status, reason)
    words = _NOISE.sub(" ", reason)
    basic = _BASIC.search(words)
    if basic and basic[1] == "4" and (not found or found.endswith(".0.0")):
        return "soft", found
    if found:
        kind, subject, _ = found.split(".")
        if kind != "5":
            return "soft", found
        if found in _OURS or subject in _OUR_SUBJECTS:
            return "blocked", found
        if found in _HARD:
            return ("soft" if _LATER.search(words) else "hard"), found
        if found in _SOFT:
            return "soft", found
        return _by_words(words), found
    return _by_words(words), ""


def means_failure(text: str) -> bool:
    """True where ``text`` holds a code or words of a failed delivery."""
    words = _NOISE.sub(" ", text)
    return any(one.search(words) for one in (ENHANCED, _GONE, _FULL)) or bool(
        re.search(r"(?<![\d.])[45]\d\d[ -](?!\d)", words)
    )


def _exact(status: str, reason: str) -> str:
    """Servers put 5.0.0 into the field and the true one into the words."""
    field = next(iter(_codes(status)), "")
    if field and not field.endswith(".0.0"):
        return field
    exact = [one for one in _codes(reason) if one[0] != "2"]
    return next((one for one in exact if not one.endswith(".0.0")), field)


def _codes(text: str) -> list[str]:
    return [".".join(str(int(one)) for one in found.groups()) for found in ENHANCED.finditer(text)]


def _by_words(words: str) -> Severity:
    if _LATER.search(words) or _FULL.search(words):
        return "soft"
    gone, sender = _GONE.search(words), _SENDER.search(words)
    if gone and (not sender or _UNAMBIGUOUS.search(words)):
        return "hard"
    return "blocked" if sender else "soft"
