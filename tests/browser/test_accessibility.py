"""Every page can be used by everybody, on a phone and on a desk, by day and by night."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.sample_site import BuiltSite

from .conftest import Visit

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
PARTS = 8
"""The pages are shared out, so that several processes can look at them at once."""

pytestmark = pytest.mark.browser


def violations(page: Any) -> list[str]:
    """What axe finds on the page as it is now, a line each."""
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_on_any_page(
    visit: Callable[..., Visit], sample: BuiltSite, part: int
) -> None:
    """No violation on every page, light and dark, 320 and 1280 px wide."""
    tab = visit()
    found: list[str] = []
    for file in sample.pages()[part::PARTS]:
        if 'http-equiv="refresh"' in file.read_text("utf-8"):
            continue
        page = tab.go(sample.address(file))
        page.evaluate(AXE.read_text("utf-8"))  # by the debugger: the policy allows no script
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 720})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                where = f"{sample.address(file)} {width} {scheme}"
                found += [f"{where} {one}" for one in violations(page)]

    assert found == []
    assert tab.strangers == []
    assert tab.errors == []


@pytest.mark.parametrize("part", range(2))
def test_no_page_scrolls_sideways_on_the_smallest_phone(
    visit: Callable[..., Visit], sample: BuiltSite, part: int
) -> None:
    """320 px are enough for every page."""
    tab = visit(320)
    wide = []
    for file in sample.pages()[part::2]:
        if 'http-equiv="refresh"' in file.read_text("utf-8"):
            continue
        page = tab.go(sample.address(file))
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(sample.address(file))

    assert wide == []


ONE_OF_EACH = (
    "/",
    "/posts/",
    "/families/",
    "/skills/",
    "/posts/why-a-photo-may-be-missing/",
    "/tutorials/scratch-first-steps/",
    "/galleries/robotics-fair/",
    "/newsletter/2026-w47/",
    "/library/",
    "/library/tags/robotics/",
    "/subscribe/",
)


@pytest.mark.parametrize("address", ONE_OF_EACH)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    visit: Callable[..., Visit], address: str
) -> None:
    """The first stop is the skip link; each stop is seen; none is a trap."""
    page = visit(1280).go(address)
    stops: list[dict[str, Any]] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (e === document.body) return null;
                const box = e.getBoundingClientRect();
                // A card's link may draw its ring around the whole card, with ::after.
                const ring = [null, '::after'].some(part => {
                    const s = getComputedStyle(e, part);
                    return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
                });
                return {name: e.textContent.trim().slice(0, 40), tag: e.tagName, outline: ring,
                        seen: box.width > 0 && box.height > 0};
            }"""
        )
        if stop is None:
            break
        stops.append(stop)
    links = page.evaluate(
        "[...document.querySelectorAll('a[href], button, audio, input, [tabindex=\"0\"]')]"
        ".filter(e => e.checkVisibility()).length"
    )

    assert stops[0]["name"].lower().startswith("skip")
    assert all(stop["seen"] for stop in stops), [stop for stop in stops if not stop["seen"]]
    assert all(stop["outline"] for stop in stops), [stop for stop in stops if not stop["outline"]]
    assert len(stops) >= links - 1


def test_the_skip_link_leads_past_the_signs(visit: Callable[..., Visit]) -> None:
    """One key press and Enter, and the next stop is inside the text."""
    page = visit(1280).go("/posts/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("address", ONE_OF_EACH)
def test_every_target_is_large_enough(visit: Callable[..., Visit], address: str) -> None:
    """24 by 24 px, but for links inside a sentence."""
    page = visit(320).go(address)
    small = page.evaluate(
        """() => {
            const inSentence = e => [...e.parentElement.childNodes].some(
                n => n.nodeType === Node.TEXT_NODE && n.textContent.trim().length > 1);
            return [...document.querySelectorAll('a[href], button, summary, input, select')]
            .filter(e => e.checkVisibility() && !e.matches('.skip'))
            .filter(e => !inSentence(e))
            .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, b]) => b.width < 24 || b.height < 24)
            .map(([t, b]) => `${t} ${Math.round(b.width)}x${Math.round(b.height)}`);
        }"""
    )

    assert small == []
