"""What mail that came back means for the list: who is taken off it, and what is only counted.

Nobody is taken off by a report that anybody could have written. It has to name the Message-ID of
a letter or its reader's own link to leave, which nobody knows but the reader and the servers that
the letter went through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Literal

from sqlalchemy import Connection, insert, select

from mailing.addresses import mask_addresses, masked
from mailing.quota import DAY
from mailing.returned import Failure, Reading
from mailing.store.database import Database
from mailing.store.departures import Reason, depart
from mailing.store.models import LEFT, Bounce, Message
from mailing.store.outcomes import Outcome, Rules, Taken
from mailing.store.recognising import (
    Reader,
    keys_of,
    knows_their_letter,
    readers_by_address,
    recognise,
)
from mailing.store.secret import Secret

_LATEST_ISSUES = 12
_OUTCOMES: dict[str, Outcome] = {"hard": "bounced", "soft": "soft"}
_REASONS: dict[str, Reason] = {
    "bounced": "bounced",
    "complained": "complained",
    "unsubscribed": "unsubscribed",
}


class BounceBook:
    """The bounces of a list. With ``dry`` everything is judged, and nothing is kept."""

    def __init__(
        self, database: Database, secret: Secret, rules: Rules, *, dry: bool = False
    ) -> None:
        self._database = database
        self._secret = secret
        self._rules = rules
        self._dry = dry
        self._ended: Counter[Outcome] = Counter()

    def take(self, reading: Reading, now: float) -> Taken:
        """Do what one mail asks for; one transaction. The same mail again changes nothing."""
        if reading.sort == "automatic":
            return Taken("automatic")
        if reading.sort == "unclear":
            return Taken("unclear", why=reading.why)
        if reading.sort == "report" and {one.severity for one in reading.failures} == {"delayed"}:
            return Taken("delayed")
        with self._database.begin() as connection:
            trial = connection.begin_nested()
            proven = reading.sort != "report" and knows_their_letter(connection, reading)
            taken = self._judge(connection, reading, now)
            counts = taken.outcome in ("bounced", "unsubscribed") and not proven
            held = counts and self._ended[taken.outcome] >= self._rules.most
            trial.rollback() if self._dry or held else trial.commit()
        if held:
            return replace(taken, outcome="held")
        self._ended[taken.outcome] += counts
        return taken

    def _judge(self, connection: Connection, reading: Reading, now: float) -> Taken:
        if reading.sort == "request":
            return self._request(connection, reading, now)
        named = tuple(one for failure in reading.failures for one in failure.recipients)
        found = recognise(connection, reading, named or (reading.sender,), self._rules, now)
        if isinstance(found, Taken):
            return found
        if reading.sort == "complaint":
            return self._settle(connection, reading, found, "complained", now)
        failure = _own_failure(reading.failures, found)
        if failure is None:
            return Taken("unclear", why="It tells of several addresses, and the reader is none.")
        if failure.severity == "delayed":
            return Taken("delayed")
        return self._settle(connection, reading, found, failure, now)

    def _request(self, connection: Connection, reading: Reading, now: float) -> Taken:
        people = readers_by_address(connection, (reading.sender,))
        if len(people) != 1:
            return Taken(
                "unclear", why="It asks to be taken off the list, on which its sender is not."
            )
        return self._settle(connection, reading, people[0], "unsubscribed", now)

    def _settle(
        self,
        connection: Connection,
        reading: Reading,
        found: Reader,
        what: Failure | Literal["complained", "unsubscribed"],
        now: float,
    ) -> Taken:
        failure = what if isinstance(what, Failure) else None
        kind = failure.severity if failure else "complaint" if what == "complained" else "request"
        status = failure.status if failure else ""
        reason = _discreet(failure.reason, found.address) if failure else ""
        who = masked(found.address)
        told = f"{found.letter}\0{kind}" if found.letter else f"{reading.fingerprint}\0{found.key}"
        digest = sha256(told.encode()).hexdigest()
        if connection.scalar(select(Bounce.id).where(Bounce.digest == digest)):
            return Taken("known", who, status, reason)
        connection.execute(
            insert(Bounce).values(
                digest=digest,
                subscriber_id=found.subscriber,
                message_id=found.message,
                kind=kind,
                status=status,
                reason=reason,
                at=now,
            )
        )
        outcome: Outcome
        if failure is None:
            outcome = "complained" if what == "complained" else "unsubscribed"
        elif failure.severity == "soft" and self._often(connection, found.subscriber):
            outcome = "bounced"
        else:
            outcome = _OUTCOMES.get(failure.severity, "blocked")
        if found.status in LEFT:
            return Taken("gone", who, status, reason)
        if outcome in _REASONS:
            depart(connection, self._secret, found.subscriber, _REASONS[outcome], now)
        return Taken(outcome, who, status, reason)

    def _often(self, connection: Connection, subscriber: int) -> bool:
        """True where the newest letters that anything is known of all came back."""
        soft = (
            select(Bounce.message_id)
            .where(Bounce.subscriber_id == subscriber, Bounce.kind == "soft")
            .where(Bounce.message_id.is_not(None))
        )
        back = set(connection.scalars(soft))
        sent = connection.execute(
            select(Message.id, Message.claimed_at)
            .where(Message.subscriber_id == subscriber, Message.state == "sent")
            .order_by(Message.claimed_at.desc(), Message.id.desc())
            .limit(_LATEST_ISSUES + self._rules.soft)
        ).all()
        row: list[float] = []
        for message in sent:
            if message.id in back:
                row.append(message.claimed_at)
            elif row:  # this one arrived, as far as anybody knows
                break
            if len(row) >= self._rules.soft:
                return row[0] - row[-1] <= self._rules.days * DAY
        return False


def _own_failure(failures: Sequence[Failure], found: Reader) -> Failure | None:
    """Of a report about several addresses the one that is about the reader."""
    own = [one for one in failures if found.key in keys_of(one.recipients)]
    if own:
        return own[0]
    return failures[0] if len(failures) == 1 else None


def _discreet(reason: str, address: str) -> str:
    """Without addresses, and without the name of this one: servers like to repeat it."""
    text = mask_addresses(reason)
    local = address.rpartition("@")[0]
    return text.replace(local, "…") if len(local) > 2 else text
