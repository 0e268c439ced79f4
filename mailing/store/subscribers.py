"""Who gets the newsletter, and who never again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, func, insert, select, update

from mailing.addresses import Address
from mailing.csvfile import Row
from mailing.store.database import Database
from mailing.store.departures import erase, suppress
from mailing.store.models import LEFT, Subscriber, Suppression
from mailing.store.secret import Secret


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: counts of rows, each counted once."""

    added: int
    widened: int
    known: int
    left: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A subscriber as lists and exports show them."""

    address: str = field(repr=False)
    audiences: tuple[str, ...]
    lang: str
    status: str


@dataclass(frozen=True, slots=True)
class Gone:
    """When and why somebody left, in seconds since 1970. ``audiences`` they had, if still known."""

    at: float
    reason: str
    audiences: tuple[str, ...]


class Subscribers:
    """The list. Everything here is one transaction."""

    def __init__(self, database: Database, secret: Secret) -> None:
        self._database = database
        self._secret = secret

    def bring_in(self, rows: Iterable[Row], lang: str, now: float) -> Imported:
        """Subscribe ``rows`` as confirmed; who is known gets the audiences they did not have.

        Who ever left stays away, and so does from now on who has left by what the file says;
        whoever is subscribed here already stays so. ``lang`` is for rows without one.
        """
        counts: Counter[str] = Counter()
        with self._database.begin() as connection:
            for row in rows:
                counts[self._bring(connection, row, lang, now)] += 1
        return Imported(counts["added"], counts["widened"], counts["known"], counts["left"])

    def remove(self, address: Address, now: float) -> bool:
        """Delete the subscriber and what is kept about them; only a keyed hash remains.

        False where nobody had the address; it is kept away all the same.
        """
        with self._database.begin() as connection:
            suppress(connection, self._secret, address.key, "removed", now)
            found = connection.scalar(select(Subscriber.id).where(Subscriber.key == address.key))
            if found is None:
                return False
            erase(connection, self._secret, found, address.key, now)
            return True

    def gone(self, address: Address) -> Gone | None:
        """How somebody left; None where nobody of that address has."""
        with self._database.begin() as connection:
            left = connection.execute(
                select(Suppression.at, Suppression.reason).where(
                    Suppression.hash == self._secret.hash(address.key)
                )
            ).one_or_none()
            had = connection.scalar(
                select(Subscriber.audiences).where(Subscriber.key == address.key)
            )
            return Gone(left.at, left.reason, tuple(had or ())) if left else None

    def readmit(self, address: Address, audiences: Sequence[str], lang: str, now: float) -> bool:
        """Put back one person who left and asked for it; False where nobody of the address has.

        For a person to decide, one at a time: beside somebody's own confirmation this is the only
        way back. They get what is queued from now on. ``lang`` is for whom it is not known of.
        """
        with self._database.begin() as connection:
            hashed = self._secret.hash(address.key)
            left = delete(Suppression).where(Suppression.hash == hashed)
            if not connection.execute(left).rowcount:
                return False
            values: dict[str, object] = {
                "audiences": list(audiences),
                "status": "confirmed",
                "joined_at": now,
                "changed_at": now,
            }
            known = update(Subscriber).where(Subscriber.key == address.key).values(**values)
            if not connection.execute(known).rowcount:
                values |= {"address": address.text, "key": address.key, "lang": lang}
                connection.execute(insert(Subscriber).values(**values))
            return True

    def entries(self, audience: str = "") -> list[Entry]:
        """Everybody (of one audience), by address."""
        query = select(
            Subscriber.address, Subscriber.audiences, Subscriber.lang, Subscriber.status
        ).order_by(Subscriber.key)
        with self._database.begin() as connection:
            found = [
                Entry(row.address, tuple(row.audiences), row.lang, row.status)
                for row in connection.execute(query)
            ]
        return [one for one in found if not audience or audience in one.audiences]

    def _bring(self, connection: Connection, row: Row, lang: str, now: float) -> str:
        key = row.address.key
        if connection.scalar(
            select(Suppression.hash).where(Suppression.hash == self._secret.hash(key))
        ):
            return "left"
        known = connection.execute(
            select(Subscriber.id, Subscriber.audiences, Subscriber.status).where(
                Subscriber.key == key
            )
        ).one_or_none()
        if row.left:
            if known is not None and known.status == "confirmed":
                return "known"
            suppress(connection, self._secret, key, "unsubscribed", now)
            return "left"
        if known is None:
            connection.execute(
                insert(Subscriber).values(
                    address=row.address.text,
                    key=key,
                    audiences=list(row.audiences),
                    lang=row.lang or lang,
                    status="confirmed",
                    joined_at=now,
                    changed_at=now,
                )
            )
            return "added"
        if known.status in LEFT:
            return "left"
        new = known.status == "pending"
        # Who has not confirmed may be an address that a stranger typed, with letters of his choice.
        wider = list(dict.fromkeys((*(() if new else known.audiences), *row.audiences)))
        if not new and wider == known.audiences:
            return "known"
        values: dict[str, object] = {"audiences": wider, "status": "confirmed", "changed_at": now}
        if new:
            values["lang"] = row.lang or lang
        connection.execute(update(Subscriber).where(Subscriber.id == known.id).values(**values))
        return "added" if new else "widened"


def count_gone(database: Database) -> int:
    """How many have left for good; for this no secret is needed."""
    with database.begin() as connection:
        return connection.scalar(select(func.count()).select_from(Suppression)) or 0
