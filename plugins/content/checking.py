"""Front matter as its author left it becomes the typed model of its kind, with a problem for each
value that cannot be used. A bad value never costs the page: its default takes its place.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, tzinfo
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from plugins.common.moments import MomentError, Week, parse_moment
from plugins.common.near import did_you_mean
from plugins.common.problems import ProblemLog
from plugins.content.frontmatter import Matter
from plugins.content.kinds import (
    KINDS,
    PELICAN_FIELDS,
    SINGULAR,
    SPELLINGS,
    VOCABULARY_FIELDS,
    FrontMatter,
)
from plugins.content.names import dated_stem
from plugins.content.refusals import reason_of, shown, suggestion_for
from plugins.content.vocabulary import Vocabulary

NO_DATE = datetime(1970, 1, 1)  # noqa: DTZ001 - given the school's zone where it is used

MISSING = "–"
"""Stands for a required text that is not there: reported once, and shown as a dash."""


def check_matter(
    matter: Matter,
    kind: str,
    path: str,
    vocabulary: Vocabulary,
    zone: tzinfo,
    problems: ProblemLog,
) -> FrontMatter:
    """The front matter of ``path`` (content-relative) as the model of ``kind``."""
    return _Check(matter, kind, path, vocabulary, zone, problems).run()


class _Check:
    """One file's check: its arguments in one place, so that each rule is a short method."""

    def __init__(
        self,
        matter: Matter,
        kind: str,
        path: str,
        vocabulary: Vocabulary,
        zone: tzinfo,
        problems: ProblemLog,
    ) -> None:
        self.matter = matter
        self.kind = kind
        self.model = KINDS[kind]
        self.path = path
        self.vocabulary = vocabulary
        self.zone = zone
        self.problems = problems
        self.values: dict[str, Any] = {}

    def run(self) -> FrontMatter:
        """Check everything, then build the model from what can be used."""
        self._take_known_keys()
        self._take_file_name()
        fields = self._build()
        for name in VOCABULARY_FIELDS:
            words = getattr(fields, name)
            if words:
                setattr(fields, name, self._known_words(name, words))
        return fields

    def _problem(self, key: str, rule: str, value: Any, message: str, hint: str) -> None:
        line = self.matter.lines.get(key, 0)
        self.problems.add(self.path, line, rule, value, message, hint)

    def _take_known_keys(self) -> None:
        allowed = self.model.model_fields
        for key, value in self.matter.values.items():
            name = SPELLINGS.get(key, key)
            if name == "tags" and key != "tags":
                # Other generators' categories become tags: here the folder is the category.
                mine = self.values.get("tags", self.matter.values.get("tags", []))
                self.values["tags"] = _joined(mine, value)
            elif name in allowed:
                if name not in self.values and value not in ("", None):
                    self.values[name] = value
                    self.matter.lines.setdefault(name, self.matter.lines[key])
            elif key not in PELICAN_FIELDS:
                self._problem(
                    key,
                    "key-unknown",
                    key,
                    f'"{key}" is no key of {self.kind}.{did_you_mean(key, allowed)}',
                    "Correct the word, or delete the line if it came with an older site.",
                )

    def _take_file_name(self) -> None:
        day, stem = dated_stem(self.path)
        if day and "date" not in self.values:
            self.values["date"] = day
        if self.kind == "newsletter":
            self._take_week()
        if "title" not in self.values:
            self._problem(
                "title",
                "title-missing",
                "",
                "The file has no title.",
                "Add a line title: with the headline between two lines ---, the first of which is "
                "the very first line of the file.",
            )
            self.values["title"] = stem.replace("-", " ").strip().capitalize() or self.path

    def _take_week(self) -> None:
        """An issue's file is named by its week, and dated by its Monday unless it says when."""
        week = self.values.setdefault("week", PurePosixPath(self.path).stem)
        if "date" not in self.values:
            with suppress(MomentError):
                self.values["date"] = Week.parse(str(week)).start(self.zone)

    def _build(self) -> FrontMatter:
        context = {"zone": self.zone}
        refused: set[str] = set()
        while True:
            try:
                return self.model.model_validate(self.values, context=context)
            except ValidationError as error:
                for part in error.errors():
                    name = str(part["loc"][0])
                    if name not in refused:
                        self._refuse(name, part)
                        refused.add(name)
                    self._fall_back(name)

    def _refuse(self, name: str, part: Any) -> None:
        description = self.model.model_fields[name].description or ""
        if part["type"] == "missing":
            if name == "date" and self.kind in ("pages", "newsletter"):
                return  # a page such as "About" needs none; an issue's comes from its week
            self._problem(
                name,
                "key-missing",
                "",
                f'{SINGULAR[self.kind]} needs a key "{name}".',
                f"Add {name}: to the front matter. {description}.",
            )
            return
        value = self.values.get(name, "")
        self._problem(
            name,
            f"{name.replace('_', '-')}-invalid",
            shown(value),
            f'"{shown(value)}" in {name} {reason_of(name, value, part)}.'
            f"{suggestion_for(value, part)}",
            f"{description}.",
        )

    def _fall_back(self, name: str) -> None:
        """Put something harmless in the place of a value that is missing or refused."""
        field = self.model.model_fields[name]
        if not field.is_required():
            self.values.pop(name, None)
        elif name in ("date", "start"):
            self.values[name] = self._some_date(name)
        elif name == "minutes":
            self.values[name] = 1
        elif name == "week":
            self.values[name] = "1970-W01"
        else:
            self.values[name] = MISSING

    def _some_date(self, name: str) -> datetime:
        candidates: list[Any] = [dated_stem(self.path)[0]]
        if name == "start":
            candidates.insert(0, self.values.get("date"))
        for candidate in candidates:
            if isinstance(candidate, datetime):
                return candidate
            if candidate and str(candidate) != str(self.values.get(name)):
                try:
                    return parse_moment(str(candidate), self.zone)
                except MomentError:
                    continue
        return NO_DATE.replace(tzinfo=self.zone)

    def _known_words(self, name: str, words: list[str]) -> list[str]:
        known: list[str] = []
        for word in words:
            found = self.vocabulary.find(name, word)
            if found is None:
                allowed = self.vocabulary.words_for(name)
                self._problem(
                    name,
                    "word-unknown",
                    word,
                    f'"{word}" is not in the vocabulary of {name}.{did_you_mean(word, allowed)}',
                    f"Use one of {', '.join(allowed)}, or add the word to vocabulary.yaml.",
                )
            elif found not in known:
                known.append(found)
        return known


def _joined(first: Any, second: Any) -> list[str]:
    both: list[str] = []
    for value in (first, second):
        parts = value if isinstance(value, list) else str(value).split(",")
        both.extend(str(part).strip() for part in parts)
    return [word for word in dict.fromkeys(both) if word]
