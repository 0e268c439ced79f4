"""What a coach reads in the terminal: progress, problems, a summary, what to do next."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.prompt import Confirm

from commands.errors import CoachError
from commands.follow_up import carried
from plugins.common.problems import Problem, ProblemLog
from plugins.common.run import Advance, Run


class Terminal(Console):
    """Whatever is printed names the folders in the commands that it tells to type."""

    def print(self, *objects: Any, **options: Any) -> None:
        """As in rich."""
        plain = options.get("markup") is False
        super().print(*(_carried(one, plain=plain) for one in objects), **options)


def _carried(told: object, *, plain: bool) -> object:
    if not isinstance(told, str):
        return told
    # Square brackets in the name of a folder are no colours.
    return carried(told) if plain else carried(told, _plain)


out = Terminal(highlight=False, soft_wrap=True)
err = Terminal(stderr=True, highlight=False, soft_wrap=True)

KIND_NAMES = {
    "posts": ("post", "posts"),
    "tutorials": ("tutorial", "tutorials"),
    "galleries": ("gallery", "galleries"),
    "events": ("event", "events"),
    "episodes": ("episode", "episodes"),
    "newsletter": ("newsletter", "newsletters"),
    "pages": ("page", "pages"),
}
"""What people call one text of each kind, and several."""

LEFT_OUT = {
    "withdrawn": "left out: withdrawn by the family",
    "newsletter": "left out of the newsletter: not released for it",
    "social": "not offered to social media: not released for it",
}


def stop_printing() -> None:
    """Whoever read our lines (head, less) has gone; nothing is wrong, and nobody listens."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def counted(number: int, one: str, many: str = "") -> str:
    """``1 photo``, ``1,234 photos``; ``many`` where an s does not make several of ``one``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def agreed(question: str, unasked: str, told: Iterable[str] = ()) -> bool:
    """Whether a person says yes; who only presses Enter says no. ``told`` are lines before it.

    Raises :class:`CoachError` where nobody sits there: ``unasked`` is what to do then.
    """
    if not sys.stdin.isatty():
        raise CoachError(f"Nobody is there to be asked. {unasked}")
    for line in told:
        out.print(line, markup=False)
    return Confirm.ask(question, default=False)


@contextmanager
def progress_display(label: str, total: int) -> Iterator[Advance]:
    """A progress bar on the error stream; silent where nobody watches."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeRemainingColumn(), console=err, transient=True, disable=not err.is_terminal
    ) as bar:
        task = bar.add_task(label, total=total)
        yield lambda steps: bar.advance(task, steps)


def print_problems(problems: ProblemLog) -> None:
    """Every problem: place, message, and what to do, grouped by file.

    What to do stands once below problems that follow each other and have it in common.
    """
    last = ""
    for problem, following in zip_longest(problems, islice(problems, 1, None)):
        if problem.path != last:
            out.print(f"\n[bold]{_plain(problem.path)}[/bold]")
            last = problem.path
        place = f"line {problem.line}" if problem.line else "whole file"
        out.print(
            f"  [yellow]{place}[/yellow]  {_plain(problem.message)}  [dim]{problem.rule}[/dim]"
        )
        if not following or (following.path, following.hint) != (problem.path, problem.hint):
            out.print(f"      {_plain(problem.hint)}")


def print_json(problems: ProblemLog) -> None:
    """A list of {path, line, rule, value, message, hint}."""
    told = [with_folders(problem).as_dict() for problem in problems]
    print(json.dumps(told, ensure_ascii=False, indent=2))


def print_github(problems: ProblemLog, content: Path) -> None:
    """One workflow command a problem, which GitHub shows beside the line.

    GitHub counts paths from the top of the repository, where the command is run.
    """
    for problem in problems:
        inside = (content / problem.path).exists() and content.is_relative_to(Path.cwd())
        folder = f"{content.relative_to(Path.cwd()).as_posix()}/" if inside else ""
        print(github_line(with_folders(problem), folder))


def github_line(problem: Problem, folder: str = "") -> str:
    """``::error file=...,line=...,title=...::message`` with GitHub's escapes."""

    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def attribute(text: str) -> str:
        return escaped(text).replace(":", "%3A").replace(",", "%2C")

    line = f",line={problem.line}" if problem.line else ""
    return (
        f"::error file={attribute(folder + problem.path)}{line},title={attribute(problem.rule)}"
        f"::{escaped(f'{problem.message} {problem.hint}')}"
    )


def print_summary(run: Run, seconds: float) -> None:
    """Pages by kind, photos, clips, downloads, feeds, issue, problems, seconds."""
    report = run.report
    pages = {kind: count for kind, count in report.get("pages", {}).items() if count}
    total = sum(pages.values())
    parts = ", ".join(counted(count, *KIND_NAMES[kind]) for kind, count in pages.items())
    drafts = report.get("drafts", 0)
    out.print()
    out.print(f"[bold]{counted(total, 'text')}[/bold]: {parts or 'none'}")
    if drafts:
        where = "left out" if run.publishing else "shown in this preview only"
        out.print(f"{counted(drafts, 'draft')} ({where})")
    if "listings" in report:
        out.print(f"{counted(report['listings'], 'list page')}")
    if "photos" in report:
        out.print(
            f"{counted(report['photos'], 'photo')} in "
            f"{counted(report.get('renditions', 0), 'rendition')}, "
            f"{report.get('encoded', 0)} made new"
        )
    if "clips" in report:
        clips = counted(report["clips"], "clip or recording", "clips and recordings")
        out.print(f"{clips}, {report.get('clips_made', 0)} made new")
    for where, count in report.get("left_out", {}).items():
        out.print(f"{counted(count, 'photo')} {LEFT_OUT[where]}")
    if "ending" in report:
        day, count = report["ending"]
        out.print(
            f"{counted(count, 'photo')} may be public until {day}: "
            "renew the release, or publish again the day after"
        )
    if "downloads" in report:
        out.print(counted(report["downloads"], "gallery to download", "galleries to download"))
    if "feeds" in report:
        out.print(counted(report["feeds"], "feed"))
    if "issue" in report:
        out.print(f"Newsletter: {_plain(report['issue'])}")
    out.print(f"{counted(len(run.problems), 'problem')}, {seconds:.1f} seconds")


def with_folders(problem: Problem) -> Problem:
    """``problem`` with the folders in its commands, as everything that is printed has them."""
    return replace(problem, message=carried(problem.message), hint=carried(problem.hint))


def _plain(text: str) -> str:
    """Text in which square brackets are not taken for colours."""
    return text.replace("[", "\\[")
