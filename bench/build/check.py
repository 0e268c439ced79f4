"""Counts what a program really wrote: a fast build that leaves pages out has not won."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.build.repeat import Post

FEED_POSTS = 20
_FEED_ROOT = re.compile(r"<(?:rss|feed)\b")
_ROOT_WITHIN = 1000  # bytes: after the declaration and a comment at most
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Output:
    """What is in an output folder.

    ``pages``: HTML files of any sort. ``feeds``: RSS and Atom files. ``faults``: what is missing,
    in words; empty when all of the planned posts have their page, all tags theirs, and the feed
    its posts.
    """

    pages: int
    feeds: int
    faults: tuple[str, ...]


def read_output(folder: Path, feed: str, posts: Sequence[Post]) -> Output:
    """Look for every planned post, tag page and whole post in the feed in ``folder``."""
    faults = [
        *_about("post pages", [post.slug for post in posts if not _has_page(folder, post)]),
        *_about("tag pages", [tag for tag in _tags(posts) if not _page(folder, "tags", tag)]),
        *_feed_fault(folder / feed, posts),
    ]
    pages = sum(1 for _ in folder.rglob("*.html"))
    feeds = sum(1 for file in folder.rglob("*.xml") if _is_feed(file))
    return Output(pages, feeds, tuple(faults))


def _has_page(folder: Path, post: Post) -> bool:
    page = _page(folder, "posts", post.slug)
    return post.mark in page and "</html>" in page


def _page(folder: Path, *parts: str) -> str:
    file = folder.joinpath(*parts, "index.html")
    return file.read_text("utf-8", errors="replace") if file.is_file() else ""


def _tags(posts: Sequence[Post]) -> list[str]:
    return sorted({tag for post in posts for tag in post.tags})


def _about(what: str, missing: list[str]) -> list[str]:
    if not missing:
        return []
    more = ", ..." if len(missing) > _SHOWN else ""
    return [f"{len(missing)} {what} missing or empty ({', '.join(missing[:_SHOWN])}{more})"]


def _feed_fault(file: Path, posts: Sequence[Post]) -> list[str]:
    if not file.is_file():
        return [f"no feed {file.name}"]
    text = file.read_text("utf-8", errors="replace")
    whole, wanted = sum(post.mark in text for post in posts), min(FEED_POSTS, len(posts))
    return [] if whole >= wanted else [f"{whole} of {wanted} whole posts in the feed {file.name}"]


def _is_feed(file: Path) -> bool:
    with file.open("rb") as opened:
        return _FEED_ROOT.search(opened.read(_ROOT_WITHIN).decode("utf-8", "replace")) is not None
