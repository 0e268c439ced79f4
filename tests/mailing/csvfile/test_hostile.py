"""Lists as people write them who think of no program: nobody who left gets in by what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.addresses import find_addresses
from mailing.csvfile import Rows, read_rows
from mailing.errors import MailingError

MIA = "mia@school.example"
CONSENT = ("Newsletter", "Consent", "Einwilligung", "Suscrito", "Abonné", "同意")
ALMOST_CONSENT = (
    *("Newsletter vormerken?", "GDPR", "DSGVO", "Interested", "Letters", "Terms accepted"),
    *("Subscribed to", "Abonné au", "Can we email you?", "Consent requested", "Opt-in sent"),
)
GONE = (
    *("Exit date", "Abgang am", "Date de sortie", "Fecha de salida", "End date", "Ende", "转出"),
    *("Former", "Ehemalig", "Ancien", "Graduated", "Moved", "Trashed", "Rückläufer", "Skip"),
)
HALF_A_YES = (
    *("2024-05-01 withdrawn", "01.05.2024 nein", "1 May 2024 no", "01/05/2024 baja"),
    *("2024年5月1日退订", "2024-05-01 - 2024-06-01", "May 2024", "yes?", "ja?", "✓ → ✗", "👍"),
)
"""Cells that hold something of a yes or a day, and more than that."""

NOT_YET = (
    *("to confirm", "to be confirmed", "zu bestätigen", "à confirmer", "por confirmar", "verify"),
    *("active?", "subscribed = 0", "newsletter: 0", "agree 0", "subscribed to 2023"),
    "s\u0336u\u0336b\u0336s\u0336c\u0336r\u0336i\u0336b\u0336e\u0336d\u0336",
)
SPELLINGS = (
    *("mia@school.example.", '"mia"@school.example', "mia(home)@school.example"),
    *("mia@school.example (Mia)", "Mia mia@school.example", "\u200bmia@school.example"),
    *("mi\u00ada@school.example", "ｍｉａ＠school.example", "mia%40school.example"),
    *("mia (at) school.example", "mia [at] school [dot] example", "mia&#64;school.example"),
    *("mailto:mia@school.example?subject=x", "[Mia](mailto:mia@school.example)"),
    *("mia @school.example", "(mia@school.example)", "“mia@school.example”", "MIA@School.Example"),
    *("mia@school.example; foo", "~~mia@school.example~~", "'mia@school.example'"),
)


def read(*lines: tuple[str, ...]) -> Rows:
    """The lines as a file; each cell is quoted."""
    data = "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n" for cells in lines
    )
    return read_rows(data.encode(), ["families"], ["families"])


def subscribed(rows: Rows) -> list[str]:
    """Who gets the letter: whoever has left by any line does not."""
    left = {one.key for row in rows.good if row.left for one in (row.address, *row.others)}
    return [row.address.text for row in rows.good if row.address.key not in left]


@pytest.mark.parametrize("cell", HALF_A_YES)
@pytest.mark.parametrize("title", CONSENT)
def test_half_a_yes_is_none(title: str, cell: str) -> None:
    """A day with "withdrawn" behind it, a yes with a question mark: nobody knows."""
    rows = read(("email", title), (MIA, cell))

    assert not subscribed(rows)
    assert [bad.line for bad in rows.bad] == [2]


@pytest.mark.parametrize(
    "cell",
    [
        *("2024-05-01", "2024-05-01 10:22:03 +0200", "01.05.2024, 10:22 Uhr"),
        *("May 1, 2024 at 10:22 AM", "Wed, 1 May 2024 10:22:03 GMT", "2024年5月1日 上午10:22"),
        *("Wed May 01 2024 10:22:03 GMT+0200 (Central European Summer Time)",),
        *("1 de mayo de 2024, 10:22 a. m.", "Mittwoch, 1. Mai 2024 um 10:22"),
        *("mercredi 1 mai 2024 à 10h22", "2024-05-01T10:22:03.000+02:00"),
    ],
)
def test_a_day_with_its_hour_is_a_yes(cell: str) -> None:
    """In the ways in which forms and services write it."""
    assert subscribed(read(("email", "Opted in"), (MIA, cell))) == [MIA]


@pytest.mark.parametrize("cell", NOT_YET)
def test_a_status_to_come_or_with_a_number_is_none(cell: str) -> None:
    """ "Confirmed" says that somebody did; "to confirm" that somebody has to."""
    assert not subscribed(read(("email", "Status"), (MIA, cell)))


@pytest.mark.parametrize("cell", ["nee", "later", "1 May 2024", "M", "x", "", "later, perhaps"])
@pytest.mark.parametrize("title", ALMOST_CONSENT)
def test_below_half_a_question_for_consent_no_answer_is_one(title: str, cell: str) -> None:
    """Neither is silence."""
    rows = read(("email", title), (MIA, cell))

    assert not subscribed(rows)
    assert [bad.line for bad in rows.bad] == [2] or rows.good[0].left


@pytest.mark.parametrize("cell", ["x", "👍", "*", "May 2024", "2024", "hat angerufen"])
@pytest.mark.parametrize("title", GONE)
def test_below_a_title_for_what_is_over_nothing_subscribes(title: str, cell: str) -> None:
    """From the school or from the list: nobody knows; silence is the usual case."""
    rows = read(("email", title), (MIA, cell), ("ben@school.example", ""))

    assert subscribed(rows) == ["ben@school.example"]


@pytest.mark.parametrize(
    "note",
    [
        *("please take me off the list", "asked to be removed 3/2024", "will raus", "off list"),
        *("möchte nichts mehr bekommen", "quitar de la lista", "à retirer de la liste"),
        *("不要再发邮件", "家长要求退出", "alumni, bounced"),
    ],
)
def test_a_note_that_asks_to_leave_holds_its_line(note: str) -> None:
    """Whatever its column is called; other notes hold nothing."""
    rows = read(("email", "Notes"), (MIA, note), ("ben@school.example", "left-handed, two kids"))

    assert subscribed(rows) == ["ben@school.example"]


@pytest.mark.parametrize(
    "name",
    ["Ana (do not email)", "Ana (no newsletter)", "Ana – baja", "BOUNCED Ana", "Ana left"],
)
def test_a_remark_beside_a_name_holds_its_line(name: str) -> None:
    """In the cell of the address; surnames that begin like a word for leaving are none."""
    rows = read(("email",), (f"{name} <{MIA}>",), ("Ana Kündig <ana@school.example>",))

    assert subscribed(rows) == ["ana@school.example"]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        *(("Nur Post", "x"), ("Only by phone", "yes"), ("Solo SMS", "sí")),
        *(("Preferred way", "Post"), ("Kontaktweg", "nur telefonisch"), ("Vía", "papel")),
    ],
)
def test_who_wants_to_hear_by_another_way_alone_is_asked_about(title: str, cell: str) -> None:
    """A letter by e-mail is not what they asked for; by e-mail as well is none of it."""
    rows = read(("email", title), (MIA, cell), ("ben@school.example", ""))

    assert MIA not in subscribed(rows)
    assert subscribed(read(("email", "SMS", "Phone type"), (MIA, "yes", "mobile"))) == [MIA]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_who_left_is_known_by_any_spelling(spelling: str) -> None:
    """A line that says so takes them away, though no letter could be sent to what it says."""
    for lines in ([(MIA, "active"), (spelling, "unsubscribed")], [(spelling, "baja")]):
        rows = read(("email", "status"), *lines)

        assert not subscribed(rows)
        assert any(
            row.left and MIA in [one.key for one in (row.address, *row.others)] for row in rows.good
        )


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_who_may_have_left_is_doubted_by_any_spelling(spelling: str) -> None:
    """No other line subscribes them."""
    assert not subscribed(read(("email", "status"), (MIA, "active"), (spelling, "paused?")))


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_is_repeated_in_a_message(spelling: str) -> None:
    """The report is read by others, too."""
    odd = spelling.replace("school", "smith").replace("School", "Smith")
    rows = read(("email", "status"), (MIA, f"see {odd}"), (odd, "see there"))

    assert len(rows.bad) == 2
    assert not any("smith" in bad.reason.casefold() for bad in rows.bad)


def test_a_bad_spelling_alone_keeps_nobody_out() -> None:
    """The line is named, and the good one is taken."""
    rows = read(("email",), (MIA,), ("mia (at) school.example",))

    assert subscribed(rows) == [MIA]
    assert [bad.line for bad in rows.bad] == [3]


@given(st.text(max_size=60))
def test_anything_may_be_searched_for_addresses(text: str) -> None:
    """What is found is an address, and no text is too odd."""
    assert all("@" in one.key for one in find_addresses(text))


@pytest.mark.parametrize(
    "heading", ["Unsubscribed:", "Abgemeldet", "Bajas", "Désinscrits :", "已退订", "--- old ---"]
)
@pytest.mark.parametrize("titles", [("email", "name"), ()], ids=["titles", "no titles"])
def test_a_heading_between_the_lines_holds_those_below(heading: str, titles: tuple[str]) -> None:
    """As in a list that somebody keeps by hand; a name without an address is no heading."""
    lines = [(MIA, "Mia"), (heading, ""), ("ben@school.example", "Ben")]
    rows = read(titles, *lines) if titles else read(*(one[:1] for one in lines))

    assert subscribed(rows) == [MIA]


@pytest.mark.parametrize("line", [("", "Ana Kündig"), ("", "Klasse 3b:")])
def test_other_lines_without_an_address_hold_nobody(line: tuple[str, str]) -> None:
    """They are named."""
    rows = read(("email", "name"), line, (MIA, "Mia"))

    assert subscribed(rows) == [MIA]
    assert [bad.line for bad in rows.bad] == [2]


@pytest.mark.parametrize(
    "above", ["Bounced", "Bajas", "Former parents", "黑名单", "Liste noire", "filter: active = no"]
)
def test_a_list_of_leavers_by_the_words_above_it_is_refused(above: str) -> None:
    """Nothing of it is read."""
    with pytest.raises(MailingError, match="Line 1, above the titles"):
        read((above,), ("email", "name"), (MIA, "Mia"))


def test_addresses_below_a_title_for_leaving_subscribe_nobody() -> None:
    """Neither there nor on a line of their own."""
    rows = read(
        ("email", "unsubscribed email"),
        ("ben@school.example", MIA),
        (MIA, ""),
        ("eli@school.example", ""),
    )
    assert subscribed(rows) == ["eli@school.example"]
    rows = read(("Active", "Unsubscribed"), ("ben@school.example", MIA), (MIA, ""))
    assert not subscribed(rows)


@pytest.mark.parametrize("code", ["gb18030", "cp1252", "utf-16"])
def test_words_are_read_in_the_encodings_of_spreadsheets(code: str) -> None:
    """A Chinese Excel and a Western one save in their own ways."""
    title, yes = ("退订", "是") if code == "gb18030" else ("Désabonné", "oui")
    data = (
        f"email,prénom,{title}\n{MIA},Zoé,{yes}\n"
        if code != "gb18030"
        else (f"email,姓名,{title}\n{MIA},安娜,{yes}\n")
    )

    (row,) = read_rows(data.encode(code), ["families"], ["families"]).good

    assert row.left


@pytest.mark.parametrize(("code", "title"), [("big5", "狀態"), ("mac_roman", "Désabonné")])
def test_an_encoding_that_is_not_known_is_refused(code: str, title: str) -> None:
    """What cannot be read says of nobody that they may get letters; sœur and Weiß can be."""
    with pytest.raises(MailingError, match="CSV UTF-8"):
        read_rows(f"email,{title}\n{MIA},x\n".encode(code), ["families"], ["families"])
    western = f"email,name\n{MIA},Œuvre sœur Weiß Grüße Šimon Žižek – “x”\n".encode("cp1252")
    assert subscribed(read_rows(western, ["families"], ["families"])) == [MIA]
