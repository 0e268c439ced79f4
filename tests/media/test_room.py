"""Tall photos take no more room than a screen has, and their room is known before they come."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from plugins.media.room import build_rules, room_of

CSS = Path(__file__).resolve().parents[2] / "theme" / "static" / "css"


def test_every_shape_has_its_rule_in_the_theme() -> None:
    """Word for word; and photos in a text use them."""
    writing = (CSS / "writing.css").read_text("utf-8")
    assert build_rules() in writing
    assert ".text figure img { max-width: min(100%, var(--tall, 100%)); }" in writing


@pytest.mark.parametrize(
    ("size", "name"),
    [
        ((4032, 3024), ""),
        ((1600, 1300), ""),
        ((1200, 1000), "tall-120"),
        ((1000, 1000), "tall-100"),
        ((3024, 4032), "tall-75"),
        ((2000, 3000), "tall-66"),
        ((1080, 1920), "tall-56"),
        ((100, 5000), "tall-10"),
    ],
)
def test_a_tall_photo_is_named_by_its_shape(size: tuple[int, int], name: str) -> None:
    """By the next one below, so that it is never higher than it may be."""
    assert room_of(size) == name


def test_a_page_names_the_shape(school: Any, draw: Any) -> None:
    """Of the photo as it is seen, turned upright."""
    school.keep("a.jpg", draw.jpeg(draw.scene((480, 640)), 6))
    assert "tall-75" in school.library().picture("a.jpg", "A")


def test_a_browser_is_told_how_wide_a_tall_photo_is_shown(school: Any, draw: Any) -> None:
    """So that a telephone's upright photo does not come twice as large as it is seen."""
    school.keep("tall.jpg", draw.scene((300, 400)))
    school.keep("wide.jpg", draw.scene((400, 300)))
    text = "".join(
        f'<p><img data-photo="{name}.jpg" data-line="1" alt="A scene"></p>'
        for name in ("tall", "wide")
    )
    html = school.library().place_photos(text, "a.md")
    assert re.findall(r'sizes="([^"]*)"', html) == [
        "min(27rem, 100vw)",
        "(min-width: 48rem) 44rem, 100vw",
    ]
    own = school.library(sizes="50vw").place_photos(text, "a.md")
    assert set(re.findall(r'sizes="([^"]*)"', own)) == {"50vw"}
