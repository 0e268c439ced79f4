"""What of an article a mail tells."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from plugins.common.dates import date_filters
from plugins.common.moments import Week
from plugins.newsletter.choosing import Clock
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.editions import Letter
from plugins.newsletter.facts import tell_range
from plugins.newsletter.issue import plan_issue
from plugins.newsletter.message import Entry, Message
from plugins.newsletter.telling import Teller
from tests.newsletter.builders import BASE, ZONE, Words, article, moment, newsletter


class Media:
    """Photos of 1600 x 1200, but none at ``media/gone.jpg``."""

    def sources_in(self, html: str) -> list[tuple[str, str]]:
        return []

    def for_channel(self, html: str, channel: str) -> str:
        """All of it may be mailed."""
        return html

    def released(self, path: str, channel: str) -> bool:
        """All but one may be on the site."""
        return path != "media/mail-only.jpg"

    def jpeg(self, path: str, width: int, channel: str) -> Any:
        """A rendition as plugins.media gives it in a preview."""
        if path == "media/gone.jpg":
            return None
        return SimpleNamespace(url=f"/photos/x-{width}.jpg", width=width, height=width * 3 // 4)


def told(*articles: Any, **changes: Any) -> Message:
    """The message of an issue of ``articles``."""
    issue = newsletter(get_content=lambda base: f"<p>See {base}</p>", **changes)
    settings = NewsletterSettings()
    teller = Teller(
        base=BASE,
        site_name="The Hallway",
        school="Maple Street School",
        contact="",
        settings=settings,
        clock=Clock.of(settings, ZONE),
        media=Media(),
        vocabulary=Words(),
        dates=date_filters(ZONE, "en"),
    )
    planned = plan_issue(Week(2026, 47), articles, settings)
    return teller.build_message(issue, Letter("families", planned), "published", issue)


def only(one: Any) -> Entry:
    """The one entry of an issue of one article."""
    (entry,) = told(one).entries()
    return entry


def test_an_issue_is_told_with_absolute_addresses() -> None:
    """Page, entries and pictures: a mail program knows no site to start from."""
    message = told(
        article(image="media/a.jpg"), article("other", "2026-11-17", image="media/b.jpg")
    )

    assert message.page_url == f"{BASE}/newsletter/2026-w47/"
    assert message.note == f"<p>See {BASE}</p>"
    assert [entry.url for entry in message.entries()] == [
        f"{BASE}/posts/robots/",
        f"{BASE}/posts/other/",
    ]
    shown = [entry.picture for entry in message.entries()]
    assert [(one.url, one.width, one.height) for one in shown if one] == [
        (f"{BASE}/photos/x-1200.jpg", 536, 402),
        (f"{BASE}/photos/x-640.jpg", 168, 126),
    ]


def test_the_subject_is_one_line() -> None:
    """A line end in a title would start a header of its own."""
    message = told(article(), title="One\nBcc: all@school.example", summary="a\r\nb")

    assert (message.subject, message.preview) == ("One Bcc: all@school.example", "a b")


def test_only_the_subject_loses_what_no_header_takes() -> None:
    """Marks of direction are dropped from it alone; joined emoji stay everywhere."""
    message = told(article(title="\u200fRobots"), title="Tape 👩‍🏫 \u202e!")

    assert message.title == "Tape 👩‍🏫 \u202e!"
    assert message.subject == "Tape 👩\u200d🏫 !"
    assert next(message.entries()).title == "\u200fRobots"


def test_the_preview_is_the_authors_or_the_summary() -> None:
    """Never the first words of the layout."""
    fields = SimpleNamespace(week=Week(2026, 47), preview="Read this")

    assert told(article(), fields=fields).preview == "Read this"
    assert told(article(), summary="In short").preview == "In short"


def test_a_photo_is_shown_once() -> None:
    """The cover is often the lead's; two of the same look like a mistake."""
    message = told(
        article(image="media/a.jpg"),
        article("other", "2026-11-17", image="media/a.jpg"),
        image="media/a.jpg",
        image_alt="A table",
    )

    assert message.picture is not None
    assert message.picture.alt == "A table"
    assert [entry.picture for entry in message.entries()] == [None, None]


def test_a_photo_that_is_gone_costs_no_entry() -> None:
    """The media plugin has reported it; the words are there."""
    entry = only(article(image="media/gone.jpg"))

    assert (entry.title, entry.picture) == ("About robots", None)


@pytest.mark.parametrize(
    ("kind", "more", "facts"),
    [
        ("posts", {}, ("Grade 2",)),
        ("tutorials", {"fields": SimpleNamespace(minutes=40)}, ("40 minutes", "Grade 2")),
        ("galleries", {"photos": ["a", "b"]}, ("2 photos", "Grade 2")),
        ("episodes", {"audio": SimpleNamespace(duration="3:05")}, ("3:05 minutes", "Grade 2")),
        ("episodes", {"audio": None}, ("Grade 2",)),
    ],
)
def test_each_kind_has_its_facts(kind: str, more: Any, facts: tuple[str, ...]) -> None:
    """What somebody wants to know before opening it."""
    assert only(article(kind=kind, grades=["2"], **more)).facts == facts


def test_an_event_says_when_and_where_at_school() -> None:
    """In the school's zone, whatever the zone of the machine."""
    fields = SimpleNamespace(start=moment("2026-12-03 08:30"), location="Library")

    when, where = only(article(kind="events", fields=fields)).facts
    assert "Dec 3, 2026" in when
    assert "8:30" in when
    assert where == "Library"


def test_doors_are_in_the_authors_order() -> None:
    """With the labels of the vocabulary."""
    doors = only(article(audience=["teachers", "families"])).doors

    assert [(door.id, door.label) for door in doors] == [
        ("teachers", "Teachers"),
        ("families", "Families"),
    ]


@pytest.mark.parametrize(
    ("grades", "words"),
    [
        ([], ""),
        (["1"], "Grade 1"),
        (["2", "1"], "Grade 1, Grade 2"),
        (["1", "2", "3"], "Grade 1 to Grade 3"),
        (["K", "2", "3"], "Kindergarten, Grade 2, Grade 3"),
        (["K", "1", "2", "3"], "All grades"),
        (["1", "9"], "Grade 1, Grade 9"),
    ],
)
def test_grades_are_said_as_people_say_them(grades: list[str], words: str) -> None:
    """A range where there is one, in the order of the school."""
    vocabulary = Words()
    order = vocabulary.of("grades")
    assert tell_range(grades, order, lambda key: vocabulary.label("grades", key)) == words
