"""The posts of the race: enough of them, all different, links inside the race."""

from __future__ import annotations

import pytest

from bench.build.body import without_images
from bench.build.repeat import plan_posts
from tests.bench.posts import a_source


def test_a_post_is_repeated_with_another_title_slug_and_date() -> None:
    """No two files, pages or feed entries are the same."""
    posts = plan_posts([a_source("a", title="A"), a_source("b", title="B")], 3)

    assert [(post.title, post.name) for post in posts] == [
        ("A (1)", "2015-12-07-a-1.md"),
        ("B (1)", "2015-12-07-b-1.md"),
        ("A (2)", "2015-12-06-a-2.md"),
    ]


def test_every_post_ends_with_a_mark_of_its_own() -> None:
    """A page can be told from all others by its last paragraph."""
    posts = plan_posts([a_source()], 3)

    assert len({post.mark for post in posts}) == 3
    assert all(post.body.endswith(f"\n\n{post.mark}\n") for post in posts)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[one](2015-12-08-b.md)", "[one](2015-12-06-b-2.md)"),
        ("[one](2015-12-08-b.md#part)", "[one](2015-12-06-b-2.md#part)"),
        ('[one](2015-12-08-b.md "Part two")', '[one](2015-12-06-b-2.md "Part two")'),
        ("[the last](2015-12-08-c.md)", "[the last](2015-12-07-c-1.md)"),
        ("[gone](2015-12-08-d.md)", "gone"),
        ("[out](https://example.org/d.md)", "[out](https://example.org/d.md)"),
        ("[here](#part)", "[here](#part)"),
    ],
)
def test_links_lead_to_the_same_copy_or_to_the_first(link: str, expected: str) -> None:
    """No link of the race leads out of it; the words of a link stay in any case."""
    posts = plan_posts([a_source("a", body=link), a_source("b"), a_source("c")], 5)

    assert posts[3].body.startswith(expected + "\n")


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("A ![b](../media/b.png) c", "A  c"),
        ("![two\nlines](../media/b(1).png)", ""),
        ('A <IMG src="b.png"\n alt="c"> d', "A  d"),
        ("[![b](../media/b.png)](https://example.org)", ""),
        ("[words](../media/b.pdf)!", "[words](../media/b.pdf)!"),
    ],
)
def test_images_go_and_words_stay(body: str, left: str) -> None:
    """No program has pictures to copy, and none has links around nothing."""
    assert without_images(body) == left
