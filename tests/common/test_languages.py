"""A language is known by its tag, however that is written, and a strange one does no harm."""

from __future__ import annotations

import pytest

from plugins.common.languages import direction_of, own_name, short_tag


def test_a_language_is_called_as_its_speakers_do() -> None:
    """Unknown tags stay as they are."""
    assert [own_name(tag) for tag in ("de", "zh", "es-MX", "qqq", "xx-yy-zz", "")] == [
        "Deutsch",
        "中文",
        "español (México)",
        "qqq",
        "xx-yy-zz",
        "",
    ]


@pytest.mark.parametrize(
    ("lang", "direction"),
    [("en", "ltr"), ("es-MX", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("xx", "ltr")],
)
def test_the_direction_is_that_of_the_language(lang: str, direction: str) -> None:
    """``dir`` is right without anybody setting it."""
    assert direction_of(lang) == direction


def test_words_are_those_of_the_language_whatever_the_country() -> None:
    """Tags of the web, of systems, of people in a hurry."""
    assert [short_tag(tag) for tag in ("es", "es-MX", "ES_mx", "zh-Hant-TW")] == [
        "es",
        "es",
        "es",
        "zh",
    ]
