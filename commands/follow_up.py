"""The commands that a coach is told to type next: they name the folders that this one was given.

A command as it is printed has to do what its reader expects, in the same school. So whatever is
printed goes through here: each ``python3 tasks.py ...`` in it gets the options by which this task
was told where content, site and work folder are, as far as that task takes them.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Literal

Slot = Literal["content", "work", "preview", "public", "url"]
"""What an option means, whatever it is called: ``--output`` of a publish is the public site."""

COMMAND = "py tasks.py" if os.name == "nt" else "python3 tasks.py"
_COMMAND = re.compile(
    r"(?:(?:python3?|py) )?\btasks\.py (?P<task>[a-z]+(?:\.[a-z]+)?)\b(?P<rest>[^\n]*)"
)
_EXAMPLES = re.compile(
    r"--url (?:https://\.\.\.|https://your\.site|https://hallway\.school\.example)"
)

_WORD = re.compile(r""" (?!-)(?:'[^']*'|"[^"]*"|[^\s'".,;:)]|[.,;:)](?=[^\s.,;:)]))+""")
"""What has to be typed after a task, without a full stop behind it: its issue, an id."""

_FLAG = re.compile(r" --(?:week \d{4}-W\d{2}|yes|lift|failed|arrived|again)\b")
"""What belongs to these words, and reads better in front of long names of folders."""

_takes: dict[str, tuple[Mapping[str, Slot], int]] = {}
_given: dict[Slot, str] = {}


def offer(task: str, options: Mapping[str, Slot], words: int) -> None:
    """Note that ``task`` takes these options, each a name without dashes, after ``words`` words."""
    _takes[task] = (dict(options), words)


@contextmanager
def given(values: Mapping[Slot, str]) -> Iterator[None]:
    """For the block: what this task was given where it is not the usual."""
    before = dict(_given)
    _given.clear()
    _given.update(values)
    try:
        yield
    finally:
        _given.clear()
        _given.update(before)


def quoted(word: str) -> str:
    """``word`` as one word of a command line of this system."""
    return subprocess.list2cmdline([word]) if os.name == "nt" else shlex.quote(word)


def carried(text: str, escaped: Callable[[str], str] = str) -> str:
    """``text`` in which each command names the folders that this task was given.

    ``escaped`` is what is done to their names, where ``text`` is markup.
    """
    if "tasks.py " not in text:
        return text
    return _COMMAND.sub(lambda found: _carry(found, escaped), text)


def _carry(found: re.Match[str], escaped: Callable[[str], str]) -> str:
    task, rest = found["task"], carried(found["rest"], escaped)
    takes, words = _takes.get(task, ({}, 0))
    if not takes:
        return found[0] if rest == found["rest"] else found[0][: -len(found["rest"])] + rest
    # What belongs to this command ends where the next one begins.
    own = rest.partition("tasks.py ")[0]
    options = ""
    for option, slot in takes.items():
        value = _given.get(slot)
        if value is None:
            continue
        if slot == "url":
            if example := _EXAMPLES.search(rest):
                address = f"--url {escaped(quoted(value))}"
                rest = rest[: example.start()] + address + rest[example.end() :]
        elif f"--{option} " not in own:
            options += f" --{option} {escaped(quoted(value))}"
    end = 0
    for _ in range(words):
        word = _WORD.match(rest, end)
        end = word.end() if word else end
    while flag := _FLAG.match(rest, end):
        end = flag.end()
    return f"{COMMAND} {task}{rest[:end]}{options}{rest[end:]}"
