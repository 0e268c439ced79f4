"""The HTML of photos, and how they take their place in a text."""

from __future__ import annotations

import pytest

from plugins.media.markup import (
    Picture,
    Placeholder,
    build_figure,
    build_missing,
    build_picture,
    build_play_link,
    replace_links,
    replace_photos,
)
from plugins.media.renditions import plan, plan_rendition

SIZE = (1000, 500)


def picture(**changes: object) -> Picture:
    """A picture with two widths, changed as told."""
    values = {
        "sources": plan("s", SIZE, (320, 640), ("avif", "webp")),
        "fallback": plan_rendition("s", SIZE, 600, "jpeg"),
        "alt": "A bridge",
        "sizes": "100vw",
    } | changes
    return Picture(**values)  # type: ignore[arg-type]


def found_in(html: str) -> list[Placeholder]:
    """The photos that a text holds."""
    found: list[Placeholder] = []

    def keep(one: Placeholder) -> str:
        found.append(one)
        return "X"

    replace_photos(html, keep)
    return found


def test_a_picture_lets_the_browser_choose_and_reserves_its_room() -> None:
    """All formats and widths, a JPEG for old readers, width and height, loaded when near."""
    assert build_picture(picture()) == (
        "<picture>"
        '<source type="image/avif" srcset="/photos/s-320.avif 320w, /photos/s-640.avif 640w" '
        'sizes="100vw">'
        '<source type="image/webp" srcset="/photos/s-320.webp 320w, /photos/s-640.webp 640w" '
        'sizes="100vw">'
        '<img src="/photos/s-600.jpg" alt="A bridge" width="640" height="320" loading="lazy" '
        'decoding="async">'
        "</picture>"
    )


def test_the_first_picture_is_loaded_at_once() -> None:
    """No waiting for what is seen first."""
    assert "loading" not in build_picture(picture(eager=True))


def test_what_authors_write_stays_text() -> None:
    """In every place where it is shown, whatever it holds."""
    bad = '"><script>alert(1)</script>&'
    built = [
        build_picture(picture(alt=bad, classes=bad)),
        build_figure("", caption=bad, credit=bad, classes=bad),
        build_missing(bad),
        build_play_link(bad),
    ]
    for html in built:
        assert "<script" not in html
        assert '">&' not in html
        assert "&lt;script&gt;" in html


def test_there_is_no_inline_style() -> None:
    """The security policy of the site would not let it through."""
    assert "style" not in build_picture(picture()) + build_figure("", caption="x")


def test_a_figure_has_its_caption_and_credit() -> None:
    """And none where there is nothing to say."""
    assert build_figure("P", caption="Third try.", credit="School", classes="wide") == (
        '<figure class="photo wide">P\n<figcaption>Third try. '
        '<span class="photo-credit">Photo: School</span></figcaption></figure>'
    )
    assert build_figure("P") == '<figure class="photo">P</figure>'


def test_a_photo_alone_in_its_paragraph_is_known() -> None:
    """Everything the reader wrote about it comes out, unescaped."""
    html = (
        '<p>Before.</p>\n<p>\n<img data-photo="media/a&amp;b.jpg" data-line="12" '
        'alt="A &lt;b&gt; &quot;c&quot;" title="It&#x27;s" class="wide"></p>'
    )
    assert found_in(html) == [
        Placeholder(
            "media/a&b.jpg", 12, 'A <b> "c"', "It's", classes="wide", attributes="", alone=True
        )
    ]
    assert replace_photos(html, lambda _: "X") == "<p>Before.</p>\nX"


def test_the_paragraphs_own_classes_and_id_move_to_the_figure() -> None:
    """``{: .wide #ramp}`` after a photo stands on its paragraph."""
    html = '<p class="wide" id="ramp"><img data-photo="a.jpg" data-line="1" class="x"></p>'
    (found,) = found_in(html)
    assert (found.classes, found.attributes) == ("x wide", ' id="ramp"')
    assert found.alt is None


def test_a_linked_photo_alone_keeps_its_link() -> None:
    """The link goes into the figure, the caption stays outside of it."""
    html = '<p><a href="https://x.org"><img data-photo="a.jpg" data-line="1" alt="A"></a></p>'
    (found,) = found_in(html)
    assert (found.alone, found.link) == (True, '<a href="https://x.org">')


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ('<p>See <img data-photo="a.jpg" data-line="1" alt="A"> here</p>', False),
        (
            '<p><img data-photo="a.jpg" data-line="1"><img data-photo="b.jpg" data-line="1"></p>',
            False,
        ),
        ('<td><img data-photo="a.jpg" data-line="1" alt="A"></td>', False),
        ('<p>x <a href="/"><img data-photo="a.jpg" data-line="1"></a></p>', True),
        ('<p><a href="/">x</a> <img data-photo="a.jpg" data-line="1"></p>', False),
    ],
)
def test_a_photo_among_words_stays_among_them(html: str, linked: bool) -> None:
    """No figure in the midst of a sentence, a cell or a row of icons."""
    found = found_in(html)
    assert not any(one.alone for one in found)
    assert found[0].linked is linked


def test_an_explicitly_empty_alt_differs_from_none() -> None:
    """One is a statement, the other an omission."""
    html = '<img data-photo="a.jpg" data-line="1" alt=""> <img data-photo="a.jpg" data-line="1">'
    assert [one.alt for one in found_in(html)] == ["", None]


def test_photos_come_in_the_order_of_the_text() -> None:
    """Figures and inline photos alike."""
    html = (
        'x <img data-photo="1" data-line="1"> <p><img data-photo="2" data-line="1"></p>'
        '<img data-photo="3" data-line="1">'
    )
    assert [one.path for one in found_in(html)] == ["1", "2", "3"]


def test_code_that_shows_an_image_is_left_alone() -> None:
    """A tutorial on HTML writes about images."""
    html = "<code>&lt;img data-photo=&quot;a.jpg&quot; data-line=&quot;1&quot;&gt;</code>"
    assert replace_photos(html, lambda _: "X") == html


def test_links_to_photos_lead_to_a_rendition() -> None:
    """Never to the file the camera wrote; a photo that cannot be used has no address."""
    html = (
        '<a class="x" href="{photo}media/a&amp;b.jpg" title="t">one</a> '
        '<a href="{photo}gone.jpg">two</a> <a href="/x">three</a>'
    )
    urls = {"media/a&b.jpg": "/photos/s.webp?a&b"}
    assert replace_links(html, urls.get) == (
        '<a class="x" href="/photos/s.webp?a&amp;b" title="t">one</a> <a>two</a> '
        '<a href="/x">three</a>'
    )
