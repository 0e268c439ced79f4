"""What the mailing needs from the environment; all that is missing is told in one go."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

from commands.errors import CoachError
from commands.mailing.accounts import limits_for_each, ways_for
from commands.mailing.environment import secret_of, setting
from commands.mailing.signature import signer_for
from commands.private_folder import keep_out_of_git
from commands.readers import PRIVATE, place_of_readers
from commands.terminal import err
from mailing.clock import SteadyClock
from mailing.delivery.post_office import MailAccount, PostOffice
from mailing.dkim import Sign
from mailing.errors import MailingError
from mailing.message import Sender, checked_signup, parse_sender
from mailing.store.database import Database, open_database
from mailing.store.logins import RefusedLogins
from mailing.store.subscribers import Subscribers
from mailing.transport.files import FileTransport
from mailing.transport.smtp import SmtpTransport
from mailing.transport.url import EXAMPLE

_EXAMPLES = {
    "HALLWAY_SMTP_URL": EXAMPLE,
    "HALLWAY_MAIL_FROM": "Technology coach <news@school.example>",
    "HALLWAY_SIGNUP_URL": "https://news.school.example",
}
_OTHERS = 0o007
_QUOTED = re.compile(r"(?s)(['\"]).*\1$")
Value = TypeVar("Value")


@contextmanager
def told() -> Iterator[None]:
    """What the mailing has to say is said to the coach."""
    try:
        yield
    except MailingError as error:
        raise CoachError(str(error)) from None


@contextmanager
def database() -> Iterator[Database]:
    """The database of subscribers. A relative path of SQLite is seen from Hallway's folder."""
    url, file = place_of_readers()
    _check_quotes()
    _close_to_strangers()
    begun = file is not None and not file.exists()
    with told():
        data = open_database(url, PRIVATE)
        keep_out_of_git(PRIVATE, ())
        if begun:  # a typing error in the address would look as if everybody had gone
            err.print(f"A new list of readers was begun in {file}.", markup=False)
        try:
            yield data
        finally:
            data.close()


def _check_quotes() -> None:
    """A shell takes the quotes of a value away; what reads a container's settings does not."""
    if quoted := sorted(name for name in os.environ if _QUOTED.match(_named(name))):
        raise CoachError(
            f"{', '.join(quoted)}: the value stands in quotes, and whatever reads your settings "
            "takes them for a part of it. Write it without them."
        )


def _named(name: str) -> str:
    return setting(name) if name.startswith("HALLWAY") and name != "HALLWAY_SECRET" else ""


def _close_to_strangers() -> None:
    """Passwords and addresses lie in the private folder, and somebody may have made it by hand."""
    with suppress(OSError):
        mode = stat.S_IMODE(PRIVATE.stat().st_mode)
        if mode & _OTHERS:
            PRIVATE.chmod(mode & ~_OTHERS)


def logins_of(data: Database, *, again: bool = False) -> RefusedLogins:
    """Which logins ``data`` knows as refused; ``again``: they are tried once more."""
    return RefusedLogins(data, os.environ.get("HALLWAY_SECRET", ""), SteadyClock(), again)


def subscribers(data: Database) -> Subscribers:
    """The list, with the school's secret."""
    return Subscribers(data, secret_of(data))


@dataclass(frozen=True, slots=True)
class Post:
    """By which accounts mail goes out, from whom, and where readers unsubscribe.

    ``sign`` puts the school's signature on a finished message, where it has a key for that.
    """

    accounts: tuple[MailAccount, ...]
    sender: Sender
    signup: str
    sign: Sign | None = None

    @property
    def is_rehearsal(self) -> bool:
        """True where letters go into a folder of this computer, and to nobody."""
        return any(isinstance(one.transport, FileTransport) for one in self.accounts)

    def office(
        self, data: Database, clock: Callable[[], float], *, again: bool = False
    ) -> PostOffice:
        """The post office that sends from ``data`` like this; ``again`` as in RefusedLogins."""
        self.remember_in(data, again=again)
        return PostOffice(data, self.accounts, self.sender, self.signup, clock, self.sign)

    def remember_in(self, data: Database, *, again: bool = False) -> None:
        """What a server refuses is kept in ``data``, and what was refused is not tried again."""
        logins = logins_of(data, again=again)
        for one in self.accounts:
            if isinstance(one.transport, SmtpTransport):
                one.transport.remember(logins)


def post(what: str = "The newsletter cannot be sent yet", also: Sequence[str] = ()) -> Post:
    """How mail goes out.

    Raises :class:`CoachError` that names everything missing or wrong, each with an example: that
    ``what``, and why; ``also`` is what its caller found wrong already.
    """
    _check_quotes()
    missing = [name for name in _EXAMPLES if not setting(name)]
    wrong: list[str] = [f"{name} is not set. Set it like {_EXAMPLES[name]}" for name in missing]

    def checked(name: str, make: Callable[[str], Value]) -> Value | None:
        if name in missing:
            return None
        try:
            return make(setting(name))
        except MailingError as error:
            wrong.append(str(error))
            return None

    ways = checked("HALLWAY_SMTP_URL", lambda written: ways_for(written, PRIVATE))
    sender = checked(
        "HALLWAY_MAIL_FROM", lambda written: parse_sender(written, setting("HALLWAY_MAIL_REPLY_TO"))
    )
    signup = checked("HALLWAY_SIGNUP_URL", checked_signup)
    sign = checked("HALLWAY_DKIM_KEY", lambda _: signer_for(sender)) if sender else None
    limits = None
    if ways is not None:
        places = [place for _, place in ways]
        limits = checked("HALLWAY_MAIL_LIMITS", lambda written: limits_for_each(written, places))
    wrong.extend(also)
    if wrong or ways is None or limits is None or sender is None or signup is None:
        raise CoachError(
            f"{what}. These settings of the environment need you:\n"
            + "\n".join(f"  {one}" for one in wrong)
        )
    accounts = (
        MailAccount(transport, own) for (transport, _), own in zip(ways, limits, strict=True)
    )
    return Post(tuple(accounts), sender, signup, sign)
