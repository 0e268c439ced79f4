"""Writing into the front matter of a file that belongs to somebody else. Pure.

Every byte that is not added stays: no YAML is loaded and dumped again, which would lose comments,
quotes and the author's own line breaks. What was written is read back before it is handed out.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

_OPENING = re.compile(r"\ufeff?(---|\.\.\.)[ \t\r]*$", re.MULTILINE)
_FENCE = re.compile(r"^(---|\.\.\.)[ \t\r]*$", re.MULTILINE)


class NotWritableError(ValueError):
    """The front matter has a form into which nothing can be written; the message says why."""


def front_span(text: str) -> tuple[int, int]:
    """Where the front matter starts and ends, without its fences. Raises where there is none."""
    if not _OPENING.match(text) or "\n" not in text:
        raise NotWritableError("it has no front matter between two lines ---")
    start = text.index("\n") + 1
    last = _FENCE.search(text, start)
    if last is None:
        raise NotWritableError("its front matter has no second line ---")
    return start, last.start()


def newline_of(text: str) -> str:
    """The line end that the file uses."""
    return "\r\n" if "\r\n" in text else "\n"


def read_front(text: str) -> dict[str, Any]:
    """Keys and values as their author wrote them, all texts. Raises :class:`NotWritableError`."""
    start, end = front_span(text)
    try:
        found = yaml.load(text[start:end], Loader=yaml.CBaseLoader)  # noqa: S506 - strings only
    except yaml.YAMLError as error:
        raise NotWritableError(f"its front matter cannot be read ({_reason(error)})") from None
    if found is not None and not isinstance(found, dict):
        raise NotWritableError("its front matter is no list of keys and values")
    return found or {}


def append_items(text: str, key: str, items: list[list[str]], meant: list[Any]) -> str:
    """``text`` with ``items`` at the end of the list ``key`` in its front matter.

    Each item is its lines, the first without the dash; ``meant`` is what each of them must read as.
    A missing key is added. Raises :class:`NotWritableError`, for example for ``key: [a, b]``.
    """
    before = read_front(text)
    start, end = front_span(text)
    newline = newline_of(text)
    node = _value_node(text[start:end], key)
    if node is None:
        place, indent, lines = end, "  ", [f"{key}:"]
    elif isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        place = _end_of_line(text, start + _last_index(node), end)
        indent, lines = " " * node.value[0].start_mark.column, []
        indent = indent[: node.start_mark.column]
    elif not node.value:
        # ``entries: []`` and ``entries:`` are lists with nothing in them.
        place = start + node.end_mark.index
        rest = _end_of_line(text, place, end)
        opened = text[: start + node.start_mark.index].rstrip(" ")
        return _checked(
            opened
            + _comment(text[place:rest])
            + newline
            + newline.join(_listed(items, "  "))
            + newline
            + text[rest:],
            before,
            key,
            meant,
        )
    else:
        raise NotWritableError(f"{key} is not written as one entry a line, each with a dash")
    head, tail = text[:place], text[place:]
    if head and not head.endswith("\n"):
        head += newline
    added = newline.join([*lines, *_listed(items, indent)]) + newline
    return _checked(head + added + tail, before, key, meant)


def _listed(items: list[list[str]], indent: str) -> list[str]:
    return [
        f"{indent}{'- ' if place == 0 else '  '}{line}"
        for item in items
        for place, line in enumerate(item)
    ]


def _comment(rest: str) -> str:
    note = rest.strip()
    return f"  {note}" if note.startswith("#") else ""


def _value_node(front: str, key: str) -> yaml.Node | None:
    root = yaml.compose(front, Loader=yaml.BaseLoader)
    for name, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if name.value.strip().lower() == key:
            return value  # type: ignore[no-any-return]
    return None


def _last_index(node: yaml.Node) -> int:
    """The index behind the last sign of ``node``: a block's own end lies after blank lines."""
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _last_index(node.value[-1])
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last_index(node.value[-1][1])
    return int(node.end_mark.index)


def _end_of_line(text: str, place: int, end: int) -> int:
    if text[place - 1 : place] == "\n":
        # A block of text ends behind its last line; empty lines after it are not its own.
        while text[:place].endswith(("\n\n", "\n\r\n")):
            place = text.rindex("\n", 0, place - 1) + 1
        return place
    following = text.find("\n", place, end)
    return end if following < 0 else following + 1


def _checked(text: str, before: dict[str, Any], key: str, meant: list[Any]) -> str:
    after = read_front(text)
    old = before.get(key) or []
    expected = {**before, key: [*(old if isinstance(old, list) else [old]), *meant]}
    if after != expected:
        raise NotWritableError(f"{key} has a form that nothing can be added to")
    return text


def _reason(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 2}" if mark else "YAML"
