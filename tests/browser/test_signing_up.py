"""A1-A4 for the sign-up service: its pages in a real Chromium, from a server on this computer."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from mailing.quota import DAY
from tests.chromium import needed, needed_file
from tests.mailing.signup.service import Service, part_of, path_in, serving

from .test_accessibility import AXE, violations

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
VNU = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"
MIA = "mia@school.example"
TAB = """() => {
    const e = document.activeElement;
    if (e === document.body) return null;
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return {name: (e.labels?.[0] ?? e).textContent.trim(), type: e.type ?? '',
            ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            seen: box.width > 0 && box.right > 0};
}"""
SMALL = """() => [...document.querySelectorAll('a[href], button, summary, input, select')]
    .filter(e => e.checkVisibility() && !e.matches('.skip, .trap *'))
    .filter(e => e.type !== 'hidden')
    .map(e => [e.textContent.trim() || e.name, e.getBoundingClientRect()])
    .filter(([, b]) => b.width < 24 || b.height < 24)
    .map(([t, b]) => `${t} ${Math.round(b.width)}x${Math.round(b.height)}`)"""


@dataclass
class Tab:
    """A tab, and what went wrong in it. ``pages`` are paths that show one page of each sort."""

    service: Service
    page: Page
    pages: dict[str, str]
    errors: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a path of the service."""
        self.page.goto(self.service.url + path, wait_until="load")
        return self.page


@pytest.fixture
def tab(browser: Browser, tmp_path: Path) -> Iterator[Tab]:
    """The service with somebody on the list, somebody who left, and somebody who was just asked."""
    with serving(tmp_path, fonts=ROOT / "theme/static/fonts") as service:
        token, gone = service.join(MIA), service.join("gone@school.example")
        service.post(f"/unsubscribe/{gone}")
        service.clock.now += DAY
        service.sign_up(MIA)
        settings = path_in(service.mails()[-1])
        service.sign_up("new@school.example", "families", "teachers")
        pages = {
            "form": "/",
            "in Spanish": "/?lang=es",
            "sent": "/sent",
            "confirm": path_in(service.mails()[-1]),
            "settings": settings,
            "leave": f"/unsubscribe/{token}",
            "left": f"/unsubscribe/{gone}",
            "lost": "/confirm/unknown",
        }
        context = browser.new_context(reduced_motion="reduce", locale="en-US")
        made = Tab(service, context.new_page(), pages)
        made.page.on("pageerror", lambda error: made.errors.append(str(error)))
        made.page.on("request", lambda one: _note_stranger(made, one.url))
        yield made
        context.close()


def _note_stranger(tab: Tab, url: str) -> None:
    if not url.startswith(tab.service.url):
        tab.errors.append(url)


def looked_at(tab: Tab) -> list[str]:
    """What axe finds on the page that is open, light and dark, on a phone and on a desk."""
    page, found = tab.page, []
    page.evaluate(AXE.read_text("utf-8"))  # by the debugger: the policy allows no script
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 720})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{page.url} scrolls sideways at {width}")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{page.url} {width} {scheme} {one}" for one in violations(page)]
    return found + [f"{page.url} {one}" for one in page.evaluate(SMALL)]


def test_axe_finds_nothing_on_any_page(tab: Tab) -> None:
    """On pages to look at, and on what they answer to a form."""
    found: list[str] = []
    for path in tab.pages.values():
        tab.go(path)
        found += looked_at(tab)
    page = tab.go("/")
    page.fill("#address", "mia at school")
    page.uncheck("#audience-1")
    page.click("button")
    assert page.locator("#address-wrong").is_visible()
    found += looked_at(tab)
    page = tab.go(tab.pages["settings"])
    page.click("button[value=delete]")
    assert page.locator("#sure-wrong").is_visible()
    found += looked_at(tab)
    page.click("button[value=save]")
    assert page.get_by_role("status").inner_text() == "Saved."
    found += looked_at(tab)

    assert found == []
    assert tab.errors == []


@pytest.mark.parametrize("kind", ["confirm", "settings"])
def test_axe_finds_nothing_in_the_mails(tab: Tab, kind: str) -> None:
    """As a mail program shows them, inside landmarks of its own."""
    mails = {path_in(one).split("/")[1]: one for one in tab.service.mails()}
    html = part_of(mails["preferences" if kind == "settings" else kind], "html")
    tab.page.set_content(html)

    of_pages = ("landmark-one-main", "region")
    assert [one for one in looked_at(tab) if not any(rule in one for rule in of_pages)] == []


def test_the_nu_checker_finds_no_error_in_any_page_or_mail(tab: Tab, tmp_path: Path) -> None:
    """In one run."""
    java, jar = needed("Java", "java"), needed_file("The Nu HTML checker", VNU)
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, path in tab.pages.items():
        (folder / f"{name}.html").write_text(tab.service.get(path).text, "utf-8")
    wrong = tab.service.sign_up("mia at school", "none")
    (folder / "wrong.html").write_text(wrong.text, "utf-8")
    for number, mail in enumerate(tab.service.mails()):
        (folder / f"mail-{number}.html").write_text(part_of(mail, "html"), "utf-8")
    done = subprocess.run(
        [*(java, "-jar", jar, "--format", "json", "--errors-only"), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )

    messages = json.loads(done.stderr)["messages"]
    assert [f"{one.get('url')}:{one.get('lastLine')} {one['message']}" for one in messages] == []


@pytest.mark.parametrize("name", ["form", "settings", "leave"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(tab: Tab, name: str) -> None:
    """The skip link first; the field for robots never."""
    page = tab.go(tab.pages[name])
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(TAB)
        if stop is None:
            break
        stops.append(stop)

    assert stops[0]["name"] == "Skip to the text"
    assert [one for one in stops if not (one["ring"] and one["seen"])] == []
    assert "Leave this field empty" not in [one["name"] for one in stops]
    assert len(stops) >= page.locator("main button:visible, main select:visible").count() + 4


def test_a_family_signs_up_with_the_keyboard_and_without_a_script(
    browser: Browser, tab: Tab
) -> None:
    """From the form to the list: the browser's own origin and policy let each form through."""
    context = browser.new_context(java_script_enabled=False, locale="es-MX")
    page = context.new_page()
    page.goto(f"{tab.service.url}/")
    page.locator("#address").focus()
    page.keyboard.type("Ana@school.example")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sent*")
    assert page.locator("h1").inner_text() == "Mire en su buzón"

    page.goto(tab.service.url + path_in(tab.service.mails()[-1]))
    assert tab.service.status("ana@school.example") == "pending"
    page.locator("main button").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "Ya está en la lista"

    assert tab.service.status("ana@school.example") == "confirmed"
    assert tab.service.entry("ana@school.example", "lang") == "es"
    context.close()


def test_somebody_leaves_with_one_button_and_takes_it_back(tab: Tab) -> None:
    """The forms of personal pages come through as well, where browsers tell no origin."""
    page = tab.go(tab.pages["leave"])
    page.get_by_role("button", name="Unsubscribe").click()
    assert page.locator("h1").inner_text() == "You have left"
    assert tab.service.status(MIA) == "unsubscribed"

    page.get_by_role("button", name="That was a mistake").click()
    assert page.locator("h1").inner_text() == "You are back on the list"
    assert tab.service.status(MIA) == "confirmed"

    page = tab.go(tab.pages["settings"])
    page.check("#audience-2")
    page.get_by_role("button", name="Save").click()
    assert tab.service.entry(MIA, "audiences") == ["families", "teachers"]
    with page.expect_download() as download:
        page.get_by_role("link", name="Download it as a file").click()
    assert json.loads(download.value.path().read_text("utf-8"))["address"] == MIA
    page.check("#sure")
    page.get_by_role("button", name="Delete").click()
    assert page.locator("h1").inner_text() == "Everything is deleted"
    assert tab.service.status(MIA) == ""
    assert tab.errors == []
