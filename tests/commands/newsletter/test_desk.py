"""The pages of ``newsletter.preview``: every view of every letter, from the own site alone."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from commands.newsletter.desk import VIEWS, Desk, letters_app
from commands.newsletter.views import headers, shown
from plugins.newsletter.message import UNSUBSCRIBE
from tests.newsletter.small_site import WEEK_FILE, build_site

pytestmark = pytest.mark.site
NAME = "2026-W47/everybody"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A previewed school with one letter."""
    folder = tmp_path_factory.mktemp("desk")
    site = build_site(folder, "", {"newsletter/2026-W47.md": WEEK_FILE})
    return Desk(site.outbox, site.output, "hallway@school.example")


def get(desk: Desk, path: str, host: str = "127.0.0.1") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a request."""
    sent: list[dict[str, Any]] = []

    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()  # nobody goes away
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", host.encode())],
    }
    with ThreadPoolExecutor() as pool:  # a browser's test has a loop in this thread
        pool.submit(lambda: asyncio.run(letters_app(desk)(scope, receive, send))).result()  # type: ignore[arg-type]
    facts = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], facts, b"".join(one.get("body", b"") for one in sent[1:])


def test_the_page_shows_all_views_and_what_was_found(desk: Desk) -> None:
    """Four frames, the plain text, short texts, sizes, and the letter as a file."""
    status, _, body = get(desk, f"/-/letters/{NAME}/")

    page = BeautifulSoup(body, "html5lib")
    assert status == 200
    assert [frame["src"] for frame in page.find_all("iframe")] == [
        f"/-/letters/{NAME}/{view['name']}.html" for view in VIEWS
    ]
    assert "Ramps & wheels" in page.find_all("pre")[0].get_text()
    assert "Ramps & wheels. A ramp, twice." in page.find_all("pre")[1].get_text()
    assert "bytes in a mail" in page.get_text()
    for link in page.select("main p a"):
        assert get(desk, str(link["href"]))[0] == 200, link
    # The home page is another plugin's.
    assert [li.get_text() for li in page.select("li.bad")] == [
        "http://127.0.0.1:8000/ leads to no page of the site."
    ]


def test_short_texts_of_the_staffs_letter_are_not_offered_for_all(tmp_path: Path) -> None:
    """They are copied as they stand: what is for the staff must not look like the other ones."""
    file = WEEK_FILE.replace("preview:", "audience: [families, staff]\npreview:")
    site = build_site(tmp_path, "", {"newsletter/2026-W47.md": file})
    shown_to = Desk(site.outbox, site.output, "")

    assert "Short texts for other channels" in shown_to.page("2026-W47/families")
    assert "Short texts for channels of the staff alone" in shown_to.page("2026-W47/staff")


def test_a_view_loads_pictures_of_the_site_or_none(desk: Desk) -> None:
    """Its addresses lead to the site that is shown; nothing else may be loaded."""
    status, facts, body = get(desk, f"/-/letters/{NAME}/phone.html")

    images = BeautifulSoup(body, "html5lib").find_all("img")
    assert status == 200
    assert images
    for image in images:
        assert get(desk, str(image["src"]))[0] == 200
    assert "img-src 'self'" in facts["content-security-policy"]
    off = get(desk, f"/-/letters/{NAME}/without-pictures.html")[1]
    assert "img-src 'none'" in off["content-security-policy"]
    assert "default-src 'none'" in headers(pictures=True)["Content-Security-Policy"]


def test_the_dark_is_put_in_force_and_taken_away() -> None:
    """Whatever the window is; the reader's link is no placeholder any more."""
    html = f"<head></head>@media (prefers-color-scheme: dark) {{}} {UNSUBSCRIBE}"

    assert "@media all {}" in shown(html, dark=True, base="http://x", here="")
    assert "@media not all {}" in shown(html, dark=False, base="http://x", here="")
    assert UNSUBSCRIBE not in shown(html, dark=True, base="http://x", here="")


def test_the_letter_can_be_saved_as_a_file(desk: Desk) -> None:
    """Under the name of its week and audience."""
    status, facts, body = get(desk, f"/-/letters/{NAME}/letter.eml")

    assert (status, facts["content-type"]) == (200, "message/rfc822")
    assert "2026-W47-everybody.eml" in facts["content-disposition"]
    assert body.startswith(b"Subject: The week in one letter\r\n")


@pytest.mark.parametrize(
    "path", ["2026-W01/everybody/", "..%2f/x/", "2026-W47/../", "x/y/phone.html"]
)
def test_a_letter_that_is_not_there_is_a_404(desk: Desk, path: str) -> None:
    """No path leads out of the outbox."""
    assert get(desk, f"/-/letters/{path}")[0] == 404


def test_a_page_from_elsewhere_reads_nothing(desk: Desk) -> None:
    """Drafts are for the coach's own browser."""
    assert get(desk, f"/-/letters/{NAME}/", "evil.example")[0] == 400


def test_a_school_without_letters_is_told_how_to_start(tmp_path: Path) -> None:
    """Instead of an empty page."""
    assert "newsletter.draft" in Desk(tmp_path, tmp_path, "").page("")
