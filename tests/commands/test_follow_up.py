"""A command that is printed does, as it is pasted, what its reader expects: in the same school."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

import commands.tasks
from commands.follow_up import carried, given, quoted
from commands.front_desk import FrontDesk
from commands.school import School
from tests.builders import NOW, write_files
from tests.media.consent.school import POST, school_with

SPACED = "/srv/two words/content"
_PRINTED = re.compile(r"python3 tasks\.py ((?:(?!python3 tasks\.py)[^\n])*)")

Type = Callable[..., str]


@pytest.fixture(autouse=True)
def tasks() -> None:
    """The tasks are there, with their options, as when one is typed."""
    commands.tasks.collect()


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ("python3 tasks.py check", f"check --content '{SPACED}' --output pre --work w"),
        ("So: python3 tasks.py build.", f"build --content '{SPACED}' --output pre --work w."),
        (
            "python3 tasks.py publish --url https://... and copy",
            f"publish --content '{SPACED}' --output pub --work w --url https://... and copy",
        ),
        (
            "python3 tasks.py newsletter.resume 2026-W48",
            f"newsletter.resume 2026-W48 --content '{SPACED}' --work w",
        ),
        (
            "python3 tasks.py newsletter.status 2026-W48.",
            "newsletter.status 2026-W48 --work w.",
        ),
        ("python3 tasks.py subscribers.import", "subscribers.import"),
        (
            "python3 tasks.py media.withdraw 'two words' --yes",
            f"media.withdraw 'two words' --yes --public pub --content '{SPACED}' --output pre"
            " --work w",
        ),
        (
            "python3 tasks.py check --work mine",
            f"check --content '{SPACED}' --output pre --work mine",
        ),
    ],
)
def test_each_task_gets_the_folders_that_it_takes(told: str, printed: str) -> None:
    """By what they mean: --output of a publish is the public site, of a build the preview."""
    with given({"content": SPACED, "preview": "pre", "public": "pub", "work": "w"}):
        said = carried(told)
        assert f"python3 tasks.py {printed}" in said
        assert carried(said) == said


def test_two_commands_in_one_line_get_them_each() -> None:
    """What stands with the second is not taken for the first one's."""
    with given({"work": "w"}):
        said = carried("python3 tasks.py build; then python3 tasks.py check --work other")

    assert said == "python3 tasks.py build --work w; then python3 tasks.py check --work other"


def test_an_address_stands_in_the_place_of_the_example() -> None:
    """Where it was given."""
    with given({"url": "https://s.example/a"}):
        said = carried("python3 tasks.py publish --url https://your.site")

    assert said == "python3 tasks.py publish --url https://s.example/a"


def test_nothing_is_added_where_everything_is_as_usual() -> None:
    """And words about the file itself stay."""
    said = "python3 tasks.py check, and tasks.py is a file; tasks.py check --work x"
    with given({}):
        assert carried("python3 tasks.py check") == "python3 tasks.py check"
    with given({"work": "w"}):
        assert "tasks.py is a file" in carried(said)


@pytest.mark.parametrize("word", ["two words", "it's", "$HOME", "a;b", 'q"q', "[bold]"])
def test_a_word_stays_one_word(word: str) -> None:
    """For the shell of this system, in brackets and quotes too."""
    with given({"work": word}):
        typed = carried("python3 tasks.py build")
    if os.name != "nt":
        assert shlex.split(typed)[-2:] == ["--work", word]
        assert shlex.split(quoted(word)) == [word]


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Type:
    """Type a task, as a coach does; gives what is printed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    for name in [one for one in os.environ if one.startswith("HALLWAY_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{tmp_path}/readers.sqlite3")
    monkeypatch.setenv("HALLWAY_SMTP_URL", (tmp_path / "sent").as_uri())
    monkeypatch.setenv("HALLWAY_MAIL_FROM", "Technology coach <news@school.example>")
    monkeypatch.setenv("HALLWAY_SIGNUP_URL", "https://news.school.example")

    def run(*words: str) -> str:
        desk = FrontDesk(name="Hallway", namespace=commands.tasks.collect(), version="0")
        capsys.readouterr()
        with suppress(SystemExit):
            desk.run(["tasks.py", *words])
        said = capsys.readouterr()
        return said.out + said.err

    return run


@pytest.mark.site
def test_every_printed_command_names_the_school_that_was_given(tmp_path: Path, typed: Type) -> None:
    """Pasted, none of them touches another school: the folders of each are the given ones."""
    place = tmp_path / "two words"
    place.mkdir()
    school: School = school_with(place, {"posts/2026-11-16-robots.md": POST})
    write_files(
        school.content,
        {
            "newsletter/2026-W47.md": "---\ntitle: The week\nweek: 2026-W47\ndate: 2026-11-20\n"
            "summary: Ramps.\n---\n\nHello.\n"
        },
    )
    content, work = str(school.content), str(place / "w o r k")
    preview, public = str(place / "pre view"), str(place / "pub lic")
    both: Sequence[str] = ("--content", content, "--work", work)
    said = {
        "build": typed("build", *both, "--output", preview),
        "publish": typed("publish", *both, "--output", public, "--url", "https://s.example"),
        "no address": typed("publish", *both, "--output", public),
        "send": typed("newsletter.send", "2026-W47", *both, "--dry-run"),
        "no letter": typed("newsletter.send", "2026-W40", *both),
        "status": typed("newsletter.status", "2026-W47", *both[2:]),
        "preview": typed("newsletter.preview", "--week", "2026-W40", "--once", *both),
        "withdraw": typed(
            "media.withdraw", "s-001", *both, "--output", preview, "--public", public
        ),
        "withdrawn": typed(
            "media.withdraw", "s-001", *both, "--output", preview, "--public", public, "--yes"
        ),
    }

    wanted = {"--content": content, "--work": work, "--public": public}
    printed = 0
    for name, text in said.items():
        for found in _PRINTED.finditer(text):
            task, given_there = found[1].split()[0], _options(found[1])
            printed += 1
            takes = {option: one for option, one in given_there.items() if option != "--output"}
            assert all(wanted[option] == one for option, one in takes.items()), (name, found[0])
            if not task.startswith("subscribers."):
                assert "--work" in takes, (name, found[0])
            if task == "publish" and name in ("publish", "no address", "withdraw", "withdrawn"):
                assert given_there["--output"] == public, (name, found[0])
            if task == "media.withdraw" or (task == "build" and name == "withdrawn"):
                assert given_there["--output"] == preview, (name, found[0])
    assert printed >= 8
    assert "--yes" in said["withdraw"]


@pytest.mark.site
def test_what_was_typed_in_another_folder_is_written_out(
    tmp_path: Path, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A printed command is for Hallway's folder, where ``content`` is another school's."""
    school: School = school_with(tmp_path, {"posts/2026-11-16-robots.md": POST})
    monkeypatch.chdir(school.content.parent)

    usual = typed("media.withdraw", "s-001")
    named = typed("media.withdraw", "s-001", "--content", "content", "--work", "./w/../work")

    folders = {"--content": str(school.content), "--work": f"{tmp_path}/.hallway"}
    for said, work in ((usual, ".hallway"), (named, "work")):
        (line,) = [found[1] for found in _PRINTED.finditer(said)]
        given_there = _options(line)
        assert given_there.items() >= {**folders, "--work": str(tmp_path / work)}.items()
        assert given_there["--output"] == str(tmp_path / "output")


def _options(line: str) -> dict[str, str]:
    """The folders in a printed command, read as a shell reads them."""
    found = {}
    for option in ("--content", "--output", "--work", "--public"):
        if match := re.search(rf"{option} ('[^']*'|\S+)", line):
            found[option] = shlex.split(match[1])[0]
    return found


def test_whatever_is_printed_goes_through_the_terminal() -> None:
    """No command prints past it, so none is told without its folders.

    Help alone does, which is about no school, and data that no sentence is in.
    """
    root = Path(commands.tasks.__file__).parents[1]
    allowed = {"front_desk.py", "bootstrap.py", "terminal.py", "status.py"}
    past = [
        f"{file.relative_to(root)}: {line.strip()}"
        for file in sorted(root.rglob("*.py"))
        if file.name not in allowed
        for line in file.read_text("utf-8").splitlines()
        if re.search(r"(?<![\w.])print\(|sys\.std(?:out|err)\.write", line)
    ]
    assert past == []
