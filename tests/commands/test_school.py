"""Folders and addresses as a coach types them."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commands import school as school_module
from commands.errors import CoachError
from commands.school import School, read_own_settings
from plugins.common.run import Run
from plugins.common.settings import SettingsError


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a content folder in it."""
    (tmp_path / "content" / "posts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folders_are_taken_from_where_the_coach_stands(place: Path) -> None:
    """Relative folders are made whole."""
    school = School.at("content", "output", ".hallway")

    assert school == School(place / "content", place / "output", place / ".hallway")


@pytest.mark.parametrize(
    ("content", "output", "work", "named"),
    [
        ("nowhere", "output", "work", "no folder nowhere"),
        ("content", "content", "work", "--output"),
        ("content", ".", "work", "--output"),
        ("content", "content/out", "work", "--output"),
        ("content", "output", "content", "--work"),
        ("content", "output", "content/work", "--work"),
        ("content", "file.txt", "work", "is a file"),
        ("content", "output", "output", "--work"),
        ("content", "output", "output/.hallway", "--work"),
        ("content", "output", "output/deep/work", "--work"),
        ("content", "work/output", "work", "--work"),
        ("content", "Output", "output/work", "--work"),
        ("content", "caf\u00e9", "cafe\u0301/work", "--work"),
        ("content", "output", "built/work", "--work"),
        ("content", "output", "linked/work", "--work"),
    ],
)
def test_folders_that_would_harm_are_refused(
    place: Path, content: str, output: str, work: str, named: str
) -> None:
    """Content is never built over or from its output; the work folder is never public."""
    (place / "file.txt").touch()
    (place / "built").mkdir()
    (place / "built" / "hallway.txt").touch()
    (place / "linked").symlink_to(place / "output")

    with pytest.raises(CoachError, match=named):
        School.at(content, output, work)


@pytest.mark.parametrize("work", ["work", "output-work", ".output", "outputs/work"])
def test_a_work_folder_beside_the_site_is_fine(place: Path, work: str) -> None:
    """A name that begins alike is another folder."""
    assert School.at("content", "output", work).work == place / work


def test_a_task_without_a_site_keeps_out_of_one_all_the_same(place: Path) -> None:
    """Letters are drafted and sent from the work folder: not from one that is public."""
    (place / "public").mkdir()
    (place / "public" / "hallway.txt").touch()

    with pytest.raises(CoachError, match="--work"):
        School.unbuilt("content", "public/.hallway")


def test_a_link_does_not_hide_that_two_folders_are_one(place: Path) -> None:
    """An output that is a link to the content is refused as well."""
    (place / "output").symlink_to(place / "content")

    with pytest.raises(CoachError, match="--output"):
        School.at("content", "output", "work")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://hallway.school.example", "https://hallway.school.example"),
        ("https://school.example/hallway/", "https://school.example/hallway"),
        ("http://localhost:8080", "http://localhost:8080"),
    ],
)
def test_an_address_is_kept_without_its_last_slash(place: Path, typed: str, kept: str) -> None:
    """A host, a port and a path below it are all fine."""
    assert School.at("content", "output", "work", typed).url == kept


@pytest.mark.parametrize(
    "typed",
    [
        "hallway.school.example",
        "ftp://school.example",
        "https://",
        "https://[school",
        "https://school.example:many",
        "https://school.example/?a=1",
        "https://school.example/#top",
        "https://coach:secret@school.example",
        'https://school.example/"onload="x',
        "https://school.example/two words",
    ],
)
def test_an_address_that_cannot_be_published_at_is_refused(place: Path, typed: str) -> None:
    """What would break every link of the site stops before the build, with an example."""
    with pytest.raises(CoachError, match=r"like https://hallway\.school\.example"):
        School.at("content", "output", "work", typed)


def test_the_run_is_at_the_moment_of_the_epoch(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOURCE_DATE_EPOCH makes a build repeatable."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795460400")

    run = School.at("content", "output", "work").run("preview")

    assert run.now.isoformat() == "2026-11-23T19:00:00+00:00"
    assert run.zone == ZoneInfo("America/New_York")


@pytest.mark.parametrize("value", ["yesterday", "1e400", "99999999999999999"])
def test_an_epoch_that_is_no_moment_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """A wrong clock never passes silently."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)

    with pytest.raises(CoachError, match="SOURCE_DATE_EPOCH"):
        School.at("content", "output", "work").run("preview")


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ('SITENAME = "x"\nTIMEZONE = "America/New_York\n', "line 2"),
        ('SITENAME = "x"\n\nAUTHOR = coach\n', "line 3"),
    ],
)
def test_settings_that_are_no_python_are_named_by_line(
    place: Path, monkeypatch: pytest.MonkeyPatch, settings: str, named: str
) -> None:
    """A forgotten quote in pelicanconf.py is found by its line, without a traceback."""
    (place / "pelicanconf.py").write_text(settings)
    monkeypatch.setattr(school_module, "SETTINGS", place / "pelicanconf.py")

    with pytest.raises(CoachError, match=named):
        read_own_settings()


def test_a_zone_that_is_none_is_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong time zone stops, because every date would be wrong."""
    (place / "pelicanconf.py").write_text('TIMEZONE = "New York"\n')
    monkeypatch.setattr(school_module, "SETTINGS", place / "pelicanconf.py")

    with pytest.raises(SettingsError, match="New York"):
        School.at("content", "output", "work").run("preview")


@pytest.mark.parametrize("name", ["content", "output", "work"])
@pytest.mark.parametrize("inside", ["", "static", "static/css"])
def test_nothing_of_the_school_lies_in_the_theme(tmp_path: Path, name: str, inside: str) -> None:
    """Every file of a theme is made public."""
    folders = {one: tmp_path / one for one in ("content", "output", "work")}
    folders["content"].mkdir()
    school = School(**{**folders, name: school_module.ROOT / "theme" / inside})

    with pytest.raises(CoachError, match="lies in the theme"):
        school.settings("preview", Run(), tmp_path / "staging")
