"""What tasks have in common: the options that name folders, and errors told as sentences."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import Parameter
from pathlib import Path
from typing import Any

from invoke.context import Context
from invoke.tasks import Task, task

from commands.bootstrap import ROOT
from commands.failures import told_to_the_coach
from commands.follow_up import Slot, given
from commands.school import School

SCHOOL = "school"
_slots_by_body: dict[Callable[..., None], dict[str, Slot]] = {}


@dataclass(frozen=True, slots=True)
class Folder:
    """An option that names a folder, what it is where nobody names it, and what it means."""

    name: str
    usual: str
    slot: Slot
    help: str

    @property
    def option(self) -> Parameter:
        """The parameter that invoke makes an option of."""
        return Parameter(self.name, Parameter.KEYWORD_ONLY, default=self.usual, annotation=str)


CONTENT = Folder(
    "content", "content", "content", "the folder with your texts and photos (usually content)"
)
OUTPUT = Folder(
    "output",
    "output",
    "preview",
    "the folder that the finished site is written to (usually output)",
)
PUBLIC = Folder(
    "output", "public", "public", "the folder that the public site is written to (usually public)"
)
WORK = Folder(
    "work",
    ".hallway",
    "work",
    "the folder for caches that may be deleted at any time (usually .hallway)",
)


TRY_LOGIN_AGAIN = {
    "try-login-again": "try a login once more that was refused before and has not changed"
}


def coach_task(
    *folders: Folder, name: str | None = None, options: Mapping[str, str] | None = None
) -> Callable[[Callable[..., None]], Task[Any]]:
    """Make a task of a function, whose docstring is the help; ``options``: that of each option.

    Its parameters are options, or words that have to be typed where they have no default. In
    the place of ``school`` there are the options of ``folders``, and it gets the school they name;
    without it each folder stands in the place of its own name, and is given as typed.
    """

    def made(body: Callable[..., None]) -> Task[Any]:
        offered = {folder.name: folder for folder in folders}
        takes_school = SCHOOL in inspect.signature(body).parameters

        signature = _signature(body, offered)
        slots = _slots(signature, offered)

        def act(**typed: Any) -> None:
            if takes_school:
                typed[SCHOOL] = _school({one: typed.pop(one) for one in offered})
            body(**typed)

        @functools.wraps(body)
        def run(_: Context, **typed: Any) -> None:
            unusual = {
                slot: named
                for name, slot in slots.items()
                if (named := _named(slot, typed.get(name), signature.parameters[name].default))
            }
            with given(unusual):
                told_to_the_coach(act)(**typed)

        run.__signature__ = signature  # type: ignore[attr-defined]
        helps = {folder.name: folder.help for folder in folders} | dict(options or {})
        made: Task[Any] = task(name=name, help=helps)(run)
        _slots_by_body[run] = slots
        return made

    return made


def _signature(body: Callable[..., None], offered: Mapping[str, Folder]) -> inspect.Signature:
    asked: list[Parameter] = []
    for one in inspect.signature(body, eval_str=True).parameters.values():
        if one.name == SCHOOL:
            asked += [folder.option for folder in offered.values()]
        elif one.name in offered:
            asked.append(offered[one.name].option)
        else:
            asked.append(one.replace(kind=Parameter.KEYWORD_ONLY))
    return inspect.Signature([Parameter("_", Parameter.POSITIONAL_ONLY), *asked])


def typed_with(made: Task[Any]) -> tuple[Mapping[str, Slot], int]:
    """What the options of a task mean that say where the school and its site are; and how many
    words have to be typed after its name.
    """
    return _slots_by_body.get(made.body, {}), len(list(made.positional))


def _slots(signature: inspect.Signature, offered: Mapping[str, Folder]) -> dict[str, Slot]:
    own: dict[str, Slot] = {"public": "public", "url": "url"}
    slots = own | {name: folder.slot for name, folder in offered.items()}
    return {name: slot for name, slot in slots.items() if name in signature.parameters}


def _named(slot: Slot, typed: object, usual: object) -> str:
    """What a printed command says of an option; "" where it means the same without it.

    It is typed in Hallway's folder. A name that was typed in another one would be another folder
    there, the usual names too, so it is written out.
    """
    if typed in (None, ""):
        return ""
    if slot == "url" or Path.cwd() == ROOT:
        return "" if typed == usual else str(typed)
    where = Path(str(typed)).resolve()
    return "" if usual and where == (ROOT / str(usual)).resolve() else str(where)


def _school(typed: Mapping[str, str]) -> School:
    content = typed.get(CONTENT.name, CONTENT.usual)
    work = typed.get(WORK.name, WORK.usual)
    if OUTPUT.name in typed:
        return School.at(content, typed[OUTPUT.name], work)
    return School.unbuilt(content, work)
