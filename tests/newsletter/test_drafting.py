"""Drafts: what a new file says, and that a second draft touches nothing that is there."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.common.moments import Week, parse_moment
from plugins.newsletter.choosing import Clock
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.drafting import (
    DraftWords,
    add_entries,
    next_weeks,
    plan_draft,
    written_moment,
)
from plugins.newsletter.front import NotWritableError, read_front
from plugins.newsletter.issue import Telling, plan_issue, plan_listed
from plugins.newsletter.nextweek import describe_next
from tests.newsletter.builders import ZONE, article

W47 = Week(2026, 47)
WORDS = DraftWords(
    'The "week": ramps', "One; two", "2026-11-20 16:00", ("families", "teachers"), "draft"
)
NEW = article("new", title="New: #1", summary="What is new: a lot.")
ENTRY = {"path": "../posts/new.md", "blurb": "What is new: a lot."}


def drafted(*articles: Any) -> str:
    """A new file."""
    return plan_draft(plan_issue(W47, articles, NewsletterSettings()), WORDS)


def test_a_draft_has_everything_to_edit() -> None:
    """Subject, preview, readers, entries with blurbs in their order, room for a note."""
    text = drafted(article("a", summary="Long words. " * 20), article("b", featured=True))

    front = read_front(text)
    assert (front["title"], front["week"], front["status"]) == (WORDS.title, "2026-W47", "draft")
    assert front["audience"] == ["families", "teachers"]
    assert front["entries"] == [
        {"path": "../posts/b.md", "blurb": "What happened with b."},
        {"path": "../posts/a.md", "blurb": ("Long words. " * 20).strip()},
    ]
    assert front["dropped"] == []
    assert text.endswith("---\n\nA few words from you to start the week's letter.\n")
    assert max(len(line) for line in text.split("\n")) <= 100


FORMS = {
    "edited": """---
title: 'Ramps'   # mine
entries:
    # The best one first
    - path: ../posts/a.md
      blurb: |
        Two
        lines.

    - ../posts/b.md      # short

dropped: [posts/c.md]
---
Body: stays.
""",
    "last key": "---\ntitle: x\nentries:\n- path: ../posts/a.md\n---\nBody\n",
    "folded at the end": "---\nentries:\n  - path: a.md\n    blurb: >-\n      One\n\n---\n",
    "empty list": "---\nentries: []  # nothing yet\ntitle: x\n---\n",
    "no value": "---\nentries:\ntitle: x\n---\n",
    "no key": "---\ntitle: x\n---\nBody without end",
    "windows": "---\r\ntitle: x\r\nentries:\r\n  - path: a.md\r\n---\r\nBody\r\n",
    "marked": "\ufeff---\ntitle: x\nentries:\n  - a.md\n...\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_second_draft_only_adds(form: str) -> None:
    """Byte for byte: comments, quotes, odd indents and line ends are the author's own."""
    before = FORMS[form]

    after = add_entries(before, [NEW])

    old, new = read_front(before), read_front(after)
    assert new["entries"] == [*(old.get("entries") or []), ENTRY]
    assert {key: value for key, value in new.items() if key != "entries"} == {
        key: value for key, value in old.items() if key != "entries"
    }
    if form in ("empty list", "no value"):
        assert after.endswith("title: x\n---\n")
    else:
        place = next(n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
        assert after[place + len(after) - len(before) :] == before[place:]
    assert ("\r\n" in after) == ("\r\n" in before)
    assert "\n" not in after.replace("\r\n", "") or "\r\n" not in before


@pytest.mark.parametrize(
    "text",
    [
        "---\nentries: [../posts/a.md]\n---\n",
        "---\nentries: yes\n---\n",
        "---\n: [\n---\n",
        "---\nEntries:\n  - path: a\n---\n",
        "---\n? entries\n: - path: a\nentries:\n---\n",
        "No front matter.\n",
        "---\ntitle: open\n",
    ],
)
def test_what_cannot_be_added_to_is_left_alone(text: str) -> None:
    """With the reason, instead of a guess."""
    with pytest.raises(NotWritableError):
        add_entries(text, [NEW])


def test_nothing_new_changes_nothing() -> None:
    """Not even an odd file."""
    assert add_entries("odd", []) == "odd"


LINES = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


@settings(max_examples=200)
@given(title=LINES, summary=LINES, name=st.sampled_from(["a", "b c", "d: e", "#f", "- g", "ü"]))
def test_any_words_of_authors_can_be_drafted(title: str, summary: str, name: str) -> None:
    """Colons, signs, quotes, emoji: what is read back is what was meant."""
    one = article(name, title=title, summary=summary)

    for text in (drafted(one), add_entries(FORMS["edited"], [one])):
        last = read_front(text)["entries"][-1]
        assert last["path"] == f"../posts/{name}.md"
        assert last.get("blurb", "") == " ".join(summary.split())


@given(
    lines=st.lists(
        st.sampled_from(
            [
                "  - path: ../posts/a.md",
                "    blurb: words",
                "    blurb: >-",
                "      more words",
                "",
                "  # a note",
                "  - ../posts/b.md",
                "other: x",
                "third: [a, b]",
                "   ",
            ]
        ),
        max_size=8,
    )
)
def test_a_file_is_added_to_rightly_or_not_at_all(lines: list[str]) -> None:
    """Whatever somebody's editor left behind."""
    text = "\n".join(["---", "entries:", *lines, "---", "Body"])
    try:
        before = read_front(text)
        after = add_entries(text, [NEW])
    except NotWritableError:
        return
    assert read_front(after)["entries"] == [*(before["entries"] or []), ENTRY]
    kept = after.split("\n")
    assert [line for line in text.split("\n") if line not in kept] == []


def test_weeks_of_a_range_cross_the_years() -> None:
    """2026 has 53 weeks."""
    found = [str(week) for week in next_weeks(Week(2026, 52), Week(2027, 1))]

    assert found == ["2026-W52", "2026-W53", "2027-W01"]
    assert next_weeks(Week(2027, 1), Week(2026, 52)) == []


def test_a_draft_is_yaml_for_everybody() -> None:
    """Not only for our own reader of it."""
    assert yaml.safe_load(drafted(NEW).split("---\n")[1])["week"] == "2026-W47"


@pytest.mark.parametrize(
    ("titles", "preview"),
    [
        (["Ramps", "Maps"], "Ramps; Maps"),
        (["R" * 60, "M" * 60, "Short"], "R" * 60),
        (["R" * 200, "Short"], "R" * 200),
        ([], ""),
    ],
)
def test_a_drafted_preview_is_as_long_as_phones_show(titles: list[str], preview: str) -> None:
    """As many titles as fit, whole; the first in any case."""
    told = [article(f"t{n}", title=title) for n, title in enumerate(titles)]
    issue = plan_listed(Week(2026, 47), [Telling(one) for one in told], NewsletterSettings())

    assert describe_next(issue, "Monday").preview == preview


def test_the_date_of_a_draft_can_be_read_in_every_week() -> None:
    """An issue may close at an hour that a clock change skips or has twice."""
    for hour in range(24):
        clock = Clock(6, hour, ZONE)
        for week in next_weeks(Week(2024, 1), Week(2032, 53)):
            closes = clock.cutoff(week)
            read = parse_moment(written_moment(closes, ZONE), ZONE)
            assert read.timestamp() == closes.timestamp()
