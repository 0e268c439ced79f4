"""The marks that the reader leaves for others are its own: no author can write one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plugins.common.links import resolve_text_links
from plugins.content.converting import Converter
from plugins.content.finishing import finish_html
from plugins.content.rawhtml import clean_html
from plugins.media.markup import Placeholder, replace_links, replace_photos

OWN = "media/own.jpg"
SECRETS = ("../private/x.jpg", "media/secret.jpg", "/media/secret.jpg", "posts/secret.md")


@pytest.fixture
def found_in(referring) -> Callable[[str, str], set[str]]:
    """The paths that whoever comes after the reader finds in a text of a format."""

    def run(text: str, format_: str) -> set[str]:
        made = referring(text, OWN, "media/secret.jpg", "posts/secret.md")
        if format_ == "markdown":
            html, _ = Converter().convert(text, made.references)
        else:
            html = finish_html(clean_html(text, made.references))
        found: set[str] = set()

        def draw(photo: Placeholder) -> str:
            found.add(photo.path)
            return ""

        resolve_text_links(html, found.add)
        replace_links(html, found.add)
        replace_photos(html, draw)
        return found

    return run


@pytest.mark.parametrize("format_", ["markdown", "html"])
@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "form",
    [
        '<img data-photo="{}" data-line="1" alt="x">',
        '<img src="../media/own.jpg" data-photo="{}" data-line="1">',
        '<img src="../media/own.jpg" alt=\'" data-photo="{}" data-line="1\'>',
        '<img src="../media/own.jpg" title=\'" data-photo="{}"\' alt="x">',
        '<img src="../media/own.jpg" alt="<img data-photo=&quot;{}&quot;>">',
        '<div class="code"><img data-photo="{}" data-line="1" alt="x"></div>',
        '<div class="code"><pre><code><img data-photo="{}" data-line="1"></code></pre></div>',
        '<div class="embed"><img data-photo="{}" data-line="1" alt="x"></div>',
        '<a href="{{photo}}{}">x</a>',
        '<a href="{{text}}{}">x</a>',
        '<a title=\' href="{{photo}}{}"\' href="#x">x</a>',
        '<a title=\'" href="{{text}}{}\' href="#x">x</a>',
        '<a href="#x" data-x=\'y" href="{{photo}}{}\'>x</a>',
        '<div class="code"><a href="{{photo}}{}">x</a></div>',
        '<div class="embed"><a class="embed-link" href="{{text}}{}">x</a></div>',
        '<input type="checkbox" disabled><a href="{{text}}{}">x</a>',
        "[x]({{photo}}{})",
        "[x]({{text}}{})",
        '![x](../media/own.jpg){{: data-photo="{}" data-line="1" }}',
        '[x](#y){{: href="{{photo}}{}" }}',
        'x{{: data-photo="{}" href="{{text}}{}" }}',
        '`<img data-photo="{}" data-line="1">`',
        '    <a href="{{text}}{}">x</a>',
    ],
)
def test_no_mark_can_be_forged(found_in, form: str, secret: str, format_: str) -> None:
    """By attributes, by quotes within quotes, by what looks like a box of Markdown's own."""
    text = form.replace("{{", "\x00").replace("}}", "\x01").replace("{}", secret)

    assert found_in(text.replace("\x00", "{").replace("\x01", "}"), format_) <= {OWN}


@pytest.mark.parametrize(
    "text", ["![x](../media/own.jpg) <b>y</b>", '<b>y</b> <img src="../media/own.jpg" alt="x">']
)
def test_a_picture_beside_html_is_found(found_in, text: str) -> None:
    """What the reader itself left is known again when the HTML around it is cleaned."""
    assert found_in(text, "markdown") == {OWN}


def test_a_link_beside_html_is_found_once(referring) -> None:
    """A link of Markdown's is not taken for a new one by the cleaning after it."""
    made = referring("[x](b.md) <b>y</b> [z](../media/a.zip)", "posts/b.md", "media/a.zip")

    html, _ = Converter().convert("[x](b.md) <b>y</b> [z](../media/a.zip)", made.references)

    assert 'href="{text}posts/b.md"' in html
    assert 'href="/media/a.zip"' in html
    assert [link.path for link in made.references.links] == ["posts/b.md"]
    assert [file.path for file in made.references.files] == ["media/a.zip"]
    assert not made.problems
