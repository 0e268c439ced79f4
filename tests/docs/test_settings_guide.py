"""The settings guide names every setting with its real default, and no other."""

from __future__ import annotations

import ast
import runpy
from typing import Any

import pytest
from pydantic_core import PydanticUndefined

from plugins.common.settings import SettingsError, SettingsGroup, load_group
from plugins.content.config import ContentSettings
from plugins.content.static_settings import disable_static_copying
from plugins.feeds.config import FeedSettings
from plugins.galleries.config import GallerySettings
from plugins.handouts.config import HandoutSettings
from plugins.library.config import LibrarySettings
from plugins.listings.config import DoorSettings, ListingSettings
from plugins.media.config import MediaSettings
from plugins.newsletter.config import NewsletterSettings, SectionSettings
from plugins.subscribing.config import ProviderSettings, SubscribingSettings, check_together
from plugins.subscribing.form import plan_form
from plugins.subscribing.generator import public_audiences
from tests.docs.guides import ROOT, SETTINGS, blocks_in, code_in, first_code, section_of, tables_in

GUIDE = SETTINGS.read_text("utf-8")
GROUPS: dict[str, tuple[type[SettingsGroup], int]] = {
    "CONTENT": (ContentSettings, 0),
    "LISTINGS": (ListingSettings, 0),
    "DOORS": (DoorSettings, 0),
    "MEDIA": (MediaSettings, 0),
    "GALLERIES": (GallerySettings, 0),
    "HANDOUTS": (HandoutSettings, 0),
    "LIBRARY": (LibrarySettings, 0),
    "NEWSLETTER": (NewsletterSettings, 0),
    "NEWSLETTER, each of its sections": (SectionSettings, 1),
    "SUBSCRIBING": (SubscribingSettings, 0),
    "SUBSCRIBING, its provider": (ProviderSettings, 1),
    "FEEDS": (FeedSettings, 0),
}
"""Group to its model and to the place of its table below the group's heading."""


@pytest.mark.parametrize("group", GROUPS)
def test_every_setting_is_told_with_its_default(group: str) -> None:
    """In the order of the model; "needed" where there is no default."""
    model, place = GROUPS[group]
    rows = tables_in(section_of(GUIDE, group.partition(",")[0]))[place]

    told = {first_code(row[0]): value_of(row[1]) for row in rows}

    assert list(told) == list(model.model_fields)
    for name, field in model.model_fields.items():
        if field.default is PydanticUndefined:
            assert told[name] == "needed", name
        elif name != "sections":  # too long for a cell: the test below
            assert told[name] == field.default, name


def value_of(cell: str) -> Any:
    """The Python value in the backticks of a cell, or the words that stand there."""
    return ast.literal_eval(first_code(cell)) if first_code(cell) else cell


def test_no_group_is_left_out() -> None:
    """Every ``config.py`` is one of a group in the guide."""
    models = {model for model, _ in GROUPS.values()}
    told = {model.__module__.replace(".", "/") for model in models}
    found = {
        path.relative_to(ROOT).with_suffix("").as_posix()
        for path in (ROOT / "plugins").glob("*/config.py")
    }
    assert found == told


def test_the_newsletters_sections_are_the_default_ones() -> None:
    """Headings and kinds, in their order."""
    rows = tables_in(section_of(GUIDE, "NEWSLETTER"))[2]
    sections = NewsletterSettings().sections
    assert rows == [[section.title, ", ".join(section.kinds)] for section in sections]


def test_the_forms_of_the_examples_can_be_used() -> None:
    """Whoever copies one has a form, for audiences that the newsletter has."""
    blocks = [one.code for one in blocks_in(GUIDE) if one.code.startswith("SUBSCRIBING = ")]
    assert len(blocks) > 2
    for block in blocks:
        given = ast.literal_eval(block.removeprefix("SUBSCRIBING = "))
        group = load_group(SubscribingSettings, {"SUBSCRIBING": given}, "SUBSCRIBING")
        check_together(group, public_audiences({}), publishing=True)
        assert plan_form(group, {"families": "Families"}, ["en"])


def test_every_name_of_pelicanconf_is_told() -> None:
    """Nothing stands there that the guide does not name, and nothing is named that is gone."""
    ours = runpy.run_path(str(ROOT / "pelicanconf.py"))
    public = runpy.run_path(str(ROOT / "publishconf.py"))
    names = {name for name in {**ours, **public} if name.isupper()}
    told = {word for word in code_in(GUIDE) if word.isupper()} | {
        line.removeprefix("## ") for line in GUIDE.splitlines() if line.startswith("## ")
    }
    assert {name for name in names if name not in told} == set()


def test_nothing_left_alone_is_gone() -> None:
    """The names under "Leave these alone" are those of the two files."""
    files = f"{(ROOT / 'pelicanconf.py').read_text()}{(ROOT / 'publishconf.py').read_text()}"
    told = [word for word in code_in(section_of(GUIDE, "Leave these alone")) if word.isupper()]
    assert [name for name in told if name not in files] == []


def test_what_would_publish_files_stops_a_build() -> None:
    """Each setting of Pelican's that the guide names as such."""
    named = code_in(section_of(GUIDE, "Settings that stop a build"))
    assert len(named) > 2
    for name in named:
        with pytest.raises(SettingsError, match=name):
            disable_static_copying({name: ["elsewhere"]})


def test_the_schools_values_are_those_of_the_sample() -> None:
    """A reader can find the line by its value."""
    ours = runpy.run_path(str(ROOT / "pelicanconf.py"))
    rows = tables_in(section_of(GUIDE, "The school"))[0]
    assert {first_code(row[0]): value_of(row[1]) for row in rows} == {
        first_code(row[0]): ours[first_code(row[0])] for row in rows
    }
