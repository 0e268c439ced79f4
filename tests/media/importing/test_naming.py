"""Names of copied photos: day, event, a piece of the hash, never anybody else's."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from plugins.media.importing.naming import event_slug, photo_name

DAY = date(2026, 11, 20)
DIGEST = "3f9ac1d2e4" + "0" * 54


@pytest.mark.parametrize(
    ("event", "slug"),
    [
        ("Robotics fair", "robotics-fair"),
        ("  ../../Étude & Café! ", "etude-cafe"),
        ("CON", "con"),
        ("🤖", ""),
        ("", ""),
    ],
)
def test_an_event_becomes_a_folder(event: str, slug: str) -> None:
    """Plain letters, digits and hyphens, or nothing."""
    assert event_slug(event) == slug


def test_a_long_event_is_cut_between_words() -> None:
    """So that the name fits every disk."""
    slug = event_slug("Robotics fair of all grades " * 20)
    assert len(slug) <= 60
    assert slug.endswith(("robotics", "fair", "of", "all", "grades"))


def test_a_name_is_day_event_and_hash() -> None:
    """As the guide shows it."""
    name = photo_name(DAY, "robotics-fair", DIGEST, ".jpg", ())
    assert name == "2026-11-20-robotics-fair-3f9ac1.jpg"


def test_a_name_that_is_taken_gets_more_of_the_hash() -> None:
    """Two photos whose hashes begin alike both keep their place."""
    taken = {"2026-11-20-fair-3f9ac1.jpg", "2026-11-20-fair-3f9ac1d.jpg"}
    assert photo_name(DAY, "fair", DIGEST, ".jpg", taken) == "2026-11-20-fair-3f9ac1d2.jpg"


def test_even_all_of_the_hash_may_be_taken() -> None:
    """Then another word makes the difference."""
    digest = hashlib.sha256(b"").hexdigest()
    taken = {f"2026-11-20-fair-{digest[:length]}.jpg" for length in range(65)}
    assert photo_name(DAY, "fair", digest, ".jpg", taken) not in taken
