"""The files of issues: read as they are, and replaced as a whole."""

from __future__ import annotations

from pathlib import Path

from commands.errors import CoachError
from plugins.common.files import write_lasting


def read_text(path: Path) -> str:
    """As it is: a changed line end would be a change. Raises :class:`CoachError`."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError:
        raise CoachError(
            f"{path} was left as it is: it is not saved as UTF-8. Open it in your editor, save it "
            'with the encoding "UTF-8", and try again.'
        ) from None


def replace_text(path: Path, text: str) -> None:
    """All of the new text or all of the old one, whatever happens in between.

    Who may read the file stays as it was, and so does a link to a file elsewhere in the folder.
    """
    write_lasting(path, text.encode())
