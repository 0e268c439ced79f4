"""From the text of a file to its front matter, with the line of every key, and its body.

Two forms are read: YAML between two lines ``---``, and Pelican's own ``Title: x`` headers. All
values arrive as strings, lists or mappings of strings (YAML's guesses, by which ``no`` is false and
12:30 a number, only surprise people); the models in ``kinds.py`` give them their types.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from plugins.common.problems import ProblemLog

_FENCE = re.compile(r"(---|\.\.\.)[ \t]*$")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9_ -]*):[ \t]*(.*)$")
_PLAIN_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):[ \t]*(.*)$")


@dataclass(slots=True)
class Matter:
    """The front matter of one file as its author left it.

    ``values``: by lower-case key; ``lines``: the line of each key, from 1; ``body``: the Markdown
    below; ``body_line``: the line of the file on which the body starts.
    """

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1


def split_matter(text: str, path: str, problems: ProblemLog) -> Matter:
    """Split a file's text. Unreadable YAML is a problem, then read line by line as it goes."""
    lines = text.split("\n")
    if lines and _FENCE.match(lines[0]):
        return _yaml_matter(lines, path, problems)
    return _header_matter(lines)


def _yaml_matter(lines: list[str], path: str, problems: ProblemLog) -> Matter:
    end = next((n for n, line in enumerate(lines[1:], 1) if _FENCE.match(line)), None)
    if end is None:
        problems.add(
            path,
            1,
            "front-matter-open",
            "---",
            "The front matter starts with --- but never ends.",
            "Put a line with only --- between the last key and the text.",
        )
        end = next((n for n, line in enumerate(lines[1:], 1) if not line.strip()), len(lines))
    matter = Matter(body="\n".join(lines[end + 1 :]), body_line=end + 2)
    block = "\n".join(lines[1:end])
    try:
        node = yaml.compose(block, Loader=yaml.CBaseLoader)
        if node is None:
            return matter
        if not isinstance(node, yaml.MappingNode):
            raise yaml.MarkedYAMLError(
                problem="this is not a list of keys and values", problem_mark=node.start_mark
            )
        _fill(matter, node, block, path, problems)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        written = lines[line - 1] if line <= len(lines) else ""
        why, hint = _plain(error, written)
        problems.add(
            path,
            line,
            "front-matter-unreadable",
            written.strip(),
            f"The front matter cannot be read: {why}.",
            hint,
        )
        _rescue(matter, lines[1:end])
    return matter


def _fill(
    matter: Matter, mapping: yaml.MappingNode, block: str, path: str, problems: ProblemLog
) -> None:
    loader = yaml.BaseLoader(block)
    for key_node, value_node in mapping.value:
        key = str(getattr(key_node, "value", "")).strip().lower()
        line = key_node.start_mark.line + 2
        if key in matter.values:
            problems.add(
                path,
                line,
                "key-twice",
                key,
                f'"{key}" stands twice, first in line {matter.lines[key]}.',
                "Keep one of the two; the first one is used.",
            )
            continue
        _check_inside(value_node, path, problems)
        matter.values[key] = loader.construct_object(value_node, deep=True)
        matter.lines[key] = line


def _check_inside(node: yaml.Node, path: str, problems: ProblemLog) -> None:
    """A key that stands twice in one entry of a list: mostly the dash of the second is missing."""
    waiting, seen = [node], set[int]()
    while waiting:
        node = waiting.pop(0)
        if not isinstance(node, yaml.CollectionNode) or id(node) in seen:
            continue
        seen.add(id(node))
        first: dict[str, int] = {}
        for part in node.value:
            if isinstance(part, yaml.Node):
                waiting.append(part)
                continue
            key, line = str(part[0].value), part[0].start_mark.line + 2
            if key in first:
                problems.add(
                    path,
                    line,
                    "key-twice",
                    key,
                    f'"{key}" stands twice in one entry, first in line {first[key]}.',
                    "Start each entry of the list with a dash, or keep one of the two.",
                )
            first.setdefault(key, line)
            waiting.append(part[1])


_PLAIN = {
    "mapping values are not allowed in this context": "there is a second colon in this line",
    "did not find expected key": "this line is no key with its value, nor part of the one above",
    "could not find expected ':'": "a key without its colon",
    "found unexpected end of stream": "a quote or bracket is opened and never closed",
    "found character that cannot start any token": "a value starts with a sign that needs quotes",
}
"""What the YAML library says, in a coach's words."""


def _plain(error: Exception, written: str) -> tuple[str, str]:
    """Why the line as it was ``written`` cannot be read, and what to do."""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return "this line starts with a tab", "Put spaces there, as in the lines around it."
    said = str(getattr(error, "problem", None) or error)
    hint = 'Put a value with a colon or a sign at its start into quotes: title: "Bots: day 1".'
    return _PLAIN.get(said, said), hint


def _rescue(matter: Matter, lines: list[str]) -> None:
    """Take what is plainly ``key: value`` out of broken YAML, so that a preview has a title."""
    matter.values.clear()
    matter.lines.clear()
    for number, line in enumerate(lines, 2):
        found = _PLAIN_KEY.match(line)
        if not found:
            continue
        key, value = found[1].lower(), found[2].strip()
        if value.startswith("[") and value.endswith("]"):
            value = value[1:-1]
        if value and key not in matter.values:
            matter.values[key] = value.strip("\"'")
            matter.lines[key] = number


def _header_matter(lines: list[str]) -> Matter:
    """Pelican's headers: ``Key: value`` lines up to the first blank one, indented lines go on."""
    values: dict[str, Any] = {}
    places: dict[str, int] = {}
    last = ""
    used = 0
    for number, line in enumerate(lines, 1):
        found = _HEADER.match(line)
        if found and not line[0].isspace():
            last = found[1].strip().lower()
            values.setdefault(last, found[2].strip())
            places.setdefault(last, number)
        elif last and line.strip() and line[0].isspace():
            values[last] = f"{values[last]} {line.strip()}".strip()
        else:
            break
        used = number
    if "title" not in values and not ({"date", "tags", "slug"} & set(values)):
        # A text that merely starts with "Note: ..." has no headers.
        return Matter(body="\n".join(lines), body_line=1)
    return Matter(values, places, "\n".join(lines[used:]), used + 1)
