"""Complaints of readers' providers: "this is spam", as RFC 5965 tells it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from mailing.bounces.delivery import fields_of, mailboxes
from mailing.bounces.opened import Opened

KIND = "message/feedback-report"
_SERIOUS = ("abuse", "fraud", "virus", "other", "opt-out", "opt-out-list", "miscategorized")


@dataclass(frozen=True, slots=True)
class Complaint:
    """``serious`` is not set where the provider says that it was no spam, or writes of DMARC."""

    serious: bool
    recipients: tuple[str, ...] = field(repr=False)


def read_complaint(mail: Opened) -> Complaint | None:
    """What a provider says that a reader thinks of a letter; None where it is no such report."""
    blocks = [block for part in mail.parts if part.kind == KIND for block in fields_of(part)]
    kinds = [block["feedback-type"].lower() for block in blocks if "feedback-type" in block]
    if not kinds:
        return None
    whom = (one.get("original-rcpt-to", "") for one in blocks)
    found = tuple(address for one in whom for address in mailboxes(one))
    return Complaint(kinds[0] in _SERIOUS, found)
