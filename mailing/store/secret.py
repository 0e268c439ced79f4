"""The school's secret: the key of the hashes by which those who left are known."""

from __future__ import annotations

import hmac
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sqlalchemy import insert, select

from mailing.errors import MailingError
from mailing.files import create_private
from mailing.store.database import Database
from mailing.store.models import Fact

FILE = "secret.key"
_SHORTEST = 16
_CHECK = "secret"


@dataclass(frozen=True, slots=True)
class Secret:
    """A key that is never printed."""

    key: bytes = field(repr=False)

    def hash(self, text: str) -> str:
        """64 hexadecimal digits: the same for the same text, and no way back without the key."""
        return hmac.new(self.key, text.encode(), sha256).hexdigest()


def load_secret(database: Database, written: str = "") -> Secret:
    """The secret ``written`` in the environment, else that of the private folder, made if need be.

    Raises :class:`MailingError` where it is not the one that this database was begun with: nobody
    who left would be recognised.
    """
    if written and len(written) < _SHORTEST:
        raise MailingError(
            f"HALLWAY_SECRET is too short. Use {_SHORTEST} signs or more, like the words of "
            "a sentence that only you know."
        )
    with database.begin() as connection:
        known = connection.scalar(select(Fact.value).where(Fact.name == _CHECK))
    file = database.folder / FILE
    if known is not None and not written and not file.exists():
        # Another computer's list: a secret made here would be a wrong one.
        raise MailingError(_sentence(database))
    secret = Secret(written.encode() if written else _from_file(file))
    check = secret.hash("hallway")
    with database.begin() as connection:
        known = connection.scalar(select(Fact.value).where(Fact.name == _CHECK))
        if known is None:
            connection.execute(insert(Fact).values(name=_CHECK, value=check))
        elif not hmac.compare_digest(known, check):
            raise MailingError(_sentence(database))
    return secret


def _sentence(database: Database) -> str:
    return (
        "The secret is not the one that this database was begun with, so those who unsubscribed "
        f"would not be recognised. Bring back HALLWAY_SECRET or {FILE} in {database.folder} as it "
        "was."
    )


def _from_file(file: Path) -> bytes:
    try:
        if not file.exists():
            with suppress(FileExistsError):  # two first calls at once agree on one
                create_private(file, secrets.token_urlsafe(32).encode())
        key = file.read_bytes().strip()
    except OSError as error:
        raise MailingError(
            f"The secret {file} cannot be read or made: {error.strerror}. "
            "Check who owns the folder, or set HALLWAY_SECRET."
        ) from None
    if len(key) < _SHORTEST:
        raise MailingError(f"{file} is damaged. Bring it back from a copy of the private folder.")
    return key
