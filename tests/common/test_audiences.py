"""Blocks for one audience: what is for the staff is in nothing that others read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from plugins.common.audiences import (
    EVERYBODY,
    blocks_hidden_from,
    cut_blocks,
    find_blocks,
    is_private,
    unknown_heads,
)
from plugins.common.hiding import hide_staff_words

WORDS = {one: one for one in ("families", "teachers", "students")}
LABELS = WORDS | {"Familien": "families", "Lehrkräfte": "teachers", "Kollegium": "staff"}
"""By label too, in the words of a school."""
TEXT = """Dear all.

!!! staff "Duty"
    Canary one.

    - Canary two

!!! families
    Bring a box.

!!! note "For the staff room"
    See you.

Bye.
"""


def seen_by(audience: str, text: str) -> str:
    """The text that an audience reads."""
    return cut_blocks(text, blocks_hidden_from(audience, find_blocks(text, WORDS)))


def test_each_audience_reads_its_own_blocks() -> None:
    """And boxes that are for nobody in particular; other lines keep their number."""
    assert "Canary" in seen_by("staff", TEXT)
    assert "box" not in seen_by("staff", TEXT)
    assert "Canary" not in seen_by("families", TEXT)
    assert "box" in seen_by("families", TEXT)
    assert "Canary" not in seen_by(EVERYBODY, TEXT)
    assert "box" in seen_by(EVERYBODY, TEXT)
    for audience in ("staff", "families", "teachers", EVERYBODY):
        lines = seen_by(audience, TEXT).split("\n")
        assert lines[TEXT.split("\n").index("    See you.")] == "    See you."


@pytest.mark.parametrize(
    "head",
    [
        "!!! staff",
        "!!! Staff",
        "!!!staff",
        '!!! staff "Lunch"',
        "!!! staff teachers",
        "!!! staff, teachers",
        "!!! staff: lunch",
        "!!! staff “Lunch”",
        "  !!! staff",
    ],
)
@pytest.mark.parametrize("under", ["    Canary.", "    Canary.\nCanary.", "Canary.", "\tCanary."])
def test_however_it_is_written_it_is_not_public(head: str, under: str) -> None:
    """Where Markdown takes it otherwise, the doubt is reported and the words stay inside."""
    text = f"Before.\n\n{head}\n{under}\n\nAfter."

    assert "Canary" not in seen_by(EVERYBODY, text)
    assert "After." in seen_by(EVERYBODY, text)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("!!! staff\n    Words.", ""),
        ('!!! staff "Title"\n\n    Words.\n\n    More.\n\nAfter.', ""),
        ("!!! staff, office\n    Words.", "unreadable"),
        ("??? staff\n    Words.", "unreadable"),
        ('???+ staff "Title"\n    Words.', "unreadable"),
        ("!! staff\n    Words.", "unreadable"),
        ("::: staff\nWords.\n:::", "unreadable"),
        ("::: {.staff}\nWords.\n:::", "unreadable"),
        ("> [!STAFF]\n> Words.", "unreadable"),
        ("!!! staff\n\nWords.", "empty"),
        ("!!! staff\nWords.", "empty"),
        ("!!! staff\n    Words\nand more.", "ragged"),
        ("> !!! staff\n>     Words.", ""),
    ],
)
def test_trouble_with_a_block_is_named(text: str, trouble: str) -> None:
    """What a coach may have meant otherwise."""
    (block,) = find_blocks(text, WORDS)

    assert block.trouble == trouble


def test_a_picture_that_is_a_link_is_no_block() -> None:
    """Though it begins with a bracket and a mark, and tells of the staff."""
    assert find_blocks("[![The staff](../media/a.jpg)](b.md)", WORDS) == []


@pytest.mark.parametrize("word", ["stafff", "staf", "teacher", "family", "Familes"])
def test_a_word_that_is_nearly_an_audience_is_named(word: str) -> None:
    """Or the block would be for everybody, by one letter."""
    assert list(unknown_heads(f"A\n\n!!! {word}\n    Words.", WORDS)) == [(2, word.lower())]


@pytest.mark.parametrize("word", ["Kollegium", "colleagues", "équipe", "Personal", "hinweis"])
def test_a_box_of_another_word_is_named(word: str) -> None:
    """Nobody but its author can tell whether it was meant for all."""
    assert [place for place, _ in unknown_heads(f"A\n\n!!! {word}\n    Words.", WORDS)] == [2]


@pytest.mark.parametrize("text", ["```\n!!! audience\n    Words.\n```", "!!! wow, 100 robots\n"])
def test_what_is_no_box_is_not_asked_about(text: str) -> None:
    """How such a box is written, and a line that begins with enthusiasm."""
    assert not list(unknown_heads(text, WORDS))


@pytest.mark.parametrize(
    ("word", "audience"),
    [
        ("Kollegium", "staff"),
        ("kollegium", "staff"),
        ("Lehrkräfte", "teachers"),
        ("staff", "staff"),
    ],
)
def test_a_label_names_its_audience(word: str, audience: str) -> None:
    """As it does in front matter."""
    (block,) = find_blocks(f'!!! {word} "Duty"\n    Words.', LABELS)

    assert (set(block.audiences), block.trouble) == ({audience}, "")


@pytest.mark.parametrize("word", ["note", "tip", "warning", "staff", "families", "danger"])
def test_ordinary_boxes_are_not_asked_about(word: str) -> None:
    """They are for everybody, and meant so."""
    assert not list(unknown_heads(f"!!! {word}\n    Words.", WORDS))


PIECES = st.lists(
    st.sampled_from(
        [
            "Text.",
            "- item\n",
            "    deeper",
            "```",
            "> quote",
            "",
            '!!! note "Title"\n    Note.',
            "!!! staff\n    Canary.\n\n    Canary.",
            "    !!! staff\n        Canary.",
            "> !!! staff\n>     Canary.",
            "- !!! staff\n        Canary.",
            "!!! families staff\n    Canary.\nCanary.",
            "!!! staff\n    Canary[^c].\n\n[^c]: Canary.\n\n    Canary.",
            "Words[^p].\n\n[^p]: Public.",
        ]
    ),
    max_size=8,
)


@given(pieces=PIECES, join=st.sampled_from(["\n", "\n\n"]))
def test_no_mixture_of_markdown_shows_the_staffs_words(pieces: list[str], join: str) -> None:
    """Source cut, then HTML looked through: whatever stands around a block."""
    markdown = Markdown(
        extensions=["admonition", "fenced_code", "footnotes", "sane_lists", "md_in_html"]
    )

    html, _ = hide_staff_words(markdown.convert(seen_by(EVERYBODY, join.join(pieces))))

    assert "Canary" not in html


FOOTNOTES = """Words[^a].

!!! staff
    Canary[^b], and more[^a].

[^a]: Public.
[^b]: Canary, as in[^c],
a second line of Canary.

    A Canary paragraph.

[^c]: Canary too.
[^d]: Nobody points to this one.

The end.
"""


def test_a_footnote_goes_with_the_block_that_alone_points_to_it() -> None:
    """Footnotes stand at the end of a text, far from their blocks; others stay where they are."""
    cut = seen_by(EVERYBODY, FOOTNOTES)

    assert "Canary" not in cut
    for kept in ("Words[^a].", "[^a]: Public.", "[^d]: Nobody points to this one.", "The end."):
        assert FOOTNOTES.split("\n").index(kept) == cut.split("\n").index(kept)


def test_only_what_is_for_the_staff_alone_is_private() -> None:
    """A post for teachers and staff is public."""
    assert is_private(["staff"])
    assert not is_private(["staff", "teachers"])
    assert not is_private([])
