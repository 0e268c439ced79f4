"""Reads the real posts that the benchmark repeats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

_PARTS = re.compile(r"---\n(?P<front>.*?)\n---\n(?P<body>.*)", re.DOTALL)
_FILE_NAME = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})-(?P<slug>.+)\.md")
_TITLE_LINE = re.compile(r"^title:[ \t]*(?P<title>.+)$", re.MULTILINE)


class CorpusError(Exception):
    """The folder given holds no posts that the benchmark could use."""


@dataclass(frozen=True, slots=True)
class SourcePost:
    """A post as its author left it, in the words that all four programs understand.

    ``name`` is its file name, ``summary`` one line of text, ``tags`` and ``slug`` are in lower case
    with hyphens, so that no program has to find a file name of its own; ``body`` is Markdown.
    """

    name: str
    day: date
    slug: str
    title: str
    summary: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    body: str


def read_posts(corpus: Path) -> list[SourcePost]:
    """Every ``posts/YYYY-MM-DD-slug.md`` of the folder ``corpus``, oldest first.

    Raises :class:`CorpusError` when there is none.
    """
    files = sorted((corpus / "posts").glob("*.md"))
    posts = [
        source_post(file.name, file.read_text("utf-8"))
        for file in files
        if _FILE_NAME.fullmatch(file.name)
    ]
    if not posts:
        raise CorpusError(f"{corpus} holds no posts/YYYY-MM-DD-slug.md")
    return posts


def source_post(name: str, text: str) -> SourcePost:
    """One post from its file name (``YYYY-MM-DD-slug.md``) and its text.

    Front matter that is no YAML gives its title alone: the race is about building, and every
    program gets the same cleaned front matter.
    """
    named = _FILE_NAME.fullmatch(name)
    if named is None:
        raise CorpusError(f"{name} is not named YYYY-MM-DD-slug.md")
    parts = _PARTS.match(text)
    front = _front(parts["front"]) if parts else {}
    title = _one_line(front.get("title")) or named["slug"]
    return SourcePost(
        name=name,
        day=date.fromisoformat(named["day"]),
        slug=hyphenated(named["slug"]),
        title=title,
        summary=_one_line(front.get("excerpt") or front.get("description")) or title,
        tags=tuple(dict.fromkeys(hyphenated(tag) for tag in _texts(front.get("tags")))),
        authors=tuple(_texts(front.get("authors"))),
        body=parts["body"] if parts else text,
    )


def hyphenated(text: str) -> str:
    """``text`` as a part of a URL: ``How we work`` gives ``how-we-work``."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _front(text: str) -> dict[str, Any]:
    try:
        read = yaml.safe_load(text)
    except yaml.YAMLError:
        found = _TITLE_LINE.search(text)
        return {"title": found["title"].strip("\"' ")} if found else {}
    return read if isinstance(read, dict) else {}


def _texts(value: object) -> list[str]:
    return [str(item) for item in value if item] if isinstance(value, list) else []


def _one_line(value: object) -> str:
    return " ".join(str(value).split()) if value else ""
