"""From an article to an item: everything its page shows, absolute and in one piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

BASE = "https://school.example/hallway"


@dataclass
class Album:
    """Photos as ``context["media"]`` offers them; ``gone.jpg`` cannot be used."""

    site: str = BASE

    def jpeg(self, path: str, width: int) -> Any:
        """A rendition, its address with the site's in front."""
        name = path.rpartition("/")[2]
        if name == "gone.jpg":
            return None
        return SimpleNamespace(url=f"{self.site}/photos/{name}", width=width, height=900)

    def photo(self, path: str) -> Any:
        """What is known of it."""
        return SimpleNamespace(alt=f"Alt of {path}")


def test_an_item_is_what_its_article_is(make: Any) -> None:
    """Id, title, address, dates, words: taken over, absolute, as plain text."""
    article = make.article(
        title="Robots\n& <ramps>",
        modified=make.now - timedelta(days=1),
        authors=[make.tag("Grade 4 team")],
        tags=[make.tag("robotics")],
    )
    item = make.builder().item(article)
    assert (item.id, item.title) == (article.permanent_id, "Robots & <ramps>")
    assert item.url == f"{BASE}/posts/robots/"
    assert (item.published, item.updated) == (article.date, article.modified)
    assert (item.authors, item.categories) == (("Grade 4 team",), ("robotics",))


@pytest.mark.parametrize(
    "modified", [datetime(2099, 1, 1, tzinfo=UTC), datetime(1999, 1, 1, tzinfo=UTC)]
)
def test_an_item_never_changed_in_the_future_nor_before_it_was_there(
    make: Any, modified: datetime
) -> None:
    """A wrong ``updated`` neither pins a feed to the top nor turns time round."""
    article = make.article(modified=modified)
    assert make.builder().item(article).updated == article.date


def test_an_article_is_turned_into_an_item_once(make: Any) -> None:
    """However many feeds it is in."""
    builder, article = make.builder(), make.article()
    assert builder.item(article) is builder.item(article)


def test_a_character_that_no_feed_may_hold_is_left_out_and_reported(make: Any) -> None:
    """It fails its own file; the item and all others stay readable."""
    article = make.article(content="<p>a &#7; b</p>", title="x\x1fy", tags=[make.tag("r\ufffe")])
    item = make.builder().item(article)
    assert (item.content, item.title, item.categories) == ("<p>a  b</p>", "xy", ("r",))
    (problem,) = make.problems
    assert (problem.path, problem.rule) == ("posts/robots.md", "feed-character")
    assert problem.value == "U+0007, U+001F, U+FFFE"


def test_the_photo_of_an_item_stands_above_its_text(make: Any) -> None:
    """And beside it for readers that show lists, with the words of ``media.yaml``."""
    article = make.article(image="media/robots/ramp one.jpg", image_alt="")
    item = make.builder(media=Album()).item(article)
    url = f"{BASE}/photos/ramp%20one.jpg"
    assert item.content.startswith(f'<figure><img src="{url}" alt="Alt of media/robots/ramp one')
    assert (item.image.url, item.image.width, item.image.type) == (url, 1200, "image/jpeg")


def test_a_photo_that_is_in_the_text_is_not_shown_twice(make: Any) -> None:
    """Only the text's own place is left."""
    html = f'<p><img src="{BASE}/photos/ramp.jpg" alt="A ramp"></p>'
    item = make.builder(media=Album()).item(make.article(content=html, image="media/a/ramp.jpg"))
    assert item.content == html
    assert item.image.url == f"{BASE}/photos/ramp.jpg"


def test_a_photo_that_cannot_be_used_is_left_out(make: Any) -> None:
    """Whoever knows photos has reported it."""
    item = make.builder(media=Album()).item(make.article(image="media/a/gone.jpg"))
    assert (item.image, item.content) == (None, "<p>They move.</p>")


def test_a_preview_has_absolute_addresses_too(make: Any) -> None:
    """F3 holds where the site has no address yet: photos come as ``/photos/...`` then."""
    builder = make.builder(base="http://127.0.0.1:8000", media=Album(site=""))
    item = builder.item(make.article(image="media/a/ramp.jpg"))
    assert item.url == "http://127.0.0.1:8000/posts/robots/"
    assert item.image.url == "http://127.0.0.1:8000/photos/ramp.jpg"


def test_a_gallery_brings_its_photos(make: Any) -> None:
    """With captions; the page's grid is no part of the text."""
    photos = [
        SimpleNamespace(path="media/fair/one.jpg", alt="A table", caption="Early", credit="School"),
        SimpleNamespace(path="media/fair/gone.jpg", alt="", caption="", credit=""),
    ]
    article = make.article("galleries/fair.md", photos=photos, image="media/fair/one.jpg")
    content = make.builder(media=Album()).item(article).content
    assert content.count("<img") == 1
    assert "<figcaption>Early Photo: School</figcaption>" in content


def test_an_episode_brings_its_recording(make: Any) -> None:
    """As an enclosure for players and as a link for everybody else (F4)."""
    audio = SimpleNamespace(
        url="media/talks/book.mp3", bytes=1234, type="audio/mpeg", duration="1:05"
    )
    item = make.builder().item(make.article("episodes/book.md", audio=audio))
    assert item.enclosure.url == f"{BASE}/media/talks/book.mp3"
    assert (item.enclosure.length, item.enclosure.type) == (1234, "audio/mpeg")
    link = f'<p><a href="{BASE}/media/talks/book.mp3">Listen (1:05)</a></p>'
    assert item.content.startswith(link)


def test_the_name_of_a_recording_may_hold_any_sign(make: Any) -> None:
    """``#``, ``%`` and ``?`` mean something else in an address than in a file's name."""
    audio = SimpleNamespace(
        url="media/100% ours? #1.mp3", bytes=1, type="audio/mpeg", duration="1:05"
    )
    item = make.builder().item(make.article("episodes/book.md", audio=audio))
    assert item.enclosure.url == f"{BASE}/media/100%25%20ours%3F%20%231.mp3"


def test_an_event_says_when_and_where(make: Any) -> None:
    """What its page shows beside the text."""
    fields = SimpleNamespace(
        start=datetime(2026, 12, 3, 8, 30, tzinfo=UTC), end=None, location="Library & hall"
    )
    content = make.builder().item(make.article("events/talk.md", fields=fields)).content
    assert "<strong>Starts:</strong> Thursday 08:30" in content
    assert "<strong>Where:</strong> Library &amp; hall" in content
    assert "Ends" not in content


def test_a_tutorial_says_how_long_and_what_with(make: Any) -> None:
    """What its page shows beside the text."""
    fields = SimpleNamespace(minutes=20, materials=["A tablet", "Paper"])
    content = make.builder().item(make.article("tutorials/loops.md", fields=fields)).content
    assert "<strong>Time:</strong> about 20 minutes" in content
    assert "<strong>Have ready:</strong> A tablet, Paper" in content


def test_an_issue_brings_its_entries(make: Any) -> None:
    """The editor's note alone is not the newsletter."""
    entry = make.article(title="Robots & co", summary="They <move>.")
    issue = SimpleNamespace(sections=[SimpleNamespace(title="From the rooms", entries=[entry])])
    content = make.builder().item(make.article("newsletter/2026-W47.md", issue=issue)).content
    assert "<h2>From the rooms</h2>" in content
    assert f'<a href="{BASE}/posts/robots/">Robots &amp; co</a><br>They &lt;move&gt;.' in content


@settings(deadline=None)
@given(words=st.text(st.characters()))
def test_whatever_stands_in_a_text_becomes_an_item(article_items: Any, words: str) -> None:
    """No text at all breaks an item; what can be told is told."""
    item = article_items(words)
    kept = "".join(sign for sign in words if sign.isalnum())
    for text in (
        item.title,
        item.summary,
        unescape(item.content.removeprefix("<p>").removesuffix("</p>")),
    ):
        assert "".join(sign for sign in text if sign.isalnum()) == kept
