"""Writes a post the way each program reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import yaml

from bench.build.repeat import Post

_POST_LINK = re.compile(r"\]\((?=[^():/\s]+\.md[#)\s])")

Form = Callable[[Post], str]
"""The text of a post's file, for one program."""


def write_posts(posts: Sequence[Post], folder: Path, form: Form) -> None:
    """One file per post in ``folder``, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for post in posts:
        (folder / post.name).write_text(form(post), "utf-8")


def hallway_form(post: Post) -> str:
    """YAML with the keys that Hallway knows."""
    fields = {
        "title": post.title,
        "date": post.day,
        "slug": post.slug,
        "summary": post.summary,
        "tags": list(post.tags),
        "authors": list(post.authors),
    }
    return _with_yaml(fields, post.body)


def yaml_form(post: Post) -> str:
    """YAML for Hugo and Eleventy: the date quoted, as both take it, the summary as description."""
    fields = {
        "title": post.title,
        "date": f"{post.day}T00:00:00Z",
        "slug": post.slug,
        "description": post.summary,
        "tags": list(post.tags),
        "authors": list(post.authors),
    }
    return _with_yaml(fields, post.body)


def pelican_form(post: Post) -> str:
    """``Key: value`` lines, and ``{filename}`` before the links to other posts."""
    fields = {
        "Title": post.title,
        "Date": str(post.day),
        "Slug": post.slug,
        "Summary": post.summary,
        "Tags": ", ".join(post.tags),
        "Authors": "; ".join(post.authors),
    }
    lines = [f"{key}: {value}" for key, value in fields.items() if value]
    return "\n".join([*lines, "", _POST_LINK.sub("]({filename}", post.body)])


def _with_yaml(fields: Mapping[str, object], body: str) -> str:
    known = {key: value for key, value in fields.items() if value}
    front = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{front}---\n\n{body}"
