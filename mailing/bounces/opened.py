"""A mail taken apart: its headers and the text of its parts, within bounds. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from hashlib import sha256

LARGEST = 1_000_000
"""Bytes of a mail that are read; a report says what it has to say long before."""

_MOST_LINES, _LONGEST_LINE = 30_000, 4_000
_MOST_BOUNDARIES, _MOST_PARTS = 60, 60
_LARGEST_TEXT = 200_000
# What is enclosed is read as text: it may be cut off, encoded, or nested without end.
_ENCLOSED = re.compile(rb"(?im)^(content-type:[ \t]*(?:\r?\n[ \t]+)?)message/")
_MARK = "text/x-enclosed-"
# What mail programs and servers write into a mail when it is moved or read.
_CHANGING = re.compile(rb"(?im)^(status|x-status|x-uid|x-keywords|x-mozilla-\S+|lines):.*\n")


class UnreadableError(ValueError):
    """A mail is no mail, or made to keep its reader busy."""


@dataclass(frozen=True, slots=True)
class Part:
    """``kind`` is its media type; what was enclosed keeps its own, ``message/rfc822``."""

    kind: str
    text: str = field(repr=False)


class Opened:
    """A mail. ``parts`` are its leaves in their order."""

    def __init__(self, raw: bytes) -> None:
        """Raises :class:`UnreadableError`."""
        bounded = _bounded(raw)
        if bounded.lower().count(b"boundary") > _MOST_BOUNDARIES:
            raise UnreadableError("It is nested too deeply.")
        self.plain = bounded
        self._message = message_from_bytes(_ENCLOSED.sub(rb"\1" + _MARK.encode(), bounded))
        self.parts = tuple(_parts(self._message))

    def header(self, name: str) -> str:
        """Decoded, on one line; empty where there is none."""
        return decoded(self._message.get(name, ""))

    def has(self, name: str) -> bool:
        """True where there is such a header, be it empty."""
        return name in self._message

    @property
    def kind(self) -> str:
        """Its media type."""
        return str(self._message.get_content_type())

    @property
    def text(self) -> str:
        """What it says to a person: plain text, else its HTML without the tags."""
        for kind in ("text/plain", "text/html"):
            texts = [one.text for one in self.parts if one.kind == kind]
            if texts:
                text = "\n".join(texts)
                return text if kind == "text/plain" else re.sub(r"<[^<>]{0,1000}>", "\n", text)
        return "\n".join(one.text for one in self.parts if one.kind.startswith("multipart/"))

    @property
    def fingerprint(self) -> str:
        """Equal for all copies of the mail, in whatever kind of mailbox."""
        names = ("message-id", "date", "from", "to", "subject")
        told = "\0".join(self.header(name) for name in names)
        if self.header("message-id"):
            return sha256(told.encode("utf-8", "replace")).hexdigest()
        same = _CHANGING.sub(b"", self.plain.replace(b"\r\n", b"\n")).strip()
        return sha256(same).hexdigest()


def decoded(value: object) -> str:
    """A header in words, on one line; as it stands where it cannot be decoded."""
    text = str(value)
    with suppress(HeaderParseError, LookupError, ValueError):
        text = str(make_header(decode_header(text)))
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(text.split())[:_LONGEST_LINE]


def _bounded(raw: bytes) -> bytes:
    lines = raw[:LARGEST].split(b"\n", _MOST_LINES)[:_MOST_LINES]
    return b"\n".join(one[:_LONGEST_LINE] for one in lines)


def _parts(message: Message) -> Iterator[Part]:
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            return
        if part.is_multipart():
            continue
        kind = str(part.get_content_type())
        data = part.get_payload(decode=True)
        text = _text(data if isinstance(data, bytes) else b"", part.get_content_charset())
        if kind.startswith(_MARK):
            kind = "message/" + kind.removeprefix(_MARK)
        yield Part(kind, text[:_LARGEST_TEXT])


def _text(data: bytes, charset: str | None) -> str:
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(charset or "latin-1", "replace").replace("\r\n", "\n")
    except (LookupError, ValueError):
        return data.decode("latin-1").replace("\r\n", "\n")
