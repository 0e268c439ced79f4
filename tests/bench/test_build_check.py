"""No time counts for pages that are not there."""

from __future__ import annotations

from pathlib import Path

from bench.build.check import Output, read_output
from bench.build.repeat import Post
from tests.bench.posts import a_post


def write_site(folder: Path, post: Post) -> None:
    """A complete site of one post with its two tags."""
    page(folder, f"posts/{post.slug}", f"<p>{post.mark}</p></html>")
    for tag in post.tags:
        page(folder, f"tags/{tag}", "<h2>Tag</h2></html>")
    (folder / "feed.xml").write_text(f"<rss><item>{post.mark}</item></rss>", "utf-8")


def page(folder: Path, path: str, html: str) -> None:
    """One index.html."""
    (folder / path).mkdir(parents=True, exist_ok=True)
    (folder / path / "index.html").write_text(html, "utf-8")


def test_a_complete_site_has_no_fault(tmp_path: Path) -> None:
    """Post, tags and feed are found, and every HTML file and feed is counted."""
    write_site(tmp_path, a_post())

    assert read_output(tmp_path, "feed.xml", [a_post()]) == Output(pages=3, feeds=1, faults=())


def test_a_page_cut_short_is_missing(tmp_path: Path) -> None:
    """A file alone is no page: its last paragraph and its end have to be in it."""
    post = a_post()
    write_site(tmp_path, post)
    page(tmp_path, f"posts/{post.slug}", "<html><p>Words.</p></html>")

    faults = read_output(tmp_path, "feed.xml", [post]).faults

    assert faults == ("1 post pages missing or empty (emoji-1)",)


def test_everything_that_is_missing_is_named(tmp_path: Path) -> None:
    """An empty output is told as what it lacks."""
    faults = read_output(tmp_path, "feed.xml", [a_post()]).faults

    assert faults == (
        "1 post pages missing or empty (emoji-1)",
        "2 tag pages missing or empty (how-we-work, onboarding)",
        "no feed feed.xml",
    )


def test_a_feed_of_shortened_posts_is_a_fault(tmp_path: Path) -> None:
    """Twenty whole posts are a part of the work that is compared."""
    write_site(tmp_path, a_post())
    (tmp_path / "feed.xml").write_text("<rss><item>Cut ...</item></rss>", "utf-8")

    faults = read_output(tmp_path, "feed.xml", [a_post()]).faults

    assert faults == ("0 of 1 whole posts in the feed feed.xml",)
