"""Characters that no feed may hold."""

from __future__ import annotations

import pytest

from plugins.feeds.characters import forbidden_in, usable


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x80", "\x9f", "\ud800", "\ufdd0", "\uffff"]
)
def test_a_forbidden_character_goes_and_is_named(sign: str) -> None:
    """What XML or HTML refuse never reaches a feed, and the report says which it was."""
    text = f"a{sign}b"
    assert usable(text) == "ab"
    assert forbidden_in(text) == [f"U+{ord(sign):04X}"]


@pytest.mark.parametrize("text", ["🤖 & ]]> <b>", "tab\tline\n", "\xa0é\u2028", "\ufffd", "𝄞"])
def test_a_useful_character_stays(text: str) -> None:
    """Nothing that a feed may hold is taken away."""
    assert usable(text) == text
    assert forbidden_in(text) == []


def test_line_ends_are_those_of_xml() -> None:
    """An XML parser reads every line end as one newline; so it is one before."""
    assert usable("a\r\nb\rc\n") == "a\nb\nc\n"
