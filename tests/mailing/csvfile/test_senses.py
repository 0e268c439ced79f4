"""Titles and cells in five languages: who gets the letter, who left, and what is not understood."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.csvfile import read_rows
from mailing.csvfile.columns import Reading
from mailing.errors import MailingError
from tests.mailing.csvfile.files import column, fates, in_order

JOINED = [
    *("subscribed_to_emails", "subscribedToEmails", "Newsletter", "Opt-in", "Email Opt-In"),
    *("Marketing consent", "Accepts Marketing", "Email permission", "is_active", "Enabled"),
    *("Subscribed (Y/N)", "Receives emails", "Subscription status", "double_opt-in"),
    *("Abonniert", "Einwilligung", "Newsletterempfang", "Newsletter (ja/nein)", "Abo-Status"),
    *("Suscrito", "Boletín", "Alta", "Activo", "Estado de suscripción", "Autoriza correos"),
    *("Inscrit", "Abonnée à la lettre d'information", "Consentement", "Statut d'abonnement"),
    *("订阅", "是否订阅", "订阅状态", "接收邮件", "同意"),
]
LEFT = [
    *("Unsubscribed from all email", "emailOptOut", "unsubscribed_at", "deleted_at", "Disabled"),
    *("Opted out of email: Marketing Information", "HasOptedOutOfEmail", "Blocked", "Cancelled at"),
    *("Do not email", "No longer subscribed", "Not subscribed", "Do Not Contact", "Left on"),
    *("Consent withdrawn", "Suppressed", "Complained", "Bounced at", "Clean time", "BLACKLISTED"),
    *("Unsubscribed (Y/N)", "Confirmed Opt-Out Date", "un-subscribed", "Emails paused"),
    *("Abgemeldet am", "Abbestellt", "Gesperrt", "Newsletterabmeldung", "Kein Newsletter"),
    *("Widerrufen am", "Gekündigt zum", "gelöscht", "geloescht", "Deaktiviert", "Austrittsdatum"),
    *("Baja", "Fecha de baja", "Dado de baja", "Cancelado", "No desea recibir correos"),
    *("Désinscrit le", "Désabonné", "Ne souhaite plus recevoir", "Résilié", "Supprimé le"),
    *("已退订", "退订时间", "不再订阅", "未订阅", "黑名单", "拒收邮件"),
]
UNCLEAR = [
    *("Subcribed", "Unsuscribed", "Un\u0455ubscribed", "Rundmail"),  # typed wrong, or look-alike
    *("Bus", "GDPR", "Was subscribed", "Newsletter Klasse 5b", "Enddatum", "Parti le", "Hasta"),
    *("Subscription status id", "Not opted out", "Weg", "Can we email you?", "Terms accepted"),
    *("I do not want to receive emails", "Unsubscribed or bounced", "我不想收到邮件", ""),
    *("An-/Abgemeldet", "(Un)subscribed", "Opt-in/Opt-out", "Status", "状态"),
]
YES = ["yes", "Y", "TRUE", "1", "x", "✓", "on", "Ja", "sí", "SI", "oui", "是", "ja!", "[x]"]
NO = ["no", "N", "False", "0", "✗", "off", "Nein", "non", "否", "No.", "FALSCH", "[ ]"]
DAYS = [
    *("2024-03-09", "2024-03-09T10:15:00.000Z", "3/9/2024 10:15 AM", "09.03.24", "9. März 2024"),
    *("9 de marzo de 2024", "Mar 9, 2024", "2024年3月9日", "1709979300", "2031-01-01"),
]
THERE = [
    *("active", "Subscribed", "confirmed", "enabled", "activo", "suscrito", "aktiv", "abonniert"),
    *("Abonné(e)", "inscrit·e", "suscrito/a"),
    *("angemeldet", "actif", "abonné", "inscrit", "正常", "已订阅", "Opted in", "regular"),
]
GONE = [
    *("unsubscribed", "Opted out", "bounced", "cleaned", "complained", "blocklisted", "disabled"),
    *("suppressed", "removed", "inactive", "not subscribed", "No longer subscribed", "canceled"),
    *("Unsubscribed by user", "baja", "dado de baja", "inactivo", "abgemeldet", "gesperrt"),
    *("Désabonné(e)", "désinscrit·e", "desuscrito/a"),
    *("gelöscht", "désabonné", "désinscrit", "supprimé", "已退订", "未订阅", "停用"),
]
WAITING = [
    *("pending", "unconfirmed", "not confirmed", "invited", "pendiente", "ausstehend"),
    *("en attente", "non confirmé", "待确认", "未确认"),
]
STATUS = ["Status", "Email Status", "estado", "Statut", "Zustand", "状态", "Contact Status"]


@pytest.mark.parametrize("title", JOINED)
def test_below_a_title_for_who_gets_the_letter(title: str) -> None:
    """A yes or the day of it subscribes; a no is one; silence beside a yes is none of both."""
    cells = ("yes", "2024-01-02", "no", "unsubscribed", "", "null", "pending", "whatever")

    assert in_order(column(title, *cells), len(cells)) == [
        *("subscribed", "subscribed", "left", "left", "held", "held", "held", "held"),
    ]


@pytest.mark.parametrize("title", LEFT)
def test_below_a_title_for_who_left(title: str) -> None:
    """A yes or a day is a departure; a no, a zero or silence is none; all else is asked about."""
    cells = ("yes", "2024-01-02", "2099-01-01", "unsubscribed", "no", "0000-00-00", "", "whatever")

    assert in_order(column(title, *cells), len(cells)) == [
        *("left", "left", "left", "left", "subscribed", "subscribed", "subscribed", "held"),
    ]


@pytest.mark.parametrize("title", UNCLEAR)
def test_below_a_title_that_is_not_understood_no_answer_subscribes(title: str) -> None:
    """Neither a yes nor a no, nor a day nor a word for leaving, as each may mean the other."""
    cells = ("yes", "no", "2024-01-02", "1970-01-01", "pending", "nein, danke", "No thanks")

    assert in_order(column(title, *cells), len(cells)) == ["held"] * len(cells)


@pytest.mark.parametrize("title", ["Bus", "Newsletter Klasse 5b", "Rundmail", "Verteilerliste A"])
def test_no_tick_among_ticks_is_an_answer_too(title: str) -> None:
    """Where some have an x, an empty cell is the other answer."""
    assert in_order(column(title, "x", "", "x"), 3)[1] == "held"


@pytest.mark.parametrize("title", ["Unconfirmed", "Pending", "Nicht bestätigt", "未确认"])
def test_below_a_title_for_who_has_not_confirmed(title: str) -> None:
    """They are not subscribed, and have not left."""
    cells = ("1", "yes", "0", "no", "", "whatever")

    assert in_order(column(title, *cells), len(cells)) == [
        *("held", "held", "subscribed", "subscribed", "subscribed", "held"),
    ]


@pytest.mark.parametrize(
    ("title", "reading"),
    [
        ("SMS opt-out", Reading.CHANNEL),
        ("Photo consent", Reading.CHANNEL),
        ("Foto-Einwilligung", Reading.CHANNEL),
        ("Phone marketing consent", Reading.CHANNEL),
        ("complimentary_plan", Reading.MONEY),
        ("created_at", Reading.RECORD),
        ("Vorname", Reading.ABOUT),
    ],
)
def test_what_is_about_something_else_is_passed_over_and_said(title: str, reading: Reading) -> None:
    """A consent of another kind neither subscribes nor keeps away."""
    read = read_rows(column(title, "2024-01-02", ""), ["families"], ["families"])

    assert len(read.good) == 2
    assert read.columns[0][1].reading is reading


@pytest.mark.parametrize("cell", YES)
def test_a_yes_is_one_in_five_languages(cell: str) -> None:
    """Below both kinds of titles."""
    assert in_order(column("Newsletter", cell), 1) == ["subscribed"]
    assert in_order(column("Opt-out", cell), 1) == ["left"]
    assert in_order(column("Bus", cell), 1) == ["held"]


@pytest.mark.parametrize("cell", NO)
def test_a_no_is_one_in_five_languages(cell: str) -> None:
    """Below both kinds of titles."""
    assert in_order(column("Newsletter", cell), 1) == ["left"]
    assert in_order(column("Opt-out", cell), 1) == ["subscribed"]
    assert in_order(column("Bus", cell), 1) == ["held"]


@pytest.mark.parametrize("cell", DAYS)
def test_a_day_is_one_however_it_is_written(cell: str) -> None:
    """One to come, too: they have said that they go."""
    assert in_order(column("Newsletter", cell), 1) == ["subscribed"]
    assert in_order(column("Unsubscribed at", cell), 1) == ["left"]
    assert in_order(column("Bus", cell), 1) == ["held"]


@pytest.mark.parametrize("cell", ["1970-01-01", "1/1/1970", "1899-12-30", "9999-12-31", "×", "?!x"])
def test_a_sign_that_reads_in_two_ways_holds_its_line(cell: str) -> None:
    """Programs write such days for "never", and people mean no or yes by a cross."""
    assert in_order(column("Newsletter", cell), 1) == ["held"]
    assert in_order(column("Unsubscribed", cell), 1) == ["held"]


@pytest.mark.parametrize("title", STATUS)
@pytest.mark.parametrize(
    ("cells", "fate"), [(THERE, "subscribed"), (GONE, "left"), (WAITING, "held")]
)
def test_below_a_status_the_words_of_five_languages(
    title: str, cells: list[str], fate: str
) -> None:
    """What they say decides; who has not confirmed is not subscribed, and has not left."""
    assert in_order(column(title, *cells), len(cells)) == [fate] * len(cells)


def test_a_part_of_a_country_is_no_status() -> None:
    """ "State" and "estado" are both; what stands below them tells."""
    assert in_order(column("State", "TX", "Ohio"), 2) == ["subscribed"] * 2
    assert in_order(column("estado", "Jalisco", "baja"), 2) == ["held", "left"]


@pytest.mark.parametrize(
    "line", ["yes,yes", "no,no", "no,", "yes,2024-01-01", "pending,yes", "weg,yes"]
)
def test_of_two_columns_that_disagree_the_no_wins(line: str) -> None:
    """Whichever of them says it."""
    data = f"email,subscribed,unsubscribed\nmia@school.example,{line}\n"

    assert fates(data) == {"mia@school.example": "left"}


def test_who_may_have_left_by_one_line_is_not_subscribed_by_another() -> None:
    """Services write a line for each of their lists."""
    data = "email,status\nmia@school.example,active\nMia@school.example,weg\n"

    assert fates(data) == {"line 2": "held", "line 3": "held"}


@pytest.mark.parametrize(
    "note",
    [
        "please unsubscribe her",
        "does not want the newsletter",
        "Abgemeldet im Mai",
        "se ha dado de baja",
        "s'est désabonnée",
        "已退订，不要再发",
        "opted-out",
        "no",
    ],
)
@pytest.mark.parametrize("title", ["Notes", "Tags", "Bemerkung", "Comment"])
def test_a_note_that_somebody_left_holds_the_line(title: str, note: str) -> None:
    """It is named, and a person decides."""
    assert in_order(column(title, note), 1) == ["held"]


def test_what_holds_a_line_is_named_with_title_and_value_and_no_address() -> None:
    """So that the cell is found; addresses in it are masked."""
    (bad,) = read_rows(column("Bus", "no"), ["families"], ["families"]).bad
    (other,) = read_rows(column("Status", "see ben@school.example"), ["families"]).bad

    assert (bad.line, '"Bus"' in bad.reason, '"no"' in bad.reason) == (2, True, True)
    assert '"see b…@s….example"' in other.reason
    assert "ben@" not in other.reason


def test_titles_of_addresses_of_those_who_left() -> None:
    """A list of nothing but them subscribes none of them."""
    assert fates("Unsubscribed emails\nmia@school.example\n") == {"mia@school.example": "left"}
    with pytest.raises(MailingError, match='says "Unsubscribed contacts"'):
        fates("Unsubscribed contacts\n\nName,Email\nMia,mia@school.example\n")


any_title = st.sampled_from([*JOINED, *LEFT, *UNCLEAR, *STATUS]) | st.text(max_size=30)
any_cell = st.sampled_from([*YES, *NO, *DAYS, *THERE, *GONE, *WAITING, ""]) | st.text(max_size=20)


@given(st.sampled_from(LEFT), st.sampled_from([*YES, *DAYS, *GONE]), any_title, any_cell)
def test_no_other_column_outvotes_an_opt_out(title: str, cell: str, other: str, said: str) -> None:
    """In whatever form it is understood, and whatever stands beside it."""
    quoted = ['"' + one.replace('"', '""') + '"' for one in (title, other, cell, said)]
    data = "email,{},{}\nmia@school.example,{},{}\n".format(*quoted)

    assert fates(data).get("mia@school.example") != "subscribed"


@given(st.sampled_from(JOINED), st.sampled_from([*NO, *GONE, *WAITING, ""]), any_title, any_cell)
def test_no_other_column_makes_up_for_a_refused_opt_in(
    title: str, cell: str, other: str, said: str
) -> None:
    """A no stays one; silence counts as consent only where another column says yes."""
    quoted = ['"' + one.replace('"', '""') + '"' for one in (title, other, cell, said)]
    data = "email,{},{}\nmia@school.example,{},{}\n".format(*quoted)

    if cell:
        assert fates(data).get("mia@school.example") != "subscribed"


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-16")))
def test_any_bytes_give_a_report_or_a_plain_sentence(data: bytes) -> None:
    """Nothing crashes, whatever is taken for a list."""
    for start in (b"", b"email,status\n", b"\xef\xbb\xbf", b"sep=;\nE-Mail;Abo\n"):
        with suppress(MailingError):
            read_rows(start + data, ["families"], ["families"])


@given(st.lists(st.lists(any_cell, min_size=1, max_size=4), max_size=5), any_title, any_title)
def test_no_line_is_lost(lines: list[list[str]], one: str, two: str) -> None:
    """Each line with an address is subscribed, has left or is named."""
    cells = [["email", one, two, "x"], *(["a@school.example", *line] for line in lines)]
    text = "\n".join(
        ",".join('"' + cell.replace('"', '""').replace("\n", " ") + '"' for cell in line)
        for line in cells
    )

    read = read_rows(text.encode("utf-8", "replace"), ["families"], ["families"])

    assert len(read.good) + len(read.bad) == len(lines)
