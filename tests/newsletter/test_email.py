"""The HTML part: what M12 asks of a mail, on a message that has everything."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

import html5lib
import pytest
from bs4 import BeautifulSoup, Comment

from plugins.newsletter.email import build_html
from plugins.newsletter.message import UNSUBSCRIBE, Block
from tests.newsletter.builders import entry, message, template
from tests.newsletter.contrast import contrasts


@pytest.fixture(scope="module")
def html() -> str:
    """The mail."""
    return build_html(message(), template())


@pytest.fixture(scope="module")
def soup(html: str) -> BeautifulSoup:
    """The mail, parsed as browsers do."""
    return BeautifulSoup(html, "html5lib")


def test_the_mail_is_valid_html(html: str) -> None:
    """A strict HTML5 parser finds nothing to forgive."""
    html5lib.HTMLParser(strict=True).parse(html)


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_mail_says_its_language_and_direction(lang: str, direction: str) -> None:
    """On the document and once inside, since Gmail keeps only what is in the body."""
    made = build_html(message(lang=lang, direction=direction), template())
    soup = BeautifulSoup(made, "html5lib")

    marked = [tag for tag in soup.find_all(lang=lang) if tag.get("dir") == direction]
    assert [tag.name for tag in marked] == ["html", "div"]


def test_layout_tables_say_that_they_are_no_tables(soup: BeautifulSoup) -> None:
    """All but the author's own table, which has a header; Outlook's conditional ones too."""
    tables = [table for table in soup.find_all("table") if not table.find_parent(class_="note")]
    assert tables
    assert {table.get("role") for table in tables} == {"presentation"}
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        assert comment.count("<table") == comment.count('<table role="presentation"')


def test_every_picture_has_words_a_width_and_an_old_format(soup: BeautifulSoup) -> None:
    """``alt``, ``width`` and JPEG or PNG at an absolute address."""
    images = soup.find_all("img")
    assert len(images) == 4
    for image in images:
        url = urlsplit(str(image["src"]))
        assert url.scheme == "https"
        assert url.path.endswith((".jpg", ".png"))
        assert int(str(image["width"])) <= 536
        assert image["alt"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_word_can_be_read(html: str, *, dark: bool) -> None:
    """A contrast of 4.5 to 1 in both schemes, for each text and alt text's ground alike."""
    weak = [(text, round(ratio, 2)) for text, ratio in contrasts(html, dark=dark) if ratio < 4.5]

    # The doors' knobs are drawn with a sign; they say nothing, and say so.
    assert [one for one in weak if one[0] != "●"] == []


def test_what_is_drawn_with_signs_is_not_read_aloud(soup: BeautifulSoup) -> None:
    """Doors and arrows are hidden from screen readers."""
    for text in soup.find_all(string=re.compile("[●↓]")):
        assert text.find_parent(attrs={"aria-hidden": "true"})


def test_styles_stand_in_the_elements(soup: BeautifulSoup) -> None:
    """Programs that drop the head still show the letter; the head keeps only media queries."""
    (kept,) = soup.find_all("style")
    assert "data-css-inline" not in kept.attrs
    assert "prefers-color-scheme: dark" in str(kept.string)
    outside = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", str(kept.string))
    assert outside.strip() == ":root { color-scheme: light dark; }"
    assert soup.h1 is not None
    assert "Georgia" in str(soup.h1["style"])


def test_gmail_keeps_the_styles_of_the_head(soup: BeautifulSoup) -> None:
    """It drops a style element of more than 8,192 characters."""
    assert all(len(str(style.string)) < 8192 for style in soup.find_all("style"))


def test_nothing_is_used_that_old_programs_do_not_know(html: str, soup: BeautifulSoup) -> None:
    """No ``<picture>``, no ``srcset``, no CSS variable, no script, nothing loaded but pictures."""
    assert not soup.find_all(["picture", "source", "script", "link", "iframe", "form", "svg"])
    assert not soup.find_all(srcset=True)
    for word in ("var(", "display:flex", "display: flex", "display:grid", "url(", "@import"):
        assert word not in html


def test_the_preview_text_comes_first_and_alone(soup: BeautifulSoup) -> None:
    """Mail programs show the first words of the body after the subject."""
    assert soup.body is not None
    first = next(soup.body.stripped_strings)
    peek = soup.find(class_="peek")

    assert first.startswith("The plan fits on one page.")
    # What follows fills the line, or the program goes on with the masthead.
    assert len(first) > 100
    assert peek is not None
    assert "display:none" in str(peek["style"])


def test_only_the_placeholders_are_personal(html: str) -> None:
    """One link of the reader's own, as an address and nowhere else."""
    assert re.findall(r"%%\w+%%", html) == [UNSUBSCRIBE]
    assert f'href="{UNSUBSCRIBE}"' in html


def test_words_of_authors_are_words() -> None:
    """A title is no markup."""
    title = 'Tags & <b>"bold"</b> <script>x</script>'
    made = build_html(
        message(
            title=title,
            subject=title,
            preview=title,
            blocks=(Block(title, (entry(title=title),)),),
            dates=None,
        ),
        template(),
    )
    soup = BeautifulSoup(made, "html5lib")

    assert soup.h1 is not None
    assert soup.h2 is not None
    assert soup.h3 is not None
    headings = {soup.h1.get_text(), soup.find_all("h2")[-1].get_text(), soup.h3.get_text()}
    assert headings == {title}
    assert not soup.find_all(["script", "b"])


def test_headings_step_down_without_a_gap(soup: BeautifulSoup) -> None:
    """The subject, the sections, their entries: one outline."""
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_an_entry_without_picture_doors_or_facts_is_whole() -> None:
    """Nothing is drawn for what is not there."""
    bare = entry(picture=None, doors=(), facts=(), summary="")
    made = build_html(
        message(note="", picture=None, dates=None, blocks=(Block("Only", (bare,)),)), template()
    )
    soup = BeautifulSoup(made, "html5lib")

    assert not soup.find_all("img")
    assert [link["href"] for link in soup.find_all("a")][1] == bare.url
    assert not soup.select(".about, .facts")


def test_the_same_message_gives_the_same_bytes(html: str) -> None:
    """B5."""
    assert build_html(message(), template()) == html
