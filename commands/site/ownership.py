"""Whose folder is it? A build replaces the whole output folder, so it must hold nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

from commands.errors import CoachError
from plugins.common.output import SITE_MARK

_FIRST_LINE = "Built by Hallway. Do not edit: the whole folder is replaced."
_LITTER = (".DS_Store", "Thumbs.db", "desktop.ini", ".localized")
"""What a computer puts into a folder that somebody looked at."""


def write_mark(site: Path) -> None:
    """Mark ``site`` as built, with a digest of every name in it.

    Digests and not names, because the mark is public and a name may belong to a hidden page.
    """
    names = sorted({SITE_MARK, *(entry.name for entry in site.iterdir())})
    digests = " ".join(_digest(name) for name in names)
    (site / SITE_MARK).write_text(f"{_FIRST_LINE}\n{digests}\n", "utf-8")


def forbid_strangers(output: Path) -> None:
    """Raise :class:`CoachError` when ``output`` holds anything at its top that no build made."""
    if not output.is_dir():
        return
    names = {entry.name for entry in output.iterdir()} - set(_LITTER)
    mark = output / SITE_MARK
    if not mark.is_file():
        if names:
            raise CoachError(
                f"The folder {output} holds other things than a Hallway site; a build would "
                "remove them. Choose another one with --output, or empty it."
            )
        return
    ours = set(mark.read_text("utf-8", "replace").split())
    strangers = sorted(name for name in names if _digest(name) not in ours)
    if strangers:
        raise CoachError(
            f"The folder {output} holds {', '.join(strangers[:5])}, which Hallway did not put "
            "there and a build would remove. Move it elsewhere, or choose another --output."
        )


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:12]
