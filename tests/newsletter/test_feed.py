"""The feed of whole issues: what a service that makes mails of it needs, and nothing private."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from xml.etree.ElementTree import fromstring

import feedparser
import pytest
from bs4 import BeautifulSoup

from plugins.common.moments import Week
from plugins.newsletter.composing import compose_feed
from plugins.newsletter.feed import NEWEST, PATH, build_feed
from tests.newsletter.builders import BASE, message, moment, newsletter
from tests.newsletter.small_site import WEEK_FILE, build_site

WHEN = moment("2026-11-20 16:00")


def parsed(*subjects: str) -> feedparser.FeedParserDict:
    """A feed of issues, an hour apart."""
    issues = [
        (message(title=one, id=f"urn:uuid:{n}"), WHEN.replace(minute=n))
        for n, one in enumerate(subjects)
    ]
    return feedparser.parse(build_feed(issues, "The Hallway", f"{BASE}/", "Learning", "en"))


def test_an_item_is_the_whole_letter() -> None:
    """Well formed, a permanent id, absolute addresses, every entry."""
    feed = parsed("Tags & <b>ramps</b> ]]>")

    (item,) = feed.entries
    html = item.content[0].value
    soup = BeautifulSoup(html, "html5lib")
    assert feed.bozo == 0
    assert (item.title, item.id) == ("Tags & <b>ramps</b> ]]>", "urn:uuid:0")
    assert {h.get_text() for h in soup.find_all("h3")} >= {"About plan", "About green"}
    assert "About tape" in html
    for tag in soup.find_all(["a", "img"]):
        assert str(tag.get("href") or tag.get("src")).startswith(("https://", "mailto:"))
    assert not soup.find_all(["script", "style", "picture"])
    assert not soup.find_all(style=True)
    assert "UNSUBSCRIBE" not in html


def test_the_line_after_the_subject_is_words_and_never_html() -> None:
    """RSS readers take a description for HTML: what was typed is shown as it was typed."""
    typed = "<img src=x onerror=alert(1)> & more"

    feed = build_feed([(message(preview=typed), WHEN)], "T", f"{BASE}/", "<b>x</b>", "en")

    shown = [
        BeautifulSoup(one.text or "", "html.parser") for one in fromstring(feed).iter("description")
    ]
    assert [one.get_text() for one in shown] == ["<b>x</b>", typed]
    assert not any(one.find_all(True) for one in shown)


def test_the_newest_issues_come_first_and_old_ones_go() -> None:
    """A service mails what is new, not an archive."""
    feed = parsed(*map(str, range(NEWEST + 5)))

    assert [item.title for item in feed.entries] == [str(NEWEST + 4 - n) for n in range(NEWEST)]


def test_no_issue_is_an_empty_feed() -> None:
    """And a valid one."""
    assert feedparser.parse(build_feed([], "x", f"{BASE}/", "y", "en")).bozo == 0


@pytest.mark.site
def test_a_published_site_has_the_feed(tmp_path: Path) -> None:
    """With public words alone: a draft is not in it, nor a block for the staff."""
    text = WEEK_FILE + "\n!!! staff\n    Heronsong.\n"
    draft = WEEK_FILE.replace("W47", "W46").replace("title: ", "status: draft\ntitle: Draft ")

    site = build_site(
        tmp_path,
        "https://school.example",
        {"newsletter/2026-W47.md": text, "newsletter/2026-W46.md": draft},
    )

    data = (site.output / PATH).read_text("utf-8")
    assert [item.title for item in feedparser.parse(data).entries] == ["The week in one letter"]
    assert "Heronsong" not in data
    assert "https://school.example/posts/ramps/" in data


def test_a_letter_and_its_translation_are_not_mailed_to_the_same_readers() -> None:
    """A service mails every item to everybody; a week with a translation alone is told in it."""
    told = [
        (SimpleNamespace(article=newsletter(stem, week)), message(**changes))
        for stem, week, changes in (
            ("2026-W46", "2026-W46", {"week": Week(2026, 46), "id": "urn:uuid:1", "title": "One"}),
            (
                "2026-W46.es",
                "2026-W46",
                {"week": Week(2026, 46), "id": "urn:uuid:2", "title": "Uno", "lang": "es"},
            ),
            (
                "2026-W47.es",
                "2026-W47",
                {"week": Week(2026, 47), "id": "urn:uuid:3", "title": "Dos", "lang": "es"},
            ),
        )
    ]

    feed = feedparser.parse(compose_feed(told, f"{BASE}/", "The Hallway", "School", "en"))

    assert sorted(item.title for item in feed.entries) == ["Dos", "One"]
