"""Links to other sites, asked politely and only when somebody wants it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from commands.newsletter.desk import Desk
from commands.newsletter.links import AT_ONCE, find_places, open_links
from commands.newsletter.showing import preview
from commands.school import School
from tests.builders import NOW, small_school

NOWHERE = "http://127.0.0.1:1/"
"""A port at which nothing listens."""


class Site(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    asked: list[tuple[str, str]]
    busy = most = 0
    lock = threading.Lock()

    def do_HEAD(self) -> None:
        self._answer(head=True)

    def do_GET(self) -> None:
        self._answer(head=False)

    def _answer(self, *, head: bool) -> None:
        kind = type(self)
        with kind.lock:
            kind.busy += 1
            kind.most = max(kind.most, kind.busy)
            kind.asked.append(("HEAD" if head else "GET", self.path))
        self.path = urlsplit(self.path).path  # a proxy is asked for whole addresses
        if self.path.startswith("/slow"):
            time.sleep(1.2 if self.path == "/slow" else 0.05)
        codes = {"/gone": 404, "/shut": 403, "/broken": 503, "/moved": 301, "/found": 302}
        code = codes.get(self.path, 200)
        if self.path == "/no-head" and head:
            code = 405
        if self.path == "/lies" and head:
            code = 404
        self.send_response(code)
        if code in (301, 302):
            self.send_header("Location", "/new")
        self.send_header("Content-Length", "0")
        with kind.lock:
            kind.busy -= 1  # whoever reads the answer may ask again at once
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Silence."""


@dataclass
class Running:
    """A site: its address, and who answers."""

    url: str
    handler: Any


@pytest.fixture
def running() -> Iterator[Running]:
    """A site on this computer."""
    handler = type("Fresh", (Site,), {"asked": [], "most": 0, "busy": 0})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.daemon_threads = True
    yield Running(f"http://127.0.0.1:{server.server_port}", handler)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site(running: Running) -> str:
    """Its address."""
    return running.url


@pytest.mark.parametrize(
    ("path", "grade", "words"),
    [
        ("/good", "good", "opens."),
        ("/no-head", "good", "opens."),
        ("/lies", "good", "opens."),
        ("/found", "good", "opens."),
        ("/moved", "look", "has moved to {}/new."),
        ("/gone", "bad", "is not there (404)."),
        ("/shut", "look", "lets no program look (403). Open it yourself."),
        ("/broken", "look", "is out of order just now (503). Try again later."),
        ("/slow", "look", "did not answer in time. Open it yourself."),
    ],
)
def test_each_answer_is_told_with_its_place(site: str, path: str, grade: str, words: str) -> None:
    """A site that shuts programs out is not called broken; HEAD alone is not believed."""
    url = f"{site}{path}"

    seconds = 0.5 if path == "/slow" else 30.0  # however busy this computer is
    found = open_links({url: "newsletter/2026-W47.md:12"}, seconds=seconds).findings[url]

    assert found.grade == grade
    assert found.words == f"newsletter/2026-W47.md:12: {url} {words.format(site)}"


def test_one_that_cannot_be_reached_is_bad_where_others_can(site: str) -> None:
    """A host that does not exist is a spelling mistake then."""
    opened = open_links({f"{site}/good": "", NOWHERE: "posts/a.md:3"}, seconds=2)

    assert not opened.offline
    assert opened.findings[NOWHERE].grade == "bad"
    assert opened.findings[NOWHERE].words.startswith(f"posts/a.md:3: {NOWHERE} cannot be reached")


def test_without_a_network_nothing_is_called_wrong() -> None:
    """It is said once, by whoever asked."""
    opened = open_links({NOWHERE: "", f"{NOWHERE}other": ""}, seconds=2)

    assert (opened.offline, opened.findings) == (True, {})
    assert open_links({}).offline is False


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://a\u2028b/", "http://..example/", "http:///x"]
)
def test_no_address_raises(site: str, url: str) -> None:
    """Whatever somebody wrote: it is bad."""
    assert open_links({url: "", f"{site}/good": ""}, seconds=2).findings[url].grade == "bad"


def test_few_are_asked_at_once(running: Running) -> None:
    """Four at most, and each once."""
    urls = {f"{running.url}/slow{number}": "" for number in range(20)}

    opened = open_links(urls, seconds=5)

    assert len(opened.findings) == len(running.handler.asked) == 20
    assert 1 < running.handler.most <= AT_ONCE


def test_the_place_of_a_link_is_the_first_line_that_has_it(tmp_path: Path) -> None:
    """In the issue's own file first, then in its entries; written as in HTML, too."""
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n[x](https://a.example/?a=1&b=2)\n")
    (tmp_path / "b.md").write_text('<a href="https://a.example/?c=1&amp;d=2">y</a>\n')

    found = find_places(
        ["https://a.example/?a=1&b=2", "https://a.example/?c=1&d=2", "https://b.example/"],
        tmp_path,
        ["a.md", "gone.md", "b.md", "a.md"],
    )

    assert found == {
        "https://a.example/?a=1&b=2": "a.md:4",
        "https://a.example/?c=1&d=2": "b.md:1",
        "https://b.example/": "",
    }


POST = "---\ntitle: Ramps\ndate: 2026-11-18\nsummary: A ramp.\nnewsletter: true\n---\nText.\n"
ISSUE = (
    "---\ntitle: The week\nweek: 2026-W47\ndate: 2026-11-20\nsummary: It.\npreview: It.\n---\n"
    "\nSee [one](http://robots.example/good), [two](http://robots.example/gone).\n"
)


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    """One issue with two links to another site."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    files: dict[str, str | bytes] = {
        "posts/2026-11-18-ramps.md": POST,
        "newsletter/2026-W47.md": ISSUE,
    }
    return small_school(tmp_path, files)


@pytest.mark.site
def test_the_preview_opens_links_when_asked_to(
    school: School,
    running: Running,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Named with file and line; without the option nobody is asked, and it says so."""
    monkeypatch.setenv("HTTP_PROXY", running.url)
    preview(school, "2026-W47", 0, once=True)
    silent = capsys.readouterr().out
    assert running.handler.asked == []
    preview(school, "2026-W47", 0, once=True, links=True)
    said = capsys.readouterr().out

    assert "/gone" not in silent
    assert "Asking 2 addresses elsewhere" in said
    assert "newsletter/2026-W47.md:9: http://robots.example/gone is not there (404)." in said
    assert "/good opens" not in said
    desk = Desk(school.work / "outbox-preview", school.output, "")
    words = " ".join(one.words for one in desk.findings("2026-W47/everybody"))
    assert "2 of them to other sites, 2 not opened." in words


@pytest.mark.site
def test_a_computer_that_is_offline_is_told_once(
    school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the preview goes on."""
    monkeypatch.setenv("HTTP_PROXY", NOWHERE)

    preview(school, "2026-W47", 0, once=True, links=True)

    said = capsys.readouterr().out
    assert said.count("No other site could be reached") == 1
    assert "cannot be reached:" not in said
    assert "As files for a mail program" in said
