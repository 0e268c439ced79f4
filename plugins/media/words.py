"""The words that photos are filed under: those of the vocabulary, and the tags in use. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from slugify import slugify

_FIELDS = ("subjects", "skills", "audiences", "activities", "devices")
_NO_WORDS = frozenset({"none"})
"""Ids that mean the absence of something: no keyword of a photo means that."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A word to find photos by: as part of an address, and as people read it."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words that mean something at this school, by slug.

    ``grades`` leads to ids of the vocabulary in its order, ``words`` to its other words, ``used``
    to the tags that people gave to texts and photos.
    """

    grades: Mapping[str, str] = field(default_factory=dict)
    grade_labels: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Tag] = field(default_factory=dict)
    used: Mapping[str, Tag] = field(default_factory=dict)

    def grade(self, word: str) -> str | None:
        """The id of the grade that ``word`` names by its label, as ``grade-4`` and ``Grade 4``."""
        return self.grades.get(slugify(word))

    def tag(self, word: str) -> Tag | None:
        """The tag that people mean by ``word``; None for a word without a letter or digit."""
        slug = slugify(word)
        found = self.words.get(slug) or self.used.get(slug)
        return found or (Tag(slug, word[:1].upper() + word[1:]) if slug else None)

    def suggested(self, word: str) -> Tag | None:
        """The tag of a word that a camera wrote: only one that the school knows."""
        slug = slugify(word)
        return self.words.get(slug) or self.used.get(slug)


def gather_words(vocabulary: Any, used: Iterable[str] = ()) -> KnownWords:
    """The words of ``vocabulary`` (None for a school without one) and the tags in use."""
    if vocabulary is None:
        vocabulary = _NOTHING
    grades: dict[str, str] = {}
    labels: dict[str, str] = {}
    words: dict[str, Tag] = {}
    for key in vocabulary.of("grades"):
        label = labels[key] = vocabulary.label("grades", key)
        grades[slugify(label)] = key
    for name in _FIELDS:
        for key in vocabulary.of(name):
            label = vocabulary.label(name, key)
            tag = Tag(slugify(key), label)
            if tag.slug and tag.slug not in _NO_WORDS:
                words.setdefault(tag.slug, tag)
                words.setdefault(slugify(label), tag)
    seen: dict[str, Tag] = {}
    for word in sorted(set(used)):
        slug = slugify(word)
        if slug and slug not in grades:
            seen.setdefault(slug, Tag(slug, word[:1].upper() + word[1:]))
    return KnownWords(grades, labels, words, seen)


class _Nothing:
    """The vocabulary of a school that has none."""

    def of(self, field_name: str) -> tuple[str, ...]:
        del field_name
        return ()

    def label(self, field_name: str, key: str) -> str:
        del field_name
        return key


_NOTHING = _Nothing()
