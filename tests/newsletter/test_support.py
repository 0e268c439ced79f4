"""Mail programs: nothing in a letter that one of them does not take, unless its loss is thought of.

``support.yaml`` holds the facts, with their source and day.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from plugins.newsletter.email import build_html
from plugins.newsletter.note import _ATTRIBUTES, _TAGS
from tests.newsletter.builders import ROOT, message, template

DATA = yaml.safe_load((Path(__file__).parent / "support.yaml").read_text("utf-8"))
FEATURES: dict[str, Any] = DATA["features"]
PROGRAMS = {"gmail", "outlook-classic", "outlook-new", "apple-mail", "yahoo"}
STYLES = "".join(
    (ROOT / "theme/templates/email" / name).read_text("utf-8")
    for name in ("inline.css", "kept.css")
)
SIDES = re.compile(r"^(margin|padding|border)-(top|right|bottom|left|color)$")
FAMILIES = {
    **dict.fromkeys(("table", "thead", "tbody", "tfoot", "tr", "th", "td"), "<table>"),
    **dict.fromkeys(("ul", "ol", "li"), "<ul>"),
    **dict.fromkeys((f"h{n}" for n in range(1, 7)), "<h1>"),
}
ATTRIBUTES = {"width": "width=", "height": "height="}


def page() -> BeautifulSoup:
    """A letter with everything."""
    return BeautifulSoup(build_html(message(), template()), "html5lib")


def declarations() -> set[tuple[str, str]]:
    """Each property with its value: of the style sheets, and of what was inlined."""
    bodies = re.findall(r"\{([^{}]*)\}", STYLES)
    bodies += [str(tag["style"]) for tag in page().find_all(style=True)]
    pairs = [part.partition(":") for body in bodies for part in body.split(";") if ":" in part]
    return {(name.strip(), value.strip()) for name, _, value in pairs}


def used() -> set[str]:
    """Names of everything that a letter uses, as the table calls it."""
    found = {"@media", "prefers-color-scheme", "comments", "mailto:", "JPEG", "color-scheme (meta)"}
    found |= {"class selector", "descendant selector"}
    for name, value in declarations():
        side = SIDES.match(name)
        found.add(side[1] if side else name)
        if (name, value) == ("display", "none"):
            found.add("display: none")
        if "!important" in value:
            found.add("!important")
    elements = {tag.name for tag in page().find_all(True)} | _TAGS
    found |= {FAMILIES.get(one, f"<{one}>") for one in elements - set(DATA["plain"]["elements"])}
    attributes = {name for tag in page().find_all(True) for name in tag.attrs}
    attributes |= {name for names in _ATTRIBUTES.values() for name in names}
    attributes -= set(DATA["plain"]["attributes"])
    found |= {ATTRIBUTES.get(one, one) for one in attributes}
    return found - set(DATA["plain"]["css"])


def test_everything_used_is_in_the_table_and_nothing_else() -> None:
    """A new property needs its facts first; one that is gone needs none."""
    assert used() == set(FEATURES)


@pytest.mark.parametrize("name", FEATURES)
def test_what_a_program_does_not_take_has_a_fallback(name: str) -> None:
    """And each fact has its source and its day."""
    feature = FEATURES[name]

    assert set(feature["support"]) == PROGRAMS
    assert set(feature["support"].values()) <= {"y", "a", "n", "?"}
    assert feature["source"].startswith("https://www.caniemail.com/features/")
    assert isinstance(feature["tested"], date)
    if {"n", "?"} & set(feature["support"].values()):
        assert feature.get("fallback"), f"{name} is not taken by all, and nothing stands in for it"


def test_the_fallbacks_are_there() -> None:
    """The ones that a program can see: the hidden words, the sizes, the inlined colours."""
    soup = page()
    peek = soup.find(class_="peek")

    assert peek is not None
    for words in ("display:none", "max-height:0", "font-size:1px", "color:#faf6ee"):
        assert words in str(peek["style"]).replace(": ", ":")
    assert all(image.get("width") and image.get("height") for image in soup.find_all("img"))
    for name in ("wall", "paper", "mute"):
        assert all("color" in str(tag.get("style")) for tag in soup.find_all(class_=name))
    assert soup.h1 is not None
    assert soup.h1.get_text() == "One evening, one page"
    assert "mso-hide:all" in str(soup)
