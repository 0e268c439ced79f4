"""``newsletter.preview`` as a coach types it: built, told, written, shown, stopped."""

from __future__ import annotations

import re
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.newsletter.showing import preview
from commands.school import School
from tests.builders import NOW, checkout, small_school

pytestmark = pytest.mark.site

POST = "---\ntitle: {0}\ndate: {1}\nsummary: A ramp.\nnewsletter: true\n---\nText.\n"
ISSUE = "---\ntitle: The week\nweek: {0}\ndate: {1}\nsummary: It.\npreview: {2}\n---\n\nDear all.\n"
FILES: dict[str, str | bytes] = {
    "posts/2026-11-11-maps.md": POST.format("Maps", "2026-11-11"),
    "posts/2026-11-18-ramps.md": POST.format("Ramps", "2026-11-18"),
    "newsletter/2026-W46.md": ISSUE.format("2026-W46", "2026-11-13", "Monday, November 11."),
    "newsletter/2026-W47.md": ISSUE.format("2026-W47", "2026-11-20", "Friday, November 19."),
}


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    """Two issues, each with a weekday that does not fit its date."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    return small_school(tmp_path, FILES)


def mails(school: School) -> list[str]:
    """The files for mail programs."""
    return sorted(one.name for one in (school.work / "letters").glob("*.eml"))


def test_the_newest_week_is_looked_at_and_all_are_written(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong with old ones was told in their time."""
    preview(school, "", 8000, once=True)

    said = capsys.readouterr().out
    assert "2026-11-19 is a Thursday" in said
    assert "2026-11-11" not in said
    assert mails(school) == ["2026-W46-everybody.eml", "2026-W47-everybody.eml"]


def test_a_week_by_name_is_looked_at_alone(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its own findings, its own file; those of other weeks go."""
    preview(school, "", 8000, once=True)
    capsys.readouterr()
    preview(school, "2026-W46", 8000, once=True)

    said = capsys.readouterr().out
    assert "2026-11-11 is a Wednesday" in said
    assert "2026-11-19" not in said
    assert mails(school) == ["2026-W46-everybody.eml"]


@pytest.mark.parametrize("week", ["", "2026-W47"])
def test_a_translation_is_a_letter_of_its_week(
    school: School, capsys: pytest.CaptureFixture[str], week: str
) -> None:
    """Both are looked at, by name and without."""
    text = ISSUE.format("2026-W47", "2026-11-20", "Ven.").replace(
        "week:", "lang: es\nslug: x\nweek:"
    )
    (school.content / "newsletter/2026-W47-es.md").write_text(text)

    preview(school, week, 8000, once=True)

    said = capsys.readouterr().out
    assert "2026-W47/everybody:" in said
    assert "2026-W47-es/everybody:" in said


@pytest.mark.parametrize(
    ("week", "words"),
    [("2026-47", "Write it like 2026-W47"), ("2026-W01", "newsletter.draft --week 2026-W01")],
)
def test_a_week_that_is_none_says_what_to_do(school: School, week: str, words: str) -> None:
    """Misspelled, or without a letter."""
    with pytest.raises(CoachError, match=re.escape(words)):
        preview(school, week, 8000, once=True)


def test_a_check_needs_no_port(school: School) -> None:
    """Beside a preview that is running: only what is shown has to listen."""
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        preview(school, "", port, once=True)
        with pytest.raises(CoachError, match=str(port)):
            preview(school, "", port)

    assert len(mails(school)) == 2


def test_a_school_without_letters_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With links as well."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    school = small_school(tmp_path, {"posts/2026-11-11-maps.md": "---\ntitle: Maps\n---\nText.\n"})

    preview(school, "", 8000, once=True, links=True)

    assert mails(school) == []
    assert "Building the letters" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals of POSIX")
def test_it_shows_the_letters_until_ctrl_c(tmp_path: Path) -> None:
    """The address that it prints answers; then exit code 0 and nothing on the error channel."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    hallway = checkout(tmp_path, FILES)
    with hallway.start("newsletter.preview", "--port", str(port)) as process:
        page = _answer(f"http://127.0.0.1:{port}/-/letters/")
        process.send_signal(signal.SIGINT)
        said, errors = process.communicate(timeout=30)

    assert "<h1>The week</h1>" in page
    assert process.returncode == 0
    assert errors == ""
    assert f"http://127.0.0.1:{port}/-/letters/" in said
    assert said.endswith("Stopped.\n")


def _answer(url: str) -> str:
    end = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as page:
                return str(page.read().decode())
        except (urllib.error.URLError, ConnectionError):
            assert time.monotonic() < end, "it never answered"
            time.sleep(0.1)


def test_a_number_that_is_taken_is_told_with_the_command_that_was_typed(school: School) -> None:
    """`serve` runs in another window, mostly: its own command would be the wrong one to type."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CoachError, match=r"tasks\.py newsletter\.preview --port"):
            preview(school, "", port)
