"""A letter in an engine's templates: nothing of it is taken for theirs, and nothing is lost."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.engines.wording import Wording, for_buttondown, for_listmonk
from mailing.outbox import UNSUBSCRIBE, Letter
from tests.mailing.builders import letter

HTML = (
    '<!doctype html><html lang="en"><head><style>@media print{#a{color:red}}.b{{c}}</style>'
    "<!--[if mso]><xml>`{{ 1 }}`</xml><![endif]--></head><body>"
    '<p title="{{ x }}">In Scratch: {{ variable }}, {% if %} and {# note #}</p>'
    f'<a href="https://hallway.school.example/?a=1&amp;b=2">all</a> <a href="{UNSUBSCRIBE}">bye</a>'
    "</body></html>"
)
TEXT = f"1 < 2, <b>, {{{{ variable }}}} and `ticks`\n<!-- no comment -->\n{UNSUBSCRIBE}\n"
_SAFE = re.compile(r"\{\{ Safe `([^`]*)` \}\}")


def printed_by_go(template: str, url: str) -> str:
    """What listmonk makes of it: our two expressions, and not one other."""
    # Between backticks Go reads nothing.
    read = _SAFE.sub("{{ Safe }}", template)
    assert "{{{" not in read, "a brace too many begins another expression"
    text = template.replace("{{ UnsubscribeURL }}", url)
    pieces = _SAFE.split(text)
    assert "{{" not in "".join(pieces[::2]), "something is left that Go would read"
    return "".join(pieces)


def printed_by_django(template: str, url: str) -> str:
    """What Buttondown makes of it."""
    assert "{{{" not in template, "a brace too many begins another expression"
    text = template.replace("{{ unsubscribe_url }}", url)
    assert not re.search(r"\{[{%#]", text), "something is left that Django would read"
    return text


def test_listmonk_prints_the_letter_as_it_is() -> None:
    """With the link to leave in the place of ours; the comments for Outlook are still there."""
    wording = for_listmonk(letter(html=HTML, text=TEXT, subject="What is {{ x }}?"))

    html = printed_by_go(wording.html, "URL")
    assert unescape(html) == unescape(HTML.replace(UNSUBSCRIBE, "URL").replace(".b{{", ".b{ {"))
    assert printed_by_go(wording.text, "URL") == TEXT.replace(UNSUBSCRIBE, "URL")
    assert wording.subject == 'What is {{ "{{" }} x }}?'
    assert "<!--" not in _SAFE.sub("", wording.html)
    assert "<" not in _SAFE.sub("", wording.text)


def test_buttondown_prints_the_letter_as_it_is() -> None:
    """Said to be HTML that is to be left alone."""
    wording = for_buttondown(letter(html=HTML, text=TEXT, subject="What is {{ x }}, {% y %}?"))

    html = printed_by_django(wording.html, "URL")
    marked, _, rest = html.partition("\n")
    assert marked == "<!-- buttondown-editor-mode: naked -->"
    same = HTML.replace(UNSUBSCRIBE, "URL").replace(".b{{", ".b{ {").replace("print{#", "print{ #")
    assert unescape(rest) == unescape(same)
    assert wording.subject == "What is { { x }}, { % y %}?"


@pytest.mark.parametrize("make", [for_listmonk, for_buttondown])
def test_a_plain_letter_is_changed_in_its_link_alone(make: object) -> None:
    """Byte for byte."""
    one = letter(html=f'<p style="color:red">Hi 🤖 &amp; you <a href="{UNSUBSCRIBE}">x</a></p>')
    wording = make(one)  # type: ignore[operator]

    assert isinstance(wording, Wording)
    html = re.sub(r"\{\{ \w+ \}\}", UNSUBSCRIBE, wording.html).rpartition("naked -->\n")[2]
    assert html == one.html


@given(st.text("{}%#<>!-`a&; \n\0", max_size=60), st.text("{}%#<>-` a\n", max_size=40))
def test_whatever_a_letter_says_it_is_no_template(body: str, text: str) -> None:
    """Braces in any number, comments that never end."""
    one: Letter = letter(html=f"<p>{body}</p>{UNSUBSCRIBE}", text=text + UNSUBSCRIBE, subject=text)

    wording = for_listmonk(one)
    printed_by_go(wording.html, "URL")
    assert printed_by_go(wording.text, "URL") == text + "URL"
    wording = for_buttondown(one)
    printed_by_django(wording.html, "URL")
    printed_by_django(wording.subject, "URL")
