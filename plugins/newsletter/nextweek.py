"""The issue of a week that nobody wrote a file for: what it is called until somebody does. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.common.moments import Week
from plugins.newsletter.issue import Issue


@dataclass(frozen=True, slots=True)
class NextFields:
    """What a newsletter's front matter would say."""

    title: str
    week: Week
    preview: str
    menu: bool = False
    featured: bool = False
    newsletter: bool = False


@dataclass(frozen=True, slots=True)
class NextWords:
    """A title and a preview text, each one line."""

    title: str
    preview: str


def describe_next(issue: Issue, first_day: str) -> NextWords:
    """Words for ``issue``, made of its entries' titles; ``first_day`` is its Monday, in words.

    They stand on the public page and in everybody's letter: nothing of what is for staff alone.
    """
    public = [entry for entry in issue.entries if not getattr(entry, "staff_only", False)]
    titles = [" ".join(str(entry.title).split()) for entry in public]
    return NextWords(f"The week of {first_day}", "; ".join(titles[:3]))
