"""The letter and the list of the race."""

from __future__ import annotations

from mailing.addresses import parse_address
from mailing.csvfile import Row
from mailing.outbox import UNSUBSCRIBE, Letter

SIGNUP = "https://news.school.example"
WORDS = (
    "Grade 4 tested paper bridges this week: the longest one held 312 coins before it gave way, "
    "and its engineers knew why – a fold along each edge. Señora Brontë’s café had the same idea. "
)
_ENTRIES = 40


def make_letter() -> Letter:
    """A long issue: 40 entries, each a heading, a paragraph and a link."""
    html = "".join(
        f'<h2 style="font:bold 20px/1.3 sans-serif;margin:24px 0 8px">Entry {number}</h2>\n'
        f'<p style="font:16px/1.5 sans-serif;color:#23262F">{WORDS * 6}</p>\n'
        f'<p><a href="https://school.example/posts/entry-{number}/">Read on</a></p>\n'
        for number in range(_ENTRIES)
    )
    text = "".join(
        f"Entry {number}\n\n{WORDS}\nhttps://school.example/posts/entry-{number}/\n\n"
        for number in range(_ENTRIES)
    )
    return Letter(
        edition="2026-W47",
        audience="families",
        lang="en",
        subject="One evening, one page: bridges, robots and a café",
        html=f'<!doctype html><html lang="en"><body>{html}<a href="{UNSUBSCRIBE}">Unsubscribe</a>'
        "</body></html>\n",
        text=f"{text}Unsubscribe: {UNSUBSCRIBE}\n",
        site="school.example",
        digest="0" * 64,
    )


def make_rows(count: int) -> list[Row]:
    """So many readers."""
    return [
        Row(number, parse_address(f"reader{number}@school.example"), ("families",), "en")
        for number in range(count)
    ]
