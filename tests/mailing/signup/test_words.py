"""The pages and mails in every language: complete, in plain sentences, safe in a header."""

from __future__ import annotations

import dataclasses
import string
from dataclasses import replace

import pytest

from mailing.addresses import parse_address
from mailing.errors import MailingError
from mailing.message import Sender, parse_sender
from mailing.signup.languages import LANGUAGES, accepted, spoken, words_for
from mailing.signup.letters import NoticeWriter
from mailing.signup.words import Words
from mailing.store.told import Told
from tests.mailing.builders import START
from tests.mailing.signup.service import CONFIG, SENDER, part_of, read_mail, urls_in

NAMES = [one.name for one in dataclasses.fields(Words)]
TOLD = Told(
    "confirm",
    "mia@school.example",
    "f" * 48,
    "<1@school.example>",
    ("families", "teachers"),
    "en",
    START,
)


def places_in(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_there_in_every_language(lang: str, name: str) -> None:
    """With the same places as in English, and its own words."""
    ours, english = getattr(LANGUAGES[lang], name), getattr(LANGUAGES["en"], name)
    assert ours.strip() == ours != ""
    assert places_in(ours) == places_in(english)
    assert lang == "en" or ours != english or name == "mail_sign"


def test_the_five_languages_are_there() -> None:
    """Those of the newsletter."""
    assert [*LANGUAGES] == ["en", "es", "fr", "de", "zh"]


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("pt-BR,pt;q=0.9,de;q=0.7,en;q=0.8", "en"),
        ("zh-Hant-TW", "zh"),
        ("fr;q=0, en;q=0.1", "en"),
        ("*", ""),
        ("", ""),
        (";;;,q=,=1,en;q=7,\x00", ""),
        ("x" * 10_000, ""),
    ],
)
def test_a_browser_says_what_its_reader_speaks(header: str, lang: str) -> None:
    """The best of ours; nonsense is no language."""
    assert accepted(header) == lang


def test_a_language_is_known_by_its_short_name() -> None:
    """And English stands in for the others."""
    assert spoken("ES_mx") == "es"
    assert spoken("pt") == ""
    assert words_for("pt") is LANGUAGES["en"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["confirm", "settings"])
def test_a_mail_says_the_same_in_text_and_html(lang: str, kind: str) -> None:
    """In its language, with the one link of the service in both parts, from the school."""
    mail = read_mail(NoticeWriter(CONFIG, SENDER)(replace(TOLD, lang=lang, kind=kind)))
    path = {"confirm": "confirm", "settings": "preferences"}[kind]
    link = f"https://news.school.example/{path}/{TOLD.key}"

    assert mail["From"] == "Technology coach <news@school.example>"
    assert mail["To"] == "mia@school.example"
    assert mail["Message-ID"] == "<1@school.example>"
    assert mail["Date"] == "Mon, 23 Nov 2026 19:00:00 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == lang
    words = LANGUAGES[lang]
    said = getattr(words, f"mail_{kind}").format(newsletter="The Hallway", school="")
    for part in (part_of(mail, "plain"), part_of(mail, "html")):
        assert urls_in(part) == [link]
        assert said in " ".join(part.split())
        assert ("Families" in part) == (kind == "confirm")
    assert f'<html lang="{lang}" dir="ltr">' in part_of(mail, "html")


def test_a_mail_is_plain_on_the_wire() -> None:
    """ASCII, CRLF, lines that every server takes, whatever the school is called."""
    school = replace(CONFIG, school="Écöle 🤖 " * 30, audiences={"families": "家庭 & <Freunde>"})
    body = NoticeWriter(school, Sender("Ünï", SENDER.address, SENDER.address))(
        replace(TOLD, lang="zh")
    )

    assert body.isascii()
    assert b"\r" not in body.replace(b"\r\n", b"")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(map(len, body.split(b"\r\n"))) <= 998
    mail = read_mail(body)
    assert mail["Reply-To"] == "news@school.example"
    assert "家庭 & <Freunde>" in part_of(mail, "plain")
    assert "家庭 &amp; &lt;Freunde&gt;" in part_of(mail, "html")


def test_control_characters_are_refused() -> None:
    """In names of the school, which come from settings, and in a sender."""
    with pytest.raises(MailingError, match="invisible"):
        replace(CONFIG, newsletter="The\r\nBcc: all@school.example")
    sender = Sender("Coach\nBcc: x", parse_address("news@school.example"))
    with pytest.raises((MailingError, ValueError)):
        NoticeWriter(CONFIG, sender)(TOLD)
    with pytest.raises(MailingError):
        NoticeWriter(CONFIG, SENDER)(replace(TOLD, to="mia@school.example\r\nBcc: x"))
    with pytest.raises(MailingError):
        parse_sender("Coach\r\n <news@school.example>")


def test_a_signature_is_put_on_last() -> None:
    """The school's DKIM key signs these mails like letters."""
    signed = NoticeWriter(CONFIG, SENDER, lambda body: b"DKIM-Signature: x\r\n" + body)(TOLD)
    assert signed.startswith(b"DKIM-Signature: x\r\nFrom: ")
