"""Reading real posts, with the front matter their authors left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench.build.source import CorpusError, SourcePost, read_posts, source_post
from tests.bench.posts import a_source


def test_front_matter_becomes_plain_words() -> None:
    """Tags are ready for a URL, the summary is one line, unknown keys are gone."""
    assert a_source() == SourcePost(
        name="2015-12-08-emoji.md",
        day=date(2015, 12, 8),
        slug="emoji",
        title="Emoji",
        summary="Two lines.",
        tags=("how-we-work", "onboarding"),
        authors=("melody",),
        body="Words.\n",
    )


def test_front_matter_that_is_no_yaml_keeps_its_title() -> None:
    """A list that is indented wrongly costs a real post its tags, not its place in the race."""
    post = source_post(
        "2014-03-19-hello.md", '---\ntitle: "Hello: 18F"\ntags:\n  - a\n- b\n---\nHi.\n'
    )

    assert (post.title, post.tags, post.body) == ("Hello: 18F", (), "Hi.\n")


def test_a_post_without_title_and_summary_takes_its_file_name() -> None:
    """No program has to make up a title or a summary, which would cost it time."""
    post = source_post("2014-03-19-Hello World.md", "Hi.\n")

    assert (post.title, post.summary, post.slug) == ("Hello World", "Hello World", "hello-world")


def test_posts_come_oldest_first_and_other_files_not_at_all(tmp_path: Path) -> None:
    """The same folder gives the same race."""
    (tmp_path / "posts").mkdir()
    for name in ("2016-01-01-b.md", "2015-01-01-a.md", "about.md"):
        (tmp_path / "posts" / name).write_text("Hi.\n", "utf-8")

    assert [post.slug for post in read_posts(tmp_path)] == ["a", "b"]


def test_a_folder_without_posts_is_named(tmp_path: Path) -> None:
    """A mistyped --corpus is told at once."""
    with pytest.raises(CorpusError, match=tmp_path.name):
        read_posts(tmp_path)
