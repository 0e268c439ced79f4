"""What a photo is filed under: its tags, grades, event and the facts of its file. Pure.

What people wrote in ``media.yaml`` counts as it stands. What a camera or a photo program put into
the file is a suggestion only, because names hide there: a keyword counts where it is a word of the
vocabulary or a tag that the site uses already, and a title is searched for words of the vocabulary
and never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Literal

from slugify import slugify

from plugins.common.near import did_you_mean
from plugins.media.words import KnownWords, Tag

Shape = Literal["landscape", "portrait", "square"]
Sort = Literal["photo", "animation", "graphic", "clip"]

_SHORTEST_IN_TITLE = 4
_NO_EVENTS = frozenset(
    {
        *("media", "photos", "images", "pictures", "handouts", "misc"),
        *("posts", "tutorials", "galleries", "events", "episodes", "newsletter", "pages"),
    }
)
"""Folders named by what lies in them, and not by an event."""
_DAY_FIRST = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[-_ ]")
_ALMOST_SQUARE = 1.05


@dataclass(frozen=True, slots=True)
class Finding:
    """A word that is wrong: in which key of ``media.yaml``, and what was probably meant."""

    key: str
    word: str
    message: str
    hint: str


def settle_tags(
    tags: Iterable[str], keywords: Iterable[str], title: str, known: KnownWords
) -> tuple[Tag, ...]:
    """The tags of a photo, each once, by label; what names a grade is none.

    ``tags`` are from ``media.yaml``, ``keywords`` and ``title`` from the file itself.
    """
    found = [known.tag(word) for word in tags if not known.grade(word)]
    found += [known.suggested(word) for word in keywords]
    found += _words_within(title, known)
    by_slug = {tag.slug: tag for tag in found if tag}
    return tuple(sorted(by_slug.values(), key=lambda tag: (tag.label.casefold(), tag.slug)))


def settle_grades(
    grades: Iterable[str], words: Iterable[str], known: KnownWords
) -> tuple[str, ...]:
    """Ids of the vocabulary, in its order: from ``grades``, and from tags and keywords."""
    ids = known.grade_labels
    by_id = {key.casefold(): key for key in ids}
    named = [by_id.get(word.strip().casefold()) or known.grade(word) for word in grades]
    named += [known.grade(word) for word in words]
    if not ids:  # a school without a list of grades: every word is one
        return tuple(dict.fromkeys(word for word in grades if word.strip()))
    return tuple(key for key in ids if key in named)


def find_unknown(
    grades: Sequence[str], tags: Sequence[str], known: KnownWords
) -> tuple[Finding, ...]:
    """Words of ``media.yaml`` that should be of the vocabulary and are not."""
    if not known.grade_labels:
        return ()
    labels = list(known.grade_labels.values())
    wrong = [("grades", word) for word in grades if not settle_grades([word], (), known)]
    first = {slug.partition("-")[0] for slug in known.grades if "-" in slug}
    for word in tags:
        start, dash, _ = slugify(word).partition("-")
        if dash and start in first and not known.grade(word) and not known.suggested(word):
            wrong.append(("tags", word))
    return tuple(
        Finding(
            key,
            word,
            f'"{word}" is no grade of this school.{did_you_mean(word, labels)}',
            f"The grades of vocabulary.yaml are {', '.join(labels)}.",
        )
        for key, word in wrong
    )


def settle_event(folder: str, said: str) -> str:
    """The event a photo was taken at: what ``media.yaml`` says, else the name of its folder.

    ``media/2026-11-20-robotics-fair`` is "Robotics fair"; ``media/posts`` is no event.
    """
    name = PurePosixPath(folder).name
    day = _DAY_FIRST.match(name)
    words = slugify(name[day.end() :] if day else name).replace("-", " ")
    if said or PurePosixPath(folder).parent.name == "" or words in _NO_EVENTS:
        return said
    return words[:1].upper() + words[1:]


def day_in_name(name: str) -> date | None:
    """The day that a file's name starts with, as an import names it; None where it does not."""
    found = _DAY_FIRST.match(name)
    if not found or not found[2] or not found[3]:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def shape_of(width: int, height: int) -> Shape:
    """How a photo lies, by its upright size in pixels."""
    if max(width, height) < min(width, height) * _ALMOST_SQUARE:
        return "square"
    return "landscape" if width > height else "portrait"


def sort_of(file_format: str, *, moving: bool) -> Sort:
    """An animation, a picture from a screen or drawing program, or a photo."""
    if moving:
        return "animation"
    return "graphic" if file_format in ("PNG", "GIF") else "photo"


def _words_within(title: str, known: KnownWords) -> list[Tag]:
    text = f"-{slugify(title)}-"
    return [
        tag
        for slug, tag in known.words.items()
        if len(slug) >= _SHORTEST_IN_TITLE and f"-{slug}-" in text
    ]
