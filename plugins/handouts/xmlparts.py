"""XML inside documents: read without anything from elsewhere, written without remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from typing import Protocol, cast

from lxml import etree

from plugins.handouts.findings import unreadable


class Element(Protocol):
    """What is used of an element of lxml, which comes without types."""

    tag: object
    text: str | None
    tail: str | None

    @property
    def attrib(self) -> MutableMapping[str, str]: ...
    def get(self, key: str, default: str = "", /) -> str: ...
    def set(self, key: str, value: str, /) -> None: ...
    def iter(self) -> Iterator[Element]: ...
    def itertext(self) -> Iterator[str]: ...
    def getparent(self) -> Element | None: ...
    def getprevious(self) -> Element | None: ...
    def remove(self, element: Element, /) -> None: ...
    def __iter__(self) -> Iterator[Element]: ...
    def __len__(self) -> int: ...


_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_OF_A_COMPUTER = re.compile(r"(?i)^\s*(file:|[a-z]:[\\/]|\\\\|/users/|/home/|/var/|/tmp/)")


def parse_xml(data: bytes) -> Element:
    """The top element of ``data``. Raises :class:`RefusedError` where it is no plain XML.

    One that declares entities is refused: no office program writes them.
    """
    sample = data if b"\0" not in data[:200] else data.replace(b"\0", b"")
    if _DECLARED.search(sample):
        raise unreadable("A part of it declares things that are read from elsewhere.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        top = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise unreadable("A part of it is damaged.") from None
    if top is None:
        raise unreadable("A part of it is empty.")
    return cast(Element, top)


def write_xml(top: Element) -> bytes:
    """The bytes of a part, the same each time."""
    return bytes(etree.tostring(top, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for what is none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def local_attribute(name: str | bytes) -> str:
    """The name of an attribute without its namespace."""
    return str(name).rpartition("}")[2]


def remove(element: Element) -> None:
    """Take an element out of its parent; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def forget_places(top: Element) -> None:
    """Empty every attribute that names a file of somebody's computer."""
    for element in top.iter():
        for name, value in element.attrib.items():
            if _OF_A_COMPUTER.match(str(value)):
                element.attrib[name] = ""


def texts_of(top: Element, *, attributes: bool = True) -> str:
    """Every word in ``top``: paragraphs and cells by lines, the runs of one paragraph joined."""
    lines: list[str] = []
    for element in top.iter():
        if local(element) in _BLOCKS:
            lines.append("".join(_own_texts(element)))
        if attributes:
            lines.extend(str(value) for value in element.attrib.values() if len(value) > 1)
    lines.append(" ".join(str(one) for one in top.itertext()))
    return "\n".join(lines)


_BLOCKS = frozenset(("p", "h", "si", "is", "text", "comment", "title", "v", "row", "table-row"))


def _own_texts(element: Element) -> list[str]:
    return [str(one) for one in element.itertext()]
