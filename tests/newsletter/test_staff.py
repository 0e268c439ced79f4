"""Words for the staff: in the staff's letter, and in nothing else that a school publishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import REVIEWED, photo, write_files
from tests.newsletter.builders import ROOT
from tests.newsletter.small_site import Site, build_site

pytestmark = pytest.mark.site
URL = "https://school.example"
CANARIES = (
    *("heronsong", "quillfeather", "mossgarden", "tinwhistle", "saltmeadow", "larkspur"),
    "wrenfield",
)

TEXTS = {
    "newsletter/2026-W47.md": """title: The week in one letter
week: 2026-W47
date: 2026-11-18 16:00
audience: [families, teachers, staff]
entries:
  - path: ../posts/2026-11-16-ramps.md
  - path: ../posts/2026-11-17-duty.md
  - path: ../tutorials/loops.md
    audience: [teachers]
    blurb: For your room.
  - path: ../posts/2026-11-17-plain.md
    audience: [staff]
    blurb: A saltmeadow blurb for colleagues.
---

!!! staff "The heronsong list"
    ## Quillfeather duty

    Lunch duty swaps on Monday[^1] or so[^2], see [the plan](../posts/2026-11-16-ramps.md).

    [^1]: As tinwhistle said.

    ![The wrenfield rota on the door](../media/duty/rota.jpg)

Dear all.

!!! families
    Bring a box.

!!! teachers "For your room"
    Charge the tablets.

[^2]: As the wrenfield list says.
""",
    "posts/2026-11-17-duty.md": """title: Mossgarden rota
date: 2026-11-17
summary: A larkspur summary.
tags: [newsletter, larkspur]
audience: [staff]
---
Only the heronsong staff reads this, at [the ramps](2026-11-16-ramps.md#parts).
""",
    "posts/2026-11-17-mixed.md": """title: A public post
date: 2026-11-17
tags: [plain]
---
!!! staff
    Tinwhistle words before the first sentence.

Public words.
""",
    "tutorials/nested.md": """title: A lesson
date: 2026-11-17
minutes: 20
---
## First

A term
:   !!! staff
        ## Wrenfield heading

        A wrenfield word.

## Second

Words.
""",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A published school with every plugin, and words for its staff in every place."""
    plugins = (
        *("content", "media", "galleries", "tutorials", "episodes", "listings", "newsletter"),
        *("library", "feeds", "signposts"),
    )
    folder = tmp_path_factory.mktemp("staff")
    write_files(
        folder / "content", {"media/duty/rota.jpg": photo(), "media/duty/media.yaml": REVIEWED}
    )
    return build_site(
        folder,
        URL,
        TEXTS,
        THEME=str(ROOT / "theme"),
        PLUGINS=[f"plugins.{name}" for name in plugins] + ["tests.newsletter.listener"],
    )


def canaries_in(folder: Path) -> list[tuple[str, str]]:
    """Each file below ``folder`` with the canary that it holds, in its name or its bytes."""
    return [
        (file.relative_to(folder).as_posix(), canary)
        for file in sorted(folder.rglob("*"))
        for canary in CANARIES
        if canary in file.name or (file.is_file() and canary.encode() in file.read_bytes().lower())
    ]


def test_no_published_file_has_a_word_for_the_staff(site: Site) -> None:
    """Pages, lists, feeds, structured data, sitemap, names of files: all of the site."""
    assert len([file for file in site.output.rglob("*") if file.is_file()]) > 30
    assert list(site.output.rglob("*.xml"))
    assert (site.output / "newsletter/2026-w47/print/index.html").is_file()
    assert len(list(site.output.glob("library/*/index.html"))) == 1
    assert canaries_in(site.output) == []


def test_no_other_letter_has_them(site: Site) -> None:
    """All canaries are in the staff's, none in the families' and the teachers'."""
    assert canaries_in(site.letter(audience="families")) == []
    assert canaries_in(site.letter(audience="teachers")) == []
    for name in ("message.html", "message.txt"):
        found = {word for file, word in canaries_in(site.letter(audience="staff")) if file == name}
        assert found == set(CANARIES)


def test_each_letter_has_its_blocks_and_entries(site: Site) -> None:
    """What is marked for one audience, and what is for all."""
    texts = {
        one: (site.letter(audience=one) / "message.txt").read_text("utf-8")
        for one in ("families", "teachers", "staff")
    }

    assert ["Bring a box." in text for text in texts.values()] == [True, False, False]
    assert ["Charge the tablets." in text for text in texts.values()] == [False, True, False]
    assert ["For your room." in text for text in texts.values()] == [False, True, False]
    assert ["Ramps & wheels" in text for text in texts.values()] == [True, False, False]
    assert all("Dear all." in text for text in texts.values())


def test_a_letter_for_the_staff_alone_is_nowhere_on_the_site(tmp_path: Path) -> None:
    """No page, no page for paper, no feed, not in the list of letters: it is mailed and no more."""
    letter = """title: Heronsong for the staff
week: 2026-W47
date: 2026-11-18 16:00
preview: A mossgarden preview
audience: [staff]
entries:
  - path: ../tutorials/loops.md
    blurb: A larkspur blurb.
---
Dear tinwhistle colleagues.
"""

    site = build_site(tmp_path, URL, {"newsletter/2026-W47.md": letter})

    assert site.rules() == []
    assert canaries_in(site.output) == []
    assert {word for _, word in canaries_in(site.letter(audience="staff"))} == {
        *("heronsong", "mossgarden", "larkspur", "tinwhistle"),
    }


def test_what_has_no_page_has_no_link(site: Site) -> None:
    """It is told in full, since there is nowhere to read on."""
    entries = {one["path"]: one["url"] for one in site.index(audience="staff")["entries"]}
    html = (site.letter(audience="staff") / "message.html").read_text("utf-8")

    assert entries["posts/2026-11-17-duty.md"] == ""
    assert "Only the heronsong staff reads this" in html
    assert "duty/" not in html
    assert f'href="{URL}/posts/ramps/#parts"' in html


def test_nothing_is_wrong_with_it(site: Site) -> None:
    """No page is missed, no link broken."""
    assert site.rules() == []


def test_the_preview_shows_it_as_a_draft(tmp_path: Path) -> None:
    """On the coach's own computer, with its page, and in the letters as they will be."""
    site = build_site(tmp_path, "", TEXTS)

    assert (site.output / "posts/duty/index.html").is_file()
    assert canaries_in(site.letter(audience="families")) == []


def test_a_picture_that_is_missing_in_words_for_some_is_a_problem(tmp_path: Path) -> None:
    """Those who read the letter would miss it, and no page shows it."""
    site = build_site(tmp_path, URL, TEXTS)

    assert [(one.path, one.rule, one.value) for one in site.run.problems] == [
        ("newsletter/2026-W47.md", "link-broken", "../media/duty/rota.jpg")
    ]


def test_a_link_to_it_is_a_problem(tmp_path: Path) -> None:
    """Nobody could follow it."""
    link = "title: A link\ndate: 2026-11-17\n---\n[the rota](2026-11-17-duty.md)"

    write_files(
        tmp_path / "content", {"media/duty/rota.jpg": photo(), "media/duty/media.yaml": REVIEWED}
    )

    site = build_site(tmp_path, URL, {**TEXTS, "posts/2026-11-17-link.md": link})

    assert [(one.path, one.rule) for one in site.run.problems] == [
        ("posts/2026-11-17-link.md", "link-to-draft")
    ]


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ("!!! stafff", "audience-block-unknown"),
        ("!!! staff, office", "audience-block-unreadable"),
        ("??? staff", "audience-block-unreadable"),
        ("!!! staff\nWords.\n", "audience-block-empty"),
    ],
)
def test_a_typing_error_stops_the_publish(tmp_path: Path, head: str, rule: str) -> None:
    """With the line it stands on."""
    text = TEXTS["posts/2026-11-17-mixed.md"].replace("!!! staff", head)

    site = build_site(tmp_path, URL, {"posts/2026-11-17-mixed.md": text})

    (problem,) = [one for one in site.run.problems if one.rule == rule]
    assert problem.place == "posts/2026-11-17-mixed.md:6"


def test_the_letters_of_others_are_looked_through_once_more(tmp_path: Path) -> None:
    """What came into one by a way that no text goes, a setting, stops the publish by its name."""
    site = build_site(tmp_path, URL, TEXTS, SCHOOL="Maple Street, ！！！ staff only")

    left = [one for one in site.run.problems if one.rule == "staff-words-left"]
    assert {one.path for one in left} == {"newsletter/2026-W47.md"}
    named = " ".join(one.message for one in left)
    assert "families" in named
    assert "teachers" in named
    assert "to staff" not in named


def test_what_is_for_families_and_staff_says_so_in_both_letters(tmp_path: Path) -> None:
    """It is public: the word for its readers is no mark of words for the staff."""
    both = (
        "title: Both\ndate: 2026-11-17\ntags: [newsletter]\naudience: [families, staff]\n---\nText."
    )
    letter = (
        "title: T\nweek: 2026-W47\ndate: 2026-11-18 16:00\naudience: [families, staff]\n---\nHello."
    )

    site = build_site(
        tmp_path, URL, {"posts/2026-11-17-both.md": both, "newsletter/2026-W47.md": letter}
    )

    assert site.rules() == []
    for audience in ("families", "staff"):
        assert ">Staff</strong>" in (site.letter(audience=audience) / "message.html").read_text()
