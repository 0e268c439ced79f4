"""The marks of a preview in a real browser: legible by day and by night, and beyond recognition."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.builders import build
from tests.media.consent.school import POST, REGISTER, SHEET, school_with

pytestmark = [pytest.mark.browser, pytest.mark.site, pytest.mark.xdist_group("browser")]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BASE = "http://preview.example"


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A preview with a photo of each sort: not reviewed, not released, taken back."""
    sheet = SHEET.replace("people: [s-001]", "people:").replace("people: none", "people: [s-003]")
    post = POST.replace("fair/sign.png", "fair/bridge.jpg") + (
        "\nIn a line ![](../media/fair/ramp.jpg) and ![](../media/fair/bridge.jpg) they stand.\n\n"
        "![](../media/fair/sign.png)\n"
    )
    register = REGISTER.replace("image,site,", "none,,") + "s-003,Mia Berg,none,,,withdrawn\n"
    files = {"media/fair/media.yaml": sheet, "posts/2026-11-16-robots.md": post}
    return build(school_with(tmp_path_factory.mktemp("marked"), files, register, "")).output


def opened(browser: Browser, folder: Path, address: str, width: int, scheme: Any) -> Any:
    """A page of the preview."""

    def answer(route: Any) -> None:
        file = folder / route.request.url.removeprefix(f"{BASE}/")
        file = file / "index.html" if file.is_dir() else file
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        route.fulfill(body=file.read_bytes(), content_type=kind)

    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.route(f"{BASE}/**", answer)
    page.goto(BASE + address)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", ["/", "/posts/", "/posts/robots/", "/galleries/fair/"])
def test_marks_can_be_read_by_everybody(
    browser: Browser, marked: Path, address: str, width: int, scheme: str
) -> None:
    """No violation, no sideways scroll, and every mark lies inside its photo."""
    page = opened(browser, marked, address, width, scheme)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert [one["id"] for one in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    marks = page.evaluate(
        """[...document.querySelectorAll('.review-words')].filter(mark => {
            const pane = mark.closest('.pane')  // a phone shows a frame in its stead
            return !pane || pane.clientWidth > 64
        }).map(mark => {
            const own = mark.getBoundingClientRect()
            const photo = mark.parentElement.getBoundingClientRect()
            return own.width > 20 && own.height > 10 && own.left >= photo.left
                && own.right <= photo.right + 1 && own.bottom <= photo.bottom + 1
        })"""
    )
    assert marks
    assert all(marks)
    page.close()


def test_a_blurred_photo_takes_the_room_of_the_real_one(browser: Browser, marked: Path) -> None:
    """So that the page looks as it will; nothing of it is loaded but the blur."""
    page = opened(browser, marked, "/posts/robots/", 1280, "light")
    image = page.locator("figure .review-barred img").first
    image.scroll_into_view_if_needed()
    image.evaluate("image => image.decode()")
    size = image.evaluate("i => [i.naturalWidth, i.clientWidth, i.clientWidth / i.clientHeight]")
    assert size[0] == 48
    assert size[1] > 500
    assert size[2] == pytest.approx(1.5, abs=0.01)
    assert "was withdrawn" in page.locator(".review-gone").inner_text()
    page.close()
