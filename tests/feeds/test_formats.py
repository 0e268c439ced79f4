"""RSS and Atom: every rule that the W3C validator holds feeds to and that one of ours could break.

The first ones are broken by feeds out of the box; the validator itself is run by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.feeds.atom import build_atom
from plugins.feeds.characters import usable
from plugins.feeds.feed import FeedEnclosure, FeedImage
from plugins.feeds.rss import build_rss

BOTH = pytest.mark.parametrize("build", [build_rss, build_atom])
ANY_TEXT = st.text(st.characters())


def test_an_rss_id_is_no_permalink(make: Any) -> None:
    """Without ``isPermaLink="false"`` a guid must be a web address, and ours is a ``urn:uuid:``."""
    item = make.item()
    guid = make.parse(build_rss(make.feed(item))).find("channel/item/guid")
    assert (guid.text, guid.attrib) == (item.id, {"isPermaLink": "false"})


@BOTH
def test_a_feed_names_its_own_address(make: Any, build: Any) -> None:
    """``rel="self"`` holds the absolute address of exactly this form."""
    feed = make.feed(make.item())
    links = make.parse(build(feed)).iter("{http://www.w3.org/2005/Atom}link")
    own = [link.get("href") for link in links if link.get("rel") == "self"]
    assert own == [feed.rss_url if build is build_rss else feed.atom_url]


def test_rss_authors_are_names(make: Any) -> None:
    """``<author>`` must be an e-mail address; a byline by role stands in ``dc:creator``."""
    item = make.item(authors=("Technology coach", "Grade 4 team"))
    found = make.parse(build_rss(make.feed(item))).find("channel/item")
    assert found.find("author") is None
    creators = [one.text for one in found.findall("dc:creator", make.names)]
    assert creators == ["Technology coach", "Grade 4 team"]


def test_atom_names_every_author_and_one_for_the_feed(make: Any) -> None:
    """An entry without an author needs one of its feed."""
    root = make.parse(build_atom(make.feed(make.item(authors=("Grade 4 team",)), make.item())))
    assert root.findtext("atom:author/atom:name", "", make.names) == "Technology coach"
    names = [one.text for one in root.findall("atom:entry/atom:author/atom:name", make.names)]
    assert names == ["Grade 4 team"]


@BOTH
def test_an_empty_feed_is_whole_and_never_reads_the_clock(make: Any, build: Any) -> None:
    """A door with nothing behind it yet has a feed all the same, and the same one in each build."""
    document = build(make.feed())
    parsed = feedparser.parse(document)
    assert (parsed.bozo, parsed.entries, parsed.feed.title) == (False, [], "The Hallway")
    assert parsed.feed.updated_parsed[:3] == (2000, 1, 1)


@BOTH
def test_a_feed_is_as_old_as_its_newest_item(make: Any, build: Any) -> None:
    """What changed last says when the feed did; building it anew changes nothing."""
    older = make.item(updated=datetime(2026, 11, 16, 23, tzinfo=UTC))
    parsed = feedparser.parse(build(make.feed(older, make.item())))
    assert parsed.feed.updated_parsed[:4] == (2026, 11, 17, 9)


def test_dates_are_written_as_each_format_asks(make: Any) -> None:
    """RFC 822 in RSS, RFC 3339 with an offset in Atom; both the same moment."""
    eastern = datetime(2026, 11, 16, 10, 30, 12, 345, ZoneInfo("America/New_York"))
    feed = make.feed(make.item(published=eastern, updated=eastern))
    rss = make.parse(build_rss(feed)).findtext("channel/item/pubDate")
    atom = make.parse(build_atom(feed)).findtext("atom:entry/atom:updated", "", make.names)
    assert rss == "Mon, 16 Nov 2026 15:30:12 +0000"
    assert atom == "2026-11-16T15:30:12+00:00"


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1, 1, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo")),
        datetime(1850, 6, 1, 12, tzinfo=ZoneInfo("America/New_York")),
        datetime(9999, 12, 31, 23, tzinfo=ZoneInfo("America/New_York")),
    ],
)
def test_a_date_of_any_year_can_be_written(make: Any, moment: datetime) -> None:
    """Offsets of long ago had seconds, which no feed can write, and years end somewhere."""
    feed = make.feed(make.item(published=moment, updated=moment))
    rss = make.parse(build_rss(feed)).findtext("channel/item/pubDate")
    atom = make.parse(build_atom(feed)).findtext("atom:entry/atom:published", "", make.names)
    assert re.fullmatch(rf"\w{{3}}, \d\d \w{{3}} {moment.year:04d} \d\d:\d\d:\d\d \+0000", rss)
    assert re.fullmatch(rf"{moment.year:04d}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", atom)


@BOTH
def test_a_recording_is_an_enclosure(make: Any, build: Any) -> None:
    """With its address, its bytes and its type: what a podcast player needs to fetch it."""
    sound = FeedEnclosure("https://school.example/media/a.mp3", 1234, "audio/mpeg")
    found = feedparser.parse(build(make.feed(make.item(enclosure=sound)))).entries[0].enclosures
    assert [(one.href, one.length, one.type) for one in found] == [(sound.url, "1234", sound.type)]


@BOTH
def test_a_photo_is_media_without_a_size_in_bytes(make: Any, build: Any) -> None:
    """Its pixels and words are known before it is encoded, its bytes are not."""
    photo = FeedImage("https://school.example/photos/a.jpg", 1200, 900, "image/jpeg", "A ramp")
    root = make.parse(build(make.feed(make.item(image=photo))))
    content = next(root.iter(f"{{{make.names['media']}}}content"))
    thumbnail = next(root.iter(f"{{{make.names['media']}}}thumbnail"))
    size = {"url": photo.url, "width": "1200", "height": "900"}
    assert content.attrib == size | {"type": "image/jpeg", "medium": "image"}
    assert content.findtext("media:description", "", make.names) == "A ramp"
    assert thumbnail.attrib == size


@BOTH
def test_feed_and_item_say_their_language(make: Any, build: Any) -> None:
    """A Spanish post in an English feed is read aloud in Spanish."""
    parsed = feedparser.parse(build(make.feed(make.item(lang="es"))))
    entry = parsed.entries[0]
    assert parsed.feed.language == "en"
    assert entry.get("language", entry.title_detail.language) == "es"


def test_a_title_with_signs_of_html_is_written_as_the_rss_profile_asks(make: Any) -> None:
    """A title is plain text, but some readers take it for HTML: ``&`` and ``<`` in hexadecimal."""
    document = build_rss(make.feed(make.item(title="R&D <fast>")))
    assert b"<title>R&#x26;D &#x3C;fast&gt;</title>" in document
    assert make.parse(document).findtext("channel/item/title") == "R&D <fast>"


@BOTH
def test_an_id_stands_once_for_an_item(make: Any, build: Any) -> None:
    """Readers know an item by its id, and Atom's feed has one of its own."""
    items = [make.item(id=f"urn:uuid:2b1f6d6e-3b7f-5a44-9d3e-4c8f0f1e2d3{n}") for n in range(3)]
    parsed = feedparser.parse(build(make.feed(*items)))
    assert [entry.id for entry in parsed.entries] == [item.id for item in items]


@settings(deadline=None)
@given(title=ANY_TEXT, summary=ANY_TEXT, content=ANY_TEXT)
@BOTH
def test_any_text_round_trips(
    feed_of: Any,
    texts: Callable[[bytes], dict[str, str]],
    build: Any,
    title: str,
    summary: str,
    content: str,
) -> None:
    """What a parser reads is what was written: ``]]>``, ``&``, emoji, anything usable."""
    written = {"title": usable(title), "summary": usable(summary), "content": usable(content)}
    found = texts(build(feed_of(**written)))
    if build is build_rss:
        found["summary"] = unescape(found["summary"])  # RSS readers take it for HTML
    assert found == written


@BOTH
def test_a_summary_with_signs_of_html_stays_text(make: Any, build: Any) -> None:
    """``a < b`` in a summary is what people read, in either format."""
    parsed = feedparser.parse(build(make.feed(make.item(summary="if a <b> & c ]]> 🤖"))))
    shown = parsed.entries[0].summary
    assert (unescape(shown) if build is build_rss else shown) == "if a <b> & c ]]> 🤖"
