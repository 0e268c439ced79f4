"""Every command in the guides is one that can be typed, and every task is told of."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from invoke.parser import Parser

from commands.writing import KIND_WORDS
from tasks import namespace
from tests.docs.guides import EXTENDING, GUIDES, README, blocks_in, code_in, tables_in

TYPED = ("python3 tasks.py", "inv")
OF_THE_EXAMPLE = "book"
"""The kind that "How to add a kind" adds."""


def commands_in(guide: Path) -> list[list[str]]:
    """The words after ``python3 tasks.py`` or ``inv``, for each such line of a guide."""
    text = guide.read_text("utf-8")
    lines = [line for block in blocks_in(text) for line in block.code.splitlines()]
    lines += code_in(text)
    return [
        shlex.split(line.removeprefix(start))
        for line in lines
        for start in TYPED
        if line.startswith(f"{start} ")
    ]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_command_can_be_typed(guide: Path) -> None:
    """Its task and options exist, and what has to be given is given."""
    parser = Parser(namespace.to_contexts())
    for words in commands_in(guide):
        wanted = [word for word in words if word != "--help"]
        if "--help" in words:
            assert set(wanted) <= set(namespace.task_names), words
            continue
        (task,) = parser.parse_argv(wanted)
        if task.name == "new":
            kinds = [*KIND_WORDS, *([OF_THE_EXAMPLE] if guide == EXTENDING else [])]
            assert task.args["kind"].value in kinds, words


def test_the_readme_lists_every_task() -> None:
    """Each task has its row, and no row is of a task that is not there."""
    tables = tables_in(README.read_text("utf-8"))
    listed = [code_in(row[0])[0].split()[0] for rows in tables for row in rows if code_in(row[0])]
    assert {name for name in listed if name in namespace.task_names} == set(namespace.task_names)
    assert [name for name in tables_of_tasks() if name not in namespace.task_names] == []


def tables_of_tasks() -> list[str]:
    """The first words of the rows of those README tables that list tasks."""
    tables = tables_in(README.read_text("utf-8"))
    rows = [[code_in(row[0])[0].split()[0] for row in rows if code_in(row[0])] for rows in tables]
    return [name for names in rows if set(names) & set(namespace.task_names) for name in names]


def test_every_option_is_told_somewhere() -> None:
    """``--content`` and its like are in some guide."""
    told = "\n".join(guide.read_text("utf-8") for guide in GUIDES)
    options = {
        f"--{name}"
        for task in namespace.to_contexts()
        for name, argument in task.args.items()
        if not argument.positional
    }
    assert {option for option in options if option not in told} == set()
