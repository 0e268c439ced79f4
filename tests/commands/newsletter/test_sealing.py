"""Sealing writes down what an issue told, and moves nothing in it."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from commands.errors import CoachError
from commands.newsletter import sealing
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.issue import plan_issue
from tests.builders import NOW, build, small_school, tree
from tests.newsletter.year import Year


def test_an_issue_is_the_same_once_its_list_is_written() -> None:
    """Every letter of every week of a year, whoever its entries are for, byte for byte."""
    before = Year(7)
    letters = {one.name: one.files["message.html"] for one in before.letters().parcels}
    editions = {one.name: one for one in before.editions()}

    after = Year(7)
    by_path = {one.relative_source_path: one for one in after.texts}
    for letter, edition in zip(after.newsletters, editions.values(), strict=True):
        told = [by_path[path] for path in sorted(edition.told)]
        order = plan_issue(letter.fields.week, told, NewsletterSettings()).entries
        letter.fields.entries = [
            SimpleNamespace(
                path=f"../{one.relative_source_path}", blurb="", audience=[], section=""
            )
            for one in order
        ]

    again = {one.name: one.files["message.html"] for one in after.letters().parcels}
    assert len(again) > 100
    assert sorted(again) == sorted(letters)
    assert [name for name in letters if again[name] != letters[name]] == []


POST = "---\ntitle: {0}\ndate: 2026-11-{1}\nsummary: About it.\nnewsletter: true\n{2}---\nText.\n"
FILES: dict[str, str | bytes] = {
    "posts/2026-11-17-a.md": POST.format("A", "17", "audience: [families]\n"),
    "posts/2026-11-18-b.md": POST.format("B", "18", "audience: [families]\nfeatured: true\n"),
    "posts/2026-11-19-c.md": POST.format("C", "19", "audience: [teachers]\n"),
    "posts/2026-11-20-d.md": POST.format("D", "20", "audience: [staff]\nfeatured: true\n"),
    "tutorials/e.md": POST.format("E", "20", "minutes: 10\n"),
    "newsletter/2026-W47.md": (
        "---\ntitle: The week\nweek: 2026-W47\ndate: 2026-11-20 16:00\npreview: It.\nsummary: It.\n"
        "audience: [families, teachers, staff]\n---\n\nDear all.\n"
    ),
}


@pytest.mark.site
def test_a_sealed_issue_is_handed_over_as_it_was_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its page, too; and what is for the staff leads no letter of others."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    school = small_school(tmp_path, FILES, "https://school.example")
    assert build(school, "publish").problems == []
    before, page = tree(school.work / "outbox"), school.output / "newsletter/2026-w47/index.html"
    read = page.read_bytes()

    sealing.seal(school, "2026-W47")

    text = (school.content / "newsletter/2026-W47.md").read_text("utf-8")
    assert "sent:" in text
    assert text.index("2026-11-18-b.md") < text.index("2026-11-17-a.md")
    assert build(school, "publish").problems == []
    assert tree(school.work / "outbox") == before
    assert page.read_bytes() == read


@pytest.mark.site
def test_an_edit_that_is_meant_can_be_sealed_without_the_old_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another computer, or with an empty work folder: the file says what was sent, and when."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    school = small_school(tmp_path, FILES, "https://school.example")
    assert build(school, "publish").problems == []
    sealing.seal(school, "2026-W47")
    file = school.content / "newsletter/2026-W47.md"
    _, _, before = file.read_text("utf-8").partition("sent:")
    shutil.rmtree(school.work)

    file.write_text(file.read_text("utf-8").replace("Dear all.", "Dear families."), "utf-8")
    assert build(school, "publish").rules == ["issue-changed"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp()) + 86_400))
    sealing.seal(school, "2026-W47")

    _, _, after = file.read_text("utf-8").partition("sent:")
    changed = [
        new.strip().partition(":")[0]
        for old, new in zip(before.splitlines(), after.splitlines(), strict=True)
        if old != new
    ]
    assert changed == ["text", "Dear families."]
    assert build(school, "publish").problems == []


def test_an_issue_that_nobody_sent_is_not_sealed(tmp_path: Path) -> None:
    """What is sealed is what was handed over."""
    school = small_school(tmp_path, FILES, "https://school.example")
    with pytest.raises(CoachError, match="no letter of 2026-W47"):
        sealing.seal(school, "2026-W47")


@pytest.mark.site
def test_a_translation_that_follows_a_list_is_sealed_as_it_was_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The coach's order and words are in its letter, too; no list of its own changes them."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    lines = "entries:\n  - path: ../tutorials/e.md\n    blurb: Mine.\n"
    lines += "  - path: ../posts/2026-11-17-a.md\n"
    letter = str(FILES["newsletter/2026-W47.md"]).replace("audience:", f"{lines}audience:")
    spanish = str(FILES["newsletter/2026-W47.md"]).replace(
        "week:", "lang: es\nslug: 2026-w47\nweek:"
    )
    letters = {"newsletter/2026-W47.md": letter, "newsletter/2026-W47.es.md": spanish}
    school = small_school(tmp_path, {**FILES, **letters}, "https://school.example")
    assert build(school, "publish").problems == []
    before = tree(school.work / "outbox")
    assert any(path.startswith("2026-W47-es/") for path in before)

    sealing.seal(school, "2026-W47")

    assert build(school, "publish").problems == []
    assert tree(school.work / "outbox") == before
    assert "sent:" in (school.content / "newsletter/2026-W47.es.md").read_text("utf-8")
