"""Files of subscribers: any spreadsheet's, every bad line named, no address repeated."""

from __future__ import annotations

import pytest

from mailing.csvfile import read_rows, write_rows
from mailing.errors import MailingError

ALLOWED = ("families", "teachers", "staff")


@pytest.mark.parametrize(
    "data",
    [
        b"address,audiences,lang\nmia@school.example,families teachers,es\n",
        b"Lang;Group;E-Mail\r\nES;Families,Teachers;mia@school.example\r\n",
        b"\xef\xbb\xbfName\tEmail Address\tLanguage\taudience\nM\xc3\xafa\tmia@school.example\tes\t"
        b"families|teachers\n",
        "email,name,lang,groups\nmia@school.example,Mïa,es,families+teachers\n".encode("cp1252"),
        "email,lang,groups\nmia@school.example,es,families teachers\n".encode("utf-16"),
        b"sep=;\r\nE-Mail-Adresse;Group;Language\r\nmia@school.example;families teachers;es\r\n",
        b'\n\naddress,audiences,lang\n\n"mia@school.example","families;teachers","es"\n\n',
    ],
    ids=["ours", "semicolons", "tabs and a mark", "an old spreadsheet", "utf-16", "sep", "quotes"],
)
def test_columns_in_any_order_of_any_spreadsheet(data: bytes) -> None:
    """One subscriber, two audiences, Spanish, however it was saved."""
    (row,) = read_rows(data, ALLOWED).good

    assert (row.address.text, row.audiences, row.lang) == (
        "mia@school.example",
        ("families", "teachers"),
        "es",
    )


def test_every_bad_line_is_named_and_the_others_are_taken() -> None:
    """With the number that the spreadsheet shows; nothing of an address."""
    data = (
        b"address,audiences,lang\n"
        b"mia@school.example,families,en\n"
        b"nobody,families,en\n"
        b'"two\nlines@school.example",families,en\n'
        b"ben@school.example,parents,en\n"
        b"ana@school.example,,en\n"
        b"eli@school.example,families,english!\n"
        b"zoe@school.example,teachers\n"
    )

    rows = read_rows(data, ALLOWED)

    assert [row.address.text for row in rows.good] == ["mia@school.example", "zoe@school.example"]
    assert [bad.line for bad in rows.bad] == [3, 4, 6, 7, 8]
    told = " ".join(bad.reason for bad in rows.bad).replace("mia@school.example", "")
    assert "@school" not in told
    assert 'Its language "english!" is none' in told
    assert 'Its audience "parents" is none of families, staff, teachers.' in told


def test_who_left_the_list_of_the_file_is_told_apart() -> None:
    """A whole list moves to another database by its export, and nobody is brought back by that."""
    everybody = [
        (f"{status}@school.example", ("families",), "en", status)
        for status in ("confirmed", "pending", "unsubscribed", "bounced", "complained")
    ]

    rows = read_rows(write_rows(everybody).encode(), ALLOWED)

    assert [(row.address.text, row.left) for row in rows.good] == [
        ("confirmed@school.example", False),
        ("unsubscribed@school.example", True),
        ("bounced@school.example", True),
        ("complained@school.example", True),
    ]
    assert [(bad.line, "never confirmed" in bad.reason) for bad in rows.bad] == [(3, True)]


@pytest.mark.parametrize("title", ["Status", "Email status", "Unsubscribed", "UNSUB_TIME"])
def test_a_status_that_is_not_known_subscribes_nobody(title: str) -> None:
    """It may say in other words that they left; the line is named with the word."""
    data = f"email,groups,{title}\nmia@school.example,families,ben@school.example went\n"

    rows = read_rows(data.encode(), ALLOWED)

    assert rows.good == ()
    (bad,) = rows.bad
    assert 'Its status is "b…@s….example went", which may mean that they left.' in bad.reason


@pytest.mark.parametrize(
    ("title", "cell", "left"),
    [
        ("Unsubscribed", "yes", True),
        ("Opted out", "TRUE", True),
        ("UNSUB_TIME", "2024-03-09 10:15:00", True),
        ("Unsubscribed at", "2024-03-09T10:15:00.000Z", True),
        ("Unsubscribe date", "3/9/2024 10:15 AM", True),
        ("Unsubscribed at", "9 March 2024", True),
        ("Unsubscribed at", "Mar 9, 2024", True),
        ("Bounced at", "1709979300", True),
        ("Unsubscribed", "no", False),
        ("Unsubscribed at", "", False),
        ("Unsubscribed at", "0000-00-00 00:00:00", False),
        ("Unsubscribed at", "NULL", False),
    ],
)
def test_a_column_may_say_that_or_when_somebody_left(title: str, cell: str, left: bool) -> None:
    """As services write it down: the day on which they did is as good as the word."""
    data = f'email,{title}\nmia@school.example,"{cell}"\n'

    rows = read_rows(data.encode(), ALLOWED, ["families"])

    assert [row.left for row in rows.good] == [left]


@pytest.mark.parametrize("word", ["unsubscribed", "Cleaned", "non-subscribed", "Opted out"])
@pytest.mark.parametrize("title", ["Email marketing", "State", "Abo", "Bus", ""])
def test_who_left_by_a_column_of_any_title_is_not_subscribed(title: str, word: str) -> None:
    """Services call it what they like; nobody is written to by a guess."""
    data = f"Email,{title}\nmia@school.example,subscribed\nben@school.example,{word}\n"

    read = read_rows(data.encode(), ALLOWED, ["families"])

    there = [one.address.text for one in read.good if not one.left]
    assert there == ["mia@school.example"]
    assert len(read.good) + len(read.bad) == 2


def test_a_sentence_with_words_that_may_be_about_anything_keeps_nobody_out() -> None:
    """A column of notes is nobody's status."""
    data = b"Email,Note\nmia@school.example,removed the old number\n"

    assert len(read_rows(data, ALLOWED, ["families"]).good) == 1


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_line_of_words_may_stand_above_the_titles(sign: str) -> None:
    """As in a Google group's list of members; lines keep their numbers."""
    lines = ["Members for group news@school.example", "Email address,Group status"]
    lines += ["mia@school.example,member", "nobody,member"]

    rows = read_rows("\n".join(lines).replace(",", sign).encode(), ALLOWED, ["families"])

    assert [row.address.text for row in rows.good] == ["mia@school.example"]
    assert [bad.line for bad in rows.bad] == [4]


def test_without_titles_below_words_are_no_reader_that_is_passed_over() -> None:
    """A list of addresses alone whose first one is written wrong."""
    rows = read_rows(b"mia smith@school.example\nben@school.example\n", ALLOWED, ["families"])

    assert [bad.line for bad in rows.bad] == [1]


def test_each_column_of_status_is_heard() -> None:
    """As in a Google group, where a member's mailbox may be gone."""
    data = (
        b"Email address,Group status,Email status\n"
        b"mia@school.example,member,Normal\n"
        b"ben@school.example,member,Bouncing\n"
        b"eli@school.example,invited,Normal\n"
    )

    rows = read_rows(data, ALLOWED, ["families"])

    assert [(row.address.text, row.left) for row in rows.good] == [
        ("mia@school.example", False),
        ("ben@school.example", True),
    ]
    assert [bad.line for bad in rows.bad] == [4]


def test_a_bare_list_with_a_usual_audience() -> None:
    """One address a line, no titles."""
    rows = read_rows(b"mia@school.example\nben@school.example\n", ALLOWED, ["families"])

    assert [row.audiences for row in rows.good] == [("families",), ("families",)]


def test_a_file_without_addresses_is_refused() -> None:
    """The sentence says what to write into its first line."""
    with pytest.raises(MailingError, match="first line: address, audiences, lang") as told:
        read_rows(b"name,phone\nMia,555\n", ALLOWED)
    assert 'Its first line says: "name", "phone".' in str(told.value)
    with pytest.raises(MailingError) as told:
        read_rows(b"mia@school.example,Mia\n", ALLOWED)
    assert '"m…@s….example", "Mia"' in str(told.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (b"PK\x03\x04\x14\x00book", "save it as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1book", "save it as CSV"),
    ],
)
def test_what_is_no_table_is_said_to_be_none(data: bytes, told: str) -> None:
    """Nothing was saved, or a workbook in place of a list."""
    with pytest.raises(MailingError, match=told):
        read_rows(data, ALLOWED)


def test_what_is_exported_can_be_imported() -> None:
    """Round trip."""
    text = write_rows([("mia@school.example", ("families", "staff"), "es", "confirmed")])

    (row,) = read_rows(text.encode(), ALLOWED).good

    assert (row.address.text, row.audiences, row.lang) == (
        "mia@school.example",
        ("families", "staff"),
        "es",
    )


@pytest.mark.parametrize("sign", "=+-")
def test_an_address_that_a_stranger_chose_is_no_formula(sign: str) -> None:
    """Whatever opens the file shows it as text; read again it is the same address."""
    address = f"{sign}cmd|'/ccalc'!a1@school.example"
    text = write_rows([(address, ("families",), "es", "confirmed")])

    assert f"\r\n'{sign}cmd" in text
    (row,) = read_rows(text.encode(), ALLOWED).good
    assert row.address.text == address
