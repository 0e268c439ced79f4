"""A small school with a page to subscribe and one letter, built whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest import mock

from bs4 import BeautifulSoup, Tag

from commands.school import School
from plugins.common.run import Mode
from tests.builders import Built, build, small_school

SERVICE = "https://news.school.example"
PROVIDER = {
    "name": "Maple Lists",
    "action": "https://lists.example/subscription/form",
    "audience": "l",
    "audiences": {"families": "id-1", "teachers": "id-2"},
    "hidden": {"nonce": ""},
}
FILES: dict[str, str | bytes] = {
    "pages/subscribe.md": "---\ntitle: Subscribe\nform: subscribe\n---\n\n## On paper\n\nAsk us.\n",
    "pages/about.md": "---\ntitle: About\n---\n\nWho we are.\n",
    "posts/2026-11-16-ramps.md": "---\ntitle: Ramps\ntags: [newsletter]\n---\n\nText.\n",
    "newsletter/2026-W47.md": "---\ntitle: The week\n---\n\nHello.\n",
}
SPANISH = {
    "pages/subscribe.es.md": (
        "---\ntitle: Suscribirse\nslug: subscribe\nlang: es\nform: subscribe\n---\n\nHola.\n"
    ),
}


def built(
    folder: Path,
    subscribing: dict[str, Any] | None = None,
    mode: Mode = "preview",
    url: str = "",
    files: dict[str, str | bytes] | None = None,
    **settings: Any,
) -> Built:
    """The site of a school with these settings of subscribing, and these other ones."""
    ours = {**settings, **({} if subscribing is None else {"SUBSCRIBING": subscribing})}
    read = School.settings

    def changed(*given: Any) -> dict[str, Any]:
        return {**read(*given), **ours}

    with mock.patch.object(School, "settings", changed):
        return build(small_school(folder, files or FILES, url), mode)


def soup(site: Built, path: str = "subscribe/index.html") -> BeautifulSoup:
    """A page of the site."""
    return BeautifulSoup(site.read(path), "html.parser")


def only(page: BeautifulSoup, selector: str) -> Tag:
    """The one element that this selects."""
    (found,) = page.select(selector)
    return found


def form_action(site: Built, path: str) -> str:
    """Whom a page may send a form to, by its policy."""
    policy = str(only(soup(site, path), "meta[http-equiv=Content-Security-Policy]")["content"])
    (found,) = [rule for rule in policy.split("; ") if rule.startswith("form-action ")]
    return found.removeprefix("form-action ")
