"""Old addresses, search engines and machines find the way."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from plugins.common.problems import ProblemLog
from plugins.signposts.aliases import alias_file, plan_aliases
from plugins.signposts.policy import build_policy
from plugins.signposts.sitemap import Place, build_robots, build_sitemap
from plugins.signposts.structured import to_markup


def content(path: str, *aliases: str) -> Any:
    """A text with old addresses."""
    slug = path.removesuffix(".md")
    return SimpleNamespace(
        relative_source_path=path,
        aliases=list(aliases),
        lines={"aliases": 4},
        url=f"{slug}/",
        save_as=f"{slug}/index.html",
    )


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("/2019/05/robots/", "2019/05/robots/index.html"),
        ("2019/robots.html", "2019/robots.html"),
        ("https://old.example/blog/robots", "blog/robots/index.html"),
        ("/caf%C3%A9/", "café/index.html"),
        ("/../../etc/passwd", None),
        ("/", None),
        ("", None),
    ],
)
def test_an_old_address_becomes_a_file_inside_the_site(alias: str, file: str | None) -> None:
    """As it was after the site's name, in any of the ways people paste it; never outside (B7)."""
    assert alias_file(alias) == file


def test_an_alias_that_two_texts_claim_is_named() -> None:
    """The first keeps it, the second is told who has it."""
    problems = ProblemLog()

    planned = plan_aliases([content("b.md", "/old/"), content("a.md", "/old/")], problems)

    assert planned == {"old/index.html": "a/"}
    (problem,) = problems
    assert (problem.path, problem.line, problem.rule) == ("b.md", 4, "alias-unusable")
    assert "a.md" in problem.message


def test_the_sitemap_is_well_formed_absolute_and_in_order() -> None:
    """By the protocol of sitemaps.org, the same bytes for the same pages."""
    changed = datetime(2026, 11, 16, tzinfo=UTC)
    places = [Place("posts/b&c/", changed), Place(""), Place("posts/b&c/", changed)]

    root = ET.fromstring(build_sitemap(places, "https://x.example/base"))

    found = [element.text for element in root.iter() if element.tag.endswith("loc")]
    assert found == ["https://x.example/base/", "https://x.example/base/posts/b%26c/"]


def test_robots_lets_a_public_site_be_read_and_a_preview_not() -> None:
    """A preview that got onto a server stays out of search engines."""
    assert "Sitemap: https://x.example/sitemap.xml" in build_robots(
        "https://x.example", public=True
    )
    assert "Disallow: /" in build_robots("https://x.example", public=False)


def test_the_policy_allows_nothing_inline_and_only_the_known_frames() -> None:
    """The strict Content-Security-Policy of the issue."""
    policy = build_policy(["https://player.vimeo.com"])

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-src https://player.vimeo.com" in policy


def test_structured_data_cannot_close_its_script() -> None:
    """A title that holds </script> stays a title."""
    markup = to_markup({"name": "</script><b>&"})

    assert "<" not in markup
    assert json.loads(str(markup)) == {"name": "</script><b>&"}
