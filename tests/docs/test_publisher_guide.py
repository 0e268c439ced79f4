"""The guides describe the hand-over folder as the newsletter writes it."""

from __future__ import annotations

import json

from commands.site.ownership import SITE_MARK
from plugins.common.moments import Week
from plugins.newsletter.message import UNSUBSCRIBE, Message
from plugins.newsletter.outbox import plan_parcel
from tests.docs.guides import HAND_OVER, PUBLISHER, first_code, section_of, tables_in

GUIDE = PUBLISHER.read_text("utf-8")
CONTRACT = HAND_OVER.read_text("utf-8")


def handed_over() -> dict[str, bytes]:
    """The files of an issue without entries, by name."""
    message = Message(
        id="urn:uuid:1",
        week=Week(2026, 47),
        status="published",
        source="newsletter/2026-W47.md",
        title="One evening, one page",
        subject="One evening, one page",
        preview="The plan fits on one page.",
        lang="en",
        direction="ltr",
        site_name="The Hallway",
        school="Maple Street School",
        site_url="https://hallway.example/",
        page_url="https://hallway.example/newsletter/2026-w47/",
        week_line="Week of November 16",
        note="",
        picture=None,
        blocks=(),
        dates=None,
        reason="You signed up.",
        contact="",
    )
    return dict(plan_parcel("2026-W47", message, "<p>HTML</p>", "Text", "publish").files)


def test_every_file_of_an_issue_is_described() -> None:
    """The first table is that of the folder."""
    rows = tables_in(section_of(CONTRACT, "Handing over the newsletter"))[0]
    assert {first_code(row[0]) for row in rows} == set(handed_over())


def test_every_key_of_the_index_is_described() -> None:
    """In the order in which they stand in the file."""
    rows = tables_in(section_of(CONTRACT, "Handing over the newsletter"))[1]
    index = json.loads(handed_over()["issue.json"])
    assert [first_code(row[0]) for row in rows] == list(index)


def test_names_that_programs_rely_on_are_those_of_the_code() -> None:
    """The placeholder for the reader's link, and the mark of a built site."""
    assert UNSUBSCRIBE in CONTRACT
    assert SITE_MARK in GUIDE
