"""One table of look-alikes and one rule of invisible signs, for names and for marks alike."""

from __future__ import annotations

import string
import sys
import unicodedata

import pytest
from confusable_homoglyphs.confusables import confusables_data
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.look_alikes import fold, plain, skeleton

READ_OTHERWISE = "ſʋᶌᶹ"
"""An s of old prints, though listed as an f, and a v with a hook, though listed as a u or y."""
ONE_LETTER = ("i", "l")
"""A capital I and a small l are told apart by neither side."""


def letters_like(letter: str) -> list[str]:
    """The letters and symbols that Unicode lists as alike, but for those that are two letters."""
    listed = [one["c"] for one in confusables_data[letter] if len(one["c"]) == 1]
    return [one for one in listed if one.isalpha() and ord(one) > 127 and one not in READ_OTHERWISE]


@pytest.mark.parametrize("letter", sorted(set(string.ascii_letters) - {"I"}))
def test_names_and_marks_read_a_look_alike_as_the_same_letter(letter: str) -> None:
    """Whatever Unicode lists for it; a capital stays one in a name."""
    wanted = ONE_LETTER if letter.lower() in ONE_LETTER else (letter.lower(),)

    for sign in letters_like(letter):
        assert skeleton(sign).lower() in wanted, sign
        assert fold(sign) in (*wanted, " "), sign


@pytest.mark.parametrize("letter", string.ascii_letters)
@pytest.mark.parametrize("first", [0x1D400, 0x1D468, 0x1D4D0, 0x1D56C, 0x1D5A0, 0x1D670, 0xFF21])
def test_letters_of_mathematics_and_other_widths_are_those_letters(first: int, letter: str) -> None:
    """Not what they look like in two: an m is no r and n."""
    small = 32 if first == 0xFF21 else 26
    place = string.ascii_uppercase.index(letter.upper()) + (small if letter.islower() else 0)

    assert skeleton(chr(first + place)) == letter


def test_what_is_read_is_read_to_its_end() -> None:
    """Reading twice is reading once, of each sign that there is, in one piece or taken apart."""
    for sign in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(sign) in ("Cn", "Co", "Cs"):
            continue
        for read in (skeleton, fold):
            once = read(sign)
            assert read(once) == once, sign
            assert read(unicodedata.normalize("NFD", sign)) == once, sign
        assert fold(sign) == fold(sign).lower(), sign


@given(
    st.text(st.characters(categories=["Cf", "Mn", "Me"]) | st.sampled_from("\u3164\u2800\u115f"))
)
def test_what_nobody_sees_is_left_out_by_both(unseen: str) -> None:
    """Between the letters of a name and of a mark."""
    assert skeleton(f"A{unseen}da") == "Ada"
    assert fold(f"st{unseen}aff") == "staff"


@given(st.text(string.printable))
def test_ascii_is_read_as_it_stands(text: str) -> None:
    """Its capitals, its spaces and its punctuation."""
    assert skeleton(text) == text
    assert fold(text) == text.lower()


@pytest.mark.parametrize("quoted", ["“Аԁа”！", "«Ａｄａ»ǃ", "„Αda‟¡"])
def test_punctuation_is_read_for_marks_alone(quoted: str) -> None:
    """Around a name it tells what is a nickname; in a mark it is what begins it."""
    assert fold(quoted) == '"ada"!'
    assert skeleton(quoted).startswith(quoted[0])


@pytest.mark.parametrize(
    ("cell", "read"),
    [("  No \u2013 Release\u00a0", "no - release"), ("ＮＯ\u200b", "no"), ("n\u043e", "n\u043e")],
)
def test_a_cell_keeps_its_alphabet(cell: str, read: str) -> None:
    """One in other letters is not understood, and so is a no."""
    assert plain(cell) == read
