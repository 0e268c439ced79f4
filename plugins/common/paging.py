"""The numbered pages of a long list, planned as values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list; addresses are site-relative, None where there is no such page."""

    number: int
    of: int
    items: Sequence[Any]
    url: str
    previous_url: str | None
    next_url: str | None
    numbers: Sequence[tuple[int, str]]

    @property
    def save_as(self) -> str:
        """Its file below the output folder."""
        return f"{self.url}index.html"


def plan_pages(url: str, items: Sequence[Any], per_page: int) -> Iterator[ListPage]:
    """The pages of the list at ``url`` (ending in a slash); an empty list has one page."""
    count = max(1, -(-len(items) // per_page))
    urls = [_page_url(url, number) for number in range(1, count + 1)]
    numbers = tuple(enumerate(urls, 1))
    for number, own in numbers:
        yield ListPage(
            number,
            count,
            items[(number - 1) * per_page : number * per_page],
            own,
            urls[number - 2] if number > 1 else None,
            urls[number] if number < count else None,
            numbers,
        )


def _page_url(url: str, number: int) -> str:
    return url if number == 1 else f"{url}page/{number}/"
