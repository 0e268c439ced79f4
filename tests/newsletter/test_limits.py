"""How large a mail may be."""

from __future__ import annotations

import pytest

from plugins.newsletter.config import DEFAULT_SECTIONS
from plugins.newsletter.email import build_html
from plugins.newsletter.limits import check_size, encoded_size, is_heavy
from plugins.newsletter.message import Block
from tests.newsletter.builders import entry, message, template

MOST = DEFAULT_SECTIONS[0].most


@pytest.mark.parametrize(
    ("size", "rule", "heavy"),
    [
        (1000, None, False),
        (77_000, None, False),
        (85_000, None, True),
        (97_000, None, True),
        (100_001, "mail-clipped", True),
    ],
)
def test_a_mail_beyond_the_limit_is_a_problem(size: int, rule: str | None, heavy: bool) -> None:
    """Over 80 KB it is noted, over 100,000 bytes its end will be cut off."""
    html = "a" * 70 + "\n" + "b" * (size - 71)
    found = check_size(html, "newsletter/2026-W47.md")

    assert (found.rule if found else None, is_heavy(html)) == (rule, heavy)
    assert not found or found.path == "newsletter/2026-W47.md"


def test_the_encoding_counts() -> None:
    """Each accented letter takes more on its way than in the file."""
    html = "é" * 40_000

    assert encoded_size(html) > len(html.encode())
    found = check_size(html, "newsletter/2026-W47.md")
    assert found
    assert found.rule == "mail-clipped"


def test_a_full_week_stays_below_the_limit() -> None:
    """Every section as full as the settings have it, and ten more entries in each of them."""
    told = tuple(entry(f"t{n}", summary="A sentence of a summary. " * 8) for n in range(MOST))
    listed = tuple(entry(f"listed-{n}") for n in range(10))
    blocks = tuple(Block(one.title, told, listed) for one in DEFAULT_SECTIONS)

    assert check_size(build_html(message(blocks=blocks), template()), "x") is None
