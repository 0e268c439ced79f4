"""A message: one issue as it is told in a mail, ready for HTML and for text. Values only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from plugins.common.audiences import EVERYBODY
from plugins.common.moments import Week
from plugins.newsletter.languages import ENGLISH
from plugins.newsletter.words import Words

UNSUBSCRIBE = "%%UNSUBSCRIBE_URL%%"
"""Stands in HTML and text where the sender puts each reader's own link."""

PLACEHOLDERS = (UNSUBSCRIBE,)
"""Everything in a message that is not the same for all its readers."""

Status = Literal["published", "hidden", "draft", "next"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG at an absolute ``url``, with the size it is shown at in CSS pixels."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Door:
    """For whom an entry is: the id of the audience and what people read."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a mail tells it. ``facts`` are short phrases: a date, a place, minutes.

    What is for the staff alone has no page: its ``url`` is empty, and ``body`` (mail-safe HTML)
    is all of its text.
    """

    path: str
    title: str
    url: str
    summary: str
    invitation: str
    doors: tuple[Door, ...] = ()
    facts: tuple[str, ...] = ()
    picture: Picture | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A section as a mail tells it: some entries in full, the rest a line or two each."""

    title: str
    told: tuple[Entry, ...]
    listed: tuple[Entry, ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """Everything that the two bodies of a mail say.

    ``title``, ``subject`` and ``preview`` are single lines, and the last two fit into headers of a
    mail; ``note`` is mail-safe HTML; URLs are absolute;
    ``direction`` is ``ltr`` or ``rtl``; ``source`` the path of the issue's file in the content;
    ``page_url`` is empty for an issue that is for the staff alone; ``cutoff`` is aware.
    """

    id: str
    week: Week
    status: Status
    source: str
    title: str
    subject: str
    preview: str
    lang: str
    direction: str
    site_name: str
    school: str
    site_url: str
    page_url: str
    week_line: str
    note: str
    picture: Picture | None
    blocks: tuple[Block, ...]
    dates: Block | None
    reason: str
    contact: str
    audience: str = EVERYBODY
    cutoff: datetime | None = None
    unsubscribe_url: str = UNSUBSCRIBE
    words: Words = ENGLISH

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the order in which it is read; dates are none."""
        for block in self.blocks:
            yield from block.told
            yield from block.listed
