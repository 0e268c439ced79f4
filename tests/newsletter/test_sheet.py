"""An issue on one sheet of paper: all entries, set the closer the more they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.forms import CLOSE, ROOMY, Sheet
from plugins.newsletter.message import Block, Message
from plugins.newsletter.paper import height_in_two, lines_of
from plugins.newsletter.sheet import plan_sheet, shorten_note
from tests.newsletter.builders import BASE, entry, message, picture, sheet_page


def full(count: int, note: str = "<p>Dear all.</p>") -> Message:
    """An issue of ``count`` entries besides its lead, each with a picture and some words."""
    summary = "A sentence of a summary, as long as most of them are. " * 3
    told = tuple(entry(f"t{n}", summary=summary) for n in range(count))
    blocks = (
        Block("First of all", (entry("lead", picture=picture(536)),), lead=True),
        *([Block("From the hallway", told[:5], told[5:])] if told else []),
    )
    return message(blocks=blocks, note=note)


def sheet(made: Message) -> Sheet:
    """As it is published."""
    return plan_sheet(made, BASE, BASE)


@pytest.mark.parametrize("count", [0, 1, 4, 9, 20, 45, 120])
def test_no_entry_is_ever_left_out(count: int) -> None:
    """With titles in the order of the issue, dates last, however close they are set."""
    made = full(count)

    titles = [one.title for block in sheet(made).blocks for one in block.told]

    dates = made.dates.listed if made.dates else ()
    assert titles == [one.title for one in (*made.entries(), *dates)]


def test_the_more_there_is_the_closer_it_is_set() -> None:
    """Type first, then pictures and summaries; an issue too long for one page has the closest."""
    sizes = [sheet(full(count)).size for count in (0, 5, 9, 30, 120)]

    assert sizes == sorted(sizes)
    assert sizes[0] == ROOMY[0].size
    assert sizes[-1] == CLOSE[-1].size


def test_a_long_issue_keeps_the_words_of_its_lead() -> None:
    """The other entries are a line each."""
    made = sheet(full(30))
    lead, others = made.blocks[0].told[0], made.blocks[1].told

    assert lead.summary
    assert {(one.summary, one.picture) for one in others} == {("", None)}


@pytest.mark.parametrize("words", [1, 40, 400, 4000])
def test_a_note_too_long_says_that_it_goes_on(words: int) -> None:
    """Whole paragraphs as far as there is room, and never half a word."""
    note = "".join(f"<p>{'word ' * words}end {n}.</p>" for n in range(5))
    made = sheet(full(3, note))

    text = BeautifulSoup(made.note, "html.parser").get_text(" ")
    assert made.is_cut == (words > 40)
    assert made.is_cut or "end 4" in text
    assert text.startswith("word")
    assert not set(text.split()) - {"word", "end", "…", *(f"{n}." for n in range(5))}


def test_an_event_keeps_its_date() -> None:
    """However close it is set; other facts go before words do."""
    blocks = sheet(full(60)).blocks

    assert {one.facts for one in blocks[1].told} == {()}
    assert [one.facts for one in blocks[-1].told] == [("Thu, Dec 3, 2026, 8:30 AM",)]


def test_a_note_has_no_pictures_on_paper() -> None:
    """They would take the room of entries; their captions alone say little."""
    note, is_cut = shorten_note('<p><img src="x.jpg" alt="X"></p><p>Words <b>here</b>.</p>', 99)

    assert (note, is_cut) == ("<p>Words <b>here</b>.</p>", False)


def test_addresses_are_those_of_the_site_that_is_looked_at() -> None:
    """In a preview they have no host, so that any port will do; and there is nothing to scan."""
    note = f'<p><a href="{BASE}/posts/a/">A</a> <a href="https://scratch.mit.edu/">B</a></p>'
    previewed, published = plan_sheet(full(1, note), BASE, ""), sheet(full(1, note))

    (lead,) = previewed.blocks[0].told
    assert (lead.url, previewed.back) == ("/posts/lead/", "/newsletter/2026-w47/")
    assert lead.picture
    assert lead.picture.url == "/photos/ab12-640.jpg"
    assert '"/posts/a/"' in previewed.note
    assert '"https://scratch.mit.edu/"' in previewed.note
    assert (previewed.code, published.code[:4]) == ("", "<svg")
    assert published.blocks[0].told[0].url == f"{BASE}/posts/lead/"
    assert published.address == "hallway.school.example/newsletter/2026-w47"


def test_the_page_is_for_people_with_paper_alone() -> None:
    """No engine keeps it, nothing to click but back and the address, no script, marked as text."""
    page = BeautifulSoup(sheet_page(sheet(full(2))), "html5lib")

    robots, canonical = page.find("meta", {"name": "robots"}), page.find("link", rel="canonical")
    assert robots
    assert robots["content"] == "noindex"
    assert canonical
    assert canonical["href"] == f"{BASE}/newsletter/2026-w47/"
    assert not page.find("script")
    assert page.html
    assert (page.html["lang"], page.html["dir"]) == ("en", "ltr")
    assert [one.get_text() for one in page.find_all("h1")] == ["One evening, one page"]


def test_the_best_height_of_two_columns() -> None:
    """Pieces stay in order and whole."""
    assert height_in_two([10, 10, 10, 10]) == 20
    assert height_in_two([30, 10, 10]) == 30
    assert height_in_two([10, 50, 10]) == 60
    assert height_in_two([]) == 0


@given(text=st.text(max_size=300))
def test_any_words_have_lines(text: str) -> None:
    """None for none, and never fewer for more words."""
    lines = lines_of(text, 10)

    assert (lines == 0) <= (not text.strip() or not text.isascii())
    assert lines_of(f"{text} more", 10) >= lines


@given(title=st.text(max_size=120), summary=st.text(max_size=400), count=st.integers(0, 12))
def test_any_words_can_be_set(title: str, summary: str, count: int) -> None:
    """Nothing raises, and nothing is lost."""
    told = tuple(entry(f"t{n}", title=title, summary=summary) for n in range(count))
    made = replace(message(), title=title, blocks=(Block("All", told),), dates=None)

    (block,) = sheet(made).blocks
    assert [one.title for one in block.told] == [title] * count
