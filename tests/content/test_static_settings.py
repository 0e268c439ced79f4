"""Pelican finds no file to publish, whatever is set and whatever a text says."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pelican.contents import Article
from pelican.settings import DEFAULT_CONFIG

from plugins.common.settings import SettingsError
from plugins.content.static_settings import disable_static_copying

LINKS = "".join(
    f"<{tag} {name}='{form}/private/consent.csv'>"
    for tag in ("a", "img", "div", "meta", "form", "object", "video", "q")
    for name in ("href", "src", "poster", "data", "cite", "formaction", "action", "content")
    for form in ("{static}", "{attach}", "{filename}", "|static|", "|attach|")
)


def test_pelican_finds_no_placeholder_in_any_attribute() -> None:
    """Neither to copy a file nor to put an address in its place."""
    settings: dict[str, Any] = {**DEFAULT_CONFIG, "PATH": "content", "AUTHOR": "A"}
    disable_static_copying(settings)

    text = Article(LINKS, {"title": "A"}, settings, "content/posts/a.md", {"static_content": {}})

    assert text.get_static_links() == set()
    assert text._update_content(LINKS, "") == LINKS


def test_what_pelican_takes_where_nobody_set_anything_is_no_mistake() -> None:
    """A school that leaves these settings out builds its site."""
    settings: dict[str, Any] = dict(DEFAULT_CONFIG)

    disable_static_copying(settings)

    assert not settings["STATIC_PATHS"]
    assert not re.search(settings["INTRASITE_LINK_REGEX"], LINKS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STATIC_PATHS", ["media", "private"]),
        ("EXTRA_PATH_METADATA", {"media/a.txt": {"path": "../a.txt"}}),
        ("OUTPUT_SOURCES", True),
        ("TEMPLATE_PAGES", {"posts/a.html": "a.html"}),
    ],
)
def test_a_setting_that_would_copy_files_stops_the_build(name: str, value: object) -> None:
    """With a sentence; nothing is ignored in silence."""
    with pytest.raises(SettingsError, match=name):
        disable_static_copying({**DEFAULT_CONFIG, name: value})


def test_no_text_comes_back_as_an_earlier_preview_read_it() -> None:
    """A draft that was cached would be a page of the public site."""
    settings: dict[str, Any] = {**DEFAULT_CONFIG, "CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True}

    disable_static_copying(settings)

    assert not settings["CACHE_CONTENT"]
    assert not settings["LOAD_CONTENT_CACHE"]
