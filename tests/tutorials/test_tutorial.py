"""A tutorial's second-level headings are its steps."""

from __future__ import annotations

from bs4 import BeautifulSoup

from plugins.content.dialect import Heading
from plugins.tutorials.tutorial import build_sections, plan_steps

HEADINGS = [
    Heading(2, "Open Scratch", "open-scratch"),
    Heading(3, "If it is slow", "if-it-is-slow"),
    Heading(2, "Move the cat", "move-the-cat"),
]
HTML = (
    '<p>Intro</p>\n<h2 id="open-scratch">Open Scratch</h2>\n<p>a</p>\n'
    '<h3 id="if-it-is-slow">If it is slow</h3>\n'
    '<h2 id="move-the-cat">Move the cat</h2>\n<p>b</p>\n<div class="footnote"><hr></div>'
)


def test_steps_are_numbered_by_second_level_headings() -> None:
    """A third-level heading belongs to its step."""
    assert [(step.id, step.title) for step in plan_steps(HEADINGS)] == [
        ("step-1", "Open Scratch"),
        ("step-2", "Move the cat"),
    ]


def test_each_step_is_a_section_named_by_its_heading() -> None:
    """`#step-2` leads there, a screen reader hears its name; the footnotes stay below."""
    html = BeautifulSoup(build_sections(HTML, plan_steps(HEADINGS)), "html.parser")

    sections = html.select("section.step")
    assert [one["id"] for one in sections] == ["step-1", "step-2"]
    assert sections[1]["aria-labelledby"] == "move-the-cat"
    assert sections[0].h3 is not None
    assert html.select_one("section .footnote") is None
    assert html.p.text == "Intro"


def test_a_structure_of_the_authors_own_is_left_alone() -> None:
    """Headings inside other elements cannot be cut into sections."""
    html = '<div><h2 id="open-scratch">Open</h2></div>'

    assert build_sections(html, plan_steps(HEADINGS)) == html
