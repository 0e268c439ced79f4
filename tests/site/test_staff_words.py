"""Words for the staff in a whole school: in no file that is written, however they were typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.site.last_look import look_for_staff_words
from plugins.common.grants import Grants
from plugins.common.run import Run
from tests.builders import Built, build, photo, small_school, tree, write_files

MARKDOWN = {
    "plain": "!!! staff\n    CANARY\n\n    CANARY",
    "byte-order-mark": "\ufeff!!! staff\n    CANARY\n\n    CANARY",
    "zero-width": "!\u200b!! st\u00adaff\n    CANARY",
    "full-width": "！！！ ＳＴＡＦＦ\n    CANARY",
    "other-scripts": "ǃǃǃ ѕtаff\n    CANARY",
    "no-break-indent": f"!!! staff\n{chr(160) * 4}CANARY\n\n{chr(160) * 4}CANARY",
    "two": "!! staff\n    CANARY",
    "four": "!!!! staff\n    CANARY",
    "entities": "&#33;&excl;! staff\n    CANARY",
    "quoted": '!!! "staff"\n    CANARY',
    "curly": "!!! “staff”\n    CANARY",
    "bold": "**!!! staff**\n    CANARY",
    "bold-alone": "**!!! staff**\n\nCANARY\n\nCANARY",
    "code": "`!!! staff` CANARY",
    "fenced": "```\n!!! staff\n    CANARY\n\nCANARY\n```\n\nAfter",
    "heading": "## !!! staff\n\nCANARY\n\n### x\n\nCANARY\n\n## After",
    "underlined": "!!! staff\n=========\n\nCANARY",
    "heading-class": "## CANARY {.staff}\n\nCANARY\n\n## After",
    "list": "- a\n    - !!! staff\n        CANARY",
    "ordered": "1. a\n2. !!! staff\n    CANARY",
    "task": "- [ ] !!! staff CANARY",
    "quote": "> **!!! staff**\n>\n> CANARY\n>\n> CANARY",
    "alert": "> [!STAFF]\n> CANARY\n>\n> CANARY",
    "table": "| a | b |\n|---|---|\n| x | y |\n| !!! staff | CANARY |\n| x | CANARY |",
    "table-head": "| !!! | staff |\n|---|---|\n| CANARY | CANARY |",
    "definition": "Term\n:   !!! staff\n        CANARY",
    "footnote": "Words[^1].\n\n[^1]: !!! staff\n    CANARY",
    "details": "<details>\n<summary>!!! staff</summary>\nCANARY\n</details>",
    "comment": "<!-- !!! staff\nCANARY -->",
    "div": "<div class='staff admonition'><p>CANARY</p></div>",
    "div-markdown": "<div markdown='1' class=\"for-staff\">\n\n## CANARY\n\nCANARY\n\n</div>",
    "element": "<staff>\nCANARY\n</staff>",
    "attribute-list": "CANARY\n{: .staff}",
    "span": "Words *CANARY*{.staff}",
    "container": "::: staff\nCANARY\n\nCANARY\n:::",
    "question": "??? staff\n    CANARY",
    "tabs": "!!!\tstaff\n\tCANARY\n\n\tCANARY",
    "carriage-returns": "!!! staff\r    CANARY\r\r    CANARY",
    "line-separators": "Words.\u2028!!! staff\u2028    CANARY\u2028\u2028    CANARY",
    "split": "<b>!!!</b>\nstaff CANARY",
    "alt": "![!!! staff CANARY](../media/fair/ramp.jpg)",
    "tooltip": '[x](https://a.example "!!! staff CANARY")',
    "link": "[!!! staff CANARY](https://a.example)",
    "html-alt": '<img src="../media/fair/ramp.jpg" alt="!!! staff CANARY">',
    "rest": ".. admonition:: staff\n\n   CANARY",
    "typo": "!!! stafff\n    CANARY",
}
RESTRUCTURED = {
    "mark": "!!! staff\n    CANARY",
    "admonition": ".. admonition:: Staff only\n\n   CANARY",
    "directive": ".. staff::\n\n   CANARY",
    "container": ".. container:: staff\n\n   CANARY",
    "class": ".. class:: staff\n\nCANARY",
    "class-option": ".. note::\n   :class: staff\n\n   CANARY",
    "bold": "**!!! staff**\n\nCANARY",
    "heading": "!!! staff\n=========\n\nCANARY\n\nAfter\n=====\n\nWords",
}
HTML = {
    "paragraph": "<p>!!! staff</p><p>CANARY</p>",
    "entities": "<p>&#33;!! sta&#102;f</p><p>CANARY</p>",
    "class": "<div class='staff admonition'><p>CANARY</p></div>",
    "spans": "<p><span>!</span><span>!!</span> <em>staff</em></p><p>CANARY</p>",
    "cells": "<table><tr><td>!!! staff</td><td>CANARY</td></tr></table>",
    "comment": "<!-- !!! staff CANARY -->",
}
MATTER = {
    "title": 'title: "!!! staff CANARY"\nsummary: x',
    "summary": 'title: x\nsummary: "!!! staff CANARY"',
    "tags": 'title: x\nsummary: x\ntags: ["！！！ staff CANARY"]',
    "alt": 'title: x\nsummary: x\nimage: ../media/fair/ramp.jpg\nimage_alt: "!!! staff CANARY"',
}
CAPTIONS = """photos:
  ramp.jpg:
    alt: A ramp
    caption: "!!! staff CANARY"
    people: none
"""


def texts() -> dict[str, str | bytes]:
    """A post for each way to write a block, in each format."""
    head = "date: 2026-11-16"
    found: dict[str, str | bytes] = {
        "media/fair/ramp.jpg": photo(),
        "media/fair/media.yaml": CAPTIONS,
    }
    for name, body in MARKDOWN.items():
        words = f"---\ntitle: A {name}\nsummary: x\n{head}\n---\n\nHello "
        words += "![](../media/fair/ramp.jpg)\n\n"
        found[f"posts/md-{name}.md"] = f"{words}{body}\n"
    for name, matter in MATTER.items():
        found[f"posts/fm-{name}.md"] = f"---\n{matter}\n{head}\n---\n\nHello\n"
    for name, body in RESTRUCTURED.items():
        rule = "#" * 30
        words = f"A {name}\n{rule}\n\n:date: 2026-11-16\n:summary: x\n\nHello.\n\n"
        found[f"posts/rst-{name}.rst"] = f"{words}{body}\n"
    for name, body in HTML.items():
        words = f"<title>A {name}</title><meta name='date' content='2026-11-16'>"
        words += "<meta name='summary' content='x'>"
        found[f"posts/html-{name}.html"] = (
            f"<html><head>{words}</head><body><p>Hello</p>{body}</body></html>"
        )
    return found


READ_SILENTLY = frozenset(
    ("md-plain", "md-definition", "md-carriage-returns", "md-line-separators", "html-comment")
)
"""What is written as the guide says, or is no word of a page at all."""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A preview, which lands with its problems listed."""
    return build(small_school(tmp_path_factory.mktemp("staff"), texts(), "https://a.example"))


@pytest.mark.site
def test_no_file_of_a_preview_has_a_word_of_such_a_block(school: Built) -> None:
    """In Markdown, reStructuredText, HTML, front matter and captions."""
    found = [path for path, data in tree(school.output).items() if b"CANARY" in data]

    assert found == []


@pytest.mark.site
def test_a_block_written_in_another_way_is_a_problem_of_its_text(school: Built) -> None:
    """Of each one, with a line; what the guide tells to write is none."""
    named = {
        problem.path.removeprefix("posts/").rpartition(".")[0]
        for problem in school.problems
        if problem.rule.startswith("audience-block") and problem.line
    }
    written = {path.removeprefix("posts/").rpartition(".")[0] for path in texts()}
    written -= {"media/fair/ramp", "media/fair/media"}

    assert written - named == READ_SILENTLY
    assert ("media/fair/media.yaml", 4) in {(one.path, one.line) for one in school.problems}


@pytest.mark.site
def test_what_stands_around_a_block_is_shown(school: Built) -> None:
    """A section that follows, and what came before."""
    for name in ("md-fenced", "md-heading", "md-heading-class", "rst-heading"):
        page = school.read(f"posts/{name}/index.html")
        assert "Hello" in page
        assert "After" in page


@pytest.mark.site
def test_a_file_that_is_handed_out_is_looked_through_too(tmp_path: Path) -> None:
    """What no reader of texts has seen stops the publish, by its name or the line of its link."""
    post = "---\ntitle: A plan\ndate: 2026-11-16\nsummary: x\n---\n\n[Plan](../media/plan.txt)\n"
    files = {"posts/a.md": post, "media/plan.txt": "The plan.\n\n!!! staff\n    Words.\n"}

    built = build(small_school(tmp_path, files, "https://a.example"), "publish")

    assert not built.result.switched
    (problem,) = built.problems
    assert problem.rule in ("handout-private", "staff-words-left")
    assert "media/plan.txt" in (problem.path, problem.value)


def look(tmp_path: Path, site: dict[str, str | bytes], content: dict[str, str | bytes]) -> Run:
    """The run after the last look over ``site``, which was made of ``content``."""
    write_files(tmp_path / "site", site)
    write_files(tmp_path / "content", {"a.md": "Words", **content})
    run = Run()
    look_for_staff_words(tmp_path / "site", tmp_path / "content", run)
    return run


def test_the_text_that_a_page_was_made_of_is_named(tmp_path: Path) -> None:
    """One problem for all its pages, at the line; a block that is hidden anyway is not meant."""
    site = {f"{name}/index.html": "<p>Hello <b>!!!</b> staff</p>" for name in "abcde"}
    content = {"posts/a.md": "!!! staff\n    Words.\n\nWords\n\n<p title='!!! staff'>x</p>\n"}

    (problem,) = look(tmp_path, site, content).problems

    assert (problem.path, problem.line, problem.rule) == ("posts/a.md", 6, "staff-words-left")
    assert "a/index.html, b/index.html, c/index.html and 2 more" in problem.message


def test_a_page_without_a_known_source_is_named_itself(tmp_path: Path) -> None:
    """Somebody has to find it all the same."""
    (problem,) = look(tmp_path, {"feeds/all.atom.xml": "&lt;p&gt;!!! staff"}, {}).problems

    assert problem.path == "feeds/all.atom.xml"


def test_a_site_without_such_words_passes(tmp_path: Path) -> None:
    """A school writes about its staff."""
    run = look(tmp_path, {"index.html": "<h2>Staff</h2><p>Thank you!!! Staff</p>"}, {})

    assert not run.problems
    assert isinstance(run.grants, Grants)
