"""Whoever looks for the room of a change finds each one told of, and none that is gone."""

from __future__ import annotations

import re

import pytest

from tests.docs.guides import ROOT, section_of

GUIDE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
DRAWN = GUIDE.partition("```\n")[2].partition("\n```")[0]


@pytest.mark.parametrize("house", ["commands", "mailing", "plugins"])
def test_every_room_is_drawn(house: str) -> None:
    """Each folder with code in it stands below its house, and no other."""
    part = re.search(rf"^{house}/.*\n((?: .*\n)*)", DRAWN, re.MULTILINE)
    assert part
    told = set(re.findall(r"^  (\w+)/", part[1], re.MULTILINE))
    assert told == {one.parent.name for one in (ROOT / house).glob("*/__init__.py")}


def test_every_module_of_the_mailing_is_told() -> None:
    """Those in no room, of the tables and of lists of readers, each in one row."""
    told = re.findall(r"`(\w+\.py)`", section_of(GUIDE, "Which module of the mailing"))
    there = [
        one.name
        for folder in ("", "store", "csvfile")
        for one in (ROOT / "mailing" / folder).glob("*.py")
    ]
    assert sorted(told) == sorted(name for name in there if name != "__init__.py")
