"""What one mail says that came back: what ``bounces`` reads and ``store`` takes. Values alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["hard", "soft", "blocked", "delayed"]
"""``hard``: there is no such mailbox. ``soft``: not now. ``blocked``: the server minds the sender
or the letter, and says nothing about the reader. ``delayed``: it is still being tried."""

Sort = Literal["report", "complaint", "request", "automatic", "unclear"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One recipient of a report. ``recipients`` are the spellings that it gives, or none.

    ``status`` as in RFC 3463, empty where none was given. ``reason`` may hold addresses.
    """

    severity: Severity
    status: str
    recipients: tuple[str, ...] = field(default=(), repr=False)
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """One mail. ``message_ids`` are those that it names, of ours and of others; ``tokens`` stand in
    links to leave the list.

    ``sender`` is who wrote it; for a complaint whom it is about, as far as it says. ``fingerprint``
    is equal for copies of it. ``why`` says what is not clear about an unclear one.
    """

    sort: Sort
    fingerprint: str
    subject: str = field(default="", repr=False)
    failures: tuple[Failure, ...] = field(default=(), repr=False)
    message_ids: tuple[str, ...] = ()
    tokens: tuple[str, ...] = field(default=(), repr=False)
    sender: str = field(default="", repr=False)
    why: str = ""
