"""Who gets the newsletter, and who never again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from sqlalchemy import Connection, delete, func, insert, select, update

from mailing.addresses import Address
from mailing.csvfile import Row
from mailing.store.database import Database
from mailing.store.departures import depart, erase, suppress
from mailing.store.models import LEFT, Subscriber, Suppression
from mailing.store.secret import Secret

_Outcome = Literal["added", "widened", "known", "left", "departed", "staying"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: counts of rows, each counted once, and the rows to be told by line.

    ``left``: who stays away. ``departed``: of them, who was on the list until now. ``staying``: who
    has left by the file, and was not touched. ``changed``: who gets letters for more audiences.
    """

    added: int
    widened: int
    known: int
    left: int
    departed: tuple[Row, ...] = field(default=(), compare=False)
    staying: tuple[Row, ...] = field(default=(), compare=False)
    changed: tuple[Row, ...] = field(default=(), compare=False)


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

    def bring_in(
        self,
        rows: Iterable[Row],
        lang: str,
        now: float,
        *,
        only_new: bool = False,
        dry: bool = False,
    ) -> Imported:
        """Subscribe ``rows`` as confirmed; who is known gets the audiences they did not have.

        Who ever left stays away, and so does from now on who has left by any row of the file:
        whoever is subscribed here is taken off, with all their addresses. ``only_new``: nobody
        who is on the list is touched. ``dry``: nothing is written at all. ``lang`` is for rows
        without one.
        """
        done: dict[_Outcome, list[Row]] = {outcome: [] for outcome in get_args(_Outcome)}
        with self._database.begin() as connection:
            for row in sorted(rows, key=lambda row: not row.left):
                if row.left:
                    outcome = self._see_off(connection, row, now, only_new=only_new)
                else:
                    outcome = self._bring(connection, row, lang, now, only_new=only_new)
                done[outcome].append(row)
            if dry:
                connection.rollback()
        return Imported(
            added=len(done["added"]),
            widened=len(done["widened"]),
            known=len(done["known"]),
            left=len(done["left"]) + len(done["departed"]),
            departed=tuple(done["departed"]),
            staying=tuple(done["staying"]),
            changed=tuple(done["widened"]),
        )

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

    def _see_off(self, connection: Connection, row: Row, now: float, *, only_new: bool) -> _Outcome:
        """Keep everybody of ``row`` away, whether they are on the list or not."""
        outcome: _Outcome = "left"
        for address in (row.address, *row.others):
            known = connection.execute(
                select(Subscriber.id, Subscriber.status).where(Subscriber.key == address.key)
            ).one_or_none()
            if known is None:
                suppress(connection, self._secret, address.key, "unsubscribed", now)
            elif only_new and known.status == "confirmed":
                outcome = "staying"
            elif depart(connection, self._secret, known.id, "unsubscribed", now):
                outcome = "departed"
        return outcome

    def _bring(
        self, connection: Connection, row: Row, lang: str, now: float, *, only_new: bool
    ) -> _Outcome:
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
        if not new and (only_new or wider == known.audiences):
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
