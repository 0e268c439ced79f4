"""The editor's note as mail programs show it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from plugins.media.playing.markup import (
    Below,
    ClipMarkup,
    build_audio,
    build_player,
    build_video,
)
from plugins.newsletter.note import absolute_url, clean_note, fit_width

PAGE = "https://hallway.school.example/newsletter/2026-w47/"


def cleaned(html: str) -> BeautifulSoup:
    """``html`` of the page, ready for mail."""
    return BeautifulSoup(clean_note(html, PAGE), "html.parser")


def test_a_picture_becomes_a_jpeg_with_its_width() -> None:
    """No ``<picture>``, no ``srcset``; the size shown, not the size of the file."""
    soup = cleaned(
        '<figure class="photo"><picture><source type="image/webp" srcset="/photos/a-640.webp 640w">'
        '<img src="/photos/a-1200.jpg" alt="A ramp" width="1600" height="1200" loading="lazy">'
        "</picture><figcaption>The third ramp</figcaption></figure>"
    )

    (image,) = soup.find_all("img")
    assert image.attrs == {
        "src": "https://hallway.school.example/photos/a-1200.jpg",
        "alt": "A ramp",
        "width": "536",
        "height": "402",
    }
    assert not soup.find_all(["picture", "source", "figure"])
    assert soup.small is not None
    assert soup.small.get_text() == "The third ramp"


def test_a_decorating_picture_keeps_an_empty_alt() -> None:
    """An ``alt`` on all images, or programs read the address aloud."""
    (image,) = cleaned('<p><img src="/photos/a.jpg" width="100" height="50"></p>').find_all("img")

    assert image["alt"] == ""
    assert image["width"] == "100"


@pytest.mark.parametrize(
    ("href", "absolute"),
    [
        ("/posts/robots/", "https://hallway.school.example/posts/robots/"),
        ("#parts", f"{PAGE}#parts"),
        ("https://scratch.mit.edu/", "https://scratch.mit.edu/"),
        ("mailto:coach@school.example", "mailto:coach@school.example"),
        ("/media/a plan.pdf", "https://hallway.school.example/media/a%20plan.pdf"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("http://[broken", ""),
    ],
)
def test_every_address_is_absolute_or_gone(href: str, absolute: str) -> None:
    """A reader's mail program knows no site to start from."""
    assert absolute_url(href, PAGE) == absolute

    links = cleaned(f'<p><a href="{href}">words</a></p>').find_all("a")
    assert [link["href"] for link in links] == ([absolute] if absolute else [])


def test_a_path_prefix_is_kept() -> None:
    """A site below a folder of its host, as the published page writes its links."""
    page = "https://school.example/hallway/newsletter/2026-w47/"
    note = clean_note('<a href="https://school.example/hallway/posts/a/">a</a>', page)
    assert note == '<a href="https://school.example/hallway/posts/a/">a</a>'


def test_a_card_becomes_a_plain_link() -> None:
    """A player cannot run in a mail, and its note about loading would be untrue there."""
    soup = cleaned(
        '<div class="embed" data-player="https://www.youtube-nocookie.com/embed/x">'
        '<a class="embed-link" href="https://www.youtube.com/watch?v=x">Watch: loops</a>'
        '<p class="embed-note">Play the video: this loads content from YouTube.</p></div>'
    )

    assert str(soup) == '<p><a href="https://www.youtube.com/watch?v=x">Watch: loops</a></p>'


def test_tasks_keep_their_boxes() -> None:
    """The boxes are drawn by styles that a mail has not."""
    soup = cleaned(
        '<ul><li><span class="task-box task-open" role="img" aria-label="To do:"></span>Tape</li>'
        '<li><span class="task-box task-done" role="img" aria-label="Done:"></span>Box</li></ul>'
    )

    assert soup.get_text() == "☐ Tape☑ Box"


def test_nothing_runs_and_nothing_loads() -> None:
    """No script, style, frame, form or handler, whatever a text holds."""
    note = clean_note(
        '<p onclick="x()" style="color:red" class="lead">a<script>evil()</script></p>'
        '<style>p{}</style><iframe src="https://x.example"></iframe><form><input></form>'
        '<svg><image href="https://x.example/t.gif"></svg><!-- hidden -->',
        PAGE,
    )

    assert note == "<p>a</p>"


def test_code_keeps_its_spaces() -> None:
    """An indented program is another program without them."""
    assert clean_note("<pre><code>if a:\n    b\n\n    c</code></pre>", PAGE) == (
        "<pre><code>if a:\n    b\n\n    c</code></pre>"
    )


@pytest.mark.parametrize(
    ("size", "limit", "tallest", "shown"),
    [
        ((1200, 900), 536, 520, (536, 402)),
        ((900, 1200), 536, 520, (390, 520)),
        ((100, 80), 536, 520, (100, 80)),
        ((1, 16000), 536, 520, (1, 16000)),
    ],
)
def test_a_picture_is_fitted_and_never_enlarged(
    size: tuple[int, int], limit: int, tallest: int, shown: tuple[int, int]
) -> None:
    """I5 in a mail: in the width of the text, and not taller than a screen."""
    assert fit_width(*size, limit, tallest) == shown


def test_a_clip_is_its_picture_and_a_link() -> None:
    """No mail program plays it; who taps the picture sees it on the site."""
    clip = ClipMarkup("https://s.example/c.mp4", "https://s.example/p.jpg", (640, 360), "A walk")
    below = Below("https://s.example/c.mp4", "Clip, 0:05", "Through the city")

    assert clean_note(build_player("clip", build_video(clip), below), PAGE) == (
        '<p><a href="https://s.example/c.mp4"><img alt="" height="302" '
        'src="https://s.example/p.jpg" width="536">Watch: A walk</a></p>\n'
        "<p><small>Through the city Clip, 0:05 </small></p>"
    )


def test_a_recording_is_a_link_with_its_transcript() -> None:
    """Once, and not as a download again."""
    sound = build_audio("https://s.example/a.mp3", "audio/mpeg", "Two voices")
    below = Below("https://s.example/a.mp3", "Recording, 3:10", transcript="#transcript")

    note = clean_note(build_player("recording", sound, below), PAGE)

    assert '<p><a href="https://s.example/a.mp3">Listen: Two voices</a></p>' in note
    assert note.count("a.mp3") == 1
    assert "Read the transcript" in note


def test_the_title_of_a_box_stands_out() -> None:
    """Mail programs draw no box around it."""
    html = '<div class="admonition staff"><p class="admonition-title">Duty</p><p>Swaps.</p></div>'

    assert clean_note(html, PAGE) == "<p><strong>Duty</strong></p><p>Swaps.</p>"
