"""The words of an issue that no author writes, in the language of the issue. Pure.

An issue in a language that :data:`~plugins.newsletter.languages.WORDS` does not have gets English
ones. What the settings say goes before all of them; only their defaults are translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """All of them in one language; ``{}`` stands for what is put in."""

    reason: str

    # Headings, as the defaults of the settings have them.
    lead: str
    posts: str
    tutorials: str
    galleries: str
    episodes: str
    events: str
    rest: str
    dates: str

    # What a link to an entry says, by its kind; a kind without one reads as a post.
    invitations: Mapping[str, str]

    # Facts.
    week: str
    week_of: str
    title_of: str
    minute: str
    minutes: str
    photos: str
    all_grades: str
    span: str
    readers: str
    picture: str

    # Around the letter.
    mail: str
    web: str
    write: str
    unsubscribe: str

    # The page for paper.
    print: str
    printing: str
    back: str
    goes_on: str
    whole: str

    def invitation(self, kind: str) -> str:
        """What the link to an entry of ``kind`` says."""
        return self.invitations.get(kind) or self.invitations["posts"]

    def heading(self, title: str, default: Words) -> str:
        """``title`` in this language, where it is one of the headings of ``default``."""
        for name in HEADINGS:
            if title == getattr(default, name):
                return str(getattr(self, name))
        return title

    def duration(self, minutes: int | str) -> str:
        """``1 minute``, ``20 minutes``, ``3:10 minutes``."""
        return self.minute if str(minutes) == "1" else self.minutes.format(minutes)


HEADINGS = ("lead", "posts", "tutorials", "galleries", "episodes", "events", "rest", "dates")
