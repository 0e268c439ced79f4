"""The part of an account that is for the mails of the sign-up service.

Whoever types addresses into the form causes mails. They shall not use up what the account may send
in a day: the newsletter would have to wait. So these mails are counted a second time, in a book of
their own beside that of the account.
"""

from __future__ import annotations

from mailing.quota import DAY, Limits, Window
from mailing.store.account import AccountBook
from mailing.store.database import Database

PREFIX = "sign-up mails by "
"""What the names of these books begin with."""

_PART = 4
"""One in so many of the mails a day that an account may send."""


def open_share(database: Database, book: AccountBook) -> AccountBook:
    """The book of what sign-ups may take of ``book``: a quarter of its day."""
    return AccountBook(database, f"{PREFIX}{book.name}", share_of(book.limits))


def share_of(limits: Limits) -> Limits:
    """At least one mail, however little the account may send."""
    day = min(one.most for one in limits.windows if one.seconds == DAY)
    return Limits(
        "The part of the account that is for sign-ups", (Window(DAY, max(1, day // _PART)),)
    )
