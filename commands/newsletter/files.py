"""The files of issues: read as they are, and replaced as a whole."""

from __future__ import annotations

from pathlib import Path

from commands.errors import CoachError


def read_text(path: Path) -> str:
    """As it is: a changed line end would be a change."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def create_text(path: Path, text: str) -> None:
    """Make a new file. Raises :class:`CoachError` where there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise CoachError(f"{path} is there already, and is no issue of that week.") from None


def replace_text(path: Path, text: str) -> None:
    """All of the new text or all of the old one, whatever happens in between."""
    unfinished = path.with_name(f"{path.name}.tmp")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
    unfinished.replace(path)
