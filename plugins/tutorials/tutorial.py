"""A tutorial's text in steps: what stands under one second-level heading is one step."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_H2 = re.compile(r'(?=<h2\b[^>]*\bid="[^"]*")')
_FOOTNOTES = '<div class="footnote">'


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its number from 1, its heading, the heading's anchor."""

    number: int
    title: str
    anchor: str

    @property
    def id(self) -> str:
        """``step-2``: a link to a step survives a new wording of its heading."""
        return f"step-{self.number}"


def plan_steps(headings: Iterable[Any]) -> list[Step]:
    """The steps of a text by its headings (``level``, ``title``, ``anchor``)."""
    second = [heading for heading in headings if heading.level == 2]
    return [Step(number, one.title, one.anchor) for number, one in enumerate(second, 1)]


def build_sections(html: str, steps: list[Step]) -> str:
    """The text with each step in a ``<section>`` of its own; footnotes stay below all of them."""
    body, mark, footnotes = html.partition(_FOOTNOTES)
    intro, *parts = _H2.split(body)
    if len(parts) != len(steps):
        return html  # a heading stands inside something else: leave the author's structure alone
    sections = [
        f'<section class="step" id="{step.id}" aria-labelledby="{step.anchor}">\n{part}</section>\n'
        for step, part in zip(steps, parts, strict=True)
    ]
    return intro + "".join(sections) + mark + footnotes
