"""Which letter of an issue a subscriber gets: never more than one. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from mailing.outbox import EVERYBODY


class Choosable(Protocol):
    """What a letter says about whom it is for."""

    @property
    def audience(self) -> str:
        """``families``."""

    @property
    def lang(self) -> str:
        """``en``."""


Choice = TypeVar("Choice", bound=Choosable)


def choose_letter(letters: Sequence[Choice], audiences: Sequence[str], lang: str) -> Choice | None:
    """The letter for the first of ``audiences`` that has one, in ``lang`` where there is one.

    ``letters`` in the order of :func:`mailing.outbox.read_letters`: without a translation it is
    the site's own language.
    """
    for audience in (*audiences, EVERYBODY):
        mine = [one for one in letters if one.audience == audience]
        for wanted in (lang.lower(), lang.lower().partition("-")[0]):
            for one in mine:
                if one.lang.lower() == wanted:
                    return one
        if mine:
            return mine[0]
    return None
