"""Real pages in a real Chromium, at the address they are published for.

Requests to the site's own address are answered from its folder; a request to anybody else is
noted and refused.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.sample_site import URL, BuiltSite, sample

__all__ = ["sample"]


@dataclass
class Visit:
    """A reader's tab, and what went wrong in it."""

    page: Page
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        """Open a site-relative address."""
        self.page.goto(URL + address, wait_until="load")
        return self.page


@pytest.fixture
def visit(browser: Browser, sample: BuiltSite) -> Iterator[Callable[..., Visit]]:
    """Open a tab, 320 px wide unless said otherwise."""
    contexts = []

    def run(width: int = 320, *, scripts: bool = True, dark: bool = False) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 720},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        made = Visit(context.new_page())
        context.route("**/*", lambda route: _answer(route, sample.output, made))
        made.page.on("pageerror", lambda error: made.errors.append(str(error)))
        made.page.on(
            "console",
            lambda message: made.errors.append(message.text) if message.type == "error" else None,
        )
        return made

    yield run
    for context in contexts:
        context.close()


def _answer(route: Route, folder: Path, visit: Visit) -> None:
    url = route.request.url
    if not url.startswith(f"{URL}/"):
        visit.strangers.append(url)
        route.abort()
        return
    path = folder / url.removeprefix(f"{URL}/").partition("#")[0].partition("?")[0]
    if path.is_dir():
        path /= "index.html"
    if not path.is_file():
        visit.errors.append(f"404 {url}")
        route.fulfill(status=404, body="")
        return
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    route.fulfill(body=path.read_bytes(), content_type=kind)
