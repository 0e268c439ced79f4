"""The texts of a build, as Pelican sorts them."""

from __future__ import annotations

from itertools import chain
from typing import Any

TEXTS = (".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm")
"""The endings of files that are read as texts, and never published as files."""


def article_lists(generator: Any) -> tuple[list[Any], ...]:
    """The lists of Pelican's generator of articles; each article is in one of them."""
    return (
        generator.articles,
        generator.translations,
        generator.hidden_articles,
        generator.hidden_translations,
        generator.drafts,
        generator.drafts_translations,
    )


def every_article(generator: Any) -> chain[Any]:
    """All articles, those that are hidden and drafts too."""
    return chain(*article_lists(generator))
