"""Ids stay, and no two items share one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from plugins.feeds.ids import feed_id, separate_ids


def test_the_id_of_a_feed_is_made_of_its_place_and_the_schools_seed() -> None:
    """Spelled out: were it to change, every subscriber would get every item again."""
    assert feed_id("seed", "feeds/all") == "urn:uuid:fbb14c3f-48e9-5e70-a34d-88b8df4df27e"
    assert feed_id("seed", "feeds/all") != feed_id("seed", "feeds/posts")
    assert feed_id("seed", "feeds/all") != feed_id("other", "feeds/all")


def test_an_article_keeps_its_own_id(make: Any) -> None:
    """Where it is nobody else's."""
    article = make.article()
    assert separate_ids([article], make.problems) == {"posts/robots.md": article.permanent_id}
    assert not make.problems


def test_an_id_used_twice_is_a_problem_of_the_second_file(make: Any) -> None:
    """A copied file brings its ``id`` along; feed readers would show only one of the two."""
    fields = SimpleNamespace(id="robots")
    pair = [
        make.article(path, fields=fields, lines={"id": 4}) for path in ("posts/b.md", "posts/a.md")
    ]
    found = separate_ids(pair, make.problems)
    assert found["posts/a.md"] == pair[0].permanent_id != found["posts/b.md"]
    assert found == separate_ids(reversed(pair), make.problems)
    (problem,) = make.problems
    assert (problem.place, problem.rule, problem.value) == ("posts/b.md:4", "id-taken", "robots")
    assert "posts/a.md" in problem.message


def test_an_item_has_the_id_that_was_settled(make: Any) -> None:
    """The one of its file, where it is not its article's."""
    builder = make.builder(ids={"posts/robots.md": "urn:uuid:other"})
    assert builder.item(make.article()).id == "urn:uuid:other"
