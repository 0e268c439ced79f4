"""M9 to M12 on every letter of a year of issues with all that can go wrong in words."""

from __future__ import annotations

import json
import re
import smtplib
import sys
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from mailing.addresses import JOINERS, has_control
from mailing.message import build_frame, fill_frame, parse_sender
from mailing.outbox import Letter as Handed
from mailing.outbox import read_letters
from plugins.newsletter.eml import build_eml
from plugins.newsletter.limits import CLIPPED, encoded_size
from plugins.newsletter.lines import header_line
from plugins.newsletter.message import UNSUBSCRIBE
from plugins.newsletter.outbox import write_outbox
from tests.newsletter.contrast import contrasts
from tests.newsletter.year import Year

OWN = "https://news.school.example/unsubscribe/abc"
NAMES = ["From", "To", "Subject", "X-Unsent", "Content-Type", "MIME-Version"]


@dataclass(frozen=True)
class Mail:
    """One letter as it was handed over and as one reader gets it."""

    name: str
    index: dict[str, Any]
    html: str
    text: str
    sent: bytes

    @property
    def parsed(self) -> Any:
        """What the reader's program makes of it."""
        return message_from_bytes(self.sent, policy=policy.default)


@pytest.fixture(scope="module")
def year() -> Year:
    """Always the same one."""
    return Year(2026)


@pytest.fixture(scope="module")
def mails(year: Year, tmp_path_factory: pytest.TempPathFactory) -> list[Mail]:
    """Every audience's letter of every week, read from the outbox and made a message of."""
    outbox = tmp_path_factory.mktemp("year") / "outbox"
    letters = year.letters()
    assert letters.problems == []
    write_outbox(outbox, letters.parcels)
    sender = parse_sender("Technology coach <coach@school.example>")
    weeks = sorted({parcel.name[:8] for parcel in letters.parcels})
    found = [_mail(one, outbox, sender) for week in weeks for one in read_letters(outbox, week)]
    assert len(found) == len(letters.parcels) > 100
    return found


def _mail(letter: Handed, outbox: Path, sender: Any) -> Mail:
    frame = build_frame(letter, sender)
    sent = fill_frame(frame, "mia@school.example", "<1.a@school.example>", OWN, 1_795_460_400)
    index = json.loads((outbox / letter.name / "issue.json").read_text("utf-8"))
    return Mail(letter.name, index, letter.html, letter.text, sent)


def test_every_week_has_its_letters(year: Year, mails: list[Mail]) -> None:
    """And every public text is told in one of them, whatever its title."""
    told: dict[str, set[str]] = {}
    for mail in mails:
        for entry in mail.index["entries"]:
            told.setdefault(entry["path"], set()).add(mail.name.partition("/")[0])
    public = {one.relative_source_path for one in year.texts if not one.staff_only}

    assert len({mail.name.partition("/")[0] for mail in mails}) == 52
    assert {path: weeks for path, weeks in told.items() if len(weeks) > 1} == {}
    assert public - set(told) == set()


def test_no_header_is_forged(mails: list[Mail]) -> None:
    """One subject, as it is in the index, without a sign that nobody sees; nobody is added."""
    for mail in mails:
        parsed = mail.parsed
        assert parsed.get_all("Subject") == [mail.index["subject"]], mail.name
        assert parsed["Bcc"] is None
        assert parsed.defects == []
        assert [str(one) for one in parsed["To"].addresses] == ["mia@school.example"]
        for words in (mail.index["subject"], mail.index["preview"]):
            assert not has_control(words, JOINERS)
        eml = build_eml(mail.index["subject"], "coach@school.example", mail.html, mail.text)
        again = message_from_bytes(eml, policy=policy.default)
        assert sorted(again.keys()) == sorted(NAMES)
        assert again["Subject"] == mail.index["subject"]


def test_what_a_header_takes_is_what_who_sends_takes() -> None:
    """The rooms know nothing of each other, and agree on every sign there is."""
    every = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF)

    assert not has_control(header_line(every), JOINERS)


def test_each_letter_arrives_as_one_message(mails: list[Mail]) -> None:
    """Lone dots and line ends in words; both parts come out as they were handed over."""
    for mail in mails:
        assert not re.search(rb"\r(?!\n)|(?<!\r)\n", mail.sent), mail.name
        assert max(len(line) for line in mail.sent.split(b"\r\n")) <= 998
        stuffed = smtplib._quote_periods(mail.sent)  # type: ignore[attr-defined]
        assert b"\r\n.\r\n" not in stuffed
        assert re.sub(rb"(?m)^\.", b"", stuffed) == mail.sent
        for part, body in zip(mail.parsed.iter_parts(), (mail.text, mail.html), strict=True):
            read = part.get_content().replace("\r\n", "\n")
            assert read.rstrip() == body.replace(UNSUBSCRIBE, OWN).rstrip(), mail.name
        for body in (mail.text, mail.html):
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", body), mail.name


def test_no_letter_is_cut_off_and_every_link_is_in_the_text(mails: list[Mail]) -> None:
    """The size is counted as it travels; an address in the text is never broken."""
    for mail in mails:
        size = encoded_size(mail.html)
        assert size <= CLIPPED, mail.name
        assert mail.index["files"]["message.html"]["encoded"] == size
        soup = BeautifulSoup(mail.html, "html.parser")
        links = {str(one["href"]) for one in soup.find_all("a", href=True)}
        assert UNSUBSCRIBE in links
        lines = mail.text.split("\n")
        lost = [url for url in links if not any(_says(line, url) for line in lines)]
        assert lost == [], mail.name


def _says(line: str, url: str) -> bool:
    place = line.find(url)
    return place >= 0 and line[place + len(url) : place + len(url) + 1] in ("", " ")


def test_every_letter_can_be_read_by_everybody(mails: list[Mail]) -> None:
    """Language, direction, tables for layout, pictures with words, size and a plain format."""
    for mail in mails:
        soup = BeautifulSoup(mail.html, "html5lib")
        page = soup.html
        assert page is not None
        rtl = mail.index["lang"] == "ar"
        assert (page["lang"], page["dir"]) == (mail.index["lang"], "rtl" if rtl else "ltr")
        for table in soup.find_all("table"):
            if table.find_parent(class_="note") is None:
                assert table.get("role") == "presentation"
            else:
                assert table.find("th")  # the editor's own: a table that is one
        for image in soup.find_all("img"):
            assert image.get("alt") is not None
            assert str(image["width"]).isdigit()
            assert str(image["src"]).endswith((".jpg", ".png"))
            assert str(image["src"]).startswith("https://")
        assert not soup.find_all(["script", "iframe", "form", "object"])
        assert len(soup.find_all("h1")) == 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_letter_has_contrast(mails: list[Mail], dark: bool) -> None:
    """4.5 to 1 for every word; each kind of week and letter is looked at."""
    seen: set[frozenset[str]] = set()
    for mail in mails:
        # Colours hang on the styles alone: letters with the same ones are alike.
        styles = frozenset(re.findall(r'(?:class|style)="([^"]*)"', mail.html))
        if styles in seen:
            continue
        seen.add(styles)
        low = {word for word, ratio in contrasts(mail.html, dark=dark) if ratio < 4.5}
        # The doors' knobs are drawn with a sign; they say nothing, and say so.
        assert low <= {"●"}, mail.name
