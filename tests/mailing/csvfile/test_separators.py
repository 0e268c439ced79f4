"""Separators, titles and addresses, as spreadsheets and people write them."""

from __future__ import annotations

import pytest

from mailing.csvfile import read_rows
from mailing.errors import MailingError
from tests.mailing.csvfile.files import fates

SIGNS = [",", ";", "\t", "|"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_separator_is_the_one_of_the_titles_outside_quotes(sign: str, encoding: str) -> None:
    """Whatever other signs stand in titles and cells, quoted or not."""
    others = " ".join(one for one in SIGNS if one != sign)
    lines = [
        f"Nachname{others}Vorname~E-Mail~Abgemeldet am",
        f"Müller{others}Jörg~joerg@school.example~",
        f'"López{sign} ""Ana"""~ana@school.example~2024-01-02',
    ]
    text = "\r\n".join(lines).replace("~", sign)

    assert fates(text.encode(encoding)) == {
        "joerg@school.example": "subscribed",
        "ana@school.example": "left",
    }


@pytest.mark.parametrize("sign", SIGNS)
def test_quoted_titles_may_hold_separators_and_line_ends(sign: str) -> None:
    """The numbers of lines are those that an editor shows."""
    text = f'"Name\n{sign},;|"{sign}"E-Mail"\n"Mü\nller"{sign}joerg@school.example\nx{sign}nobody\n'

    read = read_rows(text.encode(), ["families"], ["families"])

    assert [row.line for row in read.good] == [3]
    assert [bad.line for bad in read.bad] == [5]


def test_titles_may_stand_below_lines_of_words() -> None:
    """And an address above them is not passed over."""
    words = "List of parents, 2026\n\nas of 1 Feb;by me\nzoe@school.example;\n"
    text = f"{words}Name;Email\nM;mia@school.example\n"

    assert fates(text) == {"mia@school.example": "subscribed", "line 4": "held"}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Ana <ana@school.example>", "ana@school.example"),
        ('"López, Ana" <ana@school.example>', "ana@school.example"),
        ("López, Ana <ana@school.example>", "ana@school.example"),
        ("<ana@school.example>", "ana@school.example"),
        ("ana@school.example <Ana@school.example>", "Ana@school.example"),
        ("mailto:ana@school.example", "ana@school.example"),
        ("ana@school.example ::: ana@home.example", "ana@school.example"),
        ("ana@school.example; ana@home.example", "ana@school.example"),
        ("Ana <ana@school.example>, Ben <ben@home.example>", "ana@school.example"),
        ("ana@ ::: ana@school.example", "ana@school.example"),
    ],
)
def test_an_address_as_address_books_write_it(written: str, address: str) -> None:
    """With a name before it, or with further ones behind it, of which the first usable counts."""
    data = 'Email\n"{}"\n'.format(written.replace('"', '""'))

    assert fates(data) == {address: "subscribed"}


@pytest.mark.parametrize(
    "written",
    [
        "ana@school.example unsubscribed",
        "Ana <ana@school.example> gone",
        "Ana (unsubscribed) <ana@school.example>",
        "ana@school.example; see note",
        "Ana <ana@school.example",
        "ana smith@school.example",
        "ben@school.example <ana@school.example>",
        "ben@school.example\nRCPT TO:<ana@school.example>",
        "ben@school.example\nana@school.example",
    ],
)
def test_words_beside_an_address_are_not_passed_over(written: str) -> None:
    """They may say that somebody left; the line is named."""
    assert fates(f'Email\n"{written}"\n') == {"line 2": "held"}


def test_a_list_without_titles() -> None:
    """An address a line, with or without a name; of more columns nobody knows what they say."""
    bare = '"López, Ana" <ana@school.example>\nmia@school.example\nBen <ben@school.example>\n'

    assert set(fates(bare).values()) == {"subscribed"}
    assert len(fates(bare)) == 3
    with pytest.raises(MailingError, match="first line: address, audiences, lang"):
        fates("mia@school.example,no\nben@school.example,yes\n")


def test_addresses_below_a_title_that_names_none() -> None:
    """What stands below it tells; the second parent is named as no reader."""
    read = read_rows(
        b"Kind,Mail Mutter,Mail Vater\nMia,m@home.example,v@home.example\n",
        ["families"],
        ["families"],
    )

    assert [(row.address.text, len(row.others)) for row in read.good] == [("m@home.example", 1)]
