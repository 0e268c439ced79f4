"""The newsletter on the site with the theme itself: its list, its pages, what leads to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.newsletter.builders import ROOT
from tests.newsletter.small_site import WEEK_FILE, Site, build_site

pytestmark = pytest.mark.site
URL = "https://school.example/hallway"
EARLIER = WEEK_FILE.replace("2026-W47", "2026-W46").replace("2026-11-18", "2026-11-15")
PLUGINS = (
    *("content", "media", "galleries", "tutorials", "episodes", "listings", "newsletter"),
    *("feeds", "signposts"),
)


def themed(folder: Path, url: str, texts: dict[str, str]) -> Site:
    """The small school with every plugin and the theme's own pages."""
    return build_site(
        folder,
        url,
        texts,
        THEME=str(ROOT / "theme"),
        PLUGINS=[f"plugins.{name}" for name in PLUGINS] + ["tests.newsletter.listener"],
    )


def page(site: Site, path: str) -> BeautifulSoup:
    """A page of the site."""
    return BeautifulSoup((site.output / path / "index.html").read_text("utf-8"), "html5lib")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Last week's letter is there, this week's is not."""
    folder = tmp_path_factory.mktemp("published")
    return themed(folder, URL, {"newsletter/2026-W46.md": EARLIER})


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same as its coach sees it."""
    folder = tmp_path_factory.mktemp("previewed")
    return themed(folder, "", {"newsletter/2026-W46.md": EARLIER})


def test_the_list_leads_to_the_next_issue_in_a_preview_alone(
    previewed: Site, published: Site
) -> None:
    """And says that it is not public; a publish knows nothing of it."""
    (note,) = page(previewed, "newsletter").select("p.state")

    assert "Not published yet" in note.get_text()
    assert [link["href"] for link in note.select("a")] == ["/newsletter/next/"]
    assert page(previewed, "newsletter/next").select("a.letter-print")
    assert not page(published, "newsletter").select("p.state")
    told = [
        file for file in published.output.rglob("*.*") if b"newsletter/next" in file.read_bytes()
    ]
    assert told == []


def test_a_week_with_a_file_has_no_next_one(tmp_path: Path) -> None:
    """Its file is the issue then: in the list, or above it while it is a draft."""
    site = themed(tmp_path / "published", "", {"newsletter/2026-W47.md": WEEK_FILE})
    assert not page(site, "newsletter").select("p.state")

    draft = {"newsletter/2026-W47.md": f"status: draft\n{WEEK_FILE}"}
    site = themed(tmp_path / "draft", "", draft)
    (note,) = page(site, "newsletter").select("p.state")
    assert [link["href"] for link in note.select("a")] == ["/newsletter/2026-w47/"]


def test_whole_issues_are_offered_where_issues_are(published: Site) -> None:
    """F-discovery: in the heads of the list and of each issue, and nowhere else."""
    address = f"{URL}/feeds/newsletter-whole.rss.xml"
    heads = {
        path: [
            str(link["href"])
            for link in page(published, path).select('head link[rel="alternate"]')
            if "whole" in str(link["href"])
        ]
        for path in ("newsletter", "newsletter/2026-w46", "posts/ramps", ".")
    }

    assert heads == {
        "newsletter": [address],
        "newsletter/2026-w46": [address],
        "posts/ramps": [],
        ".": [],
    }
    assert (published.output / "feeds/newsletter-whole.rss.xml").is_file()


def test_a_school_without_issues_offers_none(tmp_path: Path) -> None:
    """A link to a feed that is not there is worse than none."""
    site = themed(tmp_path, URL, {})

    assert "newsletter-whole" not in str(page(site, "newsletter"))
    assert not (site.output / "feeds/newsletter-whole.rss.xml").exists()


def test_the_page_for_paper_is_one_click_away_and_in_no_list(published: Site) -> None:
    """No engine, feed, sitemap or list has it; it leads back to the issue."""
    (link,) = page(published, "newsletter/2026-w46").select("a.letter-print")
    paper = page(published, "newsletter/2026-w46/print")

    assert link["href"] == f"{URL}/newsletter/2026-w46/print/"
    assert paper.select('meta[name="robots"][content="noindex"]')
    assert f"{URL}/newsletter/2026-w46/" in [one["href"] for one in paper.select("a")]
    naming = sorted(
        file.relative_to(published.output).as_posix()
        for file in published.output.rglob("*.*")
        if b"2026-w46/print" in file.read_bytes()
    )
    assert naming == ["newsletter/2026-w46/index.html"]
