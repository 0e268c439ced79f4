"""One post in the three forms."""

from __future__ import annotations

from datetime import date

import yaml

from bench.build.front import hallway_form, pelican_form, yaml_form
from tests.bench.posts import a_post


def front_of(text: str) -> dict[str, object]:
    """The front matter of a written post."""
    read = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(read, dict)
    return read


def test_hallway_gets_its_own_keys() -> None:
    """No unknown key: Hallway would check each against its model and warn."""
    assert front_of(hallway_form(a_post(title="'One: two'"))) == {
        "title": "One: two (1)",
        "date": date(2015, 12, 7),
        "slug": "emoji-1",
        "summary": "Two lines.",
        "tags": ["how-we-work", "onboarding"],
        "authors": ["melody"],
    }


def test_hugo_and_eleventy_get_a_date_in_quotes() -> None:
    """Both read it as a moment, in no zone but UTC."""
    assert front_of(yaml_form(a_post()))["date"] == "2015-12-07T00:00:00Z"


def test_pelican_gets_lines_and_its_own_links() -> None:
    """Front matter as Pelican documents it, and {filename} so that it resolves the same links."""
    post = a_post(body="[a](2015-12-08-emoji.md) [b](https://example.org/c.md)\n")

    assert pelican_form(post).split("\n")[:8] == [
        "Title: Emoji (1)",
        "Date: 2015-12-07",
        "Slug: emoji-1",
        "Summary: Two lines.",
        "Tags: how-we-work, onboarding",
        "Authors: melody",
        "",
        "[a]({filename}2015-12-07-emoji-1.md) [b](https://example.org/c.md)",
    ]
