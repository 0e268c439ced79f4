"""Choosing and grouping: which entries a week has, and in which order they are told."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plugins.common.moments import Week
from plugins.newsletter.config import NewsletterSettings, SectionSettings
from plugins.newsletter.issue import (
    coming_dates,
    is_entry,
    plan_issue,
)
from tests.newsletter.builders import article, moment

SETTINGS = NewsletterSettings()
W47 = Week(2026, 47)
MOMENTS = st.datetimes(datetime(2023, 12, 25), datetime(2033, 1, 10), timezones=st.just(UTC))
KINDS = st.sampled_from(["posts", "tutorials", "galleries", "episodes", "events", "maps"])


def titles(issue: Any) -> list[tuple[str, list[str]]]:
    """Each section's title with its entries' names."""
    return [
        (section.title, [one.relative_source_path for one in section.entries])
        for section in issue.sections
    ]


@st.composite
def articles(draw: st.DrawFn) -> list[Any]:
    """Tagged articles of all kinds around every year end."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        when, kind = draw(MOMENTS), draw(KINDS)
        found.append(
            article(
                f"{number}",
                kind=kind,
                date=when,
                featured=draw(st.booleans()),
                fields=SimpleNamespace(start=when + timedelta(days=draw(st.integers(0, 30)))),
            )
        )
    return found


@given(found=articles())
def test_every_entry_is_in_exactly_one_section(found: list[Any]) -> None:
    """Whatever its moment and kind, nothing is lost and nothing is told twice."""
    told = [id(one) for one in plan_issue(W47, found, SETTINGS).entries]

    assert sorted(told) == sorted(id(one) for one in found)


def test_tag_or_switch_make_an_entry() -> None:
    """The tag in any case, or ``newsletter: true``; anything else is not chosen."""
    assert is_entry(article(tags=["Newsletter"]), "newsletter")
    assert is_entry(article(tags=[], newsletter=True), "newsletter")
    assert not is_entry(article(tags=["news"]), "newsletter")


def test_an_issue_is_never_an_entry() -> None:
    """Not even one with the tag: a letter does not enclose itself."""
    assert not is_entry(article(kind="newsletter", newsletter=True), "newsletter")


def test_the_lead_is_the_featured_one_then_the_newest() -> None:
    """A featured entry of Monday opens before a plain one of Friday."""
    plain = article("plain", "2026-11-20")
    older = article("older", "2026-11-16", featured=True)
    newer = article("newer", "2026-11-17", featured=True)

    assert plan_issue(W47, [plain, older, newer], SETTINGS).lead is newer
    assert plan_issue(W47, [plain, article("old", "2026-11-16")], SETTINGS).lead is plain


def test_sections_follow_the_settings_and_the_rest_comes_last() -> None:
    """Kinds in their order, newest first, events by when they start; no kind is left out."""

    def event(name: str, start: str) -> Any:
        fields = SimpleNamespace(start=moment(start))
        return article(name, "2026-11-17", kind="events", fields=fields)

    found = [
        article("map", kind="maps", when="2026-11-16"),
        event("late", "2026-12-10"),
        event("soon", "2026-12-03"),
        article("old", "2026-11-16"),
        article("new", "2026-11-17"),
        article("lesson", "2026-11-17", kind="tutorials"),
        article("lead", "2026-11-21"),
    ]

    assert titles(plan_issue(W47, found, SETTINGS)) == [
        ("First of all", ["posts/lead.md"]),
        ("From the hallway", ["posts/new.md", "posts/old.md"]),
        ("Try this next", ["tutorials/lesson.md"]),
        ("Come by", ["events/soon.md", "events/late.md"]),
        ("Also new", ["maps/map.md"]),
    ]


def test_a_section_can_be_chosen_by_tag() -> None:
    """The first section that takes an entry gets it."""
    settings = NewsletterSettings(
        sections=(
            SectionSettings(title="Tools", kinds=("posts",), tags=("Tool-of-the-week",)),
            SectionSettings(title="Stories", kinds=("posts",)),
        )
    )
    tool = article("tape", "2026-11-16", tags=["newsletter", "tool-of-the-week"])
    found = [article("lead", "2026-11-20"), article("story", "2026-11-17"), tool]

    assert titles(plan_issue(W47, found, settings))[1:] == [
        ("Tools", ["posts/tape.md"]),
        ("Stories", ["posts/story.md"]),
    ]


def test_beyond_most_entries_are_listed_not_lost() -> None:
    """A full week is shortened by telling less of each, never by leaving one out."""
    settings = NewsletterSettings(sections=(SectionSettings(title="All", most=2),))

    issue = plan_issue(W47, [article(f"{n}") for n in range(6)], settings)

    section = issue.sections[1]
    assert (len(section.told), len(section.listed), len(issue.entries)) == (2, 3, 6)


@given(found=articles(), seed=st.integers())
def test_the_order_of_the_disk_decides_nothing(found: list[Any], seed: int) -> None:
    """The same entries in any order make the same issue."""
    shuffled = random.Random(seed).sample(found, len(found))

    assert plan_issue(W47, shuffled, SETTINGS) == plan_issue(W47, found, SETTINGS)


def test_events_soon_after_an_issue_are_its_dates() -> None:
    """From its own moment on, so that an old issue keeps its dates; the soonest first.

    A book fair that is open still is one. Not what is over, far off, there all year, told as an
    entry already, or was announced later.
    """

    def event(name: str, start: str, announced: str = "2026-10-01", end: str = "") -> Any:
        fields = SimpleNamespace(start=moment(start), end=moment(end) if end else None)
        return article(name, announced, kind="events", tags=[], fields=fields)

    told = event("told", "2026-11-25 18:00")
    events = [
        event("far", "2026-12-04 16:00"),
        event("late", "2026-12-03 08:30"),
        event("soon", "2026-11-20 17:00"),
        event("over", "2026-11-20 15:00"),
        event("went", "2026-11-16 08:00", end="2026-11-20 15:00"),
        event("open", "2026-11-16 08:00", end="2026-11-27 15:00"),
        event("always", "2026-09-01 08:00", end="2027-06-30 15:00"),
        event("unknown", "2026-11-24 09:00", announced="2026-11-21"),
        told,
    ]
    issue = plan_issue(W47, [article(), told], SETTINGS)

    dates = coming_dates(events, issue, moment("2026-11-20 16:00"), 14)

    assert [one.relative_source_path for one in dates] == [
        *("events/open.md", "events/soon.md", "events/late.md"),
    ]


def test_an_empty_issue_is_not_made_of_dates() -> None:
    """Reminders alone are no letter."""
    fields = SimpleNamespace(start=moment("2026-11-21"))
    talk = article("talk", "2026-11-01", kind="events", fields=fields)

    assert coming_dates([talk], plan_issue(W47, [], SETTINGS), moment("2026-11-20"), 14) == ()


def test_an_empty_week_has_no_sections() -> None:
    """There is nothing to open with."""
    issue = plan_issue(W47, [], SETTINGS)

    assert (issue.sections, issue.entries, issue.lead) == ((), (), None)
