"""The tasks that make a site: build, publish, check."""

from __future__ import annotations

import sys
from dataclasses import replace

from commands.errors import CoachError
from commands.school import School
from commands.site.build import build_site
from commands.terminal import out, print_github, print_json, print_problems, print_summary
from plugins.common.texts import TEXTS

FORMATS = ("text", "json", "github")


def preview(school: School) -> None:
    """Build for the coach's own eyes; problems are listed and do not stop it."""
    result = build_site(school)
    print_problems(result.run.problems)
    print_summary(result.run, result.seconds)
    out.print(f"The site is in {school.output}.", markup=False)
    if result.run.problems:
        out.print(
            "Next: put the problems right (they stop publishing), "
            "or see the pages with: python3 tasks.py serve"
        )
    else:
        out.print(
            "Next: look at it with: python3 tasks.py serve\n"
            "Then make it public with: python3 tasks.py publish --url https://..."
        )


def publish(school: School) -> None:
    """Build for everybody; any problem stops it with exit code 1 and nothing replaced."""
    _require_text(school)
    result = build_site(school, "publish")
    if not result.switched:
        print_problems(result.run.problems)
        print_summary(result.run, result.seconds)
        out.print(
            "[bold red]Not published.[/bold red] The site is as it was before. "
            "Put right what is listed above and publish again."
        )
        sys.exit(1)
    print_summary(result.run, result.seconds)
    out.print(f"Ready for {school.url}: the whole site is in {school.output}.", markup=False)
    out.print("Next: copy that folder to your web server.")


def check(school: School, style: str) -> None:
    """Every problem that would stop publishing; exit code 1 when there is one."""
    if style not in FORMATS:
        raise CoachError(f'"{style}" is no format. Use one of {", ".join(FORMATS)}.')
    _require_text(school)
    somewhere = replace(school, url=school.url or "https://school.invalid")
    result = build_site(somewhere, "publish", keep=False, quiet=style != "text")
    if style == "json":
        print_json(result.run.problems)
    elif style == "github":
        print_github(result.run.problems, school.content)
    else:
        print_problems(result.run.problems)
        print_summary(result.run, result.seconds)
        if not result.run.problems:
            out.print("All is well. Publish with: python3 tasks.py publish --url https://...")
    sys.exit(1 if result.run.problems else 0)


def required_url(url: str) -> str:
    """The address to publish at. Raises :class:`CoachError` where none was given."""
    if url:
        return url
    raise CoachError(
        "Where will the site be? Say it with --url, like "
        "python3 tasks.py publish --url https://hallway.school.example"
    )


def _require_text(school: School) -> None:
    """An empty site in the place of the old one is nobody's wish, and easily mistyped."""
    if not any(file.suffix.lower() in TEXTS for file in school.content.rglob("*")):
        raise CoachError(
            f"There is no text in {school.content}. Name the folder that holds posts/, "
            "tutorials/ ... with --content. The site is as it was before."
        )
