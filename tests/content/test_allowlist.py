"""What HTML a text may use: a list of what is good, and a word on all that is not on it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import nh3
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.allowed_html import PAGE_SCHEMES, PAGE_TAGS, page_attributes
from plugins.common.problems import Problem, ProblemLog
from plugins.common.source import SourceText
from plugins.content.converting import Converter
from plugins.content.embeds import build_card
from plugins.content.references import References
from plugins.content.sources import ContentFolder

PHOTO = "media/robots/bridge.jpg"
CONVERTER = Converter()
ADDRESSES = ("href", "src", "cite", "action", "formaction", "xlink:href", "data", "poster")


def convert(text: str) -> tuple[str, list[Problem]]:
    """The HTML of a post, and what is wrong with it."""
    log = ProblemLog()
    folder = ContentFolder(Path("content"), frozenset((PHOTO,)))
    html, _ = CONVERTER.convert(text, References(SourceText("posts/a.md", text), folder, log))
    return html, list(log)


def is_on_the_list(html: str) -> bool:
    """True where nothing is left in ``html`` that is not on the list, whoever reads it."""
    again = nh3.clean(
        html,
        tags=set(PAGE_TAGS),
        attributes=page_attributes(),
        generic_attribute_prefixes={"aria-"},
        url_schemes=set(PAGE_SCHEMES),
        link_rel=None,
    )
    return again.replace("&nbsp;", "\N{NO-BREAK SPACE}") == html


def schemes_in(html: str) -> set[str]:
    """The schemes of all addresses, as browsers read them: without signs that are not shown."""
    soup = BeautifulSoup(html, "html5lib")
    values = [
        re.sub(r"[\x00-\x20]", "", unescape(str(tag[name])))
        for tag in soup.find_all(True)
        for name in tag.attrs
        if name in ADDRESSES or name.startswith("data-")
    ]
    found = (re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", value) for value in values)
    return {one[1].lower() for one in found if one}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('<button formaction="javascript:x()">go</button>', {"<button>", "formaction="}),
        ("<fieldset><legend>Name</legend></fieldset>", {"<fieldset>", "<legend>"}),
        ("<textarea>x</textarea>", {"<textarea>"}),
        ('<p form="f">x</p>', {"form="}),
        ('<svg><a><set attributeName="href" to="x"></set></a></svg>', {"<svg>", "<set>"}),
        ('<svg><animate attributeName="href"/></svg>', {"<svg>", "<animate>"}),
        ('<svg><a xlink:href="javascript:x()">x</a></svg>', {"<svg>"}),
        ('<math href="javascript:x()"><mi>x</mi></math>', {"<math>", "<mi>"}),
        ('<map><area href="javascript:x()"></map>', {"<map>", "<area>"}),
        ('<p is="x-y" slot="a" popover>x</p>', {"is=", "slot=", "popover="}),
        ("<x-y>x</x-y>", {"<x-y>"}),
        ("<B ONCLICK=x>x</B>", {"onclick="}),
        ('<marquee onstart="x()">x</marquee>', {"<marquee>", "onstart="}),
        ("<details ontoggle=x open>x</details>", {"ontoggle="}),
        ('<base href="https://a.example/">', {"<base>"}),
        ("<template><p>x</p></template>", {"<template>"}),
        ('<q cite="javascript:x()">x</q>', {'cite="javascript:x()"'}),
        ('<a href="intent://x">x</a>', {'href="intent://x"'}),
        ('<img src="../media/robots/bridge.jpg" alt="x" onerror="x()">', {"onerror="}),
        ('![x](../media/robots/bridge.jpg){: onerror="x()" }', {"onerror="}),
        ('<picture onclick=x><img src="../media/robots/bridge.jpg" alt=x></picture>', {"onclick="}),
        ('<iframe src="https://youtu.be/abc123DEF45" onload="x()"></iframe>', {"onload="}),
        ('A word\n{: formaction="x" }', {"formaction="}),
        ("[x](ftp://a.example/x)", {'href="ftp://a.example/x"'}),
        (
            '<div class="embed" data-player="https://a.example/x">x</div>',
            {'data-player="https://a.example/x"'},
        ),
        (
            '<div data-player="https://docs.google.com/forms/d/x/viewform">x</div>',
            {'data-player="https://docs.google.com/forms/d/x/viewform"'},
        ),
        (
            '<div data-player="https://scratch.mit.edu/@x">x</div>',
            {'data-player="https://scratch.mit.edu/@x"'},
        ),
    ],
)
def test_what_is_not_on_the_list_is_gone_and_named_with_its_line(
    text: str, named: set[str]
) -> None:
    """Elements, attributes and addresses alike, wherever HTML is written."""
    html, problems = convert(f"Before\n\n{text}\n\nAfter")

    assert {one.value for one in problems if one.rule == "html-not-allowed"} == named
    assert {one.line for one in problems} <= {3, 4}
    assert is_on_the_list(html)
    assert schemes_in(html) <= PAGE_SCHEMES
    assert "After" in html


@pytest.mark.parametrize(
    "written",
    [
        "javascript:x()",
        "JavaScript:x()",
        "java\tscript:x()",
        "java&#10;script:x()",
        "&#1;javascript:x()",
        "javascript&colon;x()",
        "&#x6A;avascript:x()",
        " javascript:x()",
        "vbscript:x()",
        "data:text/html,x",
        "blob:https://a.example/x",
        "view-source:https://a.example",
    ],
)
@pytest.mark.parametrize("shape", ['<a href="{}">x</a>', "[x]({})", "[x][1]\n\n[1]: {}"])
def test_an_address_that_runs_leads_nowhere(written: str, shape: str) -> None:
    """However its scheme was typed, in HTML and in Markdown; and it is a problem."""
    html, problems = convert(shape.format(written))

    assert schemes_in(html) <= PAGE_SCHEMES
    assert problems or "href" not in html


@pytest.mark.parametrize(
    "text",
    [
        "![A bridge](../media/robots/bridge.jpg)",
        "https://youtu.be/abc123DEF45",
        "```python\nprint('<b>')\n```",
        "- [ ] one\n- [x] two",
        "| a | b |\n|:--|--:|\n| 1 | 2 |",
        "Words[^1].\n\n[^1]: A note.",
        '!!! note "Title"\n    Words.',
        "## A heading {: #place }\n\n[There](#place)",
        "The LRT.\n\n*[LRT]: Light rail",
        "<details open><summary>More</summary><p>Words</p></details>",
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "<ruby>漢<rp>(</rp><rt>kan</rt></ruby> <mark>x</mark> <kbd>Esc</kbd>",
        '<p role="note" aria-label="x" lang="es" dir="ltr" id="x" class="y" title="z">x</p>',
        '<a href="https://a.example" target="_blank" rel="noopener">x</a>',
        '<a href="mailto:office@school.example">x</a> <a href="tel:+15550100">x</a>',
        '<blockquote cite="https://a.example/x"><p>x</p></blockquote>',
        "A\N{NO-BREAK SPACE}B &amp; C &lt;d&gt; &copy;",
    ],
)
def test_what_a_text_may_use_passes_as_it_is(text: str) -> None:
    """Marks of our own (photos, cards, code, tasks, notes, tables) and harmless HTML."""
    html, problems = convert(text)

    assert not problems
    assert is_on_the_list(html)


def test_the_card_of_a_film_keeps_its_player() -> None:
    """It is the one address that may be framed, and only after a click."""
    html, _ = convert("https://youtu.be/abc123DEF45")

    assert html == build_card("https://youtu.be/abc123DEF45", "")


def test_looks_go_without_a_word() -> None:
    """The theme decides them; a text that moves in has them everywhere."""
    html, problems = convert('<table border="1" cellpadding="2"><tr><td bgcolor="red">a</table>')

    assert not problems
    assert not re.search("border|cellpadding|bgcolor", html)


NASTY = st.sampled_from(
    [
        *("<svg>", "</svg>", "<math>", "</math>", "<mtext>", "<style>", "</style>", "<title>"),
        *("<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<noscript>", "</noscript>"),
        *("<template>", "</template>", "<foreignObject>", "<desc>", "<mglyph>", "<a ", "<b ", ">"),
        *("<!--", "-->", "<![CDATA[", "]]>", "<select>", "<option>", "<textarea>", "<xmp>"),
        *('href="java&#10;script:x()"', "onclick=x ", 'title="', '"', "'", "<img src=x onerror=x>"),
        *("xlink:href='javascript:x()'", "<set attributeName=href to=javascript:x()>", "<form>"),
        *("<button formaction=javascript:x()>", "<div class=embed data-player=javascript:x()>"),
        *("<pre>", "<code>", "`", "```\n", "\n\n", "> ", "- ", "    ", "{: onclick=x }", "&lt;"),
        *("<script>x</script>", "</script>", "[x](data:text/html,x)", "<base href=//a>", "word "),
        *("<annotation-xml encoding=text/html>", "<iframe srcdoc='<b>'>", "<plaintext>", "<x-y>"),
    ]
)


@given(st.lists(NASTY, max_size=14).map("".join))
def test_no_mixture_of_nasty_pieces_gets_past_the_list(text: str) -> None:
    """Read once more the result is the same, and no address but the allowed is left."""
    html, _ = convert(text)

    assert is_on_the_list(html)
    assert schemes_in(html) <= PAGE_SCHEMES
