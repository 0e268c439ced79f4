"""Loose settings become checked, typed values once, at the door.

Each plugin has a ``config.py`` with one pydantic model of its settings group. A wrong setting
stops the run, because every page would be wrong; all wrong settings are named at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from plugins.common.near import did_you_mean


class SettingsError(Exception):
    """A group of settings in pelicanconf.py cannot be used."""


class SettingsGroup(BaseModel):
    """Base of a plugin's settings: fixed once read, unknown names refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Group = TypeVar("Group", bound=SettingsGroup)


def load_group(model: type[Group], settings: Mapping[str, Any], name: str) -> Group:
    """The settings group ``name`` (a dict in pelicanconf.py) as a ``model``.

    Raises :class:`SettingsError` with every wrong value of the group, one line each.
    """
    try:
        return model.model_validate(settings.get(name, {}))
    except ValidationError as error:
        lines = [_sentence(model, name, part) for part in error.errors()]
        raise SettingsError("\n".join(lines)) from None


def _sentence(model: type[SettingsGroup], name: str, part: Any) -> str:
    key = ".".join(str(step) for step in part["loc"])
    if part["type"] == "extra_forbidden":
        return (
            f"pelicanconf.py: {name} has no setting {key!r}."
            f"{did_you_mean(key, model.model_fields)} "
            f"Its settings are {', '.join(sorted(model.model_fields))}."
        )
    return f"pelicanconf.py: {name}[{key!r}] is {part['input']!r}: {part['msg']}."
