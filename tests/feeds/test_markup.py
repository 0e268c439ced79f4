"""HTML for feed readers: absolute, plain, and safe."""

from __future__ import annotations

import pytest

from plugins.feeds.markup import build_entries, build_facts, build_feed_html, build_figure

PAGE = "https://school.example/hallway/posts/robots/"


@pytest.mark.parametrize(
    ("written", "absolute"),
    [
        ("#step-2", f"{PAGE}#step-2"),
        ("", PAGE),
        ("../loops/#try", "https://school.example/hallway/posts/loops/#try"),
        ("/about/", "https://school.example/about/"),
        ("//scratch.mit.edu/x", "https://scratch.mit.edu/x"),
        ("https://code.org/a?b=1&amp;c=2", "https://code.org/a?b=1&amp;c=2"),
        ("mailto:coach@school.example", "mailto:coach@school.example"),
    ],
)
def test_every_link_is_absolute(written: str, absolute: str) -> None:
    """A feed reader has no page to start from: places within the page name the page too."""
    assert build_feed_html(f'<a href="{written}">x</a>', PAGE) == f'<a href="{absolute}">x</a>'


@pytest.mark.parametrize("written", ["javascript:alert(1)", "data:text/html,x", "https://["])
def test_a_link_that_leads_nowhere_good_is_no_link(written: str) -> None:
    """Only addresses that people can follow are kept; the words stay."""
    assert build_feed_html(f'<a href="{written}">x</a>', PAGE) == "<a>x</a>"


def test_a_picture_becomes_its_jpeg() -> None:
    """Feed readers know ``<img>``: the fallback stays, with its size and its alt text."""
    html = (
        '<p><picture><source type="image/webp" srcset="/photos/a-320.webp 320w" sizes="100vw">'
        '<img src="/photos/a-1200.jpg" alt="A &amp; B" width="1600" height="900" class="wide" '
        'loading="lazy" decoding="async"></picture></p>'
    )
    assert build_feed_html(html, PAGE) == (
        '<p><img src="https://school.example/photos/a-1200.jpg" alt="A &amp; B" width="1600" '
        'height="900"></p>'
    )


def test_a_film_keeps_its_source() -> None:
    """A recording or film in the text can be played from the feed."""
    html = '<video controls><source src="/media/a.mp4" type="video/mp4"></video>'
    found = build_feed_html(html, PAGE)
    assert '<source src="https://school.example/media/a.mp4" type="video/mp4">' in found


def test_a_clip_becomes_its_picture_and_leads_to_the_film() -> None:
    """Readers of feeds show no posters, and may load a whole film unasked."""
    html = (
        '<figure class="clip"><video controls preload="none" poster="/photos/a-1200.jpg"'
        ' width="640" height="360" aria-label="A &quot;robot&quot; rolls">'
        '<source src="/clips/a.mp4" type="video/mp4"><track kind="captions" src="/clips/a.vtt">'
        '<a href="/clips/a.mp4">Watch: A robot</a></video>\n<figcaption>Third try</figcaption>'
        "</figure>"
    )
    assert build_feed_html(html, PAGE) == (
        '<figure><a href="https://school.example/clips/a.mp4">'
        '<img src="https://school.example/photos/a-1200.jpg" alt="A &quot;robot&quot; rolls" '
        'width="640" height="360"></a>\n<figcaption>Third try</figcaption></figure>'
    )


def test_a_card_becomes_a_plain_link() -> None:
    """Without our script a card is its link; the note about the click would be wrong."""
    html = (
        '<div class="embed" data-player="https://www.youtube-nocookie.com/embed/abcdefghijk" '
        'data-title="Loops"><a class="embed-link" href="https://youtu.be/abcdefghijk">Loops</a>'
        '<p class="embed-note">Play the video: this loads content from YouTube.</p></div>'
    )
    assert build_feed_html(html, PAGE) == (
        '<div><a href="https://youtu.be/abcdefghijk">Loops</a></div>'
    )


def test_task_boxes_are_signs() -> None:
    """The boxes are drawn by our styles; in a feed they are characters."""
    html = (
        '<li><span class="task-box task-open" role="img" aria-label="To do:"></span> a</li>'
        '<li><span class="task-box task-done" role="img" aria-label="Done:"></span> b</li>'
    )
    assert build_feed_html(html, PAGE) == "<li>☐ a</li><li>☑ b</li>"


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p{color:red}</style>",
        '<iframe src="https://example.com"></iframe>',
        "<form><button>Go</button></form>",
        "<button>Go</button>",
        '<object data="x"></object>',
        "<svg><script>alert(1)</script></svg>",
    ],
)
def test_nothing_that_runs_or_loads_gets_in(html: str) -> None:
    """No script in a feed, nor anything else that acts by itself."""
    assert build_feed_html(f"<p>a</p>{html}", PAGE) == "<p>a</p>"


def test_attributes_for_styles_and_scripts_go() -> None:
    """Without our styles and scripts they mean nothing, or something else."""
    html = '<p class="x" id="y" style="color:red" onclick="z()" data-a="b" lang="es">Hola</p>'
    assert build_feed_html(html, PAGE) == '<p lang="es">Hola</p>'


def test_built_parts_escape_what_they_are_given() -> None:
    """Captions, places and titles are plain text: a ``<`` in them is a ``<``."""
    assert "&lt;b&gt; Photo: R&amp;D" in build_figure("", "<b>", "R&D")
    assert "&lt;i&gt;" in build_facts([("Where", "<i>")])
    assert "&lt;u&gt;" in build_entries("Posts", [("https://x.example/", "<u>", "")])
