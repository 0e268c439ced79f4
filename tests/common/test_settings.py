"""A wrong setting is told with its place, its value and what is allowed, all of them at once."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import Field, field_validator

from plugins.common.settings import SettingsError, SettingsGroup, load_group


class Bell(SettingsGroup):
    """A group inside another."""

    tone: str = "high"

    @field_validator("tone")
    @classmethod
    def _tone(cls, value: str) -> str:
        if value not in ("high", "low"):
            raise ValueError("it is high or low")
        return value


class Clock(SettingsGroup):
    """A group with one inside, and with several."""

    hours: int = Field(default=12, ge=1)
    bell: Bell | None = None
    bells: tuple[Bell, ...] = ()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"hors": 1},
            "CLOCK has no setting 'hors'. Did you mean \"hours\"? "
            "Its settings are bell, bells, hours.",
        ),
        (
            {"bell": {"tune": "high"}},
            "CLOCK['bell'] has no setting 'tune'. Did you mean \"tone\"? Its settings are tone.",
        ),
        (
            {"bells": [{}, {"tune": "low"}]},
            "CLOCK['bells.1'] has no setting 'tune'. Did you mean \"tone\"? Its settings are tone.",
        ),
        ({"bell": {"tone": "odd"}}, "CLOCK['bell.tone'] is 'odd': it is high or low."),
        ("noon", "CLOCK is 'noon': "),
    ],
)
def test_a_wrong_setting_is_told_where_it_stands(given: Any, told: str) -> None:
    """Also deep inside, with the names that are allowed there."""
    with pytest.raises(SettingsError) as refused:
        load_group(Clock, {"CLOCK": given}, "CLOCK")

    assert str(refused.value).startswith(f"pelicanconf.py: {told}")


def test_all_wrong_settings_are_told_at_once() -> None:
    """One line each."""
    with pytest.raises(SettingsError) as refused:
        load_group(Clock, {"CLOCK": {"hours": 0, "bell": {"tone": "odd"}}}, "CLOCK")

    assert len(str(refused.value).splitlines()) == 2


def test_a_group_that_is_left_out_has_its_defaults() -> None:
    """So a site builds without it."""
    assert load_group(Clock, {}, "CLOCK") == Clock()
