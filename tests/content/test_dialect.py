"""What a coach writes in Markdown comes out as accessible, canonical HTML."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from plugins.common.problems import ProblemLog
from plugins.content.converting import Converter
from plugins.content.dialect import Heading, headings_of, make_markdown
from plugins.content.embeds import FRAME_ORIGINS, build_card

FILES = ("media/robots/bridge.jpg", "posts/other.md", "media/clip.mp4")


@pytest.fixture
def convert(referring) -> Callable[[str], tuple[BeautifulSoup, ProblemLog]]:
    """Markdown in, parsed HTML and problems out, as the reader does it."""

    def run(text: str) -> tuple[BeautifulSoup, ProblemLog]:
        made = referring(text, *FILES)
        html, _ = Converter().convert(text, made.references)
        return BeautifulSoup(html, "html.parser"), made.problems

    return run


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("| a | b |\n|---|--:|\n| 1 | 2 |", "div.table-box[tabindex='0'] > table td.align-right"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "th[scope=col]"),
        ("Text[^1]\n\n[^1]: Note", "div.footnote li"),
        ("Loop\n:   Doing again", "dl > dd"),
        ("Text\n{: .lead #intro}", "p.lead#intro"),
        ('!!! note "Bring"\n    A charger', "div.admonition.note > p.admonition-title"),
        ("```python\nprint(1)\n```", "div.code > pre[tabindex='0'] .nb"),
        ("- [ ] try\n- [x] done", "li span.task-open[role=img][aria-label]"),
        ("- [x] done", "span.task-done"),
        ("ISTE\n\n*[ISTE]: A society", "abbr[title]"),
        ("## Step one", "h2#step-one"),
    ],
)
def test_the_dialect_has_what_a_school_writes(convert, text: str, selector: str) -> None:
    """Tables, footnotes, definitions, attributes, notes, code, tasks, abbreviations, anchors."""
    html, problems = convert(text)

    assert html.select_one(selector) is not None, html
    assert not problems
    assert "style=" not in str(html)


def test_a_text_with_its_own_first_heading_moves_down_a_level() -> None:
    """The page's title is its only first-level heading (A1)."""
    md = make_markdown()
    md.convert("# Top\n\n## Sub\n")

    assert headings_of(md) == [Heading(2, "Top", "top"), Heading(3, "Sub", "sub")]


def test_headings_start_at_the_second_level() -> None:
    """A blog that began with ### has no gap for those who jump from heading to heading."""
    md = make_markdown()
    md.convert("### Top\n\n#### Sub\n\n### Next\n")

    assert [heading.level for heading in headings_of(md)] == [2, 3, 2]


def test_tasks_in_a_text_with_raw_html_are_accessible_too(convert) -> None:
    """No bare checkbox without a label, whatever stands beside it."""
    html, _ = convert("- [ ] try\n\n<div>raw</div>\n")

    assert html.select_one("span.task-open[aria-label]") is not None
    assert html.input is None


def test_a_photo_has_one_canonical_form(convert) -> None:
    """Markdown and raw HTML come out alike, so that the media plugin meets one form only."""
    markdown, _ = convert('![A "bridge" & more](../media/robots/bridge.jpg "Our bridge")')
    raw, _ = convert('<img src="../media/robots/bridge.jpg" alt="A bridge" style="border:0">')

    assert str(markdown.img) == (
        '<img alt="A &quot;bridge&quot; &amp; more" data-line="1" '
        'data-photo="media/robots/bridge.jpg" title="Our bridge"/>'
    ) or markdown.img.attrs == {
        "data-photo": "media/robots/bridge.jpg",
        "data-line": "1",
        "alt": 'A "bridge" & more',
        "title": "Our bridge",
    }
    assert next(iter(markdown.img.attrs)) == "data-photo"
    assert raw.img.attrs == {
        "data-photo": "media/robots/bridge.jpg",
        "data-line": "1",
        "alt": "A bridge",
    }


def test_a_photo_without_alt_says_so_by_having_none(convert) -> None:
    """`alt=""` means decorative; only an author may say that."""
    html, _ = convert("![](../media/robots/bridge.jpg)")

    assert "alt" not in html.img.attrs


def test_a_missing_photo_is_marked_where_it_should_be(convert) -> None:
    """A preview shows the gap, with the words that describe it."""
    html, problems = convert("![A bridge](../media/robots/brige.jpg)")

    assert html.select_one("span.photo-missing").text == "A bridge"
    assert [problem.rule for problem in problems] == ["link-broken"]


@pytest.mark.parametrize(
    "text",
    [
        "[Watch: loops](https://www.youtube.com/watch?v=abc123DEF45)",
        "https://youtu.be/abc123DEF45",
        "<https://youtu.be/abc123DEF45>",
        '<iframe src="https://www.youtube.com/embed/abc123DEF45" title="Loops"></iframe>',
    ],
)
def test_a_film_becomes_a_card_that_loads_nothing(convert, text: str) -> None:
    """Until a reader clicks, no frame and no picture of others is there."""
    html, problems = convert(text)

    card = html.select_one("div.embed")
    assert card is not None
    assert card["data-player"].startswith("https://www.youtube-nocookie.com/embed/abc123DEF45")
    assert card.select_one("a.embed-link")["href"].startswith("https://")
    assert html.iframe is None
    assert not problems


def test_a_link_to_a_film_inside_a_sentence_stays_a_link(convert) -> None:
    """Only a paragraph of its own becomes a card."""
    html, _ = convert("See [this film](https://youtu.be/abc123DEF45) first.")

    assert html.select_one("div.embed") is None
    assert html.a["href"] == "https://youtu.be/abc123DEF45"


def test_every_player_may_be_framed_by_the_policy() -> None:
    """A card whose player the Content-Security-Policy forbids would stay empty."""
    for url in (
        "https://youtu.be/abc123DEF45",
        "https://vimeo.com/12345",
        "https://docs.google.com/presentation/d/e/2PACX-abc/pub",
        "https://scratch.mit.edu/projects/10128431/",
    ):
        card = BeautifulSoup(build_card(url, "") or "", "html.parser").div
        assert card is not None, url
        assert card["data-player"].startswith(FRAME_ORIGINS)


@pytest.mark.parametrize(
    ("text", "gone", "rule"),
    [
        ("<script>alert(1)</script>", "script", "html-not-allowed"),
        ('<p onclick="x()">a</p>', "onclick", "html-not-allowed"),
        ('<p style="color:red">a</p>', "style", "style-not-allowed"),
        ("<style>p{}</style>", "style", "html-not-allowed"),
        ('<iframe src="https://ads.example/x"></iframe>', "iframe", "html-not-allowed"),
        ('<form action="/x"><input></form>', "form", "html-not-allowed"),
        ('<table background="https://a.example/x"><tr></tr></table>', "a.ex", "html-not-allowed"),
        ('<p><input type="image" src="https://a.example/x"></p>', "a.ex", "html-not-allowed"),
        ('<p><a ping="https://a.example" href="/">a</a></p>', "a.ex", "html-not-allowed"),
        ('<p><bgsound src="https://a.example/x"></p>', "a.ex", "html-not-allowed"),
        ('<svg><image href="https://a.example/x"/></svg>', "a.ex", "html-not-allowed"),
        ('<svg><rect fill="url(//a.example/x#y)"/></svg>', "a.ex", "html-not-allowed"),
        ("<svg><script>alert(1)</script></svg>", "alert", "html-not-allowed"),
        ('A word\n{: onclick="x()" }', "onclick", "html-not-allowed"),
    ],
)
def test_what_the_policy_forbids_is_taken_out_and_named(convert, text, gone, rule) -> None:
    """Nothing that could run is left, and nothing goes silently."""
    html, problems = convert(f"Before\n\n{text}\n\nAfter")

    assert gone not in str(html)
    assert rule in {problem.rule for problem in problems}
    assert "After" in html.text


@pytest.mark.parametrize(
    "text",
    [
        "![A bridge](../media/robots/bridge.jpg)",
        '<img src="../media/robots/bridge.jpg" srcset="https://a.example/x 2x" alt="A bridge">',
        '<img srcset="../media/robots/bridge.jpg 2x" alt="A bridge">',
        '<picture><source srcset="https://a.example/x"><img src="../media/robots/bridge.jpg" '
        'alt="A bridge"></picture>',
    ],
)
def test_a_photo_is_ours_alone_however_it_is_written(convert, text) -> None:
    """The sizes that browsers choose from are made by the site, those written are left out."""
    html, problems = convert(f"Before {text} after")

    assert dict(html.img.attrs) == {
        "data-photo": "media/robots/bridge.jpg",
        "data-line": html.img["data-line"],
        "alt": "A bridge",
    }
    assert not html.find_all(["picture", "source"])
    assert not problems


@pytest.mark.parametrize("text", ["<!-- for me -->", "a <!-- for me --> b", "<![CDATA[ for me ]]>"])
def test_a_comment_is_for_whoever_wrote_it(convert, text) -> None:
    """Readers would find it in the source of the page: a name, or what is not to be told yet."""
    html, problems = convert(f"Before\n\n{text}\n\nAfter `<!-- shown -->`")

    assert "for me" not in str(html)
    assert "shown" in html.text
    assert not problems


def test_what_is_forbidden_is_named_at_the_very_start_too(convert) -> None:
    """A browser would put a first script into the head; here it must not vanish there."""
    html, problems = convert("<script>alert(1)</script>\n\nAfter")

    assert "script" not in str(html)
    assert [problem.rule for problem in problems] == ["html-not-allowed"]


def test_an_open_tag_cannot_break_the_page_around_it(convert) -> None:
    """HTML of authors is read as browsers read it, and comes out balanced."""
    html, _ = convert("<div><b>open\n\nText\n")

    text = str(html)
    assert text.count("<div>") == text.count("</div>")
    assert text.count("<b>") == text.count("</b>")


def test_markdown_inside_html_is_read_too(convert) -> None:
    """A figure written by hand may hold its picture and its links in Markdown."""
    html, problems = convert(
        "<figure>\n  ![A bridge](../media/robots/bridge.jpg)\n"
        "  <figcaption>From [that day](other.md)</figcaption>\n</figure>"
    )

    assert html.select_one("figure > img")["data-photo"] == "media/robots/bridge.jpg"
    assert html.select_one("figcaption > a")["href"] == "{text}posts/other.md"
    assert "![" not in html.text
    assert not problems


def test_code_may_show_what_a_text_may_not_hold(convert) -> None:
    """A tutorial on HTML can print a script without being accused of one."""
    html, problems = convert("```html\n<script>alert(1)</script>\n```\n\n`<img src=x.jpg>`")

    assert "alert" in html.text
    assert html.script is None
    assert not problems
