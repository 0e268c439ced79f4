"""What mail that came back means for the list: who is taken off it, and what is only counted.

Nobody is taken off by a report that anybody could have written. It has to name the Message-ID of
a letter or its reader's own link to leave, which nobody knows but the reader and the servers that
the letter went through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from sqlalchemy import Connection, insert, select

from mailing.addresses import mask_addresses, masked
from mailing.returned import Failure, Reading
from mailing.store.database import Database
from mailing.store.departures import Reason, depart
from mailing.store.models import LEFT, Bounce, Message
from mailing.store.recognising import (
    Reader,
    keys_of,
    readers_by_address,
    readers_by_letter,
    readers_by_token,
)
from mailing.store.secret import Secret

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

DAY = 86_400.0
_LATEST_ISSUES = 12
_OUTCOMES: dict[str, Outcome] = {"hard": "bounced", "soft": "soft"}
_REASONS: dict[str, Reason] = {
    "bounced": "bounced",
    "complained": "complained",
    "unsubscribed": "unsubscribed",
}


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
            proven = reading.sort != "report" and _knows_their_letter(connection, reading)
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
        found = self._find(connection, reading, named or (reading.sender,), now)
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

    def _find(
        self, connection: Connection, reading: Reading, named: Sequence[str], now: float
    ) -> Reader | Taken:
        letters = readers_by_letter(connection, reading.message_ids)
        known = [one for one in letters if now - one[1] <= self._rules.oldest * DAY]
        people = {one.subscriber: one for one, _ in known if one is not None}
        if not letters:
            people = {one.subscriber: one for one in readers_by_token(connection, reading.tokens)}
        if len(people) > 1:
            # Whoever encloses the letters of several people: only the one that it is about.
            keys = keys_of(named)
            meant = [one for one in people.values() if one.key in keys]
            several = Taken("unclear", why="It names letters of several readers.")
            return meant[0] if len(meant) == 1 else several
        if people:
            return next(iter(people.values()))
        if any(one is None for one, _ in known):
            return Taken("gone")
        if letters:
            return Taken("unclear", why=f"Its letter was sent over {self._rules.oldest} days ago.")
        readers = readers_by_address(connection, named)
        if not readers:
            return Taken("unclear", why="It is about nobody on the list.")
        if not self._rules.trust:
            why = "It names no letter that was sent, so anybody may have written it."
            return Taken("unclear", masked(readers[0].address), why=why)
        if len(readers) > 1:
            return Taken("unclear", why="It is about several readers at once.")
        return readers[0]

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


def _knows_their_letter(connection: Connection, reading: Reading) -> bool:
    """True for an answer to a letter that its sender got: nobody else has it."""
    letters = [one for one, _ in readers_by_letter(connection, reading.message_ids)]
    known = (*letters, *readers_by_token(connection, reading.tokens))
    return bool({one.key for one in known if one is not None} & keys_of((reading.sender,)))


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
