"""Who gets which letter: one each, in their language where there is one."""

from __future__ import annotations

import pytest

from mailing.choosing import choose_letter
from tests.mailing.builders import letter

LETTERS = [
    letter(),
    letter(audience="teachers"),
    letter(edition="2026-W47-es", lang="es"),
]


@pytest.mark.parametrize(
    ("audiences", "lang", "edition", "audience"),
    [
        (["families"], "en", "2026-W47", "families"),
        (["families"], "es", "2026-W47-es", "families"),
        (["families"], "ES-mx", "2026-W47-es", "families"),
        (["families"], "so", "2026-W47", "families"),
        (["teachers", "families"], "es", "2026-W47", "teachers"),
        (["students", "families"], "en", "2026-W47", "families"),
    ],
)
def test_the_first_audience_decides_then_the_language(
    audiences: list[str], lang: str, edition: str, audience: str
) -> None:
    """Another language is better than no letter; another audience is not."""
    chosen = choose_letter(LETTERS, audiences, lang)

    assert chosen is not None
    assert (chosen.edition, chosen.audience) == (edition, audience)


def test_whom_no_letter_is_for_gets_none() -> None:
    """Unless it is for everybody."""
    assert choose_letter(LETTERS, ["students"], "en") is None
    assert choose_letter([letter(audience="everybody")], ["students"], "en") is not None
