"""The hand-over folder: what a publish leaves for whoever sends the mail.

``<work>/outbox/2026-W47/families/`` (``2026-W47-es/families/`` for a translation) is one letter of
one issue: ``message.html``, ``message.txt`` and ``issue.json``; docs/hand-over.md describes them.
A preview fills ``<work>/outbox-preview/`` instead, which nobody may send from.

``issue.json`` is written last, each file in one step. A folder without it, or with files that
differ from its hashes, is not complete. A later format may add keys and keeps these.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from plugins.common.files import remove_lasting, sweep, write_lasting
from plugins.newsletter.limits import encoded_size, is_heavy
from plugins.newsletter.message import PLACEHOLDERS, Message

FORMAT = 2
OUTBOX, PREVIEWS, MAILS = "outbox", "outbox-preview", "letters"
"""Folders of the work folder: what a publish hands over, what a preview only shows, and the same
as files for mail programs, which ``newsletter.preview`` writes."""

INDEX, HTML, TEXT = "issue.json", "message.html", "message.txt"
"""The files of a letter; without the first it is none."""

_OURS = re.compile(r"\d{4}-W\d{2}(-[A-Za-z0-9-]+)?")


@dataclass(frozen=True, slots=True)
class Parcel:
    """One letter for the outbox: its issue's folder and its audience, and its files.

    The last of the files is the index. ``name`` is ``2026-W47/families``.
    """

    name: str
    files: Mapping[str, bytes]


def plan_parcel(
    name: str,
    message: Message,
    html: str,
    text: str,
    mode: str,
    photos: Iterable[tuple[str, str]] = (),
) -> Parcel:
    """The files of one issue. The same message gives the same bytes.

    ``photos``: path and stem of each photo, clip and recording that it shows or links to.
    """
    bodies = {HTML: html.encode(), TEXT: text.encode()}
    index: dict[str, Any] = {
        "format": FORMAT,
        "id": message.id,
        "week": str(message.week),
        "audience": message.audience,
        "cutoff": message.cutoff.isoformat() if message.cutoff else None,
        "lang": message.lang,
        "status": message.status,
        "mode": mode,
        "site": message.site_url,
        "page": message.page_url,
        "source": message.source,
        "subject": message.subject,
        "preview": message.preview,
        "entries": [
            {
                "path": entry.path,
                "title": entry.title,
                "url": entry.url,
                "summary": entry.summary,
            }
            for entry in message.entries()
        ],
        "dates": [
            {"path": entry.path, "title": entry.title, "url": entry.url}
            for entry in (message.dates.listed if message.dates else ())
        ],
        "photos": [{"path": path, "stem": stem} for path, stem in photos],
        "placeholders": list(PLACEHOLDERS),
        "notes": ["mail-heavy"] if is_heavy(html) else [],
        "files": {
            file: {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
            for file, data in bodies.items()
        },
    }
    index["files"][HTML]["encoded"] = encoded_size(html)
    packed = json.dumps(index, ensure_ascii=False, indent=2) + "\n"
    return Parcel(f"{name}/{message.audience}", {**bodies, INDEX: packed.encode()})


def write_outbox(outbox: Path, parcels: Iterable[Parcel]) -> set[str]:
    """Bring the folder ``outbox`` to exactly ``parcels``; what is unchanged is not touched.

    Folders of other issues go; anything in it that is not an issue's is left alone. Returns the
    names of the letters that are other than they were, or are gone. Raises :class:`OSError` where
    the disk is full or may not be written.
    """
    kept: dict[str, set[str]] = {}
    changed: set[str] = set()
    for parcel in parcels:
        issue, _, audience = parcel.name.partition("/")
        kept.setdefault(issue, set()).add(audience)
        if _write_parcel(outbox / parcel.name, parcel):
            changed.add(parcel.name)
    for folder in _folders(outbox):
        if not _OURS.fullmatch(folder.name):
            continue
        for letter in _folders(folder):
            if letter.name not in kept.get(folder.name, ()):
                # Without its index it is no letter any more, should the rest take a while or fail.
                remove_lasting(letter / INDEX)
                shutil.rmtree(letter)
                changed.add(f"{folder.name}/{letter.name}")
        if folder.name not in kept:
            shutil.rmtree(folder)
    if outbox.is_dir():
        os.utime(outbox)  # when it was last made, for whoever sends what lies in it
    return changed


def forget_mails(place: Path, names: Iterable[str]) -> None:
    """Remove the files for mail programs of letters that are other than they were."""
    for name in names:
        (place / mail_name(name)).unlink(missing_ok=True)


def mail_name(name: str) -> str:
    """What the letter ``2026-W47/families`` is called as a file for mail programs."""
    return f"{name.replace('/', '-')}.eml"


def editions_of(outbox: Path, week: str) -> list[str]:
    """The names of the issue of ``week`` and of its translations, the site's own language first."""
    names = (one.name for one in _folders(outbox))
    return [name for name in names if name == week or name.startswith(f"{week}-")]


def read_letters(outbox: Path, issue: str) -> dict[str, Any]:
    """The ``issue.json`` of each complete letter of ``issue``, by audience."""
    found: dict[str, Any] = {}
    for folder in _folders(outbox / issue):
        index = folder / INDEX
        if not index.is_file():
            continue
        facts = json.loads(index.read_text("utf-8"))
        if all(
            (folder / name).is_file()
            and sha256((folder / name).read_bytes()).hexdigest() == one["sha256"]
            for name, one in facts["files"].items()
        ):
            found[folder.name] = facts
    return found


def _folders(place: Path) -> list[Path]:
    return sorted(one for one in place.iterdir() if one.is_dir()) if place.is_dir() else []


def _write_parcel(folder: Path, parcel: Parcel) -> bool:
    changed = False
    if folder.is_dir():
        sweep(folder)
    for name, data in parcel.files.items():
        file = folder / name
        if file.is_file() and file.read_bytes() == data:
            continue
        write_lasting(file, data)
        changed = True
    return changed
