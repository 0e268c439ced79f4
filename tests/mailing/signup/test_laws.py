"""M8 as a law: in whatever order things happen, who left is on the list again by their own hand."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from mailing.addresses import Address, parse_address
from mailing.quota import DAY
from mailing.store.attempts import Attempts, TryLimits, Window
from mailing.store.departures import Reason, depart
from mailing.store.forgetting import forget_old
from mailing.store.models import Notice, Subscriber
from mailing.store.profiles import Profiles
from mailing.store.secret import load_secret
from mailing.store.signups import Signups, Wish, confirm_token
from tests.mailing.builders import Clock, database, rows, subscribers

ACTS = (
    *("sign up", "confirm newest", "confirm oldest", "unsubscribe", "undo", "import", "remove"),
    *("bounce", "complain", "wait", "sweep"),
)
ON, OFF, NEVER = "on", "off", "never"
_fresh = count()


class World:
    """One address, and what ought to hold of it."""

    def __init__(self, folder: Path) -> None:
        self.data = database(folder)
        self.secret = load_secret(self.data)
        self.people = subscribers(self.data)
        self.profiles = Profiles(self.data, self.secret)
        plenty = (Window(DAY, 1_000_000),)
        limits = TryLimits(plenty, plenty, plenty)
        self.attempts = Attempts(self.secret, limits)
        self.signups = Signups(self.data, self.secret, self.attempts, "school.example")
        self.clock = Clock()

    def renew(self) -> None:
        """Somebody new."""
        self.address: Address = parse_address(f"reader{next(_fresh)}@school.example")
        self.links: list[tuple[str, float]] = []
        self.state = NEVER
        self.left_at = 0.0
        self.undo = ""

    def token(self) -> str:
        with self.data.begin() as connection:
            key = Subscriber.key == self.address.key
            return connection.scalar(select(Subscriber.token).where(key)) or ""

    def status(self) -> str:
        with self.data.begin() as connection:
            key = Subscriber.key == self.address.key
            return connection.scalar(select(Subscriber.status).where(key)) or ""

    def act(self, act: str) -> None:
        """Do it, and expect what the law says."""
        now, before = self.clock(), self.state
        if act == "sign up":
            known = self.mails()
            self.signups.ask("client", Wish(self.address, ("families",), "en"), now)
            new = self.mails() - known
            self.links += [(confirm_token(self.secret, one), now) for one in new]
        elif act.startswith("confirm") and self.links:
            link, made = self.links[-1 if act.endswith("newest") else 0]
            if self.signups.confirm(link, now):
                # The only way back: their own link, asked for after they left, and not too old.
                assert now < made + 7 * DAY
                assert self.state != OFF or made >= self.left_at
                self.state = ON
        elif act == "import":
            self.people.bring_in(rows([self.address.text]), "en", now)
            self.state = ON if before == NEVER else before
        elif act == "unsubscribe" and self.token():
            after = self.profiles.leave(self.token(), now)
            assert after is not None
            self.undo = after.undo or self.undo
            self.leave(now)
        elif act == "undo" and self.token():
            status = self.status()
            stranger = self.profiles.undo(self.token(), "0" * 32, now)
            assert stranger is not None
            assert stranger.status == status
            found = self.profiles.undo(self.token(), self.undo, now)
            if found and found.subscribed and before == OFF:
                assert status == "unsubscribed"
                assert now - self.left_at < 7 * DAY
                self.state = ON
        elif act == "remove":
            self.people.remove(self.address, now)
            self.leave(now)
        elif act in ("bounce", "complain"):
            reason: Reason = "bounced" if act == "bounce" else "complained"
            self.depart(reason, now)
        elif act == "wait":
            self.clock.now += 4 * DAY
        elif act == "sweep":
            forget_old(self.data, self.attempts, now)
        self.clock.now += 1
        assert (self.status() == "confirmed") == (self.state == ON), act

    def depart(self, reason: Reason, now: float) -> None:
        with self.data.begin() as connection:
            key = Subscriber.key == self.address.key
            number = connection.scalar(select(Subscriber.id).where(key))
            if number is not None:
                depart(connection, self.secret, number, reason, now)
                self.leave(now)

    def leave(self, now: float) -> None:
        if self.state != OFF:
            self.left_at = now
        self.state = OFF

    def mails(self) -> set[str]:
        with self.data.begin() as connection:
            query = (
                select(Notice.message_id)
                .join(Subscriber, Subscriber.id == Notice.subscriber_id)
                .where(Subscriber.key == self.address.key, Notice.kind == "confirm")
            )
            return {*connection.scalars(query)}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One list for all examples; each is about an address of its own."""
    return World(tmp_path_factory.mktemp("laws"))


@settings(max_examples=150, deadline=None)
@given(acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=14))
def test_nobody_who_left_is_brought_back_by_anybody_else(world: World, acts: list[str]) -> None:
    """Signing up, confirming, leaving, bouncing, importing, deleting, in any order."""
    world.renew()
    for act in acts:
        world.act(act)
