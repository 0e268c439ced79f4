"""Film and sound in a text: the same mark as a photo, and never a link to the file itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plugins.content.converting import Converter

FILES = ("media/run.mp4", "media/talk.mp3", "media/plan.pdf")


@pytest.fixture
def convert(referring) -> Callable[[str], tuple[str, list[str]]]:
    """Markdown in, HTML and the rules broken out, as the reader does it."""

    def run(text: str) -> tuple[str, list[str]]:
        made = referring(text, *FILES)
        html, _ = Converter().convert(text, made.references)
        return html, [problem.rule for problem in made.problems]

    return run


MARK = '<img data-photo="media/run.mp4" data-line="1" alt="A robot rolls"'


@pytest.mark.parametrize(
    "text",
    [
        '![A robot rolls](../media/run.mp4 "Third try")',
        '<video src="../media/run.mp4" aria-label="A robot rolls" autoplay loop></video>',
        '<video controls title="A robot rolls"><source src="../media/run.mp4" type="video/mp4">'
        '<track src="../media/run.vtt"><p>Get a newer browser.</p></video>',
        '<p><video src="../media/run.mp4" aria-label="A robot rolls"></video></p>',
        '<div><video src="../media/run.mp4" aria-label="A robot rolls"></video></div>',
    ],
)
def test_every_way_to_show_a_clip_gives_one_mark_alone_in_its_paragraph(convert, text: str) -> None:
    """What plays by itself, and what old readers would see, is left out."""
    html, rules = convert(text)

    assert f"<p>{MARK}" in html
    assert html.count("<img") == 1
    assert "<video" not in html
    assert "newer browser" not in html
    assert not rules


def test_a_recording_in_html_is_a_mark_too(convert) -> None:
    """With the words that describe it, and its class."""
    html, rules = convert(
        '<audio class="wide" aria-label="A talk" src="../media/talk.mp3"></audio>'
    )

    assert html == (
        '<p><img data-photo="media/talk.mp3" data-line="1" alt="A talk" class="wide"></p>'
    )
    assert not rules


def test_a_link_to_film_or_sound_never_leads_to_the_file_itself(convert) -> None:
    """The file may tell where it was taken; other files are published as they are."""
    html, rules = convert("[a](../media/run.mp4) [b](../media/talk.mp3) [c](../media/plan.pdf)")

    assert 'href="{photo}media/run.mp4"' in html
    assert 'href="{photo}media/talk.mp3"' in html
    assert 'href="/media/plan.pdf"' in html
    assert not rules


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('<video src="../media/gone.mp4"></video>', "link-broken"),
        ('<video src="https://films.example/a.mp4"></video>', "picture-from-elsewhere"),
        ('<audio src="https://sound.example/a.mp3"></audio>', "picture-from-elsewhere"),
    ],
)
def test_what_is_not_in_the_folder_is_reported(convert, text: str, rule: str) -> None:
    """A film from elsewhere would tell that site of every reader."""
    html, rules = convert(text)

    assert rules == [rule]
    assert "<video" not in html
    assert "<audio" not in html
