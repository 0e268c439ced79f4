"""Logins that were refused: kept until they change, so that no timer locks an account.

Of a login only a slow hash is kept, with a salt of this database's own and the school's secret
where one is set: whoever gets hold of the database learns no password by trying words.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import scrypt, sha256

from filelock import FileLock, Timeout
from sqlalchemy import Connection, delete, insert, select

from mailing.addresses import mask_addresses
from mailing.logins import BusyLoginError, Login, LoginAttempt, RefusedLoginError
from mailing.store.database import Database
from mailing.store.models import Fact, RefusedLogin

_SALT = "login-salt"
_FOLDER = "logins"
_COST = {"n": 2**14, "r": 8, "p": 1}
"""16 MB and some 50 ms a guess (RFC 7914); here it is once a start and login."""

_PATIENCE = 90.0
"""Seconds that another try of the same login is waited for: a connection and three answers."""

_LOOK = 0.1
_LONGEST = 254


@dataclass
class RefusedLogins:
    """See :class:`mailing.logins.Logins`. ``key`` is the school's secret, or empty.

    ``again``: somebody says that what was refused is let in now; it is tried once more.
    """

    database: Database
    key: str = field(repr=False)
    clock: Callable[[], float]
    again: bool = False
    _hashes: dict[Login, str] = field(default_factory=dict, init=False, repr=False)
    _tried: set[str] = field(default_factory=set, init=False, repr=False)

    @contextmanager
    def attempt(self, login: Login) -> Iterator[LoginAttempt]:
        """Try it, unless it was refused; whoever comes meanwhile waits for what comes of it."""
        digest = self._hash(login)
        with self._alone(login, digest):
            with self.database.begin() as connection:
                known = self._known(connection, digest)
            if known and not (self.again and digest not in self._tried):
                raise RefusedLoginError(_words(login, *known))
            self._tried.add(digest)
            yield _Attempt(self, login, digest, bool(known))

    def note(self, login: Login, digest: str, reply: str) -> None:
        """It was refused just now."""
        with self.database.begin() as connection:
            connection.execute(delete(RefusedLogin).where(RefusedLogin.login == digest))
            connection.execute(
                insert(RefusedLogin).values(
                    login=digest,
                    account=login.account[:_LONGEST],
                    at=self.clock(),
                    reply=mask_addresses(reply)[:_LONGEST],
                )
            )

    def forget(self, digest: str) -> None:
        """It is let in again. Another password of the account, which a timer may still say, is not:
        else each success here would let it be tried there once more.
        """
        with self.database.begin() as connection:
            connection.execute(delete(RefusedLogin).where(RefusedLogin.login == digest))

    def _known(self, connection: Connection, digest: str) -> tuple[float, str] | None:
        """When it was refused, and with which words; None where it was not."""
        query = select(RefusedLogin.at, RefusedLogin.reply).where(RefusedLogin.login == digest)
        row = connection.execute(query).one_or_none()
        return None if row is None else (row.at, row.reply)

    def _hash(self, login: Login) -> str:
        if login not in self._hashes:
            with self.database.begin() as connection:
                salt = _salt(connection)
            told = "\0".join((login.place, login.way, login.user, login.secret)).encode()
            keyed = hmac.new(self.key.encode(), told, sha256).digest() if self.key else told
            self._hashes[login] = scrypt(keyed, salt=salt, dklen=32, **_COST).hex()
        return self._hashes[login]

    @contextmanager
    def _alone(self, login: Login, digest: str) -> Iterator[None]:
        """Hold what everybody who shares the database holds in turn; a death lets go of it."""
        hold = _file_held if self.database.engine.dialect.name == "sqlite" else _number_held
        with hold(self.database, digest) as held:
            if not held:
                raise BusyLoginError(f"Somebody else is logging in as {login.account} right now")
            yield


@dataclass(frozen=True, slots=True)
class _Attempt:
    """See :class:`mailing.logins.LoginAttempt`. ``stained``: it was refused before."""

    book: RefusedLogins
    login: Login
    digest: str
    stained: bool

    def accepted(self) -> None:
        if self.stained:
            self.book.forget(self.digest)

    def refused(self, reply: str) -> None:
        self.book.note(self.login, self.digest, reply)


@contextmanager
def _file_held(database: Database, digest: str) -> Iterator[bool]:
    folder = database.folder / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    lock = FileLock(folder / f"{digest[:16]}.lock", mode=0o600)
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


@contextmanager
def _number_held(database: Database, digest: str) -> Iterator[bool]:
    """On a connection of its own, and for as long as that is there."""
    number = int.from_bytes(bytes.fromhex(digest)[:8], signed=True)
    with database.session() as ask:
        end = time.monotonic() + _PATIENCE
        while not (held := bool(ask(f"SELECT pg_try_advisory_lock({number})"))):
            if time.monotonic() > end:
                break
            time.sleep(_LOOK)
        yield held


def _salt(connection: Connection) -> bytes:
    known = connection.scalar(select(Fact.value).where(Fact.name == _SALT))
    if known is None:
        known = secrets.token_hex(16)
        connection.execute(insert(Fact).values(name=_SALT, value=known))
    return bytes.fromhex(known)


def _words(login: Login, at: float, reply: str) -> str:
    when = f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC"
    return (
        f"The login as {login.account} was refused on {when} ({reply}) and is not tried again "
        f"before it changes, since that locks accounts. Put {login.setting} right. If it is right "
        f"and the provider lets you in again, add --try-login-again once to {login.command}"
    )
