"""The school's own words: grades, subjects, skills, audiences, activities, devices.

``content/vocabulary.yaml`` maps each id to its label; skills are mapped in groups. A word in front
matter may be the id or the label, in any case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from plugins.common.audiences import STAFF, USUAL, marker_in_value, value_is_for_everybody
from plugins.common.near import nearest
from plugins.common.problems import ProblemLog

FILE_NAME = "vocabulary.yaml"
GROUPS = ("grades", "subjects", "skills", "audiences", "activities", "devices")


@dataclass(frozen=True, slots=True)
class Words:
    """One list of the vocabulary: id to label in the order of the file, and each id's group."""

    labels: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    def find(self, word: str) -> str | None:
        """The id that ``word`` means, or None."""
        folded = word.strip().casefold()
        for key, label in self.labels.items():
            if folded in (key.casefold(), label.casefold()):
                return key
        return None

    def label(self, key: str) -> str:
        """What people read for an id; the id itself for a word that is not listed."""
        return self.labels.get(key, key)

    def __iter__(self) -> Any:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All the lists. An empty list allows every word: a school without one is not scolded."""

    lists: Mapping[str, Words] = field(default_factory=dict)

    def of(self, field_name: str) -> Words:
        """The list behind a front-matter field (``audience`` reads ``audiences``)."""
        name = "audiences" if field_name == "audience" else field_name
        return self.lists.get(name, Words())

    def find(self, field_name: str, word: str) -> str | None:
        """The id that ``word`` means, or None where it is not one of :meth:`words_for`.

        Where a list is empty, a word is its own id; but what looks like the staff is never taken
        for a word of the school's own, by which everybody would read what is for them alone.
        """
        is_audience = field_name == "audience"
        if is_audience and word.strip().casefold() == STAFF:
            return STAFF  # never a word of lists and feeds, so no vocabulary needs it
        if len(self.of(field_name)):
            return self.of(field_name).find(word)
        if is_audience and (STAFF in word.casefold() or nearest(word, [STAFF])):
            return None
        return word

    def words_for(self, field_name: str) -> tuple[str, ...]:
        """The words to choose from; a school without a vocabulary has the usual audiences."""
        if field_name == "audience":
            return (*(self.of(field_name) or USUAL), STAFF)
        return tuple(self.of(field_name))

    def audience_words(self) -> dict[str, str]:
        """Each id and each label by which a text may name an audience, and the id that it means."""
        ids = self.words_for("audience")
        return {self.label("audience", key): key for key in ids} | {key: key for key in ids}

    def label(self, field_name: str, key: str) -> str:
        """Short for ``of(field_name).label(key)``: templates use it."""
        return self.of(field_name).label(key)


def load_vocabulary(content: Path, problems: ProblemLog) -> Vocabulary:
    """Read the vocabulary of a content folder; a missing file is an empty vocabulary."""
    path = content / FILE_NAME
    if not path.is_file():
        return Vocabulary()
    try:
        loaded = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - strings only
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        problems.add(
            FILE_NAME,
            mark.line + 1 if mark else 0,
            "vocabulary-unreadable",
            FILE_NAME,
            f"The vocabulary cannot be read: {getattr(error, 'problem', error)}.",
            "Compare the line with the ones around it: the same indent, a colon and a space.",
        )
        return Vocabulary()
    if not isinstance(loaded, dict):
        loaded = {}
    lists = {name: _words(loaded.get(name), name, problems) for name in GROUPS}
    for unknown in sorted(set(loaded) - set(GROUPS)):
        problems.add(
            FILE_NAME,
            0,
            "vocabulary-unknown-list",
            unknown,
            f'"{unknown}" is no list of the vocabulary.',
            f"The lists are {', '.join(GROUPS)}.",
        )
    return Vocabulary(lists)


def _words(value: Any, name: str, problems: ProblemLog) -> Words:
    labels: dict[str, str] = {}
    groups: dict[str, str] = {}
    if isinstance(value, list):
        value = {word: word for word in value if isinstance(word, str)}
    if not isinstance(value, dict):
        if value:
            problems.add(
                FILE_NAME,
                0,
                "vocabulary-unreadable",
                name,
                f'"{name}" is not a list of words.',
                "Write one word a line, as id: Label.",
            )
        return Words()
    for key, label in value.items():
        marker = marker_in_value([key, label])
        if marker:
            problems.extend([value_is_for_everybody(FILE_NAME, 0, name, marker)])
        elif isinstance(label, dict):
            for inner, inner_label in label.items():
                labels[inner] = str(inner_label) or inner
                groups[inner] = key
        else:
            labels[key] = str(label) or key
    return Words(labels, groups)
