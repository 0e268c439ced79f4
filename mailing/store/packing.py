"""Messages as they are stored: what is a reader's own, and the place of everything else.

A hundred letters differ in a few hundred bytes of many thousands, and the rest is stored already,
once, with the letter. Writing it again with every message would be most of the work of sending.
"""

from __future__ import annotations

from hashlib import sha256

_ENOUGH = 64
"""Bytes by which a piece is found; the rest of it is compared."""


class Frame:
    """A letter as it was queued: a whole message, with a mark where readers have their own.

    A mark stands between two NUL, which are in no message.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._pieces = data.split(b"\0")[::2]
        self._name = sha256(data).hexdigest().encode()

    def pack(self, message: bytes) -> bytes:
        """``message`` without what it shares with this letter; whole where it is none of it."""
        own, end = [], 0
        for piece in self._pieces:
            start = message.find(piece[:_ENOUGH], end)
            if start < 0 or not message.startswith(piece, start):
                return message
            own.append(message[end:start])
            end = start + len(piece)
        packed = b"\0".join((b"", self._name, *own, message[end:]))
        # These bytes are what was promised to be kept: nothing is left to chance.
        return packed if self.unpack(packed) == message else message

    def unpack(self, packed: bytes) -> bytes:
        """The message that :meth:`pack` was given, to the last byte.

        Raises :class:`ValueError` where that was another letter's.
        """
        if not packed.startswith(b"\0"):
            return packed
        _, name, first, *own = packed.split(b"\0")
        if name != self._name:
            raise ValueError("a letter is not what it was when its messages were stored")
        return first + b"".join(map(bytes.__add__, self._pieces, own))
