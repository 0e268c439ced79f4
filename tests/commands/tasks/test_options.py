"""Tasks as they are declared: options of folders in their place, errors as sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from invoke.context import Context

from commands.errors import CoachError
from commands.school import School
from commands.tasks.options import CONTENT, OUTPUT, PUBLIC, WORK, coach_task


def test_a_school_stands_for_the_folders_that_name_it(tmp_path: Path) -> None:
    """Their options come where the function takes it, with what they usually are."""
    (tmp_path / "content").mkdir()
    given: list[School] = []

    @coach_task(CONTENT, PUBLIC, WORK)
    def publish(*, url: str = "", school: School) -> None:
        """Publish."""
        given.append(school)

    arguments = publish.get_arguments()
    assert [one.help for one in arguments] == [None, CONTENT.help, PUBLIC.help, WORK.help]
    options = {str(one.name): one.default for one in arguments}
    assert list(options) == ["url", "content", "output", "work"]
    assert (options["output"], options["work"]) == ("public", ".hallway")
    folders = {name: str(tmp_path / name) for name in ("content", "output", "work")}
    publish(Context(), url="", **folders)
    assert given == [School.at(*folders.values())]


def test_without_an_output_nothing_can_be_in_its_way(tmp_path: Path) -> None:
    """A task that builds nothing does not mind what lies in a folder named output."""
    (tmp_path / "output" / "content").mkdir(parents=True)
    given: list[School] = []

    @coach_task(CONTENT, WORK)
    def count(school: School) -> None:
        """Count."""
        given.append(school)

    count(Context(), content=str(tmp_path / "output" / "content"), work=str(tmp_path / "work"))

    assert given[0].content == tmp_path / "output" / "content"


def test_a_folder_of_its_own_is_given_as_typed() -> None:
    """Where the function takes no school."""
    given: list[str] = []

    @coach_task(CONTENT, OUTPUT)
    def show(*, output: str, loud: bool = False, content: str) -> None:
        """Show."""
        given.extend((output, content))

    assert [str(one.name) for one in show.get_arguments()] == ["output", "loud", "content"]
    show(Context(), output="../site", loud=True, content="texts")
    assert given == ["../site", "texts"]


def test_an_error_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """And the exit code 1."""

    @coach_task()
    def fail() -> None:
        """Fail."""
        raise CoachError("There is no chalk. Buy some.")

    with pytest.raises(SystemExit) as end:
        fail(Context())

    assert end.value.code == 1
    assert capsys.readouterr().err == "There is no chalk. Buy some.\n"
