"""Structured data (schema.org, JSON-LD) of a page, as plain dictionaries."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

TYPES = {
    "posts": "BlogPosting",
    "tutorials": "LearningResource",
    "galleries": "ImageGallery",
    "events": "Event",
    "episodes": "PodcastEpisode",
    "newsletter": "Article",
    "pages": "WebPage",
}


def describe(
    article: Any, *, base: str, school: str, vocabulary: Any, image: str
) -> dict[str, Any]:
    """What a text is, for machines. ``base`` is the site's address, ``image`` absolute or empty."""
    url = f"{base}/{article.url}"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES[article.kind],
        "@id": url,
        "url": url,
        "name": article.title,
        "description": article.summary,
        "inLanguage": article.lang,
        "publisher": {"@type": "EducationalOrganization", "name": school, "url": f"{base}/"},
    }
    if image:
        data["image"] = image
    if article.kind in ("posts", "newsletter"):
        data["headline"] = article.title
    if article.kind == "events":
        data |= _event(article, school)
    elif article.kind != "pages":
        data["datePublished"] = article.date.isoformat()
        authors = [str(author) for author in getattr(article, "authors", [])]
        if authors:
            # Bylines are roles, never a child's name: an organisation, not a person.
            data["author"] = [{"@type": "Organization", "name": name} for name in authors]
    if getattr(article, "modified", None):
        data["dateModified"] = article.modified.isoformat()
    if article.kind == "tutorials":
        data |= {
            "learningResourceType": "tutorial",
            "timeRequired": f"PT{article.fields.minutes}M",
            "teaches": [vocabulary.label("skills", skill) for skill in article.skills],
            "educationalLevel": [vocabulary.label("grades", grade) for grade in article.grades],
        }
    audio = getattr(article, "audio", None)
    if audio is not None:
        data["associatedMedia"] = {
            "@type": "AudioObject",
            "contentUrl": f"{base}/{audio.url}",
            "encodingFormat": audio.type,
            "duration": f"PT{audio.seconds}S",
        }
    return {name: value for name, value in data.items() if value not in ("", [], None)}


def _event(article: Any, school: str) -> dict[str, Any]:
    fields = article.fields
    data: dict[str, Any] = {
        "startDate": fields.start.isoformat(),
        "location": {"@type": "Place", "name": fields.location, "address": school},
        "organizer": {"@type": "EducationalOrganization", "name": school},
    }
    if fields.end:
        data["endDate"] = fields.end.isoformat()
    return data


def describe_site(name: str, description: str, *, base: str, school: str) -> dict[str, Any]:
    """The site as a whole, for its home page."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": name,
        "description": description,
        "url": f"{base}/",
        "publisher": {"@type": "EducationalOrganization", "name": school},
    }


def to_markup(data: dict[str, Any]) -> Markup:
    """JSON that is safe inside a ``<script>`` element."""
    text = json.dumps(data, ensure_ascii=False, indent=None)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
