"""The spot that matters most stays in sight where a list shows a part of a photo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plugins.media.focus import build_rules, focus_of

THEME = Path(__file__).resolve().parents[2] / "theme" / "static" / "css" / "hallway.css"


def test_every_spot_has_its_rule_in_the_theme() -> None:
    """Word for word: what a page names is there."""
    assert build_rules() in THEME.read_text("utf-8")
    steps = [part / 20 for part in range(21)]
    named = {focus_of((across, down)) for across in steps for down in steps} - {""}
    assert {f".{name} " in build_rules() for name in named} == {True}
    assert len(named) == len(build_rules().splitlines())


@pytest.mark.parametrize(
    ("focus", "name"),
    [
        (None, ""),
        ((0.5, 0.5), ""),
        ((0.6, 0.4), ""),
        ((0.0, 1.0), "focus-04"),
        ((0.5, 0.3), "focus-21"),
    ],
)
def test_the_nearest_spot_is_named(focus: Any, name: str) -> None:
    """The middle needs no name."""
    assert focus_of(focus) == name


def test_a_page_names_the_spot(school: Any, draw: Any) -> None:
    """As media.yaml says it, beside all other classes."""
    school.keep("media/a.png", draw.scene())
    school.keep(
        "media/media.yaml", "photos: {a.png: {alt: Four fields, people: none, focus: [0.1, 0.9]}}"
    )
    library = school.library()
    assert 'class="door focus-04"' in library.picture("media/a.png", classes="door")
    assert not school.rules
