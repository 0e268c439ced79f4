"""A name is found in whatever dress: nobody who reads it asks with which signs it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.media.consent.beside import words_beside
from plugins.media.consent.names import NameIndex, read_name
from tests.builders import build
from tests.media.consent.school import school_with
from tests.media.consent.test_beside import BRIDGE, FRONT, PAGE, SHOWN

NAMES = {
    "ada": "Ada Lovelace",
    "zoe": "Zoë Müller-Ødegård",
    "will": "Will Park",
    "vera": "Вера Холодная",
    "maria": "Ada-Maria Byron",
    "ann": "Ann Wood",
    "woods": "Ann Woods",
    "lars": "Lars Moeller",
}
INDEX = NameIndex({id_: read_name(name) for id_, name in NAMES.items()})


@pytest.mark.parametrize(
    "text",
    [
        "Ada Byron Lovelace won.",
        "Ada B. Lovelace",
        "Ada B. K. Lovelace",
        "Ada-Maria Lovelace",
        "Ada «Countess» Lovelace",
        'Ada "the Countess" Lovelace',
        "Ada (Byron King) Lovelace",
        "Ada Augusta Byron Lovelace",
        "Ada von Lovelace",
        "Lovelace, Maria Ada",
        "ada-byron-lovelace_3.jpg",
        "AdaByronLovelace",
        "ADA BYRON LOVELACE",
        "| Ada \n Byron \n Lovelace |",
    ],
)
def test_a_word_between_first_and_last_name_is_a_middle_name(text: str) -> None:
    """P4: so is an initial, a nickname, and a second one that is written like a name."""
    assert "ada" in INDEX.full_names_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada gave Mr Lovelace a robot",
        "Ada, Tim and Lovelace Hall",
        "Ada's mother, Ms. Lovelace",
        "Ada won. The Lovelace house",
        "Adam Lovelace",
        "ada-wins-at-the-lovelace-hall",
        "When will the park open?",
    ],
)
def test_words_that_tell_of_two_are_no_name(text: str) -> None:
    """Or each text about a street, a hall and a first name had to be written anew."""
    assert INDEX.full_names_in(text) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("АDА LОVЕLАСЕ", "ada"),
        ("Αda Lovelaсe", "ada"),
        ("ᴀᴅᴀ ʟᴏᴠᴇʟᴀᴄᴇ", "ada"),
        ("Ａｄａ　Ｌｏｖｅｌａｃｅ", "ada"),
        ("𝓐𝓭𝓪 𝕃𝕠𝕧𝕖𝕝𝕒𝕔𝕖", "ada"),
        ("Ⓐⓓⓐ 🅻🅾🆅🅴🅻🅰🅲🅴", "ada"),
        ("Ada LoveIace", "ada"),
        ("Âdà Løvelåce", "ada"),
        ("Ada Love-\nlace", "ada"),
        ("A d a   L o v e l a c e", "ada"),
        ("A.d.a. L.o.v.e.l.a.c.e.", "ada"),
        ("Ada Lovelaces Roboter", "ada"),
        ("Ada Lovelace’s robot", "ada"),
        ("Zoe Mueller", "zoe"),
        ("Zoe Muller", "zoe"),
        ("zoe-oedegaard", "zoe"),
        ("Zoë Odegard", "zoe"),
        ("ВЕРА ХОЛОДНАЯ", "vera"),
        ("вера васильевна холодная", "vera"),
        ("Ada Byron", "maria"),
        ("Lars Möller", "lars"),
        ("Lars Møller", "lars"),
        ("Ann Wood", "ann"),
        ("Ann Woods", "woods"),
    ],
)
def test_a_name_is_the_same_in_any_letters(text: str, found: str) -> None:
    """Of another alphabet, of mathematics, in circles; with accents, without, or spelled out."""
    assert INDEX.full_names_in(text) == {found}


UNSEEN = st.text("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202e\u2066\u034f\u3164")
MARKS = st.text("\u0301\u0308\u0323\u20dd\ufe0f", max_size=2)
SPACES = st.text(" \u00a0\u202f\u3000\t\n", min_size=1, max_size=3)
ALIKE = {"A": "AАΑᎪ", "a": "aаɑａ", "d": "dԁ", "L": "LᏞ", "o": "oоοօ", "v": "vνѵ", "l": "lӏI"}
ALIKE |= {"c": "cсϲ", "e": "eеｅ"}


@given(st.data())
def test_no_decoration_hides_a_name(data: st.DataObject) -> None:
    """P4: signs that nobody sees, marks and look-alikes, anywhere between and in its letters."""

    def dressed(word: str) -> str:
        parts = []
        for letter in word:
            parts.append(data.draw(st.sampled_from(ALIKE[letter])))
            parts.append(data.draw(MARKS) + data.draw(UNSEEN))
        return "".join(parts)

    text = f"by {dressed('Ada')}{data.draw(SPACES)}{dressed('Lovelace')}."
    assert "ada" in INDEX.full_names_in(text)
    assert "ada" in INDEX.first_names_in(text, ["ada"])


@pytest.mark.parametrize(
    "html",
    [
        "Ada<br>Lovelace",
        "ADA<br/>BYRON<br>LOVELACE",
        "<b>A</b>da <i>Love</i>lace",
        "Ada Love<wbr>lace",
        "<ruby>Ada<rp>(</rp><rt>ay-da</rt><rp>)</rp> Lovelace<rt>luv-lace</rt></ruby>",
        "<ruby>A<rt>x</rt>da<rt>y</rt></ruby> Lovelace",
        "<ruby>she<rt>Ada</rt> and so on<rt>Lovelace</rt></ruby>",
        "&#65;da&nbsp;Lovelace",
        "&rlm;Ada&rlm; &lrm;Lovelace",
        "<bdo dir='rtl'>Ada</bdo> Lovelace",
        "<del>Ada</del> <s>Byron</s> Lovelace",
    ],
)
def test_tags_hide_no_name(html: str) -> None:
    """Whatever parts its letters in the page, a reader sees it whole."""
    page = f'<p>{html} <img data-photo="m/a.jpg" data-line="1" alt="x"></p>'
    (beside,) = words_beside(page)
    assert "ada" in INDEX.full_names_in(beside.words)


@pytest.mark.site
@pytest.mark.parametrize(
    "more",
    [
        *("title: Ada Byron Lovelace wins", "summary: Аdа Lovelace wins."),
        *("slug: ada-byron-lovelace", "tags: [Ada-Maria Lovelace]", "aliases: [/%41da-lovelace/]"),
    ],
)
def test_each_field_is_read_alike(tmp_path: Path, more: str) -> None:
    """What the text around a photo may not say, its headline and its address may not say either."""
    key = more.partition(":")[0]
    text = "".join(
        line
        for line in FRONT.format(body=SHOWN, more=f"{more}\n").splitlines(keepends=True)
        if not line.startswith(f"{key}:") or line == f"{more}\n"
    )
    built = build(school_with(tmp_path, {PAGE: text}), "publish")
    assert {(one.rule, one.value) for one in built.problems} == {("name-beside-photo", "s-001")}


@pytest.mark.site
def test_a_ruby_of_a_text_is_read_twice(tmp_path: Path) -> None:
    """With the letters alone, and with how they are read."""
    body = f"<p><ruby>A<rt>x</rt>da<rt>y</rt></ruby> Lovelace</p>\n\n![A bridge]({BRIDGE})"
    built = build(school_with(tmp_path, {PAGE: FRONT.format(body=body, more="")}), "publish")
    assert built.rules == ["name-beside-photo"]
