"""Personal messages: read back by a mail program, each is what was meant, byte by byte."""

from __future__ import annotations

import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.addresses import has_control
from mailing.errors import MailingError
from mailing.message import (
    Sender,
    build_frame,
    checked_signup,
    fill_frame,
    parse_sender,
    unsubscribe_url,
)
from mailing.outbox import UNSUBSCRIBE
from tests.mailing.builders import HTML, START, TEXT, letter

SENDER = parse_sender("Technology coach <news@school.example>")
ID = "<0123456789abcdef@school.example>"
URL = "https://news.school.example/unsubscribe/token-_0123456789"


def message(data: bytes) -> EmailMessage:
    parsed = message_from_bytes(data, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert parsed.defects == []
    return parsed


def filled(url: str = URL, sender: Sender = SENDER, **changes: str) -> bytes:
    return fill_frame(build_frame(letter(**changes), sender), "mia@school.example", ID, url, START)


def bodies(data: bytes) -> tuple[str, str]:
    text, html = message(data).iter_parts()
    assert isinstance(text, EmailMessage)
    assert isinstance(html, EmailMessage)
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    plain, marked = (one.get_content().replace("\r\n", "\n") for one in (text, html))
    return plain, marked


def test_a_mail_program_reads_what_was_meant() -> None:
    """Headers, and both bodies with the reader's own link."""
    data = filled()

    found = message(data)
    assert found["From"] == "Technology coach <news@school.example>"
    assert found["To"] == "mia@school.example"
    assert found["Subject"] == "One evening, one page 🤖"
    assert found["Message-ID"] == ID
    assert found["List-Id"] == "<families.hallway.school.example>"
    assert found["Date"].datetime.timestamp() == START
    assert found["Content-Language"] == "en"
    text, html = bodies(data)
    assert text.rstrip("\n") == TEXT.replace(UNSUBSCRIBE, URL).rstrip("\n")
    assert html.rstrip("\n") == HTML.replace(UNSUBSCRIBE, URL).rstrip("\n")


@pytest.mark.parametrize("length", [30, 76, 600, 965, 979, 995])
def test_one_click_unsubscribe_is_one_plain_header_at_any_length(length: int) -> None:
    """One header, one address, not encoded, not broken; the bodies have it whole, too."""
    url = ("https://news.school.example/" + "x=._~" * 200)[:length]

    data = filled(url)

    head = data.partition(b"\r\n\r\n")[0].decode("ascii")
    values = re.findall(r"(?m)^List-Unsubscribe:([^\r\n]*(?:\r\n[ \t][^\r\n]*)*)", head)
    assert [value.strip() for value in values] == [f"<{url}>"]
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in head
    assert max(map(len, data.split(b"\r\n"))) <= 998
    text, html = bodies(data)
    assert url in text
    assert f'href="{url}"' in html


def test_an_address_too_long_for_any_header_is_refused() -> None:
    """Instead of being folded, which would break it."""
    with pytest.raises(MailingError, match="too long"):
        filled("https://news.school.example/".ljust(996, "x"))


@given(st.lists(st.sampled_from([".", "..", "\r", "\n", "\r\n", "a ", "=", "\t", "ü🤖", "From "])))
def test_lone_dots_and_carriage_returns_arrive(pieces: list[str]) -> None:
    """Every line end is CRLF, no line is a lone dot, and the text is the text."""
    body = "".join(pieces)

    data = filled(text=f"{body}{UNSUBSCRIBE}{body}")

    assert re.search(rb"(?<!\r)\n|\r(?!\n)", data) is None
    assert data.isascii()
    assert b"\r\n.\r\n" not in data
    assert max(map(len, data.split(b"\r\n"))) <= 998
    plain = body.replace("\r\n", "\n").replace("\r", "\n")
    assert bodies(data)[0].rstrip("\n") == f"{plain}{URL}{plain}".rstrip("\n")


@given(st.text(min_size=1))
def test_any_subject_is_one_header_or_refused(subject: str) -> None:
    """Nothing in it can begin another header."""
    try:
        data = filled(subject=subject)
    except MailingError:
        assert has_control(subject)
        return

    assert len(message(data).keys()) == 11
    assert data.count(b"\r\nSubject: ") == 1


@pytest.mark.parametrize("subject", ["A lesson by our 👩\u200d🏫", "خبر\u200cنامه"])
def test_signs_that_join_letters_and_emoji_stay_in_a_subject(subject: str) -> None:
    """They cannot be seen, and without them the words are others."""
    assert message(filled(subject=subject))["Subject"] == subject


@pytest.mark.parametrize("sign", ["\r\n", "\n", "\r", "\x00", "\x1b", "\x7f", "\u2028", "\u0085"])
def test_control_characters_are_refused_in_every_header(sign: str) -> None:
    """Whoever wrote them: the school, the issue, the list."""
    bad = f"x{sign}Bcc: ben@school.example"
    frame = build_frame(letter(), SENDER)

    for change in ({"subject": bad}, {"lang": bad}, {"audience": bad}, {"site": bad}):
        with pytest.raises(MailingError):
            build_frame(letter(**change), SENDER)
    for to, mid, url in ((bad, ID, URL), ("a@b.example", bad, URL), ("a@b.example", ID, bad)):
        with pytest.raises(MailingError):
            fill_frame(frame, to, mid, url, START)
    with pytest.raises(MailingError):
        parse_sender(f"Coach{sign} <news@school.example>")
    with pytest.raises(MailingError):
        parse_sender("news@school.example", f"a{sign}@school.example")


def test_answers_go_where_the_school_wants_them() -> None:
    """Reply-To; a name with a comma and letters of all kinds."""
    sender = parse_sender('"Müller, Coach" <news@school.example>', "coach@school.example")

    found = message(filled(sender=sender))

    assert found["Reply-To"] == "coach@school.example"
    assert found["From"].addresses[0].display_name == "Müller, Coach"


def test_the_service_is_an_https_address() -> None:
    """Nothing else is used by mail programs; the token alone says who it is."""
    assert checked_signup("https://news.school.example/in/") == "https://news.school.example/in"
    assert unsubscribe_url("https://a.example", "tok") == "https://a.example/unsubscribe/tok"
    for bad in (
        *("http://a.example", "https://", "https://a.example/?a=b&c", "https://a b", "a", ""),
        *("https://a.example//evil.example", "https://a.example/n%65ws", "https://me@a.example"),
    ):
        with pytest.raises(MailingError, match="https://news"):
            checked_signup(bad)


def test_a_personal_message_takes_less_than_half_a_millisecond() -> None:
    """Of a letter of usual size; the best of many, since the computer does other things too."""
    frame = build_frame(letter(html=HTML * 100, text=TEXT * 40), SENDER)
    best = 1.0
    for _ in range(200):
        started = time.perf_counter()
        fill_frame(frame, "mia@school.example", ID, URL, START)
        best = min(best, time.perf_counter() - started)

    assert best < 0.0005
