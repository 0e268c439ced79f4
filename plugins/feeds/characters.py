"""Characters that no feed may hold.

The reader takes control characters out of a file, but ``&#7;`` in HTML and ``"\\u0007"`` in YAML
become one only later. A single one makes a whole feed unreadable, so none gets through here.
"""

from __future__ import annotations

import re

# What XML 1.0 forbids, and what HTML calls an error: the controls of Latin-1 and noncharacters.
_NONCHARACTERS = "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]"
)
_NEWLINES = re.compile("\r\n?")


def usable(text: str) -> str:
    """``text`` without forbidden characters, its line ends as XML reads them (``\\n``)."""
    return _NEWLINES.sub("\n", _FORBIDDEN.sub("", text))


def forbidden_in(text: str) -> list[str]:
    """The forbidden characters of ``text``, each once, as ``U+0007``."""
    found = sorted(set(_FORBIDDEN.findall(text)))
    return [f"U+{ord(sign):04X}" for sign in found]
