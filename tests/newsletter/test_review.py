"""A last look at a letter: what is too large, leads nowhere, or names a day that is none."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.email import build_html
from plugins.newsletter.eml import HeaderError, build_eml
from plugins.newsletter.review import Handed, review_letter
from plugins.newsletter.shorts import LONGEST, build_shorts
from plugins.newsletter.spelling import check_dates
from plugins.newsletter.text import build_text
from tests.newsletter.builders import BASE, message, template

FRIDAY = date(2026, 11, 20)


def letter(**changes: str) -> Handed:
    """A letter with everything a letter can have."""
    made = message()
    usual = {
        "subject": made.subject,
        "preview": made.preview,
        "html": build_html(made, template()),
        "text": build_text(made),
        "base": BASE,
        "lang": "en",
    }
    return Handed(**usual | changes, day=FRIDAY)


def wrong(one: Handed, *, missing: str = "") -> list[str]:
    """What is bad about a letter on a site where ``missing`` is not."""
    found = review_letter(one, lambda path: path != missing)
    return [finding.words for finding in found if finding.grade == "bad"]


def test_a_good_letter_has_nothing_bad() -> None:
    """Sizes, links and pictures are told all the same."""
    assert wrong(letter()) == []
    words = " ".join(one.words for one in review_letter(letter(), lambda _: True))
    assert "bytes in a mail" in words
    assert "links" in words


def test_what_leads_nowhere_is_named() -> None:
    """A page or picture that the site does not have."""
    assert wrong(letter(), missing="posts/green/index.html") == [
        f"{BASE}/posts/green/ leads to no page of the site."
    ]
    assert wrong(letter(), missing="photos/cd34-1200.jpg") == [
        f"The picture {BASE}/photos/cd34-1200.jpg is not on the site."
    ]


def test_every_link_is_in_the_plain_text() -> None:
    """M11."""
    text = letter().text.replace("https://scratch.mit.edu/", "")

    assert wrong(letter(text=text)) == ["https://scratch.mit.edu/ is not in the plain text."]


def test_a_letter_that_would_be_cut_off_comes_first() -> None:
    """The worst is told first."""
    html = letter().html.replace("</body>", f"<p>{'x ' * 60_000}</p></body>")

    found = review_letter(letter(html=html, preview=""), lambda _: True)

    assert [one.grade for one in found[:2]] == ["bad", "look"]
    assert "Gmail cuts off" in found[0].words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Coffee on Thursday, December 3.", ""),
        ("Coffee on Friday, December 3.", "2026-12-03 is a Thursday"),
        ("Mon, Jan 4, 8:30 AM", ""),
        ("Tuesday, January 4", "2027-01-04 is a Monday"),
        ("Thursday, December 3, 2020", ""),
        ("Thursday, December 3, 2021", "2021-12-03 is a Friday"),
        ("Thursday 3 December", ""),
        ("Friday the 3rd of December", "is a Thursday"),
        ("Monday, February 30", "no day 30"),
        ("due 2026-11-31", "no day of the calendar"),
        ("at 8:75", "no time"),
        ("13:00 PM", "no time"),
        ("at 13:00, 8:30 a.m., a scale of 1:80", ""),
        ("Sunday best, March on", ""),
        ("Monday, May we meet", ""),
    ],
)
def test_a_weekday_that_does_not_fit_its_day_is_named(text: str, sentence: str) -> None:
    """Near the issue's own day where no year is given."""
    found = list(check_dates(text, FRIDAY, "en"))

    assert len(found) == bool(sentence)
    assert all(sentence in one for one in found)


def test_days_are_read_in_the_letters_language() -> None:
    """A translation has its own names."""
    assert list(check_dates("el jueves, 3 de diciembre de 2026", FRIDAY, "es")) == []
    assert "is a Jueves" in next(check_dates("viernes 3 de diciembre", FRIDAY, "es"))


@given(text=st.text(max_size=200), language=st.sampled_from(["en", "es", "ar", "xx", "zh-Hant"]))
def test_no_text_breaks_the_look_at_dates(text: str, language: str) -> None:
    """Whatever somebody wrote."""
    assert all(list(check_dates(text, FRIDAY, language)))


def test_the_file_for_mail_programs_holds_the_letter_unchanged() -> None:
    """Both bodies come out as they went in, lines of a lone dot too."""
    html, text = letter().html, "First\n.\n..\n" + letter().text

    data = build_eml("Bücher: „eins“", "hallway@school.example", html, text)

    mail = message_from_bytes(data, policy=policy.default)
    plain, rich = mail.get_payload()
    assert mail["Subject"] == "Bücher: „eins“"
    assert plain.get_content().replace("\r\n", "\n") == text
    assert rich.get_content().replace("\r\n", "\n") == html
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("sign", ["\r\n", "\n", "\r", "\x00", "\x7f", "\x85", "\t"])
def test_a_control_character_gets_into_no_header(sign: str) -> None:
    """It would start another header."""
    with pytest.raises(HeaderError):
        build_eml(f"Hello{sign}Bcc: all@school.example", "a@school.example", "<p>", "x")
    with pytest.raises(HeaderError):
        build_eml("Hello", f"a@school.example{sign}x", "<p>", "x")


@given(title=st.text(max_size=400), summary=st.text(max_size=600), slug=st.integers(0, 10**40))
def test_short_texts_fit_and_keep_their_address(title: str, summary: str, slug: int) -> None:
    """At most as long as the strictest channel takes; the address is whole."""
    url = f"{BASE}/posts/{slug}/"

    (short,) = build_shorts([{"title": title, "summary": summary, "url": url}])

    assert len(short) <= LONGEST
    assert short.endswith(url)


def test_a_short_text_reads_well() -> None:
    """Title, what it is about, where to read on; a staff text has no address."""
    one = {"title": "Ramps", "summary": "A ramp, twice.", "url": f"{BASE}/posts/ramps/"}

    assert build_shorts([one, one | {"url": "", "title": "Why?"}]) == [
        f"Ramps. A ramp, twice.\n{BASE}/posts/ramps/",
        "Why? A ramp, twice.",
    ]
