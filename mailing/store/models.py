"""The tables of the mailing. Moments are seconds since 1970, UTC.

A change here needs a migration beside it (``migrations/versions``); a test compares the two.
"""

from __future__ import annotations

import secrets
from typing import Literal

from sqlalchemy import (
    JSON,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Status = Literal["pending", "confirmed", "unsubscribed", "bounced", "complained"]
State = Literal["queued", "claimed", "sent", "failed", "uncertain", "cancelled"]

LEFT: tuple[Status, ...] = ("unsubscribed", "bounced", "complained")
"""Who has one of these is never written to, and never imported again."""


_TOKEN_BYTES = 24  # 192 bits


def _new_token() -> str:
    # In digits: mail programs cut a - or _ off the end of a link.
    return secrets.token_hex(_TOKEN_BYTES)


class Base(DeclarativeBase):
    """What all tables derive from."""


class Subscriber(Base):
    """A mailbox. ``key`` is equal for all its spellings; ``token``, made with it, is in its links.

    ``audiences`` is a list of ids; the first that an issue has a letter for decides which one.
    """

    __tablename__ = "subscribers"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    address: Mapped[str] = mapped_column(String(254))
    key: Mapped[str] = mapped_column(String(254), unique=True)
    audiences: Mapped[list[str]] = mapped_column(JSON)
    lang: Mapped[str] = mapped_column(String(35))
    status: Mapped[str] = mapped_column(String(12))
    token: Mapped[str] = mapped_column(String(64), unique=True, default=_new_token)
    joined_at: Mapped[float] = mapped_column(Double)
    changed_at: Mapped[float] = mapped_column(Double)


class Suppression(Base):
    """Somebody who left, as a keyed hash that outlives their row."""

    __tablename__ = "suppressions"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    reason: Mapped[str] = mapped_column(String(12))
    at: Mapped[float] = mapped_column(Double)


class Confirmation(Base):
    """What somebody asked for on the sign-up page, until the link in their mail is used.

    ``hash`` is the keyed hash of the link's token. ``used_at`` is 0 until then; a second use says
    "you are on the list" again and changes nothing.
    """

    __tablename__ = "confirmations"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscribers.id", ondelete="CASCADE"))
    audiences: Mapped[list[str]] = mapped_column(JSON)
    lang: Mapped[str] = mapped_column(String(35))
    made_at: Mapped[float] = mapped_column(Double)
    expires_at: Mapped[float] = mapped_column(Double)
    used_at: Mapped[float] = mapped_column(Double)


class Notice(Base):
    """A mail that somebody's own click caused, such as "please confirm"; it is no newsletter.

    States and ``sender`` as in :class:`Message`. ``body`` goes once it was sent.
    """

    __tablename__ = "notices"
    __table_args__ = (Index("notices_by_state", "state", "not_before", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscribers.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(10))
    message_id: Mapped[str] = mapped_column(String(320), unique=True)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    attempts: Mapped[int] = mapped_column(Integer)
    made_at: Mapped[float] = mapped_column(Double)
    not_before: Mapped[float] = mapped_column(Double)
    sender: Mapped[str] = mapped_column(String(128))
    claimed_at: Mapped[float] = mapped_column(Double)
    settled_at: Mapped[float] = mapped_column(Double)
    reply: Mapped[str] = mapped_column(Text)


class Attempt(Base):
    """One try at the sign-up page, for its limits. ``who`` is a keyed hash, never an address."""

    __tablename__ = "attempts"
    __table_args__ = (Index("attempts_by_who", "kind", "who", "at"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    who: Mapped[str] = mapped_column(String(64))
    at: Mapped[float] = mapped_column(Double)


class Fact(Base):
    """One thing to remember about the database itself."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Account(Base):
    """A mail account with a limit. ``last_seen`` only ever grows: the clock it counts by."""

    __tablename__ = "accounts"

    name: Mapped[str] = mapped_column(String(254), primary_key=True)
    last_seen: Mapped[float] = mapped_column(Double)
    paused_until: Mapped[float] = mapped_column(Double)
    pauses: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(Text)


class Spend(Base):
    """One recipient that an account wrote to: the quota log."""

    __tablename__ = "quota_log"
    __table_args__ = (Index("quota_log_by_time", "account", "at"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.name"))
    at: Mapped[float] = mapped_column(Double)


class Issue(Base):
    """An issue that is being mailed, or was. ``name`` is its week: ``2026-W47``."""

    __tablename__ = "issues"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(32), unique=True)
    queued_at: Mapped[float] = mapped_column(Double)


class Letter(Base):
    """An issue in one language for one audience, as it was when it was queued.

    ``frame`` is a whole message with marks where each reader's own parts go. ``held`` is 1 once a
    family took back a photo in it: nobody else gets it in this wording.
    """

    __tablename__ = "letters"
    __table_args__ = (UniqueConstraint("issue_id", "edition", "audience"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issues.id"))
    edition: Mapped[str] = mapped_column(String(64))
    audience: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    frame: Mapped[bytes] = mapped_column(LargeBinary)
    held: Mapped[int] = mapped_column(Integer, server_default=text("0"))


class LetterPhoto(Base):
    """A photo, clip or recording that a letter shows: its place in the content, and its stem.

    ``current`` is 0 for one of an earlier wording, which ``readers`` of them may have. ``path`` is
    empty where nobody noted it.
    """

    __tablename__ = "letter_photos"
    __table_args__ = (Index("letter_photos_by_letter", "letter_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"))
    path: Mapped[str] = mapped_column(Text)
    stem: Mapped[str] = mapped_column(String(64))
    current: Mapped[int] = mapped_column(Integer)
    readers: Mapped[int] = mapped_column(Integer)


class WithdrawnPhoto(Base):
    """A photo of ``person``, an id of the register, that the family took back; see
    :class:`mailing.withdrawals.Mark`.
    """

    __tablename__ = "withdrawn_photos"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    person: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(Text)
    stem: Mapped[str] = mapped_column(String(64))
    at: Mapped[float] = mapped_column(Double)


class Message(Base):
    """A letter to one subscriber; never a second one for the same issue.

    ``body`` is there from the claim, before anything is sent, until it was sent; what its letter's
    ``frame`` has is left out of it (:mod:`mailing.store.packing`). ``sender`` names the process
    that has claimed it. ``subscriber_id`` is empty once the subscriber is removed.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("issue_id", "subscriber_id"),
        Index("messages_by_state", "issue_id", "state", "not_before", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issues.id"))
    subscriber_id: Mapped[int | None] = mapped_column(
        ForeignKey("subscribers.id", ondelete="SET NULL")
    )
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"))
    state: Mapped[str] = mapped_column(String(10))
    message_id: Mapped[str] = mapped_column(String(320), unique=True)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    attempts: Mapped[int] = mapped_column(Integer)
    not_before: Mapped[float] = mapped_column(Double)
    sender: Mapped[str] = mapped_column(String(128))
    claimed_at: Mapped[float] = mapped_column(Double)
    settled_at: Mapped[float] = mapped_column(Double)
    reply: Mapped[str] = mapped_column(Text)
    spend_id: Mapped[int | None] = mapped_column(ForeignKey("quota_log.id", ondelete="SET NULL"))


class Bounce(Base):
    """One report that a message did not arrive, or was complained about.

    ``digest`` tells the report from others: the same mailbox may be read twice. ``kind`` is
    ``hard``, ``soft``, ``blocked`` (it is about the school, not the reader), ``complaint`` or
    ``request`` (a mail that asks to leave); ``status`` as in RFC 3463, empty where none was given.
    """

    __tablename__ = "bounces"
    __table_args__ = (Index("bounces_by_subscriber", "subscriber_id", "at"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    subscriber_id: Mapped[int | None] = mapped_column(
        ForeignKey("subscribers.id", ondelete="SET NULL")
    )
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[float] = mapped_column(Double)


class Departure(Base):
    """Somebody left, and the last issue that had reached them; it does not say who."""

    __tablename__ = "departures"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(String(12))
    at: Mapped[float] = mapped_column(Double)


class HandedOver(Base):
    """A letter that an engine (listmonk, Buttondown) was given to send, or is being given.

    ``state``: ``claimed`` before the engine is asked, then ``created``, ``sent``, ``failed`` or
    ``uncertain``. ``remote_id`` is the engine's own name for it.
    """

    __tablename__ = "handed_over"
    __table_args__ = (UniqueConstraint("letter_id", "engine"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"))
    engine: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(10))
    remote_id: Mapped[str] = mapped_column(String(128))
    at: Mapped[float] = mapped_column(Double)
    reply: Mapped[str] = mapped_column(Text)


class RefusedLogin(Base):
    """A login that a service refused, and what it said. ``login`` is a slow, salted hash of it."""

    __tablename__ = "refused_logins"

    login: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[str] = mapped_column(String(254))
    at: Mapped[float] = mapped_column(Double)
    reply: Mapped[str] = mapped_column(Text)
