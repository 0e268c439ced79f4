"""The preview server: always an answer, always the newest site, problems in the page."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from tests.builders import POST, Checkout, checkout, tree

pytestmark = pytest.mark.site

PATIENCE = 60
POST_PATH = "posts/2026-11-16-robots.md"


@dataclass(frozen=True)
class Served:
    """A running preview of a checkout."""

    hallway: Checkout
    process: subprocess.Popen[str]
    address: str

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        """Status, headers (small letters) and text of a page."""
        request = urllib.request.Request(self.address + path, headers=headers)
        try:
            answer: Any = urllib.request.urlopen(request, timeout=10)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            names = {name.lower(): value for name, value in answer.headers.items()}
            return answer.status, names, answer.read().decode("utf-8", "replace")

    def state(self) -> dict[str, Any]:
        """What the script in a page is told right now."""
        answer: HTTPResponse
        with urllib.request.urlopen(f"{self.address}/-/news", timeout=10) as answer:
            for line in answer:
                if line.startswith(b"data: "):
                    found: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
                    return found
        raise AssertionError("the server sent no news")

    def wait_until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first state after a build for which ``wanted`` is true."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            state = self.state()
            if not state["building"] and wanted(state):
                return state
            time.sleep(0.1)
        raise AssertionError(f"never came: {self.state()}")

    def save(self, path: str, text: str) -> str:
        """Save a content file as an editor does; the version of the site before."""
        version = str(self.state()["version"])
        (self.hallway.root / "content" / path).write_text(text)
        return version


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(hallway: Checkout) -> Iterator[Served]:
    port = free_port()
    with hallway.start("serve", "--port", str(port)) as process:
        served = Served(hallway, process, f"http://127.0.0.1:{port}")
        try:
            wait_for_answer(served)
            yield served
        finally:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=30)


def wait_for_answer(served: Served) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            served.get("/")
        except (urllib.error.URLError, ConnectionError):
            assert time.monotonic() < end, "the server never answered"
            assert served.process.poll() is None, served.process.communicate()
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview that the tests below share; each leaves the content as it was."""
    with serving(checkout(tmp_path_factory.mktemp("served"))) as running:
        running.wait_until(lambda state: True)
        yield running


def test_a_folder_is_its_index_and_nothing_is_cached(served: Served) -> None:
    """Clean addresses work as on a web server, and a reload is always new."""
    status, headers, page = served.get("/posts/robots/")

    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert "Robots on a ramp" in page


def test_what_is_not_there_is_the_sites_own_404(served: Served) -> None:
    """An unknown address shows the page that readers will see, with the right status."""
    status, _, page = served.get("/no/such/page/")

    assert status == 404
    assert page.replace(script_tag(page), "") == (
        served.hallway.root / "output" / "404.html"
    ).read_text("utf-8")


def test_files_have_their_types(served: Served) -> None:
    """Style sheets, feeds and fonts are what they say."""
    output = served.hallway.root / "output"
    wanted = {".css": "text/css", ".js": "text/javascript", ".xml": "application/xml"}
    found = {
        suffix: served.get("/" + next(output.rglob(f"*{suffix}")).relative_to(output).as_posix())[1]
        for suffix in wanted
    }

    assert {
        suffix: headers["content-type"].partition(";")[0] for suffix, headers in found.items()
    } == wanted


def test_the_script_is_in_the_answer_and_not_in_the_site(served: Served) -> None:
    """What is published later is byte for byte what was built."""
    page = served.get("/")[2]

    assert '<script src="/-/reload.js"' in script_tag(page)
    assert not [
        path for path, data in tree(served.hallway.root / "output").items() if b"/-/" in data
    ]


def test_the_script_may_run_under_the_pages_own_policy(served: Served) -> None:
    """The strict policy of the site allows what the preview needs, unchanged."""
    page = served.get("/")[2].replace("&#39;", "'")

    for rule in ("script-src 'self'", "style-src 'self'", "connect-src 'self'"):
        assert rule in page


@pytest.mark.parametrize(
    "path", ["/../pelicanconf.py", "/%2e%2e/pelicanconf.py", "/..%2fREADME.md"]
)
def test_nothing_outside_the_site_is_served(served: Served, path: str) -> None:
    """Neither settings nor drafts of other folders."""
    assert served.get(path)[0] == 404


def test_another_name_for_this_computer_is_refused(served: Served) -> None:
    """A page from elsewhere cannot read the preview through a name of its own."""
    assert served.get("/", Host="evil.example")[0] == 400


def test_a_save_is_a_new_version_of_the_site(served: Served) -> None:
    """The page that was saved is served, and the browser is told to load it."""
    version = served.save(POST_PATH, POST.replace("held", "broke"))

    served.wait_until(lambda state: state["version"] != version)

    assert "The third ramp broke." in served.get("/posts/robots/")[2]
    before = served.save(POST_PATH, POST)
    served.wait_until(lambda state: state["version"] != before)


def test_the_register_is_heard_too(served: Served) -> None:
    """A family's answer shows in the preview without a second save."""
    register = served.hallway.root / "private" / "consent.csv"
    version = served.state()["version"]
    register.parent.mkdir(exist_ok=True)
    register.write_text("id,name\n")

    state = served.wait_until(lambda state: state["version"] != version)
    assert [one["rule"] for one in state["problems"]] == ["consent-columns"]

    register.unlink()
    served.wait_until(lambda state: not state["problems"])


def test_a_broken_text_is_named_and_the_site_goes_on(served: Served) -> None:
    """Front matter that cannot be read is a problem with file and line; it goes when mended."""
    served.save(POST_PATH, POST.replace("title: ", "title: [", 1))

    state = served.wait_until(lambda state: bool(state["problems"]))

    assert state["failure"] == ""
    assert {problem["path"] for problem in state["problems"]} == {POST_PATH}
    assert served.get("/")[0] == 200
    served.save(POST_PATH, POST)
    served.wait_until(lambda state: not state["problems"])


def test_a_second_server_on_the_port_is_told(served: Served) -> None:
    """The sentence names the address and another number to try."""
    port = served.address.rpartition(":")[2]

    done = served.hallway.run("serve", "--port", port)

    assert done.returncode == 1
    assert f"127.0.0.1:{port} is taken" in done.stderr
    assert f"--port {int(port) + 1}" in done.stderr


def script_tag(page: str) -> str:
    start = page.index('<script src="/-/reload.js"')
    return page[start : page.index("</script>", start) + len("</script>")]


def test_a_fault_in_hallway_keeps_the_old_site_and_says_so(tmp_path: Path) -> None:
    """A broken template or plugin is shown with its place; mended, the site is built again."""
    hallway = checkout(tmp_path)
    template = hallway.root / "theme" / "templates" / "post.html"
    good = template.read_text()
    with serving(hallway) as served:
        first = served.wait_until(lambda state: True)
        template.write_text(good + "{% if %}")

        state = served.wait_until(lambda state: bool(state["failure"]))

        assert "Hallway itself failed in theme/templates/post.html" in state["failure"]
        assert state["details"]
        assert state["version"] == first["version"]
        assert "Robots on a ramp" in served.get("/posts/robots/")[2]
        template.write_text(good)
        served.wait_until(lambda state: not state["failure"])


def test_changed_settings_are_read_anew(tmp_path: Path) -> None:
    """The next build knows new settings, and a typing error in them is a sentence."""
    hallway = checkout(tmp_path)
    settings = hallway.root / "pelicanconf.py"
    good = settings.read_text()
    with serving(hallway) as served:
        served.wait_until(lambda state: True)

        settings.write_text(good + '\nSITENAME = "The Corridor"\n')
        served.wait_until(lambda state: "The Corridor" in served.get("/")[2])
        settings.write_text(good + '\nSITENAME = "The Corridor\n')
        state = served.wait_until(lambda state: bool(state["failure"]))

        assert "pelicanconf.py, line" in state["failure"]


def test_a_first_build_that_fails_is_shown_all_the_same(tmp_path: Path) -> None:
    """Where there is no site yet, a page says what is in the way."""
    hallway = checkout(tmp_path)
    hallway.add_plugin("broken", "import robots_that_are_not_there")
    with serving(hallway) as served:
        state = served.wait_until(lambda state: bool(state["failure"]))
        status, _, page = served.get("/")

    assert "robots_that_are_not_there" in state["failure"]
    assert status == 503
    assert "/-/reload.js" in page


def test_ctrl_c_is_how_it_ends(tmp_path: Path) -> None:
    """Exit code 0, at once, with a page still listening, and no program is left behind."""
    hallway = checkout(tmp_path)
    with serving(hallway) as served:
        served.wait_until(lambda state: True)
        with urllib.request.urlopen(f"{served.address}/-/news", timeout=10):
            started = time.monotonic()
            served.process.send_signal(signal.SIGINT)
            said, errors = served.process.communicate(timeout=20)
            waited = time.monotonic() - started

    assert served.process.returncode == 0
    assert errors == ""
    assert said.endswith("Stopped. Start again with: python3 tasks.py serve\n")
    assert waited < 5
