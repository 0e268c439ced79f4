"""The task ``new``: a file in the right folder, with every key of its kind explained."""

from __future__ import annotations

import os
import uuid
from datetime import datetime
from pathlib import Path

from commands.bootstrap import ROOT
from commands.errors import CoachError
from commands.school import School
from commands.terminal import KIND_NAMES, out
from plugins.common.files import create_lasting, make_folder
from plugins.common.moments import Week
from plugins.common.near import did_you_mean
from plugins.content.kinds import KINDS
from plugins.content.names import slug_of

FOLDERS = {one: kind for kind, (one, _) in KIND_NAMES.items()}
KIND_WORDS = tuple(FOLDERS)
DATED = ("posts", "events", "episodes")

_BODIES = {
    "tutorials": "What will be there at the end?\n\n## First step\n\n## Check yourself\n\n- [ ] \n",
    "galleries": "What did they set out to do, and what did they learn?\n",
    "episodes": "What is it about?\n\n## Transcript\n\n**Coach:** \n",
    "newsletter": "A few words from you to start the week's letter.\n",
}


def new(kind: str, title: str, content: str) -> None:
    """Write the file and print its path. Raises :class:`CoachError`; overwrites nothing."""
    folder = FOLDERS.get(kind) or (kind if kind in KINDS else None)
    if folder is None:
        raise CoachError(
            f'"{kind}" is no kind of text.{did_you_mean(kind, KIND_WORDS)} '
            f"Use one of {', '.join(KIND_WORDS)}."
        )
    root = Path(content)
    if not root.is_dir():
        raise CoachError(
            f"There is no folder {content}. Make it if it is to be a new one; or name your content "
            "folder with --content."
        )
    school = School(root.resolve(), ROOT, ROOT)
    run = school.run("preview")
    now = run.now.astimezone(run.zone)
    week = Week.of(run.now, run.zone)
    path = root / folder / f"{file_stem(folder, title, now, week)}.md"
    try:
        create_text(path, draft_text(folder, title, now, week))
    except FileExistsError:
        # There is one letter a week, whatever its title.
        other = "" if folder == "newsletter" else ", or choose another title"
        raise CoachError(f"{path} is there already. Open it{other}.") from None
    out.print(str(path), markup=False)


def create_text(path: Path, text: str, newline: str | None = None) -> None:
    """Make a new file; all of it or nothing. ``newline`` as of :func:`open`.

    Raises :class:`FileExistsError`.
    """
    make_folder(path.parent)
    create_lasting(path, text.replace("\n", os.linesep if newline is None else "\n").encode())


def file_stem(folder: str, title: str, now: datetime, week: Week) -> str:
    """The file's name without its ending: dated where the kind is dated."""
    if folder == "newsletter":
        return str(week)
    slug = slug_of(title)
    if not slug:
        raise CoachError(
            f'No file name can be made of "{title}": it has no letters or digits. Add a word.'
        )
    return f"{now:%Y-%m-%d}-{slug}" if folder in DATED else slug


def draft_text(folder: str, title: str, now: datetime, week: Week) -> str:
    """The text of the new file: what is required filled in, the rest commented with its meaning."""
    filled = {
        "title": quoted(title),
        "date": f"{now:%Y-%m-%d %H:%M}",
        "status": "draft",
        "id": str(uuid.uuid4()),
        "week": str(week),
    }
    lines = ["---"]
    for name, field in KINDS[folder].model_fields.items():
        value = filled.get(name, "")
        needed = field.is_required() or name in filled
        lines.append(f"{'' if needed else '# '}{name}: {value}".rstrip())
        lines[-1] = f"{lines[-1]:<44}# {field.description}"
    lines += ["---", "", _BODIES.get(folder, "Write here.\n")]
    return "\n".join(lines)


def quoted(text: str) -> str:
    """A YAML string that holds ``text``, whatever signs are in it."""
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
