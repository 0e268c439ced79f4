"""The issue of a week that nobody wrote a file for: what it is called until somebody does. Pure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plugins.common.moments import Week
from plugins.newsletter.issue import Issue
from plugins.newsletter.languages import ENGLISH
from plugins.newsletter.review import PREVIEW
from plugins.newsletter.words import Words


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


def describe_next(issue: Issue, first_day: str, words: Words = ENGLISH) -> NextWords:
    """Title and preview of ``issue``, of its entries' titles; ``first_day``: its Monday, in words.

    They stand on the public page and in everybody's letter: nothing of what is for staff alone.
    """
    public = [entry for entry in issue.entries if not getattr(entry, "staff_only", False)]
    preview = ""
    for entry in public:
        longer = "; ".join(one for one in (preview, " ".join(str(entry.title).split())) if one)
        if preview and len(longer) > PREVIEW:
            break  # phones would not show it
        preview = longer
    return NextWords(words.title_of.format(first_day), preview)


def next_metadata(
    path: str, week: Week, words: NextWords, moment: datetime, lang: str, audience: list[str]
) -> dict[str, Any]:
    """What the reader would leave of a file at ``path``, had somebody written it at ``moment``.

    A draft at ``/newsletter/next/``; its category is Pelican's.
    """
    metadata: dict[str, Any] = {
        "title": words.title,
        "summary": words.preview,
        "date": moment,
        "slug": "next",
        "status": "draft",
        "template": "issue",
        "lang": lang,
        "kind": "newsletter",
        "fields": NextFields(title=words.title, week=week, preview=words.preview),
        "permanent_id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, path)}",
        "lines": {},
        "variants": {},
        "anchors": frozenset(),
        "image": "",
        "image_alt": "",
        "audience": audience,
    }
    for name in ("waiting", "expired", "featured", "newsletter", "staff_only"):
        metadata[name] = False
    for name in (
        *("tags", "grades", "subjects", "skills", "activities", "devices"),
        *("aliases", "links", "toc"),
    ):
        metadata[name] = []
    return metadata
