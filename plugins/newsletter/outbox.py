"""The hand-over folder: what the build leaves for whoever sends the mail.

``<work>/outbox/2026-W47/`` (``2026-W47-es/`` for a translation) holds three files:

- ``message.html`` and ``message.txt``: the two bodies, UTF-8, lines ending in ``\\n``. Where one
  says ``%%UNSUBSCRIBE_URL%%`` the sender puts each reader's own address; nothing else is personal.
- ``issue.json``, format 1: ``format``, ``id`` (urn:uuid, never changes), ``week``, ``lang``,
  ``status`` (``published``, ``hidden``, ``draft``, or ``next`` for an issue nobody wrote a file
  for), ``mode`` (``publish``, or ``preview``: then its links lead to the coach's own computer and
  it must not be sent), ``site``, ``page`` (its address), ``source`` (its file in the content),
  ``subject``, ``preview``, ``entries`` (``path``, ``title``, ``url``, in their order), ``dates``
  (reminders of events, the same way), ``placeholders``, and ``files``: name to ``sha256``,
  ``bytes`` and, for HTML, ``encoded`` bytes.

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

from plugins.newsletter.limits import encoded_size
from plugins.newsletter.message import PLACEHOLDERS, Message

FORMAT = 1
_OURS = re.compile(r"\d{4}-W\d{2}(-[A-Za-z0-9-]+)?")
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One issue for the outbox: its folder's name and its files, the last one being the index."""

    name: str
    files: Mapping[str, bytes]


def plan_parcel(name: str, message: Message, html: str, text: str, mode: str) -> Parcel:
    """The files of one issue. The same message gives the same bytes."""
    bodies = {"message.html": html.encode(), "message.txt": text.encode()}
    index: dict[str, Any] = {
        "format": FORMAT,
        "id": message.id,
        "week": str(message.week),
        "lang": message.lang,
        "status": message.status,
        "mode": mode,
        "site": message.site_url,
        "page": message.page_url,
        "source": message.source,
        "subject": message.subject,
        "preview": message.preview,
        "entries": [
            {"path": entry.path, "title": entry.title, "url": entry.url}
            for entry in message.entries()
        ],
        "dates": [
            {"path": entry.path, "title": entry.title, "url": entry.url}
            for entry in (message.dates.listed if message.dates else ())
        ],
        "placeholders": list(PLACEHOLDERS),
        "files": {
            file: {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
            for file, data in bodies.items()
        },
    }
    index["files"]["message.html"]["encoded"] = encoded_size(html)
    packed = json.dumps(index, ensure_ascii=False, indent=2) + "\n"
    return Parcel(name, {**bodies, "issue.json": packed.encode()})


def write_outbox(outbox: Path, parcels: Iterable[Parcel]) -> None:
    """Bring the folder ``outbox`` to exactly ``parcels``; what is unchanged is not touched.

    Folders of other issues go; anything in it that is not an issue's is left alone. Raises
    :class:`OSError` where the disk is full or may not be written.
    """
    kept = set()
    for parcel in parcels:
        kept.add(parcel.name)
        _write_parcel(outbox / parcel.name, parcel)
    if not outbox.is_dir():
        return
    for folder in sorted(outbox.iterdir()):
        if folder.name not in kept and _OURS.fullmatch(folder.name) and folder.is_dir():
            # Without its index it is no issue any more, should the rest take a while or fail.
            (folder / "issue.json").unlink(missing_ok=True)
            shutil.rmtree(folder)


def _write_parcel(folder: Path, parcel: Parcel) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"*{_UNFINISHED}"):
        left.unlink()
    for name, data in parcel.files.items():
        file = folder / name
        if file.is_file() and file.read_bytes() == data:
            continue
        unfinished = folder / f"{name}{_UNFINISHED}"
        with unfinished.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(file)
