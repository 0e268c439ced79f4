"""A link to a text is its page's address in the end, and no words are taken for one."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.links import file_address, resolve_text_links, text_link

PAGES = {"posts/b.md": "posts/b/", 'posts/a "b" #1?.md': "posts/a-b-1/"}


def resolve(html: str) -> str:
    """``html`` with links to the texts of :data:`PAGES`, on a site at ``/s``."""
    return resolve_text_links(html, lambda path: f"/s/{PAGES[path]}" if path in PAGES else None)


@pytest.mark.parametrize("path", PAGES)
def test_a_link_leads_to_the_page_of_its_text(path: str) -> None:
    """Whatever signs its name has; the place in it is kept."""
    html = f'<p><a class="x" href="{escape(text_link(path, "?a=1&b=2#c"))}" title="t &gt; u">y</a>'

    assert resolve(html) == (
        f'<p><a class="x" href="/s/{PAGES[path]}?a=1&amp;b=2#c" title="t &gt; u">y</a>'
    )


def test_a_link_to_what_has_no_page_leads_nowhere() -> None:
    """A draft, a text for the staff: no address, and no path of it either."""
    assert resolve('<a href="{text}posts/secret.md">x</a>') == "<a>x</a>"


@pytest.mark.parametrize(
    "html",
    [
        'words href="{text}posts/b.md" and {text}posts/b.md',
        '<p data-x="{text}posts/b.md" cite="{text}posts/b.md">x</p>',
        '<img src="{text}posts/b.md">',
        '<a title=" href=&quot;{text}posts/b.md&quot;">x</a>',
        '<a title="&lt;a href={text}posts/b.md&gt;">x</a>',
        '<abbr href="{text}posts/b.md">x</abbr>',
        '<a data-href="{text}posts/b.md">x</a>',
    ],
)
def test_what_is_no_address_of_a_link_stays_words(html: str) -> None:
    """Other tags, other attributes, plain text, quotes within an attribute."""
    assert resolve(html) == html


@given(st.text())
def test_no_text_breaks_the_resolving(text: str) -> None:
    """Nor takes long, however its quotes are left open."""
    resolve(f'<a href="{{text}}{text}')


def test_the_address_of_a_file_is_one_that_browsers_take() -> None:
    """Spaces and signs are quoted, folders stay."""
    assert file_address("https://x.example/s", "media/plan a#1.pdf") == (
        "https://x.example/s/media/plan%20a%231.pdf"
    )
