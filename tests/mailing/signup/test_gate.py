"""What holds for every call: hosts, sizes, headers, prefixes, and what is said when all fails."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from mailing.signup.gate import LARGEST
from mailing.store.migrations import versions
from mailing.store.signups import Signups
from tests.mailing.signup.service import SIGNUP, Service, path_in, serving, until

pytestmark = pytest.mark.slow

MIA = "mia@school.example"
NEWEST = max(file.name[:4] for file in Path(versions.__path__[0]).glob("[0-9]*.py"))
"""The schema's version: its migrations are numbered."""
HEADERS = {
    "content-security-policy": r"default-src 'none'; style-src 'self'; font-src 'self'; "
    r"img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": r"camera=\(\).*",
    "cross-origin-opener-policy": "same-origin",
    "strict-transport-security": r"max-age=\d{7,}",
}


def everything(service: Service) -> list[tuple[str, str, int]]:
    """One call for each thing the service answers."""
    token = service.join(MIA)
    return [
        ("GET", "/", 200),
        ("GET", "/sent", 200),
        ("GET", "/health", 200),
        ("GET", "/static/signup.css", 200),
        ("GET", "/static/../config.py", 404),
        ("GET", "/static/%2e%2e%2fconfig.py", 404),
        ("GET", f"/unsubscribe/{token}", 200),
        ("POST", f"/unsubscribe/{token}", 200),
        ("GET", path_in(service.mails()[0]), 200),
        ("GET", "/confirm/unknown", 404),
        ("POST", "/confirm/unknown", 404),
        ("GET", "/preferences/unknown", 404),
        ("GET", "/nowhere", 404),
        ("GET", "/sent/", 404),
        ("DELETE", "/", 405),
        ("PUT", f"/unsubscribe/{token}", 405),
        ("OPTIONS", "/", 405),
    ]


def test_every_answer_has_the_headers_and_no_cookie(tmp_path: Path) -> None:
    """Whatever was asked for; HEAD answers like GET, without a body."""
    with serving(tmp_path) as service, service.browser(Origin=SIGNUP) as browser:
        for method, path, status in everything(service):
            answer = browser.request(method, path)
            assert answer.status_code == status, (method, path)
            for name, pattern in HEADERS.items():
                assert re.fullmatch(pattern, answer.headers[name]), (path, name)
            assert "set-cookie" not in answer.headers
            if path not in ("/", "/static/signup.css"):
                assert answer.headers["cache-control"] == "no-store"
                assert "noindex" in answer.headers["x-robots-tag"]
            if method == "GET":
                head = browser.head(path)
                assert head.status_code == status
                assert head.content == b""
                # As they are now: a page may have changed by what was posted in between.
                same = browser.get(path)
                assert head.headers["content-type"] == same.headers["content-type"]


def test_no_address_is_in_any_link_or_word_of_the_service(tmp_path: Path) -> None:
    """Neither in the pages' links nor in what it says in its terminal."""
    with serving(tmp_path) as service, service.browser(Origin=SIGNUP) as browser:
        told = []
        for method, path, _ in everything(service):
            answer = browser.request(method, path)
            told += re.findall(r'(?:href|action|src)="([^"]*)"', answer.text)
            told += [answer.headers.get("location", "")]
        assert [one for one in told if "mia" in one or "school.example@" in one] == []
        assert {one for one in told if "@" in one} == {"mailto:hallway@school.example"}
        assert service.told == []


@pytest.mark.parametrize("host", ["evil.example", "news.school.example.evil.example", "", "a b"])
def test_another_host_is_not_ours(tmp_path: Path, host: str) -> None:
    """400, and no word of whose it is not."""
    with serving(tmp_path) as service:
        for path in ("/", "/health"):
            assert service.get(path, Host=host).status_code == 400


@pytest.mark.parametrize(
    "host", ["news.school.example", "NEWS.school.example:8443", "127.0.0.1:8025", "localhost"]
)
def test_our_own_hosts_are(tmp_path: Path, host: str) -> None:
    """The address that families type, and this computer for a look."""
    with serving(tmp_path) as service:
        assert service.get("/", Host=host).status_code == 200


@pytest.mark.parametrize("prefix", ["", "/news", "/a/b"])
@pytest.mark.parametrize("kept", [True, False])
def test_behind_any_path(tmp_path: Path, prefix: str, kept: bool) -> None:
    """Whether the proxy leaves the prefix in the path or takes it away, links carry it."""
    with serving(tmp_path, signup=f"{SIGNUP}{prefix}") as service:
        before = prefix if kept else ""
        page = service.get(f"{before}/")
        assert page.status_code == 200
        assert f'action="{prefix}/"' in page.text
        style = re.search(r'href="([^"]*signup\.css[^"]*)"', page.text)
        assert style
        assert style[1].startswith(f"{prefix}/static/")
        sheet = service.get(style[1] if kept else style[1].removeprefix(prefix))
        assert sheet.headers["content-type"].startswith("text/css")
        answer = service.post(f"{before}/", {"address": MIA, "audience": "families"})
        assert answer.headers["location"] == f"{prefix}/sent?lang=en"
        link = path_in(service.mails()[0])
        assert link.startswith(f"{prefix}/confirm/")
        assert service.post(link if kept else link.removeprefix(prefix)).status_code == 200
        assert service.status(MIA) == "confirmed"


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    """By what it says of itself, and by what comes."""
    with serving(tmp_path) as service, service.browser(Origin=SIGNUP) as browser:
        form = {"address": "a" * LARGEST, "audience": "families"}
        assert browser.post("/", data=form).status_code == 413
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        chunks = (b"address=" + b"a" * 4096 for _ in range(8))
        assert browser.post("/", content=chunks, headers=kind).status_code == 413
        many = "&".join(f"a{one}=1" for one in range(500))
        assert browser.post("/", content=many, headers=kind).status_code == 400
        assert browser.get(f"/unsubscribe/{'a' * 5000}").status_code in (400, 404)
        assert browser.post("/", files={"address": ("a.txt", b"x")}).status_code == 400
        assert service.notices() == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x01\x02",
        b"GET / HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: news.school.example\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: news.school.example\r\nContent-Length: 100\r\n\r\nshort",
        b"GET / HTTP/1.1\r\nHost: news.school.example\r\nAccept-Language: " + b";,q" * 900,
    ],
)
def test_nonsense_harms_nobody(tmp_path: Path, raw: bytes) -> None:
    """The next one is answered as ever."""
    with serving(tmp_path) as service:
        host, port = service.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), 5) as line:
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
            line.recv(100)

        assert service.get("/").status_code == 200
        assert service.told == []


def test_health_tells_the_schema_and_nothing_else(tmp_path: Path) -> None:
    """200 while the database is there."""
    with serving(tmp_path) as service:
        assert service.get("/health").json() == {"status": "ok", "schema": NEWEST}


def test_without_its_database_it_says_so_kindly(tmp_path: Path) -> None:
    """503 with a page; the terminal hears why, without addresses; /health says it to machines."""
    with serving(tmp_path) as service:
        service.data.close()
        for file in (tmp_path / "private").glob("mailing.sqlite3*"):
            file.unlink()
        (tmp_path / "private" / "mailing.sqlite3").mkdir()

        answer = service.sign_up(MIA)
        health = service.get("/health")

        assert answer.status_code == 503
        assert "Something is wrong on our side" in answer.text
        assert health.status_code == 503
        assert health.json() == {"status": "unavailable"}
        assert len(service.told) == 1
        assert "mia" not in service.told[0]


def test_a_fault_of_ours_is_a_page_and_a_line_without_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody sees a traceback; nobody's address is in the line."""

    def fails(*_: object) -> float:
        raise RuntimeError(f"no way to {MIA}")

    monkeypatch.setattr(Signups, "ask", fails)
    with serving(tmp_path) as service:
        answer = service.sign_up(MIA)

        assert answer.status_code == 500
        assert "Something is wrong on our side" in answer.text
        assert "Traceback" not in answer.text
        until(lambda: bool(service.told))
        assert service.told == ["RuntimeError: no way to m…@s….example"]
