"""``media.yaml``: what people know about the photos beside it, keyed by file name.

    photos:
      ramp-test.jpg:
        alt: A cardboard ramp with a small wheeled robot at the top
        caption: Team Gearbox tests the third ramp.
        credit: Maple Street School
        tags: [robotics, grade-4]
        people: none
    defaults:
      "*.png": {people: none, tags: [screenshot]}

    handouts:
      plan.docx:
        accepted: 3fa94b0c11d2e6f7

``defaults`` speak for photos here and in folders below, as ``defaults.py`` explains. Everything
odd in it is a problem with its line, and what is right beside it counts all the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from plugins.common.audiences import marker_in_value, value_is_for_everybody
from plugins.common.near import did_you_mean
from plugins.common.problems import ProblemLog
from plugins.common.source import read_source
from plugins.media.captions import NAME, Caption, Said
from plugins.media.defaults import is_pattern
from plugins.media.entries import READERS, ShapeError

_HASH = re.compile(r"[0-9a-fA-F]{16,64}")


def load_said(root: Path, folder: str, names: list[str], problems: ProblemLog) -> Said:
    """What ``media.yaml`` in ``folder`` (relative to ``root``) says.

    ``names`` are the files of the folder: an entry for none of them is a problem.
    """
    path = f"{folder}/{NAME}" if folder else NAME
    try:
        text = read_source(root, path, problems).text
    except FileNotFoundError:
        return Said()
    except OSError as error:
        SheetReader(path, problems).report(
            0, "media-unreadable", NAME, f"It cannot be read: {error.strerror}.", "Check it."
        )
        return Said()
    return SheetReader(path, problems).read(text, names)


@dataclass(frozen=True, slots=True)
class SheetReader:
    """One ``media.yaml`` while it is read."""

    path: str
    problems: ProblemLog

    def report(self, line: int, rule: str, value: object, message: str, hint: str) -> None:
        self.problems.add(self.path, line, rule, value, message, hint)

    def read(self, text: str, names: list[str]) -> Said:
        try:
            top = yaml.compose(text, Loader=yaml.SafeLoader)
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            said = str(getattr(error, "problem", "") or "it is nested too deeply")
            self.report(
                mark.line + 1 if mark else 0,
                "media-yaml",
                said,
                f"This cannot be read as YAML: {said}. Nothing in this file is used.",
                "Look at this line and the one before: indents are spaces, equal within a list; "
                'a text with ": " or " #" in it stands in quotes.',
            )
            return Said()
        captions: dict[str, Caption] = {}
        defaults: dict[str, Caption] = {}
        accepted: dict[str, str] = {}
        for key, line, value in self._pairs(top, "the file", 'one key "photos:"'):
            if key == "photos":
                captions |= self._photos(value, names, defaults)
            elif key == "defaults":
                for pattern, at, keys in self._pairs(value, '"defaults"', "patterns like *.png"):
                    defaults[pattern] = self._caption(pattern, at, keys)
            elif key == "handouts":
                accepted |= self._handouts(value, names)
            elif is_pattern(key):
                defaults[key] = self._caption(key, line, value)
            else:
                self._unknown(key, line, ("photos", "defaults", "handouts"))
        return Said(captions, defaults, accepted)

    def _handouts(self, node: Node, names: list[str]) -> dict[str, str]:
        """The hashes of files that somebody looked at, each for exactly those bytes."""
        by_name = {_folded(name): name for name in names}
        accepted: dict[str, str] = {}
        shape = "file names, each with its hash"
        for key, line, value in self._pairs(node, '"handouts"', shape):
            name = by_name.get(_folded(key))
            if name is None:
                self._no_such_file(key, line, names)
                continue
            for word, at, mark in self._pairs(value, name, 'one key "accepted:"'):
                if word != "accepted":
                    self._unknown(word, at, ("accepted",))
                elif isinstance(mark, ScalarNode) and _HASH.fullmatch(mark.value.strip()):
                    accepted[name] = mark.value.strip().lower()
                else:
                    self.report(
                        at,
                        "media-value",
                        mark.value if isinstance(mark, ScalarNode) else word,
                        f'"accepted" of {name} is the hash of the file: 16 signs or more, 0 to 9 '
                        "and a to f.",
                        "Copy it from the problem that asks about the file, or delete the line.",
                    )
        return accepted

    def _no_such_file(self, key: str, line: int, names: list[str]) -> None:
        self.report(
            line,
            "media-no-such-file",
            key,
            f"There is no file {key} beside this media.yaml.{did_you_mean(key, names)}",
            "Correct the name, or delete the entry if the file is gone.",
        )

    def _photos(
        self, node: Node, names: list[str], defaults: dict[str, Caption]
    ) -> dict[str, Caption]:
        by_name = {_folded(name): name for name in names} | {name: name for name in names}
        captions: dict[str, Caption] = {}
        for key, line, value in self._pairs(node, '"photos"', "file names, each with its keys"):
            name = by_name.get(key) or by_name.get(_folded(key))
            if name is None and is_pattern(key):
                defaults[key] = self._caption(key, line, value)
            elif name is None:
                self._no_such_file(key, line, names)
            else:
                captions[name] = self._caption(name, line, value)
        return captions

    def _caption(self, name: str, line: int, node: Node) -> Caption:
        caption, lines = Caption(name=name), {"": line}
        shape = "keys like alt, caption, credit and tags"
        for key, key_line, value in self._pairs(node, name, shape):
            read = READERS.get(key)
            if read is None:
                self._unknown(key, key_line, READERS)
                continue
            lines[key] = key_line
            try:
                changes: dict[str, Any] = {key: read(value)}
                marker = marker_in_value(changes[key])
            except ShapeError as wrong:
                self.report(
                    key_line,
                    "media-value",
                    value.value if isinstance(value, ScalarNode) else key,
                    f'"{key}" of {name} {wrong}.',
                    "Write it like that, or delete the line.",
                )
            else:
                if marker:
                    told = value_is_for_everybody(self.path, key_line, key, marker)
                    self.problems.extend([told])
                    continue
                caption = replace(caption, **changes)
        return replace(caption, lines=lines)

    def _pairs(self, node: Node | None, what: str, shape: str) -> Iterator[tuple[str, int, Node]]:
        """The pairs of a mapping, each key once; anything else is reported."""
        if node is None or (isinstance(node, ScalarNode) and node.tag.endswith(":null")):
            return
        if not isinstance(node, MappingNode):
            line = node.start_mark.line + 1
            message = f"Here {what} should hold {shape}."
            self.report(line, "media-shape", what, message, "See the guide for an example.")
            return
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            word = str(key.value) if isinstance(key, ScalarNode) else ""
            if not word:
                message = "Here should stand a name, followed by a colon."
                self.report(line, "media-shape", what, message, "See the guide for an example.")
                continue
            if word in seen:
                message = f'"{word}" stands here twice; the last one counts.'
                hint = "Put both into one."
                self.report(line, "media-twice", word, message, hint)
            seen.add(word)
            yield word, line, value

    def _unknown(self, key: str, line: int, allowed: Mapping[str, Any] | tuple[str, ...]) -> None:
        self.report(
            line,
            "media-unknown-key",
            key,
            f'"{key}" means nothing here.{did_you_mean(key, allowed)}',
            f"What can stand here: {', '.join(sorted(allowed))}.",
        )


def _folded(name: str) -> str:
    # Macs and other computers write the same accented name in two ways.
    return unicodedata.normalize("NFC", name)
