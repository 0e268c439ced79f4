"""What may stand behind each key of an entry of ``media.yaml``. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from yaml.nodes import Node, ScalarNode, SequenceNode


class ShapeError(ValueError):
    """A value of the wrong shape; the message says which shape is right."""


def _text(node: Node) -> str:
    if not isinstance(node, ScalarNode):
        raise ShapeError("is one text, not a list")
    # What stands there is meant as it stands: 007 and "no" are texts, whatever YAML makes of them.
    return "" if node.tag.endswith(":null") else " ".join(str(node.value).split())


def _parts(node: Node) -> list[str]:
    if isinstance(node, ScalarNode):
        parts = _text(node).split(",")
    elif isinstance(node, SequenceNode):
        parts = [_text(one) for one in node.value]
    else:
        raise ShapeError("is a list, like [robotics, grade-4]")
    return [word for part in parts if (word := part.strip())]


def _words(node: Node) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_parts(node)))


def _people(node: Node) -> tuple[str, ...] | None:
    words = _words(node)
    if [word.casefold() for word in words] == ["none"]:
        return ()
    return words or None


def _yes_or_no(node: Node) -> bool:
    word = _text(node).casefold()
    if word not in ("true", "yes", "on", "false", "no", "off", ""):
        raise ShapeError("is true or false")
    return word in ("true", "yes", "on")


def _point(node: Node) -> tuple[float, float] | None:
    parts = _parts(node)
    if not parts:
        return None
    try:
        left, top = (float(part) for part in parts)
    except ValueError:
        left = top = -1.0
    if not (0 <= left <= 1 and 0 <= top <= 1):
        raise ShapeError("is two numbers from 0 to 1, across and down, like [0.5, 0.3]")
    return left, top


READERS: Mapping[str, Callable[[Node], Any]] = {
    "title": _text,
    "alt": _text,
    "caption": _text,
    "credit": _text,
    "place": _text,
    "event": _text,
    "tags": _words,
    "grades": _words,
    "people": _people,
    "decorative": _yes_or_no,
    "cover": _yes_or_no,
    "focus": _point,
    "captions": _words,
    "transcript": _text,
    "poster": _text,
}
"""What reads the value of each key; raises :class:`ShapeError`."""
