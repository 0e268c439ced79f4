"""What the columns of a list of subscribers are called, and what a status in one means. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailing.addresses import mask_addresses
from mailing.errors import MailingError

_ADDRESS = (
    *("address", "email", "e mail", "mail", "email address", "e mail address", "mail address"),
    *("e mail 1 value", "e mail adresse", "email adresse", "mailadresse"),
    *("correo", "correo electrónico", "adresse e mail", "adresse email", "courriel"),
)
_AUDIENCES = ("audiences", "audience", "group", "groups")
_LANG = ("lang", "language")
_STATUS = (
    *("status", "subscription status", "subscriber status", "email status", "e mail status"),
    "group status",
)
_DEPARTURE = (
    *("unsubscribed", "unsubscribed at", "unsub time", "unsub date", "unsubscribe date"),
    *("unsubscribe time", "unsubscription date", "opted out", "opt out", "clean time"),
    *("bounced", "bounced at"),
)
"""Titles as :func:`_plain` gives them; ours, those of services and of spreadsheets."""

_LEFT = (
    *("unsubscribed", "bounced", "complained", "removed", "suppressed", "cleaned", "bouncing"),
    *("blocklisted", "blacklisted", "blocked", "banned", "disabled", "undeliverable"),
    *("opted out", "opt out", "unsubscribe"),
)
_UNASKED = (
    *("pending", "unconfirmed", "invited", "unactivated", "non subscribed", "not subscribed"),
)
_OTHER_THAN_MAIL = ("removed", "disabled", "blocked", "banned")
"""Words that may be about anything, where the title of the column is none we know."""
_THERE = (
    *("", "confirmed", "subscribed", "active", "enabled", "regular", "normal"),
    *("member", "manager", "owner", "opted in"),
)
_YES = ("yes", "y", "true", "1", "x")
_NO = ("no", "n", "false", "0", "never", "null", "none", "n/a")
_MOMENT = re.compile(
    r"\d[\d\s:./+,tz]{5,}(?:[ap]m)?|\d{1,2}\W+\w+\W+\d{4}.*|\w+\W+\d{1,2}\W+\d{4}.*"
)
"""A day, with or without an hour; hyphens are spaces by then."""
_SHOWN, _MOST_TITLES = 40, 8


@dataclass(frozen=True, slots=True)
class Columns:
    """Their places, -1 where there is none; ``titled``: the first line holds their titles.

    ``departures``: columns that say whether somebody left, or when.
    """

    address: int
    audiences: int = -1
    lang: int = -1
    statuses: tuple[int, ...] = ()
    departures: tuple[int, ...] = ()
    titled: bool = False


def find_columns(cells: Sequence[str]) -> Columns:
    """The columns by the first line of a file; one without titles may have one column.

    Raises :class:`MailingError` where no column is the addresses'.
    """
    titles = [_plain(cell) for cell in cells]

    def place(names: Sequence[str]) -> int:
        return next((number for number, one in enumerate(titles) if one in names), -1)

    if (address := place(_ADDRESS)) >= 0:
        return Columns(
            address,
            place(_AUDIENCES),
            place(_LANG),
            tuple(number for number, one in enumerate(titles) if one in _STATUS),
            tuple(number for number, one in enumerate(titles) if one in _DEPARTURE),
            titled=True,
        )
    if len(cells) == 1 and "@" in cells[0]:
        return Columns(0)
    there = [quoted_cell(cell) for cell in cells if cell.strip()]
    more = ", ..." if len(there) > _MOST_TITLES else ""
    raise MailingError(
        'No column of the file is called "address" or "email". Its first line says: '
        f"{', '.join(there[:_MOST_TITLES])}{more}. Write the titles of the columns into its "
        "first line: address, audiences, lang."
    )


def is_title_line(cells: Sequence[str]) -> bool:
    """True where one of ``cells`` is the title of the addresses."""
    return any(_plain(cell) in _ADDRESS for cell in cells)


def quoted_cell(cell: str) -> str:
    """A cell as a message may repeat it: in quotes, cut, no address in full."""
    text = " ".join(mask_addresses(cell).split())
    return f'"{text[:_SHOWN]}…"' if len(text) > _SHOWN else f'"{text}"'


def judge_statuses(statuses: Sequence[str], departures: Sequence[str]) -> tuple[bool, str]:
    """True for who left, by any of the cells; and why the line cannot be used, empty where it can.

    A word that is not known may mean that somebody left: nobody is written to by a guess.
    """
    words = {_plain(cell): cell for cell in statuses}
    unknown = [cell for one, cell in words.items() if one not in (*_THERE, *_LEFT, *_UNASKED)]
    for cell in departures:
        match _departure(_plain(cell)):
            case None:
                unknown.append(cell)
            case True:
                words["unsubscribed"] = cell
    if any(one in _LEFT for one in words):
        return True, ""
    if any(one in _UNASKED for one in words):
        return False, "They never confirmed that they want the letter."
    if unknown:
        return False, (
            f"Its status is {quoted_cell(unknown[0])}, which may mean that they left. Write "
            "confirmed or unsubscribed instead."
        )
    return False, ""


def judge_others(cells: Sequence[str]) -> str:
    """Why a line cannot be used, by cells in columns of unknown titles; empty where it can.

    A service may call its column anything; what stands in it is plain all the same.
    """
    words = {*_LEFT, *_UNASKED} - {*_OTHER_THAN_MAIL}
    found = next((cell for cell in cells if _plain(cell) in words), "")
    return found and (
        f"One of its cells says {quoted_cell(found)}, as of somebody who wants no letter. If that "
        "is meant, call the column status; otherwise delete it."
    )


def _departure(word: str) -> bool | None:
    """Whether somebody left by the word in such a column; None where that cannot be told."""
    if word in (*_LEFT, *_YES):
        return True
    if word in (*_THERE, *_NO):
        return False
    if _MOMENT.fullmatch(word):
        return re.search("[1-9]", word) is not None  # 0000-00-00 is how some databases say never
    return None


def _plain(cell: str) -> str:
    """``E-Mail_Address`` as ``e mail address``."""
    return " ".join(cell.casefold().replace("_", " ").replace("-", " ").split())
