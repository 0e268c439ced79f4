"""Issues printed by Chromium: one page each on A4 and US Letter, with everything on it."""

from __future__ import annotations

import mimetypes
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, Route

from plugins.newsletter.message import Block, Message
from plugins.newsletter.sheet import plan_sheet
from tests.newsletter.builders import BASE, ROOT, entry, message, picture, sheet_page
from tests.sample_site import URL, BuiltSite, sample

__all__ = ["sample"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAPERS = ("A4", "Letter")
PIXEL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900"><rect width="1200" '
    'height="900" fill="teal"/></svg>'
)
SPEECHES = {
    "en": ["the", "plan", "for", "families", "fits", "on", "a", "page", "with", "an", "example"],
    "de": ["Donaudampfschifffahrtsgesellschaft", "und", "Elternvertreterversammlung", "im", "Flur"],
    "zh": ["走廊里的学生正在用纸板做机器人", "家长们来看了", "下周还有"],
    "ar": ["الطلاب", "في", "الممر", "يبنون", "روبوتات", "من", "الورق"],
}


def pages_of(page: Page, paper: str) -> int:
    """How many pages of ``paper`` the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=paper)))


def issue(seed: int, lang: str) -> Message:
    """An issue of one to forty entries with words of all lengths, the same for a ``seed``."""
    dice = random.Random(seed)

    def said(least: int, most: int) -> str:
        words = [dice.choice(SPEECHES[lang]) for _ in range(dice.randint(least, most))]
        return f"{' '.join(words)}."

    def told(number: int) -> Any:
        return entry(
            f"e{number}",
            title=f"{number} {said(2, 4 if lang == 'de' else 10)}",
            summary=said(6, 40),
            facts=tuple(said(1, 3) for _ in range(dice.randint(0, 2))),
            picture=picture() if dice.random() < 0.7 else None,
        )

    count = dice.choice((1, 2, 3, 4, 6, 8, 12, 18, 25, 40))
    entries = [told(number) for number in range(count)]
    blocks = [Block("First of all", (entries.pop(0),), lead=True)]
    while entries:
        size = dice.randint(1, len(entries))
        some, entries = tuple(entries[:size]), entries[size:]
        blocks.append(Block(said(1, 3), some[:5], some[5:]))
    return message(
        lang=lang,
        direction="rtl" if lang == "ar" else "ltr",
        title=said(2, 12),
        note="".join(f"<p>{said(10, 90)}</p>" for _ in range(dice.choice((0, 1, 2, 5)))),
        blocks=tuple(blocks),
        picture=picture(536) if dice.random() < 0.5 else None,
    )


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Any:
    """Show HTML with the theme's own style and fonts, every picture as a plain one."""
    context = browser.new_context()
    page = context.new_page()
    shown = {"html": ""}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(BASE)
        if path == "/":
            route.fulfill(body=shown["html"], content_type="text/html")
        elif path.startswith("/theme/"):
            file = ROOT / "theme/static" / path.removeprefix("/theme/")
            kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            route.fulfill(body=PIXEL, content_type="image/svg+xml")

    page.route("**/*", answer)

    def show(html: str) -> Page:
        shown["html"] = html
        page.goto(f"{BASE}/", wait_until="load")
        page.evaluate("document.fonts.ready")
        return page

    yield show
    context.close()


@pytest.mark.parametrize("lang", SPEECHES)
@pytest.mark.parametrize("seed", range(6))
def test_any_issue_fits_one_page(opened: Callable[[str], Page], seed: int, lang: str) -> None:
    """Of one entry or forty, with long words, from right to left, in Chinese; all of it is seen."""
    made = issue(seed, lang)
    page = opened(sheet_page(plan_sheet(made, BASE, BASE)))

    assert [pages_of(page, paper) for paper in PAPERS] == [1, 1]
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1000})  # A4 between its margins
    seen = page.evaluate("document.body.innerText")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.emulate_media(media="null")
    missing = [one.title for one in made.entries() if one.title not in seen]
    assert (missing, wide) == ([], 0)


def test_the_samples_issues_are_one_page_each(browser: Browser, sample: BuiltSite) -> None:
    """With all entries of the issue's page, and nothing of it but paper and ink."""
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*", lambda route: from_folder(route, sample.output))
    page = context.new_page()
    issues = sorted(sample.output.glob("newsletter/2026-w*/index.html"))
    for file in issues:
        whole = BeautifulSoup(file.read_text("utf-8"), "html5lib")
        (link,) = whole.select("a.letter-print")
        page.goto(str(link["href"]), wait_until="load")
        printed = BeautifulSoup(page.content(), "html5lib")
        titles = [one.get_text(strip=True) for one in whole.select(".enclosed h3")]

        assert [pages_of(page, paper) for paper in PAPERS] == [1, 1], file
        assert [one.get_text(strip=True) for one in printed.select("main h3")] == titles
        assert printed.select(".sheet-code svg")
        assert not printed.find("script")
    context.close()
    assert len(issues) == 3


def from_folder(route: Route, folder: Path) -> None:
    """A published site."""
    file = folder / route.request.url.removeprefix(f"{URL}/").partition("?")[0]
    file = file / "index.html" if file.is_dir() else file
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    route.fulfill(body=file.read_bytes(), content_type=kind)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_anybody_can_read_the_page(opened: Callable[[str], Page], width: int, scheme: Any) -> None:
    """On the screen, too; it is white there by day and by night."""
    page = opened(sheet_page(plan_sheet(issue(3, "en"), BASE, BASE)))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)

    found = Axe().run(page).response["violations"]
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.emulate_media(color_scheme="light")

    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert overflow <= 0
