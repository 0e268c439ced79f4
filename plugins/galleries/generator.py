"""Pelican's side of the galleries."""

from __future__ import annotations

from typing import Any


def hang_photos(generator: Any) -> None:
    """Once all articles are read: ``article.photos``, and a cover where the author chose none."""
    media = generator.context["media"]
    for article in [*generator.articles, *generator.hidden_articles, *generator.drafts]:
        if article.kind != "galleries":
            continue
        article.photos = media.photos_in(article.fields.photos) if article.fields.photos else []
        if article.photos and not article.image:
            article.image, article.image_alt = article.photos[0].path, article.photos[0].alt or ""
