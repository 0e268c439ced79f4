"""Why a value of front matter cannot be used, in a coach's words.

Pydantic's own messages speak to programmers ("input should be a valid boolean").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plugins.common.near import did_you_mean
from plugins.content.summary import shorten

_LONGEST = 80

_PLAIN = {
    "bool_parsing": "is neither true nor false",
    "bool_type": "is neither true nor false",
    "int_parsing": "is not a whole number",
    "int_type": "is not a whole number",
    "int_from_float": "is not a whole number",
    "string_too_short": "is empty",
}
_PATTERNS = {"lang": "is no language code like en or es"}


def shown(value: Any) -> str:
    """The value as a problem quotes it, at most a line of it."""
    return shorten(str(value), _LONGEST)


def reason_of(name: str, value: Any, part: Mapping[str, Any]) -> str:
    """The end of a sentence that starts with the value and its key.

    ``part`` is one entry of pydantic's ``ValidationError.errors()``.
    """
    sort, context = part["type"], part.get("ctx", {})
    if sort == "value_error":
        return str(part["msg"]).removeprefix("Value error, ")
    if sort == "list_type":
        return "holds pairs; write [one, two]"
    if isinstance(value, list | dict) and sort != "literal_error":
        return f"holds {'a list' if isinstance(value, list) else 'pairs'}; write it as one line"
    if sort == "literal_error":
        allowed = [
            word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(",")
        ]
        return f"is none of {', '.join(allowed)}"
    if sort in ("greater_than", "less_than_equal"):
        return f"must be {'more than' if sort == 'greater_than' else 'at most'} {_limit(context)}"
    if sort == "string_pattern_mismatch":
        return _PATTERNS.get(name, "is not written as it must be")
    if sort in _PLAIN:
        return _PLAIN[sort]
    message = str(part["msg"])
    return f"cannot be used: {message[:1].lower()}{message[1:]}"


def suggestion_for(value: Any, part: Mapping[str, Any]) -> str:
    """`` Did you mean "published"?`` for a value out of a fixed list, or nothing."""
    if part["type"] != "literal_error":
        return ""
    expected = str(part.get("ctx", {})["expected"]).replace(" or ", ", ")
    return did_you_mean(str(value), [word.strip("' ") for word in expected.split(",")])


def _limit(context: Mapping[str, Any]) -> Any:
    return context.get("gt", context.get("le"))
