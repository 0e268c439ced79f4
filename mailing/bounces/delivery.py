"""Delivery reports in their standard form: RFC 3464, RFC 6533 for all scripts. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailing.bounces.opened import Opened, Part, decoded
from mailing.bounces.severity import judge
from mailing.returned import Failure

KINDS = ("message/delivery-status", "message/global-delivery-status")
_MOST = 50
_ARRIVED = ("delivered", "relayed", "expanded")
_XTEXT = re.compile(r"\+([0-9A-F]{2})")  # RFC 3461, 4
_UTF8 = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")  # RFC 6533, 3
_LONGEST_REASON = 500

Fields = dict[str, str]


def read_delivery(mail: Opened) -> list[Failure] | None:
    """The failed and delayed recipients; empty where all arrived, None where it is no report."""
    blocks = [block for part in mail.parts if part.kind in KINDS for block in fields_of(part)]
    recipients = [one for one in blocks if {"final-recipient", "original-recipient"} & set(one)]
    if not recipients and not any("action" in one for one in blocks):
        return None
    about = recipients or [one for one in blocks if "action" in one]
    failures = (_failure(one) for one in about[:_MOST])
    return [one for one in failures if one is not None]


def fields_of(part: Part) -> Iterator[Fields]:
    """The groups of ``Name: value`` between empty lines, names in small letters."""
    for group in re.split(r"\n[ \t]*\n", part.text.strip()):
        fields: Fields = {}
        for line in re.sub(r"\n[ \t]+", " ", group).splitlines():
            name, colon, value = line.partition(":")
            if colon and name.strip():
                fields.setdefault(name.strip().lower(), value.strip())
        if fields:
            yield fields


def mailboxes(value: str) -> tuple[str, ...]:
    """The address in ``rfc822; mia@school.example``, in each spelling that may be meant."""
    kind, semicolon, text = value.partition(";")
    if not semicolon:
        kind, text = "rfc822", value
    text = text.strip().strip("<>").strip()
    if kind.strip().lower().startswith("utf-8"):
        text = _UTF8.sub(lambda found: _sign(found[1]), text)
    plain = _XTEXT.sub(lambda found: _sign(found[1]), text)
    return tuple(one for one in dict.fromkeys((text, plain)) if "@" in one)


def _failure(fields: Fields) -> Failure | None:
    action = fields.get("action", "failed").partition("(")[0].strip().lower()
    if action in _ARRIVED:
        return None
    status = fields.get("status", "")
    reason = decoded(fields.get("diagnostic-code", ""))[:_LONGEST_REASON]
    if action != "delayed" and status.startswith("2"):
        return None
    severity, exact = judge(status, reason)
    return Failure(
        "delayed" if action == "delayed" else severity,
        exact,
        (
            *mailboxes(fields.get("original-recipient", "")),
            *mailboxes(fields.get("final-recipient", "")),
        ),
        reason,
    )


def _sign(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if 0x20 <= number < 0xD800 or 0xDFFF < number < 0x110000 else ""
