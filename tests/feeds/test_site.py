"""A small site built whole: every feed of it, as subscribers get them."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from typing import Any
from urllib.parse import urldefrag

import feedparser
import pytest
from bs4 import BeautifulSoup

from plugins.common.run import Run
from plugins.common.settings import SettingsError
from plugins.feeds import generator

pytestmark = pytest.mark.site


@pytest.fixture(params=["published", "previewed"])
def site(request: pytest.FixtureRequest) -> Any:
    """The site, both ways."""
    return request.getfixturevalue(request.param)


def parsed(site: Any, path: Any) -> Any:
    """A feed as feedparser has it, nothing cleaned or made absolute by feedparser."""
    return feedparser.parse(site.read(path), sanitize_html=False, resolve_relative_uris=False)


def entry(site: Any, path: str, title: str) -> Any:
    """The one item of a feed with such a title."""
    (found,) = [one for one in parsed(site, path).entries if title in one.title]
    return found


def item_addresses(feed: Any) -> list[str]:
    """Every address in the items of a feed: their elements' and those in their HTML."""
    found = []
    for one in feed.entries:
        found += [link.href for link in one.links]
        found += [media["url"] for media in one.get("media_content", [])]
        found += [media["url"] for media in one.get("media_thumbnail", [])]
        for content in one.get("content", []):
            for tag in BeautifulSoup(content.value, "html.parser").find_all(True):
                found += [str(tag[name]) for name in ("href", "src", "poster") if name in tag.attrs]
    return found


def test_every_feed_is_well_formed(site: Any) -> None:
    """Feedparser finds nothing to complain about in any of them."""
    bozo = {
        path.name: feed.bozo_exception
        for path in site.feeds()
        if (feed := feedparser.parse(path.read_bytes())).bozo
    }
    assert bozo == {}


def test_the_feeds_are_where_people_subscribed(site: Any) -> None:
    """Their paths are a promise; ``run.report`` counts them."""
    stems = ["all", "posts", "tutorials", "galleries", "events", "episodes", "newsletter"]
    stems += ["tags/robotics", "tags/grade-4", "galleries/fair"]
    stems += [f"for/{name}" for name in ("families", "teachers", "students-work", "students")]
    expected = sorted(f"{stem}.{form}.xml" for stem in stems for form in ("rss", "atom"))
    folder = site.output / "feeds"
    found = sorted(path.relative_to(folder).as_posix() for path in site.feeds())
    assert found == expected
    assert site.run.report["feeds"] == len(expected)


def test_every_address_is_absolute(site: Any) -> None:
    """F3, in a preview as well."""
    for path in site.feeds():
        feed = parsed(site, path.relative_to(site.output / "feeds"))
        for address in [link.href for link in feed.feed.links] + item_addresses(feed):
            assert re.match(r"https?://[^/]+/", address), f"{address} in {path.name}"


def test_every_address_of_the_site_is_there(site: Any) -> None:
    """Pages, photos and recordings that an item names were all written."""
    addresses = item_addresses(parsed(site, "all.rss.xml"))
    own = [urldefrag(one).url.removeprefix(site.url) for one in addresses if site.url in one]
    gone = [
        place
        for place in own
        if not (site.output / place.lstrip("/") / ("index.html" * place.endswith("/"))).is_file()
    ]
    assert gone == []
    assert {place.rpartition(".")[2] for place in own} >= {"jpg", "m4a"}


def test_only_what_people_can_find_is_in_a_feed(site: Any) -> None:
    """No drafts, no unlisted texts, nothing from the future."""
    titles = {one.title for path in site.feeds() for one in feedparser.parse(path).entries}
    assert titles == {
        "Robots & ramps ]]> <fast> 🤖",
        "A stray character",
        "Loops",
        "The fair",
        "Coffee talk",
        "Book talk",
        "The week in one letter",
        "Before the doors open.",  # a photo, in the feed of its gallery
    }


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_texts_round_trip(published: Any, texts: Any, form: str) -> None:
    """``]]>``, ``&``, ``<`` and emoji come out of the XML as the coach wrote them."""
    found = texts(published.read(f"tags/grade-4.{form}.xml"))
    assert found["title"] == "Robots & ramps ]]> <fast> 🤖"
    summary = unescape(found["summary"]) if form == "rss" else found["summary"]
    assert summary == "Less < more & 🤖 ]]>"
    assert "A ramp ]]> & a 🤖." in BeautifulSoup(found["content"], "html.parser").get_text()


def test_a_stray_character_fails_its_file_alone(site: Any) -> None:
    """The report names the file; every feed it is in can be read, and so can its item."""
    named = [one.path for one in site.run.problems if one.rule == "feed-character"]
    assert named == ["posts/2026-11-17-stray.md"]
    assert "Before  after." in entry(site, "tags/robotics.atom.xml", "stray").content[0].value


def test_the_text_is_whole_and_plain(published: Any) -> None:
    """Photos as JPEG with their size and words, links that lead on, boxes as signs, no player."""
    html = entry(published, "posts.rss.xml", "Robots").content[0].value
    soup = BeautifulSoup(html, "html.parser")
    image = soup.find("img")
    assert image["src"].endswith(".jpg")
    assert (image["alt"], image["width"], image["height"]) == ("A ramp", "1600", "1200")
    assert soup.find("figcaption").get_text() == "The third ramp"
    hrefs = [link["href"] for link in soup.find_all("a")]
    assert hrefs == [
        "https://school.example/hallway/tutorials/loops/#try-it",
        "https://school.example/hallway/posts/robots/#parts",
        "https://www.youtube.com/watch?v=abcdefghijk",
    ]
    assert "☑ wheels" in soup.get_text()
    assert "☐ a motor" in soup.get_text()
    assert soup.find(["script", "picture", "source", "span", "iframe", "button"]) is None


def test_an_enclosure_is_as_long_as_its_file(site: Any) -> None:
    """A player that is told too few bytes stops before the end."""
    for path in ("episodes.rss.xml", "episodes.atom.xml"):
        (sound,) = entry(site, path, "Book talk").enclosures
        file = site.output / sound.href.removeprefix(site.url).lstrip("/")
        assert (int(sound.length), sound.type) == (file.stat().st_size, "audio/mp4")


def test_both_forms_of_a_feed_tell_the_same(site: Any) -> None:
    """Who changes from one to the other sees no item twice."""
    for path in site.feeds():
        if path.name.endswith(".rss.xml"):
            atom = path.with_name(path.name.replace(".rss.", ".atom."))
            ids = [[one.id for one in feedparser.parse(form).entries] for form in (path, atom)]
            assert ids[0] == ids[1]


def test_ids_are_the_same_wherever_the_site_is(published: Any, previewed: Any) -> None:
    """A preview and the published site, at another address, have the same ids."""
    one, other = (parsed(site, "all.atom.xml") for site in (published, previewed))
    ids = [one.feed.id, *(item.id for item in one.entries)]
    assert ids == [other.feed.id, *(item.id for item in other.entries)]
    assert all(each.startswith("urn:uuid:") for each in ids)


def test_other_plugins_find_the_feed_of_a_list(make: Any) -> None:
    """``feed_for`` and ``feeds`` are there for templates and lists before a text is read."""
    context: dict[str, Any] = {
        "SITENAME": "The Hallway",
        "RUN": Run(now=make.now),
        "DOORS": ({"slug": "students-work", "name": "Work", "kinds": ("galleries",)},),
    }
    generator.share(SimpleNamespace(context=context, settings=context))
    context["articles"] = [make.article(tags=[make.tag("robotics")])]
    feed_for = context["feed_for"]
    assert [link.rss for link in context["feeds"]] == ["feeds/all.rss.xml"]
    assert feed_for("kind", "posts").atom == "feeds/posts.atom.xml"
    assert feed_for("door", "students-work").title == "The Hallway: Work"
    assert feed_for("tag", "robotics").rss == "feeds/tags/robotics.rss.xml"
    assert feed_for("year", "2026-2027") is None


def test_wrong_settings_stop_the_build() -> None:
    """Before anything is written, and with the name of the setting."""
    with pytest.raises(SettingsError, match="FEEDS has no setting 'item'"):
        generator.check_settings(SimpleNamespace(settings={"FEEDS": {"item": 3}}))
