"""What a returned mail did, and the rules by which it did. Values alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Outcome = Literal[
    "bounced",
    "soft",
    "blocked",
    "complained",
    "unsubscribed",
    "delayed",
    "automatic",
    "known",
    "gone",
    "held",
    "unclear",
]
"""``known``: counted before. ``gone``: about somebody who is off the list already. ``held``: would
be the end of more subscriptions at once than is likely; nothing was done."""


@dataclass(frozen=True, slots=True)
class Rules:
    """When somebody whose mailbox refuses for now is taken off the list.

    ``soft`` issues in a row within ``days``. ``oldest``: days after which no report of a letter is
    believed. ``trust``: believe reports that name no letter of ours, too. ``most``: how many
    readers reports may take off the list in one go, and how many mails that ask to leave and could
    be anybody's.
    """

    soft: int = 3
    days: int = 30
    oldest: int = 60
    trust: bool = False
    most: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What one mail did. ``who`` is masked, and empty where it is about nobody.

    ``status`` as in RFC 3463; ``reason`` is what a server said, masked; ``why`` is of unclear ones.
    """

    outcome: Outcome
    who: str = ""
    status: str = ""
    reason: str = ""
    why: str = ""
