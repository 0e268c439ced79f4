"""The text of a ``media.yaml`` as nodes with their places, and the proof that one only adds. Pure.

What a sheet means is read in ``captions.py``; here it matters where things stand in it.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode
from yaml.reader import ReaderError

_DEEPEST = 30


class SheetError(ValueError):
    """Nothing can be added to this ``media.yaml``; the message says why, ``line`` where (or 0)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def compose_sheet(text: str) -> Node | None:
    """The nodes of ``text``, None where it says nothing. Raises :class:`SheetError`."""
    try:
        node: Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except ReaderError:
        raise SheetError("it holds an invisible control character") from None
    except RecursionError:
        raise SheetError("it is nested too deeply") from None
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        said = str(getattr(error, "problem", "") or error)
        line = mark.line + 1 if mark else 0
        raise SheetError(f"it cannot be read as YAML ({said})", line) from None
    if node is not None:
        _forbid_tangles(node)
    return node


def is_empty(node: Node) -> bool:
    """True for nothing at all, and for the words that YAML has for it."""
    return isinstance(node, ScalarNode) and node.tag.endswith(":null")


def adds_only(before: Node | None, after: Node | None, names: Sequence[str]) -> bool:
    """True when ``after`` says all that ``before`` says, and ``names`` are new among its photos."""
    old, old_photos = _told(before)
    new, new_photos = _told(after)
    count = len(old_photos)
    added = [name for name, _ in new_photos[count:]]
    return old == new and new_photos[:count] == old_photos and added == list(names)


def _told(top: Node | None) -> tuple[list[object], list[tuple[object, object]]]:
    """What a sheet says besides its photos, and of these each name with what is said of it."""
    said: list[object] = []
    photos: list[tuple[object, object]] = []
    for key, value in top.value if isinstance(top, MappingNode) else []:
        if key.value == "photos" and isinstance(value, MappingNode):
            photos += [(_plain(name), _plain(entry)) for name, entry in value.value]
        elif key.value != "photos" or not is_empty(value):
            said.append((_plain(key), _plain(value)))
    return said, photos


def _plain(node: Node) -> object:
    """A node as texts, pairs and lists, blanks folded as everywhere in ``media.yaml``."""
    if is_empty(node):
        return None
    if isinstance(node, ScalarNode):
        return " ".join(str(node.value).split())
    if isinstance(node, MappingNode):
        return [(_plain(key), _plain(value)) for key, value in node.value]
    return [_plain(one) for one in node.value]


def _forbid_tangles(top: Node) -> None:
    """Refuse what would take for ever: lists in lists in lists, and blocks used twice by ``*``."""
    seen: set[int] = set()
    waiting = [(top, 0)]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, ScalarNode):
            continue
        if id(node) in seen or depth > _DEEPEST:
            line = node.start_mark.line + 1
            raise SheetError("it is too tangled (blocks used twice, or very deep)", line)
        seen.add(id(node))
        for one in node.value:
            parts = one if isinstance(one, tuple) else (one,)
            waiting += [(part, depth + 1) for part in parts]
