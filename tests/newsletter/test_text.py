"""The text part: 72 columns, and every link of the HTML."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.email import build_html
from plugins.newsletter.message import UNSUBSCRIBE, Block
from plugins.newsletter.note import clean_note
from plugins.newsletter.plain import COLUMNS, build_plain
from plugins.newsletter.text import build_text
from tests.newsletter.builders import BASE, NOTE, entry, message, template

WORDS = st.text("abcdefghij ", min_size=1, max_size=200)
URLS = st.from_regex(r"https://[a-z]{1,9}\.example/[a-z0-9/?=&.-]{0,120}", fullmatch=True)


@st.composite
def notes(draw: st.DrawFn, depth: int = 3) -> str:
    """HTML as the reader makes it: blocks in blocks, with links."""
    if not depth or draw(st.booleans()):
        href = draw(URLS).replace("&", "&amp;")
        return f'<p>{draw(WORDS)}<a href="{href}">{draw(WORDS)}</a>{draw(WORDS)}</p>'
    inner = [draw(notes(depth - 1)) for _ in range(draw(st.integers(1, 3)))]
    outer = draw(st.sampled_from(["ul", "ol", "blockquote", "dl", "table", "div"]))
    if outer in ("ul", "ol"):
        return f"<{outer}>{''.join(f'<li>{one}</li>' for one in inner)}</{outer}>"
    if outer == "dl":
        return f"<dl><dt>{draw(WORDS)}</dt>{''.join(f'<dd>{one}</dd>' for one in inner)}</dl>"
    if outer == "table":
        cells = "".join(f"<tr><td>{one}</td></tr>" for one in inner)
        return f"<table><tbody>{cells}</tbody></table>"
    return f"<{outer}>{''.join(inner)}</{outer}>"


def links_of(html: str) -> set[str]:
    """Every address that the HTML links to."""
    soup = BeautifulSoup(html, "html5lib")
    return {str(link["href"]) for link in soup.find_all("a", href=True)}


def tokens_of(text: str) -> set[str]:
    """The words of a text, an address being one."""
    return set(text.split())


def too_long(text: str) -> list[str]:
    """Lines beyond 72 columns that hold more than one long address."""
    lines = [line for line in text.splitlines() if len(line) > COLUMNS]
    return [line for line in lines if max(map(len, line.split())) < COLUMNS - 30]


def test_the_text_part_has_every_link_of_the_html() -> None:
    """Cover to footer, the listed ones and the note's, the reader's own among them."""
    links = links_of(build_html(message(), template()))
    tokens = tokens_of(build_text(message()))

    assert links <= tokens
    assert UNSUBSCRIBE in links
    assert {one for one in tokens if one.startswith(("http", "mailto:", "%%"))} == links


@given(note=notes())
def test_whatever_the_note_its_links_are_in_the_text(note: str) -> None:
    """M11 for any nesting of lists, quotes and tables; no line is too long but for an address."""
    html = clean_note(note, f"{BASE}/newsletter/2026-w47/")
    text = build_plain(html)

    assert links_of(html) <= tokens_of(text)
    assert too_long(text) == []


def test_the_text_is_set_in_72_columns() -> None:
    """Long titles and summaries too; addresses alone may be longer, or nobody could open them."""
    long = entry(title="word " * 40, summary="sentence " * 60, url=f"{BASE}/{'a' * 90}/")
    text = build_text(message(blocks=(Block("Section " * 20, (long,), (long,)),)))

    assert too_long(text) == []
    assert f"{BASE}/{'a' * 90}/" in tokens_of(text)


def test_the_note_is_set_as_text() -> None:
    """Lists keep their marks, tables their rows, links their numbers, pictures their words."""
    assert build_plain(NOTE).split("\n\n") == [
        "Dear families, start here [1].",
        "To do",
        "- Bring a box, tell us [2]",
        "Day\nMonday",
        "[Picture: A box]",
        "[1] https://scratch.mit.edu/\n[2] mailto:coach@school.example",
    ]


def test_nested_lists_are_indented() -> None:
    """Each level below the words of the one above it."""
    html = "<ol start='9'><li>nine<ul><li>a</li></ul></li><li><p>ten</p><p>more</p></li></ol>"

    assert build_plain(html) == "9. nine\n   - a\n10. ten\n    more"


def test_a_quote_a_program_and_a_break_stay_what_they_are() -> None:
    """Code is not refilled, or it would be another program."""
    html = "<blockquote><p>Twice.</p></blockquote><pre>if a:\n    b</pre><p>one<br>two</p><hr>"

    assert build_plain(html) == "> Twice.\n\n    if a:\n        b\n\none\ntwo\n\n* * *"


def test_an_empty_note_leaves_no_gap() -> None:
    """The automatic issue has none."""
    assert "\n\n\n" not in build_text(message(note=""))
