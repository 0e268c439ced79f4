"""The benchmark of the newsletter measures what a build does, and fails above its limit."""

from __future__ import annotations

import pytest

from bench.newsletter import __main__ as bench
from bench.newsletter.school import AUDIENCES, make_school

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("audiences", "letters"), [((), 1), (AUDIENCES, 3)])
def test_every_post_is_told_once_and_every_letter_made(
    audiences: tuple[str, ...], letters: int
) -> None:
    """A school of ten weeks: one letter an issue, or one for each audience."""
    school = make_school(10, 40, audiences)

    editions = school.editions()

    told = [one.relative_source_path for edition in editions for one in edition.issue.entries]
    assert sorted(told) == sorted(one.relative_source_path for one in school.posts)
    assert len(school.letters(editions)) == 10 * letters
    assert min(school.letters(editions)) > 5000
    assert len(school.pages(editions)) == 10 + 1


def test_letters_and_pages_are_timed_apart() -> None:
    """Both have taken time, and have been counted."""
    letters, pages = bench.measure(4, 16, ())

    assert (letters.issues, letters.faces, pages.faces) == (4, 4, 5)
    assert min(letters.cpu, pages.cpu, letters.size, pages.size) > 0
    assert letters.per_issue == pytest.approx(letters.cpu * 250)


@pytest.mark.parametrize(("cost", "code"), [("5.0", 0), ("7.6", 1)])
def test_an_issue_above_the_limit_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], cost: str, code: int
) -> None:
    """Its letter and its page together; the table is printed all the same."""
    row = ["520 issues", "1", "1", cost, cost, "20"]
    monkeypatch.setattr(bench, "rows", lambda: iter([row, row, row]))

    assert bench.main() == code
    said = capsys.readouterr().out
    assert "CPU ms an issue" in said
    assert f"{2 * float(cost):.1f} ms measured" in said
