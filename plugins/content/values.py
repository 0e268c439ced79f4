"""Values of front matter as people write them: lists with commas, moments, weeks. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo

from plugins.common.moments import MomentError, Week, parse_moment

LONGEST_WORD = 120
"""Letters of a tag, a role, an old address: each becomes a name on a disk, which has its limits."""


def _listed(value: Any) -> Any:
    """``a, b`` or ``a; b`` is a list too, as in Pelican; empty items and repeats go."""
    if value is None:
        return []
    if isinstance(value, str):
        value = value.split(";" if ";" in value else ",")
    if not isinstance(value, list):
        return value
    if any(isinstance(item, (list, dict)) for item in value):
        raise ValueError("holds a list inside a list; write [one, two]")
    words = [" ".join(str(item).split()) for item in value if item is not None]
    if any(len(word) > LONGEST_WORD for word in words):
        raise ValueError(f"holds a word of more than {LONGEST_WORD} letters")
    return list(dict.fromkeys(word for word in words if word))


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def lower(value: Any) -> Any:
    """A word as ``vocabulary.yaml`` and the models spell theirs."""
    return value.strip().lower() if isinstance(value, str) else value


def _moment(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    if info.context is None:
        raise ValueError("needs the school's zone")
    try:
        return parse_moment(value, info.context["zone"])
    except MomentError as error:
        raise ValueError(str(error)) from None


def _week(value: Any) -> Any:
    try:
        return Week.parse(str(value))
    except MomentError as error:
        raise ValueError(str(error)) from None


Words = Annotated[list[str], BeforeValidator(_listed)]
Line = Annotated[str, BeforeValidator(_one_line)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
IsoWeek = Annotated[Week, BeforeValidator(_week)]
