"""A sent issue: sealed, and an edit afterwards shows."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.moments import Week
from plugins.newsletter.front import NotWritableError
from plugins.newsletter.frozen import check_frozen, find_changed, seal, text_hash
from tests.newsletter.builders import newsletter

FILE = """---
title: "Ramps"
week: 2026-W47
entries:
  - path: ../posts/a.md
---

Dear families.
"""
W47 = Week(2026, 47)
LETTERS = {"families": "ab" * 32, "staff": "cd" * 32}


def sent_of(text: str) -> dict[str, str]:
    """The key ``sent`` of a file."""
    front = yaml.load(text.split("---")[1], Loader=yaml.BaseLoader)
    return dict(front["sent"])


def test_a_sealed_file_is_as_it_was_and_says_what_was_sent() -> None:
    """All other lines stay; the hash fits; the letters' hashes are there to compare."""
    sealed = seal(FILE, "2026-11-20 16:05", LETTERS)

    sent = sent_of(sealed)
    assert [line for line in sealed.split("\n") if line in FILE.split("\n")] == FILE.split("\n")
    assert (sent["date"], sent["families"]) == ("2026-11-20 16:05", "ab" * 8)
    assert check_frozen("newsletter/2026-W47.md", 6, sealed, sent, W47) is None


def test_a_sent_file_saved_in_another_encoding_is_an_edit(tmp_path: Path) -> None:
    """It stops no build by itself."""
    sealed = seal(FILE.replace("Dear", "Für alle"), "2026-11-20 16:05", LETTERS)
    file = tmp_path / "2026-W47.md"
    file.write_bytes(sealed.encode("cp1252"))
    letter = newsletter(source_path=str(file))
    letter.fields.sent = sent_of(sealed)

    (problem,) = find_changed([letter])

    assert problem.rule == "issue-changed"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Dear", "Hello"),
        ("Ramps", "Ramp"),
        ("  - path: ../posts/a.md", "  - path: ../posts/a.md\n    blurb: New"),
        ("week:", "dropped: [../posts/a.md]\nweek:"),
    ],
)
def test_an_edit_afterwards_is_a_problem_that_says_so(old: str, new: str) -> None:
    """Text, title, entries: with the day it was sent and what to do."""
    sealed = seal(FILE, "2026-11-20 16:05", LETTERS)

    problem = check_frozen(
        "newsletter/2026-W47.md", 6, sealed.replace(old, new), sent_of(sealed), W47
    )

    assert problem is not None
    assert (problem.rule, problem.line) == ("issue-changed", 6)
    assert "sent on 2026-11-20 16:05" in problem.message
    assert problem.hint.endswith("newsletter.seal --week 2026-W47")


def test_line_ends_are_no_edit() -> None:
    """Another editor's line ends and spaces change no word."""
    sealed = seal(FILE, "2026-11-20 16:05", LETTERS)

    assert check_frozen("x", 0, sealed.replace("\n", "\r\n"), sent_of(sealed), W47) is None
    assert text_hash(sealed.rstrip() + "  \n\n") == text_hash(sealed)
    assert "\r\n  text: " in seal(FILE.replace("\n", "\r\n"), "2026-11-20", LETTERS)


def test_sealing_again_takes_the_new_text() -> None:
    """A correction for the archive, meant as one."""
    once = seal(FILE, "2026-11-20 16:05", LETTERS)

    again = seal(once.replace("Dear", "Hello"), "2026-11-21 09:00", {})

    assert sent_of(again)["date"] == "2026-11-21 09:00"
    assert "families" not in sent_of(again)
    assert check_frozen("x", 0, again, sent_of(again), W47) is None


def test_a_file_without_front_matter_cannot_be_sealed() -> None:
    """It says why."""
    with pytest.raises(NotWritableError, match="front matter"):
        seal("Just words.\n", "2026-11-20", LETTERS)


def test_what_was_never_sent_may_change() -> None:
    """No key, no problem."""
    assert check_frozen("x", 0, FILE, {}, W47) is None


@given(body=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_any_text_can_be_sealed(body: str) -> None:
    """Whatever stands below the front matter."""
    sealed = seal(FILE + body, "2026-11-20", LETTERS)

    assert check_frozen("x", 0, sealed, sent_of(sealed), W47) is None
    assert sealed.endswith(body)
