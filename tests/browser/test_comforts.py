"""What the script adds, and that nothing is lost without it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route

from plugins.media.tones import all_tones
from tests.sample_site import URL

from .conftest import Visit

pytestmark = pytest.mark.browser

GALLERY = "/galleries/robotics-fair/"
EMBEDDING = "/posts/career-week-report/"
COLOURS = {
    tone.name: f"rgb({', '.join(str(int(tone.colour[at : at + 2], 16)) for at in (1, 3, 5))})"
    for tone in all_tones()
}


def test_a_photo_opens_large_and_gives_the_focus_back(visit: Callable[..., Visit]) -> None:
    """Enter opens it, arrows lead on, Escape leads back to the photo last seen."""
    tab = visit(1280)
    page = tab.go(GALLERY)
    photo = page.locator("main a:has(picture)").first
    photo.focus()
    page.keyboard.press("Enter")
    viewer = page.locator("dialog[open]")
    first = viewer.locator("img").get_attribute("src")
    assert viewer.locator("img").get_attribute("alt")
    page.keyboard.press("ArrowRight")
    assert viewer.locator("img").get_attribute("src") != first
    page.keyboard.press("Escape")

    assert page.locator("dialog[open]").count() == 0
    last = page.locator("main a:has(picture)").nth(1)
    assert last.evaluate("e => e === document.activeElement")
    assert tab.errors == []


def test_without_a_script_a_photo_is_a_link_to_the_large_one(visit: Callable[..., Visit]) -> None:
    """The gallery works for everybody."""
    tab = visit(320, scripts=False)
    page = tab.go(GALLERY)
    address = page.locator("main a:has(picture)").first.get_attribute("href") or ""
    response = page.goto(address)

    assert response is not None
    assert response.ok
    assert (response.header_value("content-type") or "").startswith("image/")


def test_the_library_is_walked_by_keyboard_and_without_a_script(
    visit: Callable[..., Visit],
) -> None:
    """From all photos to one, to its large rendition, to a text that shows it."""
    page = visit(320, scripts=False).go("/library/events/robotics-fair/")
    page.locator(".print a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert page.locator("h1").inner_text()
    assert page.locator("main figure img").get_attribute("alt")
    text = page.locator(".seen-in a").first.get_attribute("href") or ""
    large = page.locator("main figure a").get_attribute("href") or ""

    for address in (large, text):
        response = page.goto(address)
        assert response is not None
        assert response.ok


def test_a_photo_of_the_library_opens_large(visit: Callable[..., Visit]) -> None:
    """As in a gallery; the only one there has no way to a next one."""
    tab = visit(1280)
    page = tab.go("/library/")
    page.locator(".print a").first.click()
    page.locator("a.enlarge").focus()
    page.keyboard.press("Enter")

    viewer = page.locator("dialog[open]")
    assert viewer.locator("img").get_attribute("alt")
    assert viewer.get_by_role("button").all_inner_texts() == ["Close"]
    page.keyboard.press("Escape")
    assert page.locator("a.enlarge").evaluate("e => e === document.activeElement")
    assert tab.errors == []


def test_a_film_loads_nothing_before_the_click(visit: Callable[..., Visit]) -> None:
    """The provider hears of a reader only when the reader asks."""
    tab = visit(1280)
    page = tab.go(EMBEDDING)
    card = page.locator(".embed").first
    assert card.count() == 1
    assert tab.strangers == []

    card.locator("button").click()

    frame = page.locator(".embed iframe").first
    frame.wait_for()
    assert frame.get_attribute("title")
    page.wait_for_timeout(200)
    assert any("youtube-nocookie.com" in url for url in tab.strangers)


def test_without_a_script_a_film_is_a_link(visit: Callable[..., Visit]) -> None:
    """And says where it leads."""
    page = visit(320, scripts=False).go(EMBEDDING)

    assert (page.locator(".embed a").first.get_attribute("href") or "").startswith("https://")


def test_a_page_can_be_printed(visit: Callable[..., Visit]) -> None:
    """On paper there are no signs, only the text; a tutorial keeps its steps."""
    page = visit(1280).go("/tutorials/scratch-first-steps/")
    page.emulate_media(media="print")

    assert not page.locator("nav").first.is_visible()
    assert page.locator("section.step h2").first.is_visible()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", [GALLERY, "/library/", "/posts/", EMBEDDING, "/"])
def test_a_page_does_not_jump_when_its_photos_come(
    visit: Callable[..., Visit], address: str, width: int
) -> None:
    """Each has its room and its tone before; afterwards everything stands where it stood."""
    places = """[...document.querySelectorAll('main *')].map(
        e => e.getBoundingClientRect().top)"""
    come = """Promise.all([...document.querySelectorAll('main img')].map(
        e => { e.loading = 'eager'; return e.decode(); }))"""
    toned = """[...document.querySelectorAll('main img')].map(e => [
        [...e.classList].find(name => name.startsWith('tone-')) || '',
        getComputedStyle(e).backgroundColor])"""
    held: list[Route] = []
    page, full = visit(width).page, visit(width).go(address)
    # They are on their way, and do not come.
    page.route("**/photos/*", lambda route: held.append(route))
    page.goto(URL + address, wait_until="domcontentloaded")
    page.evaluate("document.fonts.ready.then(() => 0)")
    full.evaluate(come)
    found = page.evaluate(places), page.evaluate(toned)
    for route in held:
        route.abort()

    assert found[0] == pytest.approx(full.evaluate(places), abs=2)
    colours = {tone: colour for tone, colour in found[1] if tone}
    assert colours
    assert colours == {tone: COLOURS[tone] for tone in colours}
