"""A mail in a real browser engine: light and dark, phone and desktop, with pictures and without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from plugins.newsletter.email import build_html
from plugins.newsletter.message import Block
from tests.newsletter.builders import entry, message, template

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PIXEL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900"><rect width="1200" '
    'height="900" fill="teal"/></svg>'
)


@pytest.fixture(scope="module")
def mail(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mail with everything, and with words that are too long for a phone."""
    long = entry("long", title="Donaudampfschifffahrtsgesellschaftskapitän " * 2, facts=("x" * 60,))
    usual = message()
    html = build_html(
        message(blocks=(*usual.blocks, Block("Also new", (long,)))),
        template(),
    )
    file = tmp_path_factory.mktemp("mail") / "message.html"
    file.write_text(html, "utf-8")
    return file


def opened(browser: Browser, mail: Path, width: int, scheme: Any, *, pictures: bool) -> Any:
    """The mail in a window."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    if pictures:
        page.route(
            "https://**",
            lambda route: route.fulfill(body=PIXEL, content_type="image/svg+xml"),
        )
    else:
        page.route("https://**", lambda route: route.abort())
    page.goto(mail.as_uri())
    return page


@pytest.mark.parametrize("pictures", [True, False], ids=["pictures", "no-pictures"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 640])
def test_anybody_can_read_the_mail(
    browser: Browser, mail: Path, width: int, scheme: str, *, pictures: bool
) -> None:
    """Axe finds nothing of WCAG A and AA, and nothing has to be moved sideways."""
    page = opened(browser, mail, width, scheme, pictures=pictures)

    found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()

    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert overflow <= 0


def test_a_dark_screen_gets_a_dark_letter(browser: Browser, mail: Path) -> None:
    """Walls, paper and words change together."""
    colours = {}
    for scheme in ("light", "dark"):
        page = opened(browser, mail, 640, scheme, pictures=True)
        colours[scheme] = page.evaluate(
            "['.wall', '.paper', 'h1', 'h3 a'].map(one => {"
            " const style = getComputedStyle(document.querySelector(one));"
            " return one.length < 4 || one.includes(' ') ? style.color : style.backgroundColor })"
        )
        page.close()

    assert colours["light"] == [
        "rgb(250, 246, 238)",
        "rgb(255, 255, 255)",
        "rgb(35, 38, 47)",
        "rgb(35, 38, 47)",
    ]
    assert colours["dark"] == [
        "rgb(25, 27, 32)",
        "rgb(34, 37, 44)",
        "rgb(241, 237, 228)",
        "rgb(241, 237, 228)",
    ]


def test_pictures_stand_beside_words_and_above_them_on_a_phone(
    browser: Browser, mail: Path
) -> None:
    """Two columns where there is room for them, one where there is not."""
    places = {}
    for width in (320, 640):
        page = opened(browser, mail, width, "light", pictures=True)
        picture = page.locator(".side").first.bounding_box()
        words = page.locator(".words").first.bounding_box()
        page.close()
        places[width] = (words["x"] > picture["x"], words["y"] > picture["y"])

    assert places == {320: (False, True), 640: (True, False)}
