"""Make listmonk's lists agree with Hallway's: who left in one place gets nothing from the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import select

from mailing.addresses import AddressError, parse_address
from mailing.choosing import choose_letter
from mailing.engines.listmonk_people import ListmonkPeople, Person
from mailing.outbox import Letter
from mailing.store.database import Database
from mailing.store.departures import depart
from mailing.store.models import LEFT, Subscriber, Suppression
from mailing.store.secret import Secret

Each = TypeVar("Each")

_AT_ONCE = 200
_FEWEST, _SHARE = 10, 10
"""Ten readers may be off the list here at once, or every tenth where that is more."""


@dataclass(frozen=True, slots=True)
class Member:
    """A confirmed reader of Hallway's. ``list`` is where their letter goes, None: nowhere."""

    id: int
    address: str = field(repr=False)
    key: str = field(repr=False)
    list: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done. By list: ids of listmonk's people. ``leave_here`` are ids of ours.

    ``move`` are those who get another letter now. ``join`` has our keys of people with their ids.
    """

    leave_there: Mapping[int, Sequence[int]]
    leave_here: Sequence[int]
    move: Mapping[int, Sequence[int]]
    join: Mapping[int, Mapping[str, int]]
    add: Sequence[Member] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Synced:
    """How many readers were taken off, and put on, which list.

    ``held``: have left there, and are too many at once to be believed.
    """

    left_there: int
    left_here: int
    joined: int
    held: int


def plan_sync(
    people: Iterable[Person],
    members: Iterable[Member],
    lists: Collection[int],
    has_left: Callable[[str], bool],
) -> Plan:
    """What makes both agree; nobody who ever left one of them is put on the other. Pure."""
    there: dict[str, Person] = {}
    leave_there: dict[int, list[int]] = {}
    for person in people:
        try:
            key = parse_address(person.address).key
        except AddressError:
            continue
        there[key] = person
        if has_left(key):
            for number, status in person.lists.items():
                if number in lists and status != "unsubscribed":
                    leave_there.setdefault(number, []).append(person.id)
    leave_here: list[int] = []
    move: dict[int, list[int]] = {}
    join: dict[int, dict[str, int]] = {}
    add: list[Member] = []
    for member in members:
        if member.list is None or has_left(member.key):
            continue
        known = there.get(member.key)
        if known is None:
            add.append(member)
        elif known.blocked or known.lists.get(member.list) == "unsubscribed":
            leave_here.append(member.id)
        else:
            if member.list not in known.lists:
                join.setdefault(member.list, {})[member.key] = known.id
            for number, status in known.lists.items():
                # Nobody gets two letters of an issue, nor one that they gave up.
                if number in lists and number != member.list and status != "unsubscribed":
                    move.setdefault(number, []).append(known.id)
    return Plan(leave_there, leave_here, move, join, add)


class Sync:
    """Carries it out. It can be stopped at any time, and done again."""

    def __init__(self, database: Database, secret: Secret, people: ListmonkPeople) -> None:
        self._database = database
        self._secret = secret
        self._people = people

    def run(
        self,
        letters: Sequence[Letter],
        list_of: Callable[[Letter], int | None],
        now: float,
        told: Callable[[int], object] = int,
    ) -> Synced:
        """``letters`` decide who belongs on which list; ``told`` hears of each who is new there."""
        people = self._people.everybody()
        members, has_left = self._read(letters, list_of)
        lists = {number for one in letters if (number := list_of(one)) is not None}
        plan = plan_sync(people, members, lists, has_left)
        for number, ids in plan.leave_there.items():
            for some in _groups(ids):
                self._people.unsubscribe(number, some)
        likely = len(plan.leave_here) <= max(_FEWEST, len(members) // _SHARE)
        for reader in plan.leave_here if likely else ():
            with self._database.begin() as connection:
                depart(connection, self._secret, reader, "unsubscribed", now)
        for number, ids in plan.move.items():
            for some in _groups(ids):
                self._people.remove(number, some)
        # That takes minutes where they are many: who leaves in the meantime is not put there.
        joined = 0
        for number, known in plan.join.items():
            for keys in _groups([*known]):
                if still := self._still(keys):
                    self._people.subscribe(number, [known[key] for key in keys if key in still])
                joined += len(still)
        for member in plan.add:
            if self._still([member.key]):
                self._people.add(member.address, member.list or 0)
                joined += 1
            told(1)
        return Synced(
            len({one for ids in plan.leave_there.values() for one in ids}),
            len(plan.leave_here) if likely else 0,
            joined,
            0 if likely else len(plan.leave_here),
        )

    def _still(self, keys: Collection[str]) -> set[str]:
        with self._database.begin() as connection:
            confirmed = select(Subscriber.key).where(Subscriber.status == "confirmed")
            return set(connection.scalars(confirmed.where(Subscriber.key.in_(keys))))

    def _read(
        self, letters: Sequence[Letter], list_of: Callable[[Letter], int | None]
    ) -> tuple[list[Member], Callable[[str], bool]]:
        with self._database.begin() as connection:
            gone = set(connection.scalars(select(Suppression.hash)))
            left = set(
                connection.scalars(select(Subscriber.key).where(Subscriber.status.in_(LEFT)))
            )
            rows = connection.execute(
                select(
                    Subscriber.id,
                    Subscriber.address,
                    Subscriber.key,
                    Subscriber.audiences,
                    Subscriber.lang,
                ).where(Subscriber.status == "confirmed")
            ).all()
        confirmed = {row.key for row in rows}
        members = []
        for row in rows:
            chosen = choose_letter(letters, row.audiences, row.lang)
            place = list_of(chosen) if chosen is not None else None
            members.append(Member(row.id, row.address, row.key, place))

        def has_left(key: str) -> bool:
            # Who came back by signing up is confirmed again, and kept by hash all the same.
            return key not in confirmed and (key in left or self._secret.hash(key) in gone)

        return members, has_left


def _groups(ids: Sequence[Each]) -> Iterable[Sequence[Each]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
