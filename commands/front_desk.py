"""The command line in words for a coach: what there is, and what a typing error may mean."""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from collections.abc import Sequence
from typing import Any

from invoke.exceptions import ParseError
from invoke.parser.argument import Argument
from invoke.parser.context import ParserContext
from invoke.program import Program

from commands.follow_up import COMMAND
from commands.terminal import stop_printing
from plugins.common.near import did_you_mean

SECTIONS = {
    "Your week:": (
        *("media.import", "media.status", "new", "serve", "newsletter.draft"),
        *("newsletter.preview", "build", "check", "publish"),
    ),
    "When a family says no:": ("media.withdraw",),
    "The letter, by mail:": (
        *("newsletter.send", "newsletter.status", "newsletter.resume", "newsletter.retry"),
        *("newsletter.resolve", "newsletter.due", "newsletter.clock", "newsletter.seal"),
        "newsletter.handover",
        *("subscribers.import", "subscribers.list", "subscribers.export", "subscribers.remove"),
        *("subscribers.readmit", "subscribers.bounces", "subscribers.serve"),
    ),
}
"""The tasks of a coach, in the order of use; the others are for those who work on Hallway."""

_EXAMPLES = {
    "new": 'new post "Robots in grade 4"',
    "subscribers.bounces": "subscribers.bounces returned.mbox",
    "media.import": 'media.import PHOTOS --event "Robotics fair"',
    "newsletter.retry": "newsletter.retry 2026-W48 --failed",
    "newsletter.seal": "newsletter.seal --week 2026-W48",
    "newsletter.handover": "newsletter.handover 2026-W48 --to listmonk",
}
_WORDS = {
    "issue": "2026-W48",
    "id": "s-017",
    "file": "readers.csv",
    "address": "mia@school.example",
}
"""What stands for a word in an example of a task that has none of its own."""
_SHORT: dict[tuple[str, ...], str] = {("newsletter.status",): "all"}
"""What is meant where nothing is named; invoke has no word that may be left out."""

_SHAPES = {
    "week": re.compile(r"\d{4}-?[Ww]\d{1,2}"),
    "url": re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?"),
    "audience": re.compile(r"[a-z]+"),
    "port": re.compile(r"\d{2,5}"),
}
"""What stands after an option, by which it is known where the option was forgotten."""

_WIDTH = 88
_QUOTES = ' Words that belong together need quotes: "Robots in grade 4".'


class FrontDesk(Program):
    """invoke's program with help and errors a coach can read. Parsing is invoke's own."""

    def run(self, argv: list[str] | None = None, exit: bool = True) -> None:  # noqa: A002
        """As in invoke; ``new --help`` is help about ``new``, though its words are missing."""
        words = list(sys.argv if argv is None else argv)
        if tuple(words[1:]) in _SHORT:
            words.append(_SHORT[tuple(words[1:])])
        name = next((word for word in words[1:] if word in self._tasks), "")
        if name and {"-h", "--help"} & set(words):
            words = [words[0], "--help", name]
        try:
            super().run(words, exit)
        except BrokenPipeError:
            stop_printing()  # whoever read our help has seen enough

    def print_help(self) -> None:
        """What there is to type, the coach's week first."""
        print(f"Hallway {self.version}. Type one of these.\n")
        told: set[str] = set()
        for title, names in SECTIONS.items():
            self._print_tasks(title, [name for name in names if name in self._tasks])
            told.update(names)
        self._print_tasks("For work on Hallway itself:", sorted(set(self._tasks) - told))
        print(f"More about one of them: {COMMAND} build --help")

    def print_task_help(self, name: str) -> None:
        """One task: how to type it, what it does, what may be added."""
        context = self.parser.contexts[name]
        arguments = list(context.args.values())
        print(f"{COMMAND} {name}{_spelled(context)}\n")
        print(inspect.getdoc(self.collection[name]))
        if arguments:
            print()
            _print_columns([(_option(one), one.help or "") for one in arguments])

    def parse_tasks(self) -> None:
        """As in invoke; what cannot be understood is answered with a sentence."""
        try:
            super().parse_tasks()
        except ParseError as error:
            raise ParseError(self._sentence(str(error), error.context)) from None
        except ValueError as error:
            value = str(error).rpartition(": ")[2]
            raise ParseError(f"A number is needed where you typed {value}.") from None

    @property
    def _tasks(self) -> dict[str, Any]:
        if not self.namespace:
            return {}
        return {name: self.namespace[name] for name in self.namespace.task_names}

    def _print_tasks(self, title: str, names: Sequence[str]) -> None:
        print(f"{title}\n")
        lines = [inspect.getdoc(self._tasks[name]) or "" for name in names]
        _print_columns(
            [(name, line.partition("\n")[0]) for name, line in zip(names, lines, strict=True)]
        )
        print()

    def _meant(self, word: str, name: str) -> str:
        """``word`` behind the option of the task ``name`` that it looks like; empty where none."""
        typed = self.parser.contexts[name].args if name else ()
        for option, shape in _SHAPES.items():
            if option in typed and f"--{option}" not in self.argv and shape.fullmatch(word):
                return f"--{option} {word}"
        return ""

    def _sentence(self, message: str, context: ParserContext | None) -> str:
        name = context.name if context is not None and context.name else ""
        unknown = re.fullmatch(r"No idea what '(.*)' is!", message, re.DOTALL)
        if unknown and unknown[1].startswith("-") and name:
            options = [f"--{option}" for option in self.parser.contexts[name].args]
            return (
                f'"{name}" knows no {unknown[1]}.{did_you_mean(unknown[1], options)} '
                f"What it knows: {COMMAND} {name} --help"
            )
        if unknown:
            if meant := self._meant(unknown[1], name):
                return f'"{name}" takes {unknown[1]} with an option. Type: {meant}'
            # After "new post" a stray word is half a headline, not a command misspelled.
            help_out = _QUOTES if name else did_you_mean(unknown[1], self._tasks)
            return f'There is no command "{unknown[1]}".{help_out} All commands: {COMMAND} --help'
        missing = re.search(r"required positional arguments: (.*)", message)
        if missing:
            needed = re.findall(r"\w+", missing[1])
            example = _EXAMPLES.get(name) or " ".join(
                (name, *(_WORDS[one] for one in needed if one in _WORDS))
            )
            return f'"{name}" needs {" and ".join(needed)}, like: {COMMAND} {example}'
        valueless = re.match(r"Flag <Argument: ([\w-]+)", message)
        if valueless:
            message = f"After --{valueless[1]} something is missing."
        return f"{message} See: {COMMAND} {name}".rstrip() + " --help"


def _spelled(context: ParserContext) -> str:
    words = [str(one.name).upper() for one in context.positional_args]
    options = [f"[{_option(one)}]" for one in context.args.values() if not one.positional]
    return "".join(f" {word}" for word in (*words, *options))


def _option(argument: Argument) -> str:
    name = str(argument.name).strip("_").replace("_", "-")  # "from" is no name in Python
    if argument.positional:
        return name.upper()
    if argument.kind is bool:
        return f"--{name}"
    return f"--{name} {'NUMBER' if argument.kind is int else name.upper()}"


def _print_columns(rows: Sequence[tuple[str, str]]) -> None:
    width = max(len(left) for left, _ in rows)
    for left, right in rows:
        lines = textwrap.wrap(right, _WIDTH - width - 4) or [""]
        print(f"  {left:<{width}}  {lines[0]}")
        for line in lines[1:]:
            print(f"  {'':<{width}}  {line}")
