"""Makes N posts out of fewer: the same texts again under other titles, slugs and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench.build.body import link_posts, without_images
from bench.build.source import SourcePost


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the race; fields as in :class:`SourcePost`.

    ``body`` has no images, its links to other posts are file names in the same folder, and its
    last paragraph is ``mark``, which no other post holds: a page with it is the page of this post.
    """

    day: date
    slug: str
    title: str
    summary: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    body: str
    mark: str

    @property
    def name(self) -> str:
        """The file name, ``YYYY-MM-DD-slug.md``."""
        return f"{self.day}-{self.slug}.md"


def plan_posts(source: Sequence[SourcePost], count: int) -> list[Post]:
    """``count`` posts, going through ``source`` as often as that takes.

    Copy k of a post is dated k days earlier, so that none falls into the future and the order of
    the index mixes the copies. A link leads to the copy of the same round, or to the first.
    """
    plain = {post.name: without_images(post.body) for post in source}
    copies = [
        (source[index % len(source)], index // len(source) + 1, index) for index in range(count)
    ]
    names = {(post.name, copy): _name(post, copy) for post, copy, _ in copies}

    def planned(post: SourcePost, copy: int, index: int) -> Post:
        def target(name: str) -> str | None:
            return names.get((name, copy)) or names.get((name, 1))

        mark = f"Post number {index + 1} of the race."
        return Post(
            day=_day(post, copy),
            slug=_slug(post, copy),
            title=f"{post.title} ({copy})",
            summary=post.summary,
            tags=post.tags,
            authors=post.authors,
            body=f"{link_posts(plain[post.name], target).rstrip()}\n\n{mark}\n",
            mark=mark,
        )

    return [planned(*copy) for copy in copies]


def _slug(post: SourcePost, copy: int) -> str:
    return f"{post.slug}-{copy}"


def _day(post: SourcePost, copy: int) -> date:
    return post.day - timedelta(days=copy)


def _name(post: SourcePost, copy: int) -> str:
    return f"{_day(post, copy)}-{_slug(post, copy)}.md"
