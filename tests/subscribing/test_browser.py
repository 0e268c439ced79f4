"""The page to subscribe in a real browser: by keyboard, on a phone, without a script."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.chromium import needed, needed_file
from tests.subscribing.listener import Listener, serving, taking_forms
from tests.subscribing.small_site import FILES, PROVIDER, SPANISH, built

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VNU = Path(__file__).parents[1] / "browser/node_modules/vnu-jar/build/dist/vnu.jar"
ADDRESS = "ada+letters@school.example"


@dataclass
class Scene:
    """Three sites (with a service, with a provider, with neither) and who takes their forms."""

    service: Listener
    stranger: Listener
    sites: dict[str, str] = field(default_factory=dict)
    folders: dict[str, Path] = field(default_factory=dict)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Everything on this computer; the provider leads to the stranger after the form."""
    with ExitStack() as running:
        service, stranger, provider = (running.enter_context(taking_forms()) for _ in range(3))
        made = Scene(service, stranger)
        provider.leads_to = f"{stranger.url}/thanks"
        settings: dict[str, dict[str, Any]] = {
            "service": {"service": service.url},
            "provider": {
                "provider": {
                    **PROVIDER,
                    "action": f"{provider.url}/form",
                    "origins": (stranger.url,),
                }
            },
            "neither": {},
        }
        for name, given in settings.items():
            site = built(tmp_path_factory.mktemp(name), given, files={**FILES, **SPANISH})
            made.folders[name] = site.output
            made.sites[name] = running.enter_context(serving(site.output))
        yield made


@pytest.fixture(autouse=True)
def fresh(scene: Scene) -> None:
    """Nothing came yet."""
    for one in (scene.service, scene.stranger):
        one.forms.clear()
        one.visits.clear()
        one.leads_to = ""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = browser.new_context(
        viewport={"width": 320, "height": 720}, java_script_enabled=False, locale="en"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["subscribe/", "subscribe/es/", "newsletter/2026-w47/"])
@pytest.mark.parametrize("site", ["service", "provider", "neither"])
def test_anybody_can_use_the_page(browser: Browser, scene: Scene, site: str, path: str) -> None:
    """No violation, nothing sideways, targets of 24 px; light, dark, phone and desktop."""
    page = browser.new_page()
    page.goto(f"{scene.sites[site]}/{path}")
    found: list[Any] = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 720})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            violations = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
            found += [(one["id"], one["nodes"][0]["html"]) for one in violations]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0
        small = page.evaluate(
            "[...document.querySelectorAll('.sign-up :is(button, select, input:not([tabindex])),"
            " .feed-ways a, .letter-offer a')].filter(e => e.checkVisibility())"
            ".filter(e => Math.min(e.getBoundingClientRect().width,"
            " e.getBoundingClientRect().height) < 24).map(e => e.outerHTML)"
        )
        assert small == []
    page.close()

    assert found == []


def test_the_keyboard_fills_in_the_form_and_sends_it(tab: Page, scene: Scene) -> None:
    """From the address to the button, every field in turn, past the trap, and in at the service."""
    tab.goto(f"{scene.sites['service']}/subscribe/es/")
    tab.locator("[name=address]").focus()
    tab.keyboard.type(ADDRESS)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")  # not for families
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")  # but for teachers
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowDown")  # in English
    tab.keyboard.press("Tab")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")

    assert tab.locator("h1").inner_text() == "Look into your mail"
    assert scene.service.forms == [
        ("/", [("address", ADDRESS), ("audience", "teachers"), ("lang", "en"), ("website", "")])
    ]


def test_a_family_types_its_address_and_is_done(tab: Page, scene: Scene) -> None:
    """The rest is chosen as most want it; Enter sends."""
    tab.goto(f"{scene.sites['service']}/subscribe/")
    tab.get_by_label("Your e-mail address").fill(ADDRESS)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")

    ((path, fields),) = scene.service.forms
    assert path == "/"
    assert sorted(fields) == [
        ("address", ADDRESS),
        ("audience", "families"),
        ("lang", "en"),
        ("website", ""),
    ]


def test_what_is_no_address_is_not_sent(tab: Page, scene: Scene) -> None:
    """The browser says so itself, in the reader's language."""
    tab.goto(f"{scene.sites['service']}/subscribe/")
    for typed in ("", "ada at school"):
        tab.locator("[name=address]").fill(typed)
        tab.get_by_role("button").click()
        tab.wait_for_timeout(200)

    assert scene.service.forms == []
    assert tab.url.endswith("/subscribe/")


def test_a_provider_gets_its_fields_and_may_lead_elsewhere(tab: Page, scene: Scene) -> None:
    """Where ``origins`` names the place."""
    tab.goto(f"{scene.sites['provider']}/subscribe/")
    tab.locator("[name=email]").fill(ADDRESS)
    with tab.expect_navigation(url="**/thanks"):
        tab.get_by_role("button").click()

    assert scene.stranger.visits[:1] == ["/thanks"]


def test_a_form_reaches_nobody_else(browser: Browser, scene: Scene) -> None:
    """Were its address changed in the page, the policy holds."""
    page = browser.new_page()
    page.goto(f"{scene.sites['service']}/subscribe/")
    page.evaluate("url => { document.querySelector('form').action = url }", scene.stranger.url)
    _send_and_be_stopped(page)
    page.close()

    assert scene.stranger.forms == []


def test_a_service_leads_to_nobody_else(browser: Browser, scene: Scene) -> None:
    """Were its answer to lead elsewhere, the browser would not go there."""
    scene.service.leads_to = f"{scene.stranger.url}/elsewhere"
    page = browser.new_page()
    page.goto(f"{scene.sites['service']}/subscribe/")
    _send_and_be_stopped(page)
    page.close()

    assert len(scene.service.forms) == 1
    assert scene.stranger.visits == []


def _send_and_be_stopped(page: Page) -> None:
    """Wait for the browser to say that the policy forbids it."""
    page.locator("[name=address]").fill(ADDRESS)
    with page.expect_console_message(lambda message: "form-action" in message.text):
        page.get_by_role("button").click(no_wait_after=True)


def test_nothing_is_loaded_from_the_service(browser: Browser, scene: Scene) -> None:
    """Whoever only looks at the page is seen by nobody."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{scene.sites['service']}/subscribe/", wait_until="networkidle")
    page.close()

    assert asked
    assert all(url.startswith(scene.sites["service"]) for url in asked)
    assert scene.service.visits == []


def test_the_nu_checker_finds_no_error(scene: Scene) -> None:
    """The form with all its fields, the provider's, and the page without one."""
    java, jar = needed("Java", "java"), needed_file("The Nu HTML checker", VNU)
    pages = [
        str(page) for one in scene.folders.values() for page in one.glob("subscribe/**/*.html")
    ]
    done = subprocess.run(
        [
            *(java, "-Xss8m", "-jar", jar, "--format", "json", "--errors-only"),
            *("--no-langdetect", *pages),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    messages = json.loads(done.stderr)["messages"]
    assert len(pages) == 6
    assert [f"{one.get('url')}:{one.get('lastLine')} {one['message']}" for one in messages] == []
