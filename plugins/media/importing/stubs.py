"""Stubs in ``media.yaml`` for photos just copied, without a change to what somebody wrote there.

Text is only ever inserted. A library that reads YAML and writes it again keeps comments, but lays
indents, quotes and long lines out in its own way; what a coach wrote stays byte for byte here, and
an insertion that would change its meaning is not made. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from plugins.media.importing.sheets import SheetError, adds_only, compose_sheet, is_empty

_PLAIN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MEANT_OTHERWISE = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_STEP = 2


def extend_sheet(text: str, names: Iterable[str], tags: Sequence[str]) -> str:
    """``text`` of a ``media.yaml`` with a stub for each of ``names`` that has no entry yet.

    What stood in ``text`` stands in the result, in its order, with one piece inserted. Raises
    :class:`SheetError` where that is impossible.
    """
    top = compose_sheet(text)
    key, photos = _photos_in(top)
    listed = {str(name.value) for name, _ in photos.value} if photos else set()
    wanted = [name for name in dict.fromkeys(names) if name not in listed]
    if not wanted:
        return text
    if photos is not None and photos.flow_style:
        extended = _within_braces(text, photos, wanted, tags)
    else:
        extended = _below(text, key, photos, wanted, tags)
    try:
        fits = adds_only(top, compose_sheet(extended), wanted)
    except SheetError:
        fits = False
    if not fits:
        raise SheetError("its layout leaves no room for another entry")
    return extended


def _photos_in(top: Node | None) -> tuple[ScalarNode | None, MappingNode | None]:
    """The key "photos" and the entries below it, None for each that is not there yet."""
    if top is None or (is_empty(top) and not top.value):
        return None, None
    if not isinstance(top, MappingNode):
        raise SheetError('it should hold one key "photos:"', top.start_mark.line + 1)
    pairs = [pair for pair in top.value if pair[0].value == "photos"]
    if not pairs:
        return None, None
    key, value = pairs[-1]
    if isinstance(value, MappingNode):
        return key, value
    if is_empty(value) and not value.value:
        return key, None
    message = 'below "photos:" should stand file names, each with its keys'
    raise SheetError(message, value.start_mark.line + 1)


def _within_braces(text: str, photos: MappingNode, names: list[str], tags: Sequence[str]) -> str:
    before = text[: photos.end_mark.index - 1].rstrip()
    if re.search(r"(^|\s)#", before.rpartition("\n")[2]):
        raise SheetError("there is a comment before its last }", before.count("\n") + 1)
    comma = "" if not photos.value or before.endswith(",") else ","
    words = ", ".join(_word(tag) for tag in tags)
    stubs = ", ".join(f'{name}: {{alt: "", tags: [{words}]}}' for name in names)
    return f"{before}{comma} {stubs}{text[len(before) :]}"


def _below(
    text: str,
    key: ScalarNode | None,
    photos: MappingNode | None,
    names: list[str],
    tags: Sequence[str],
) -> str:
    indent, place, lines = _STEP, len(text), ["photos:"]
    if key is not None:
        indent, place, lines = key.start_mark.column + _STEP, key.end_mark.index, []
    if photos is not None:
        indent, place = photos.start_mark.column, _end_of(photos)
    for name in names:
        lines += _stub(name, tags, " " * indent)
    place = _next_line(text, place)
    newline = "\r\n" if "\r\n" in text else "\n"
    before = text[:place]
    if before and not before.endswith(("\n", "\ufeff")):
        before += newline
    return f"{before}{newline.join(lines)}{newline}{text[place:]}"


def _stub(name: str, tags: Sequence[str], indent: str) -> list[str]:
    within = indent + " " * _STEP
    words = [f"{within}tags: [{', '.join(_word(tag) for tag in tags)}]"] if tags else []
    # No "people:": with nothing behind it, it would outweigh what a pattern of the folder says.
    return [f"{indent}{name}:", f'{within}alt: ""', *words]


def _word(tag: str) -> str:
    """A tag as YAML takes it for a text, whatever signs are in it."""
    plain = _PLAIN.fullmatch(tag) and tag not in _MEANT_OTHERWISE
    return tag if plain else json.dumps(tag, ensure_ascii=False)


def _end_of(node: Node) -> int:
    """The place behind the last sign of a block; its own end lies behind comments that follow."""
    while node.value and isinstance(node, MappingNode | SequenceNode) and not node.flow_style:
        last = node.value[-1]
        key, value = last if isinstance(last, tuple) else (last, last)
        # Nothing, or an alias, which has the place of what it stands for.
        elsewhere = value.start_mark.index < key.start_mark.index
        node = key if elsewhere or (is_empty(value) and not value.value) else value
    return int(node.end_mark.index)


def _next_line(text: str, place: int) -> int:
    """The start of the line after ``place``; ``place`` itself where it is at the start of one."""
    if place and text[place - 1] == "\n":
        return place
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1
