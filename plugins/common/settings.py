"""Loose settings become checked, typed values once, at the door.

Each plugin has a ``config.py`` with one pydantic model of its settings group. A wrong setting
stops the run, because every page would be wrong; all wrong settings are named at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, get_args

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
        *steps, word = part["loc"]
        group = _group_at(model, steps)
        place = f"{name}[{'.'.join(map(str, steps))!r}]" if steps else name
        return (
            f"pelicanconf.py: {place} has no setting {word!r}."
            f"{did_you_mean(str(word), group.model_fields)} "
            f"Its settings are {', '.join(sorted(group.model_fields))}."
        )
    message = part["msg"].removeprefix("Value error, ")
    place = f"{name}[{key!r}]" if key else name
    return f"pelicanconf.py: {place} is {part['input']!r}: {message}."


def _group_at(model: type[SettingsGroup], steps: Iterable[Any]) -> type[SettingsGroup]:
    """The group inside ``model`` to which keys and places lead, as far as they lead to one."""
    for step in steps:
        field = model.model_fields.get(step) if isinstance(step, str) else None
        for inner in _types_in(field.annotation if field else None):
            if isinstance(inner, type) and issubclass(inner, SettingsGroup):
                model = inner
    return model


def _types_in(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from _types_in(inner)
