"""What returned mail says, in the forms of many servers; and what a mangled one does not say."""

from __future__ import annotations

import base64
import re
import time
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mailing.bounces.opened import LARGEST
from mailing.bounces.requests import WORDS, says_stop
from mailing.bounces.severity import judge
from mailing.bounces.understanding import understand
from mailing.returned import Reading
from tests.mailing.bounces.returned import LETTER, REPORTS, report

EXPECTED = {
    "amazon-ses": ("hard", "5.1.1"),
    "amazon-ses-content": ("blocked", "5.6.0"),
    "amazon-ses-rewritten": ("hard", "5.1.1"),
    "courier": ("hard", "5.0.0"),
    "domino": ("hard", "5.1.1"),
    "exchange-2003": ("hard", "5.1.1"),
    "exchange-365-edge": ("hard", "5.4.1"),
    "exchange-365-policy": ("blocked", "5.7.606"),
    "exchange-365-quota": ("soft", "5.2.2"),
    "exchange-365-unknown": ("hard", "5.1.10"),
    "exchange-55": ("hard", ""),
    "exim-delayed": ("delayed", ""),
    "exim-modern": ("hard", "5.0.0"),
    "exim-old": ("hard", ""),
    "exim-quota": ("soft", ""),
    "forwarded-elsewhere": ("hard", "5.1.1"),
    "gmail-full": ("soft", "4.2.2"),
    "gmail-rate": ("soft", "5.2.1"),
    "gmail-unauthenticated": ("blocked", "5.7.26"),
    "gmail-unknown": ("hard", "5.1.1"),
    "groupwise": ("hard", ""),
    "mailgun": ("soft", "5.0.0"),
    "postfix-delayed": ("delayed", "4.4.1"),
    "postfix-domain-gone": ("hard", "5.4.4"),
    "postfix-expired": ("soft", "4.4.1"),
    "postfix-international": ("hard", "5.1.1"),
    "postfix-unknown-user": ("hard", "5.1.1"),
    "qmail": ("hard", "5.1.1"),
    "qmail-full": ("soft", "5.2.2"),
    "sendmail-old": ("hard", ""),
    "sendmail-report": ("hard", "5.1.1"),
    "yahoo-old": ("hard", ""),
    "yahoo-report": ("hard", "5.0.0"),
}
OTHERS = {
    "complaint-abuse": "complaint",
    "complaint-redacted": "complaint",
    "complaint-not-spam": "automatic",
    "delivered": "automatic",
    "machine-strange": "unclear",
    "person-forwards-a-bounce": "unclear",
    "person-question": "unclear",
    "request-html": "request",
    "request-reply": "request",
    "request-subject": "request",
    "vacation": "automatic",
    "vacation-exchange": "automatic",
    "vacation-precedence": "automatic",
}
WITHOUT_LETTER = {"amazon-ses-rewritten", "exim-delayed"}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_report_is_understood_in_the_form_of_its_server(name: str) -> None:
    """One failure, how bad it is, of which letter."""
    reading = understand(report(name))

    (failure,) = reading.failures
    assert (reading.sort, failure.severity, failure.status) == ("report", *EXPECTED[name])
    assert reading.message_ids == (() if name in WITHOUT_LETTER else (f"<{LETTER}>",))


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_report_is_told_apart(name: str) -> None:
    """A person who quotes a report, or one who is on holiday, ends nothing."""
    reading = understand(report(name))

    assert (reading.sort, reading.failures) == (OTHERS[name], ())


def test_every_report_of_the_collection_is_expected() -> None:
    """None lies there unread."""
    assert {one.stem for one in REPORTS.glob("*.eml")} == {*EXPECTED, *OTHERS}


@pytest.mark.parametrize(
    ("name", "recipients"),
    [
        ("postfix-unknown-user", {"mia@smith.example"}),
        ("postfix-international", {"mia@bücher.example"}),
        ("forwarded-elsewhere", {"mia@smith.example", "m.smith@elsewhere.example"}),
        ("yahoo-old", {"mia@smith.example"}),
        ("qmail", {"mia@smith.example"}),
        ("sendmail-old", {"mia@smith.example"}),
        ("exim-old", {"mia@smith.example"}),
        ("groupwise", set()),
    ],
)
def test_the_address_is_read_where_one_is_given(name: str, recipients: set[str]) -> None:
    """The original one and the final one, in each spelling."""
    assert {*understand(report(name)).failures[0].recipients} == recipients


@pytest.mark.parametrize("name", ["postfix-international", "gmail-full", "complaint-redacted"])
def test_parts_may_be_encoded(name: str) -> None:
    """Some servers write even reports and returned headers in base64."""
    head, *parts = re.split(r"(?m)^(--.+)\n", report(name).decode())
    for number, part in enumerate(parts):
        kind, empty, body = part.partition("\n\n")
        if "message/" in kind or "rfc822-headers" in kind:
            kind = re.sub(r"\n?Content-Transfer-Encoding: 8bit", "", kind)
            coded = base64.encodebytes(body.encode()).decode()
            parts[number] = f"{kind}\nContent-Transfer-Encoding: base64{empty}{coded}"
        elif number % 2 == 0:
            parts[number] = f"{part}\n"

    plain, coded_one = understand(report(name)), understand((head + "".join(parts)).encode())

    assert "base64" in "".join(parts)
    assert (coded_one.sort, coded_one.message_ids) == (plain.sort, plain.message_ids)
    assert [(one.severity, one.recipients) for one in coded_one.failures] == [
        (one.severity, one.recipients) for one in plain.failures
    ]


@pytest.mark.parametrize("name", [*EXPECTED, *OTHERS])
def test_line_ends_and_encodings_change_nothing(name: str) -> None:
    """CRLF as a mail server keeps it, and the copy of it with a mark of a mail program."""
    raw = report(name)
    reading, other = understand(raw), understand(raw.replace(b"\n", b"\r\n"))
    marked = understand(b"X-Mozilla-Status: 0001\n" + raw)

    assert [(one.severity, one.status) for one in other.failures] == [
        (one.severity, one.status) for one in reading.failures
    ]
    assert (other.sort, other.message_ids) == (reading.sort, reading.message_ids)
    assert {one.fingerprint for one in (reading, other, marked)} == {reading.fingerprint}


@pytest.mark.parametrize(
    ("status", "reason", "expected"),
    [
        ("5.1.1", "", "hard"),
        ("5.1.2", "", "hard"),
        ("5.1.3", "", "hard"),
        ("5.1.6", "", "hard"),
        ("5.1.10", "", "hard"),
        ("5.2.1", "account disabled", "hard"),
        ("5.2.2", "", "soft"),
        ("5.4.4", "", "hard"),
        ("5.1.8", "bad sender", "blocked"),
        ("5.2.3", "too big", "blocked"),
        ("5.7.1", "user unknown", "blocked"),
        ("5.0.0", "smtp; 421 4.4.2 timed out", "soft"),
        ("5.0.0", "smtp; 550 5.1.1 nobody", "hard"),
        ("5.0.0", "smtp; 554 blocked using spam list", "blocked"),
        ("5.0.0", "smtp; 550 mailbox unavailable", "hard"),
        ("5.0.0", "smtp; 450 mailbox unavailable", "soft"),
        ("5.0.0", "smtp; 550 no such user <mia@spam-policy.example>", "hard"),
        ("5.0.0", "smtp; 550 user unknown, or blocked for spam", "blocked"),
        ("5.0.0", "smtp; 550", "soft"),
        ("", "at 5.1.1.7 the host said nothing", "soft"),
        ("nonsense", "", "soft"),
    ],
)
def test_only_what_is_surely_gone_is_hard(status: str, reason: str, expected: str) -> None:
    """In doubt it is for now, or about the sender."""
    assert judge(status, reason)[0] == expected


@pytest.mark.parametrize(
    "line",
    [
        *(word for words in WORDS.values() for word in words),
        "UNSUBSCRIBE",
        "Please unsubscribe me from this list. Thanks!",
        "Désabonner",
        "Cancelar suscripción, por favor.",
        "Abonelikten çık",
        "Hủy đăng ký",
        "stop",
    ],
)
def test_plain_words_ask_to_leave(line: str) -> None:
    """In the languages of families, with and without a please."""
    assert says_stop(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "How do I unsubscribe?",
        "unsubscribe?",
        "Please do not unsubscribe me",
        "Stop the bus at the library",
        "We stopped by",
        "remove the photo of my child",
        "unsubscribe " * 20,
    ],
)
def test_other_words_do_not(line: str) -> None:
    """A person reads them."""
    assert not says_stop(line)


def test_a_quoted_word_is_nobodys_wish() -> None:
    """What stands below a reply is ours."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "mia@smith.example", "Re: One evening"
    mail.set_content("> Unsubscribe\n\nThank you for this!\n")

    assert understand(bytes(mail)).sort == "unclear"


def test_of_many_recipients_each_is_told() -> None:
    """One gone, one full, one reached."""
    text = report("postfix-unknown-user").decode()
    more = (
        "\nFinal-Recipient: rfc822; ben@jones.example\nAction: failed\nStatus: 5.2.2\n"
        "\nFinal-Recipient: rfc822; eva@jones.example\nAction: delivered\nStatus: 2.0.0\n"
    )
    reading = understand(
        text.replace(
            "\n\n--4F1A2B.1795460409/mx.school.example\nContent-Description: Undelivered",
            f"\n{more}\n--4F1A2B.1795460409/mx.school.example\nContent-Description: Undelivered",
        ).encode()
    )

    assert [(one.recipients[0], one.severity) for one in reading.failures] == [
        ("mia@smith.example", "hard"),
        ("ben@jones.example", "soft"),
    ]


def _bombs() -> dict[str, bytes]:
    head = b"From: MAILER-DAEMON@x.example\nSubject: failure notice\n"
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(5000)
    )
    return {
        "nothing": b"",
        "zeros": b"\0" * 3_000_000,
        "one long line": head + b"\n<" + b"a@" * 2_000_000,
        "many lines": head + b"\n" + b"<a@b.example>:\n550 x\n" * 300_000,
        "nested": head + nested,
        "enclosed in itself": head + b"Content-Type: message/rfc822\n\n" * 20_000,
        "many parts": head
        + b'Content-Type: multipart/mixed; boundary="x"\n\n'
        + b"--x\nContent-Type: text/plain\n\nhi\n" * 100_000,
        "spaces": head + b"\n" + b"mailbox " * 50_000 + b" " * 900_000,
        "brackets": head + b"Content-Type: text/html\n\n" + b"<" * 900_000,
        "a header without end": b"Subject: " + b"=?utf-8?q?=41" * 200_000,
        "base64 without end": head + b"Content-Transfer-Encoding: base64\n\n" + b"QUFB\n" * 500_000,
        "unknown charset": head + b"Content-Type: text/plain; charset=\xff\xfe\n\n550 5.1.1 \xff",
        "empty lines": head + b"\n" * 900_000,
        "quotations of nothing": head + b"\n" + b"> \n" * 25_000,
        "a list of long lines": head
        + b"\nUnable to deliver message to the following address(es).\n"
        + (b"<" * 3999 + b"\n") * 29,
        "a header of many lines": b"Subject: " + b"=?utf-8?q?=41?=\n " * 29_000 + b"\n\nx",
        "many letters": head + b"\n" + (b"0123456789abcdef" * 2 + b"@" + b"a.-" * 80 + b" ") * 3000,
        "many recipients": head
        + b"Content-Type: message/delivery-status\n\n"
        + b"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n" * 12_000,
        "dots": head + b"\n" + b"5." * 400_000,
    }


@pytest.mark.parametrize("name", _bombs())
def test_a_mail_made_to_keep_its_reader_busy_does_not(name: str) -> None:
    """Whatever its size, it is done within seconds."""
    before = time.process_time()
    understand(_bombs()[name])
    assert time.process_time() - before < 4


def test_only_the_beginning_of_a_huge_mail_is_read() -> None:
    """And it says what it has to say there."""
    raw = report("postfix-unknown-user") + b"more and more\n" * LARGEST

    assert understand(raw).failures[0].severity == "hard"


MANGLED = st.builds(
    lambda name, cuts: _mangled(report(name), cuts),
    st.sampled_from(sorted({**EXPECTED, **OTHERS})),
    st.lists(
        st.tuples(
            st.floats(0, 1), st.floats(0, 0.3), st.binary(max_size=40), st.sampled_from("cdrs")
        ),
        min_size=1,
        max_size=5,
    ),
)


def _mangled(raw: bytes, cuts: list[tuple[float, float, bytes, str]]) -> bytes:
    for place, length, junk, how in cuts:
        start = int(place * len(raw))
        end = start + int(length * len(raw))
        if how == "c":
            raw = raw[:start]
        elif how == "d":
            raw = raw[:start] + raw[end:]
        elif how == "r":
            raw = raw[:start] + junk + raw[end:]
        else:
            raw = raw[:start] + raw[start:end] * 2 + raw[end:]
    return raw


def torn(name: str, start: str, end: str) -> bytes:
    """The report ``name`` without what stands from ``start`` up to ``end``."""
    before, _, after = report(name).decode().partition(start)
    return f"{before}\n{end}{after.partition(end)[2]}".encode()


OF_ANOTHER = "329e71ec88ae4615bbc36ab6ce41109e@smith.example"
"""Ends the address of a server in one of the reports: torn off, it looks like a letter's ID."""


@settings(max_examples=300, deadline=None)
@given(MANGLED)
@example(torn("exchange-365-unknown", "Return-Path", OF_ANOTHER))
@example(torn("exchange-365-unknown", "Content-Type", "0123456789abcdef@"))
def test_a_mangled_mail_raises_nothing_and_names_no_other_letter(raw: bytes) -> None:
    """It names the letter that it was about, or none: there is no other to be hit by chance."""
    reading = understand(raw)

    assert isinstance(reading, Reading)
    assert set(reading.message_ids) <= {f"<{LETTER}>"} or all(
        one.startswith(f"<{LETTER[:32]}@") for one in reading.message_ids
    )


@pytest.mark.parametrize(
    "words",
    [
        f"Message-ID: <{LETTER}>",
        f"message-id:\t<{LETTER}>",
        f"Message-ID:\n <{LETTER}>",
        f"> > Message-ID: {LETTER}",
        f"X-Original-Message-Id: {LETTER} ",
        f"In-Reply-To: {LETTER}",
        f"References: <other@school.example> <{LETTER}>",
        f"postfix/cleanup[7]: 4F2: message-id=<{LETTER}>, size=900",
        f"<p>Message-ID: &lt;{LETTER}&gt;</p>",
        f"(<{LETTER}>)",
    ],
)
def test_a_message_id_counts_where_it_is_whole(words: str) -> None:
    """Between brackets anywhere, or alone behind the name of its header."""
    assert understand(f"From: a@b.example\n\n{words}\n".encode()).message_ids == (f"<{LETTER}>",)


@pytest.mark.parametrize(
    "words",
    [
        f"{OF_ANOTHER}>",
        f"xchange{OF_ANOTHER}>",
        f"<Exchange{OF_ANOTHER}>",
        f"e {OF_ANOTHER}",
        f"<{OF_ANOTHER}",
        f"<{OF_ANOTHER.removesuffix('.example')}",
        f"<{OF_ANOTHER}&gt;",
        f"<{OF_ANOTHER} >",
        f"\N{REPLACEMENT CHARACTER}{OF_ANOTHER}>",
        f"From: {OF_ANOTHER}",
        f"Message-ID: x{OF_ANOTHER}",
        f"Message-ID: {OF_ANOTHER} and more",
        f"Message-ID: {OF_ANOTHER.upper()}",
        f"<{OF_ANOTHER[1:]}>",
    ],
)
def test_what_is_left_of_a_torn_one_does_not_count(words: str) -> None:
    """However much it looks like ours: it may be the end of anybody's address or Message-ID."""
    assert understand(f"From: a@b.example\n\n{words}\n".encode()).message_ids == ()


@pytest.mark.parametrize("name", ["In-Reply-To", "References"])
def test_an_answer_names_its_letter_with_and_without_brackets(name: str) -> None:
    """Some programs leave them out."""
    for one in (LETTER, f"<{LETTER}>"):
        assert understand(f"{name}: {one}\n\nHello\n".encode()).message_ids == (f"<{LETTER}>",)


def test_a_report_that_names_neither_reader_nor_letter_says_so() -> None:
    """It is not about "nobody on the list": whose letter it was is not known."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "MAILER-DAEMON@mx.example", "Undelivered Mail"
    mail.set_content("I am sorry.\n\n550 5.1.1 Recipient address rejected: User unknown\n")

    reading = understand(bytes(mail))

    assert (reading.sort, reading.why) == (
        "unclear",
        "It does not say whose letter it is about.",
    )
