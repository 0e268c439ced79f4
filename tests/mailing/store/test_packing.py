"""Messages as they are stored: to the last byte, and little of it twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.message import build_frame, fill_frame, parse_sender
from mailing.store.packing import Frame
from tests.mailing.builders import letter

SENDER = parse_sender("Technology coach <news@school.example>")


def filled(data: bytes, link: str = "https://news.school.example/unsubscribe/abc") -> bytes:
    return fill_frame(data, "mia@school.example", "<1@school.example>", link, 1.0)


def test_only_what_is_a_readers_own_is_stored() -> None:
    """Of a letter of many thousand bytes; signed or not."""
    data = build_frame(replace(letter(), html="<p>" + "Good mörning. " * 5000), SENDER)
    frame, message = Frame(data), filled(data)
    signed = b"DKIM-Signature: v=1; a=rsa-sha256; h=date:to\r\n" + message

    assert len(message) > 80_000
    for one in (message, signed):
        assert len(frame.pack(one)) < 700
        assert frame.unpack(frame.pack(one)) == one


@given(
    pieces=st.lists(st.binary(max_size=90).map(lambda one: one.replace(b"\0", b"")), max_size=5),
    message=st.binary(max_size=400).map(lambda one: one.replace(b"\0", b"")),
    own=st.binary(max_size=9).map(lambda one: one.replace(b"\0", b"")),
)
def test_whatever_is_stored_comes_back(pieces: list[bytes], message: bytes, own: bytes) -> None:
    """Whether or not it was made from this letter."""
    frame = Frame(b"\0mark\0".join(pieces))

    for one in (message, own.join(pieces), own + b"".join(pieces) + own):
        assert frame.unpack(frame.pack(one)) == one


def test_what_was_stored_whole_is_read_whole() -> None:
    """As messages were before they were packed."""
    data = build_frame(letter(), SENDER)

    assert Frame(data).unpack(filled(data)) == filled(data)


def test_a_message_is_never_put_into_another_letter() -> None:
    """Rather none than words that were never meant for its reader."""
    first, other = (build_frame(letter(subject=one), SENDER) for one in ("Bridges", "Robots"))
    packed = Frame(first).pack(filled(first))

    with pytest.raises(ValueError, match="a letter is not what it was"):
        Frame(other).unpack(packed)
