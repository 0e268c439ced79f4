"""Short phrases about an entry: when, where, how long, for which grades. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from plugins.newsletter.languages import ENGLISH
from plugins.newsletter.lines import one_line
from plugins.newsletter.words import Words


class Vocabulary(Protocol):
    """What is asked of ``context["vocabulary"]``."""

    def label(self, field_name: str, key: str) -> str:
        """What people read for a vocabulary id."""

    def of(self, field_name: str) -> Any:
        """The ids of a field in their order."""


def facts_of(
    article: Any,
    words: Words,
    vocabulary: Vocabulary,
    dates: Mapping[str, Callable[[datetime], Any]],
) -> tuple[str, ...]:
    """What helps to choose, each phrase one line. ``dates`` write a moment in the issue's way."""
    facts: list[str] = []
    if article.kind == "events":
        facts = [str(dates["weekday_time"](article.fields.start)), article.fields.location]
    elif article.kind == "tutorials":
        facts = [words.duration(article.fields.minutes)]
    elif article.kind == "galleries":
        count = len(getattr(article, "photos", ()))
        facts = [words.photos.format(count)] if count > 1 else []
    elif article.kind == "episodes" and getattr(article, "audio", None):
        facts = [words.duration(article.audio.duration)]
    grades = tell_range(
        article.grades,
        list(vocabulary.of("grades")),
        lambda grade: vocabulary.label("grades", grade),
        words,
    )
    return tuple(one_line(fact) for fact in (*facts, grades) if fact)


def tell_range(
    chosen: Sequence[str],
    order: Sequence[str],
    label: Callable[[str], str],
    words: Words = ENGLISH,
) -> str:
    """Grades as people say them: ``All grades``, ``Grade 3 to Grade 5``, ``Grade 1, Grade 4``."""
    known = [one for one in order if one in chosen]
    if not known or len(known) != len(chosen):
        return ", ".join(label(one) for one in chosen)
    if len(known) == len(order):
        return words.all_grades
    first, last = order.index(known[0]), order.index(known[-1])
    if len(known) > 2 and last - first + 1 == len(known):
        return words.span.format(label(known[0]), label(known[-1]))
    return ", ".join(label(one) for one in known)
