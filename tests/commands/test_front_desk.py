"""The command line: help that reads like sentences, answers to typing errors."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

import tasks
from commands.front_desk import SECTIONS, FrontDesk


def typed(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit code, output and errors of a command line."""
    desk = FrontDesk(name="Hallway", namespace=tasks.namespace, version="1")
    with pytest.raises(SystemExit) as stop:
        desk.run(["tasks.py", *words])
    printed = capsys.readouterr()
    return int(stop.value.code or 0), printed.out, printed.err


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]])
def test_help_shows_the_week_of_a_coach_first(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever types nothing learns what there is to type."""
    code, said, _ = typed(words, capsys)

    assert code == 0
    names = [*chain(*SECTIONS.values()), "format", "lint", "lock", "test"]
    places = [said.index(f"\n  {name} ") for name in names]
    assert places == sorted(places)


@pytest.mark.parametrize("name", sorted(tasks.namespace.task_names))
def test_every_task_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`TASK --help` is sentences, also where the task needs words that are missing."""
    code, said, errors = typed([name, "--help"], capsys)

    assert (code, errors) == (0, "")
    assert said.startswith(f"python3 tasks.py {name}")
    assert said.split("\n\n")[1].endswith(".") or "." in said.split("\n\n")[1]
    assert "Docstring" not in said


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["bild"], 'no command "bild". Did you mean "build"?'),
        (["build", "--contnt", "x"], 'Did you mean "--content"?'),
        (["build", "--content"], "After --content something is missing."),
        (["new"], '"new" needs kind and title'),
        (["new", "post", "My", "way"], "need quotes"),
        (["newsletter.preview", "2026-W48"], "an option. Type: --week 2026-W48"),
        (["publish", "https://a.example/x"], "an option. Type: --url https://a.example/x"),
        (["subscribers.list", "families"], "an option. Type: --audience families"),
        (["serve", "8001"], "an option. Type: --port 8001"),
        (["serve", "--port", "many"], "A number is needed where you typed 'many'."),
    ],
)
def test_a_typing_error_is_answered_with_what_to_type(
    words: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence on the error stream, exit code 1, nothing done."""
    code, said, errors = typed(words, capsys)

    assert (code, said) == (1, "")
    assert answer in errors
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize("name", sorted(tasks.namespace.task_names))
def test_the_example_for_a_missing_word_has_it(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is shown to type can be typed: an example without the word helps nobody."""
    context = tasks.namespace.to_contexts()
    needed = next(one for one in context if one.name == name).missing_positional_args
    if not needed or name == "newsletter.status":
        return

    _, _, errors = typed([name], capsys)

    example = errors.strip().partition(" tasks.py ")[2]
    assert example.startswith(f"{name} ")
    assert len(example.split()) > len(needed)


def test_status_of_all_issues_needs_no_word(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``newsletter.status`` alone is a line for each issue."""
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{tmp_path}/list.sqlite3")
    desk = FrontDesk(name="Hallway", namespace=tasks.namespace, version="1")

    desk.run(["tasks.py", "newsletter.status"], exit=False)

    assert capsys.readouterr().out == "No issue was sent yet.\n"
