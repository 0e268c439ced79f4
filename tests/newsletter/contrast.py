"""Contrast of a mail as its reader sees it, computed from the colours in its HTML (WCAG 1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag

_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?\n)\}", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
Styles = dict[str, str]


def contrasts(html: str, *, dark: bool) -> Iterator[tuple[str, float]]:
    """Each text of ``html`` with its contrast, in light or on a dark screen."""
    soup = BeautifulSoup(html, "html5lib")
    over: dict[int, Styles] = {}
    if dark:
        (rules,) = _DARK.findall(html)
        for selectors, body in _RULE.findall(rules):
            for tag in soup.select(selectors.strip()):
                over.setdefault(id(tag), {}).update(_styles(body))
    assert soup.body is not None
    for text in soup.body.find_all(string=True):
        # Comments are strings of a class of their own; so is what has no words.
        if type(text) is NavigableString and text.strip("\u00a0\u200c\u034f \n"):
            chain = [tag for tag in text.parents if isinstance(tag, Tag)]
            colour = _nearest(chain, "color", over)
            ground = _nearest(chain, "background-color", over)
            if not _hidden(chain):
                yield str(text).strip(), _ratio(colour, ground)


def _nearest(chain: list[Tag], name: str, over: dict[int, Styles]) -> str:
    for tag in chain:
        styles = {**_styles(str(tag.get("style", ""))), **over.get(id(tag), {})}
        if name in styles:
            return styles[name]
    raise AssertionError(f"no {name} is set around {chain[0]}")


def _hidden(chain: list[Tag]) -> bool:
    return any(_styles(str(tag.get("style", ""))).get("display") == "none" for tag in chain)


def _styles(text: str) -> Styles:
    pairs = (part.partition(":") for part in text.split(";") if ":" in part)
    return {
        name.strip().lower(): value.replace("!important", "").strip().lower()
        for name, _, value in pairs
    }


def _ratio(first: str, second: str) -> float:
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    assert re.fullmatch("#[0-9a-f]{6}", colour), f"{colour} is no colour to compute with"
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
