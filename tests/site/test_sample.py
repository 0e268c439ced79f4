"""The sample school, published: whole, without a broken link, and loading nothing from others."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest

from commands.school import ROOT
from tests.sample_site import URL, BuiltSite
from tests.site.links import addresses_in, broken_in, soup_of

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("sample")]

KINDS = ("posts", "tutorials", "galleries", "events", "episodes", "newsletter")
LOADING = ("img[src]", "source[src]", "source[srcset]", "script[src]", "iframe[src]")
LOADING += ("audio[src]", "track[src]")


def test_the_sample_is_published_without_a_problem(sample: BuiltSite) -> None:
    """What a new coach sees first is a site with nothing to mend."""
    assert sample.problems == []


def test_every_text_of_the_folder_is_a_page(sample: BuiltSite) -> None:
    """Pages in = pages out."""
    content = ROOT / "content"
    for kind in KINDS:
        texts = sorted((content / kind).glob("*.md"))
        pages = [
            page
            for page in (sample.output / kind).glob("*/index.html")
            if page.parent.name not in ("page", "next")
        ]
        assert len(pages) == len(texts), kind
        assert sample.report["pages"][kind] == len(texts)


def test_the_sample_is_large_enough_to_judge_a_site_by(sample: BuiltSite) -> None:
    """The amounts that the sample school promises."""
    pages = sample.report["pages"]

    assert pages["posts"] >= 12
    assert pages["tutorials"] >= 6
    assert pages["galleries"] >= 4
    assert pages["events"] >= 4
    assert pages["episodes"] >= 2
    assert pages["newsletter"] >= 3
    galleries = (sample.output / "galleries").glob("*/index.html")
    photos = sum(len(soup_of(page).select("main picture")) for page in galleries)
    assert photos >= 20


def test_no_link_picture_or_fragment_is_broken(sample: BuiltSite) -> None:
    """B8, over every page."""
    broken = [one for page in sample.pages() for one in broken_in(sample.output, page, URL)]

    assert broken == []


def test_no_mark_of_the_workshop_is_left(sample: BuiltSite) -> None:
    """No placeholder of ours or of Pelican's reaches a reader."""
    left = re.compile(r"\{(filename|static|attach|photo|site)\}|data-photo=|\[\[|\]\(\.\./")
    found = [page for page in sample.pages() if left.search(page.read_text("utf-8"))]

    assert found == []


def test_a_page_loads_nothing_from_others(sample: BuiltSite) -> None:
    """No font, picture, script or frame of a third party."""
    hosts = {
        urlsplit(address).hostname
        for page in sample.pages()
        for where, address in addresses_in(page)
        if where in LOADING or where == "link[href]"
    }

    assert hosts <= {None, urlsplit(URL).hostname}


def test_every_page_carries_the_strict_policy(sample: BuiltSite) -> None:
    """No inline script or style, and a policy that says so, before anything is loaded."""
    for page in sample.pages():
        soup = soup_of(page)
        policy = soup.select_one('meta[http-equiv="Content-Security-Policy"]')
        assert policy is not None, page
        assert "unsafe" not in policy["content"]
        assert not soup.select("[style], style"), page
        scripts = soup.select("script:not([src]):not([type='application/ld+json'])")
        assert not scripts, page


def test_styles_and_scripts_stay_small(sample: BuiltSite) -> None:
    """At most 40 KB uncompressed together on any page."""
    for page in sample.pages():
        soup = soup_of(page)
        files = [tag["href"] for tag in soup.select("link[rel~=stylesheet]")]
        files += [tag["src"] for tag in soup.select("script[src]")]
        size = sum(
            (sample.output / file.removeprefix(URL).lstrip("/")).stat().st_size for file in files
        )
        assert size <= 40_000, (page, size)


def test_every_page_says_what_it_is(sample: BuiltSite) -> None:
    """Title, description, canonical address and one first-level heading; titles differ."""
    titles: dict[str, Path] = {}
    for page in sample.pages():
        soup = soup_of(page)
        if soup.select_one("meta[http-equiv=refresh]"):
            continue
        assert soup.title is not None
        assert soup.html["lang"]
        assert len(soup.select("h1")) == 1, page
        assert soup.select_one('meta[name="viewport"]') is not None
        if page.name == "404.html":
            continue
        address = sample.address(page)
        if soup.select_one('meta[name="robots"][content="noindex"]'):
            # An issue on paper says the same as its page does.
            address = address.removesuffix("print/")
        assert soup.select_one('link[rel="canonical"]')["href"] == URL + address
        assert soup.select_one('meta[name="description"]')["content"].strip(), page
        other = titles.setdefault(soup.title.text, page)
        assert other == page, (other, page, soup.title.text)


def test_pictures_know_their_size_and_their_words(sample: BuiltSite) -> None:
    """Width and height always set, alt never forgotten, no camera name."""
    names = {path.stem.lower() for path in (ROOT / "content" / "media").rglob("*.jpg")}
    for page in sample.pages():
        for image in soup_of(page).select("img"):
            assert image.get("width"), (page, image)
            assert image.get("height"), (page, image)
            assert "alt" in image.attrs, (page, image)
            stem = Path(str(image["src"])).stem.lower()
            assert not any(stem.startswith(name) for name in names)


def test_no_original_is_published(sample: BuiltSite) -> None:
    """Only renditions, whatever the folder holds."""
    originals = {path.read_bytes() for path in (ROOT / "content" / "media").rglob("*.jpg")}
    published = [path for path in sample.output.rglob("*") if path.suffix in (".jpg", ".webp")]

    assert published
    assert not any(path.read_bytes() in originals for path in published)


def test_structured_data_is_json_and_names_no_person(sample: BuiltSite) -> None:
    """Bylines are roles; a machine never reads a child's name."""
    for page in sample.pages():
        for script in soup_of(page).select('script[type="application/ld+json"]'):
            data = json.loads(script.string or "")
            assert "Person" not in json.dumps(data), page


def test_every_feed_is_read_without_complaint(sample: BuiltSite) -> None:
    """Well-formed, with absolute addresses and permanent ids."""
    feeds = sorted((sample.output / "feeds").rglob("*.xml"))
    assert len(feeds) == sample.report["feeds"]
    for feed in feeds:
        parsed = feedparser.parse(feed.read_bytes())
        assert parsed.bozo == 0, (feed, parsed.get("bozo_exception"))
        for entry in parsed.entries:
            assert entry.id.startswith("urn:uuid:")
            assert entry.link.startswith(URL)


def test_the_sitemap_lists_every_page_that_is_public(sample: BuiltSite) -> None:
    """And nothing else: no 404, no redirect."""
    text = (sample.output / "sitemap.xml").read_text("utf-8")
    listed = set(re.findall(r"<loc>(.*?)</loc>", text))
    pages = {
        URL + sample.address(page)
        for page in sample.pages()
        if page.name != "404.html"
        and not soup_of(page).select("meta[http-equiv=refresh], meta[name=robots]")
    }

    assert listed == pages


def test_recordings_are_published_with_their_size(sample: BuiltSite) -> None:
    """The enclosure's length is the file's, its type is right."""
    parsed = feedparser.parse((sample.output / "feeds" / "episodes.rss.xml").read_bytes())
    assert len(parsed.entries) >= 2
    for entry in parsed.entries:
        enclosure = next(one for one in entry.enclosures if one.type.startswith("audio/"))
        file = sample.output / enclosure.href.removeprefix(URL).lstrip("/")
        assert int(enclosure.length) == file.stat().st_size
        assert enclosure.type == "audio/mpeg"
