"""The same picture elsewhere in the content: what is said of a copy holds for what is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.media.captions import Caption


def find_copies(
    root: Path, shown: Mapping[str, str], said: Iterable[tuple[str, Caption]]
) -> dict[str, str]:
    """The digests of files below ``root`` that are copies of photos ``shown`` (digest by path).

    Only those of which ``said`` (by path) names somebody: others add nobody to the picture. A file
    is read only where one of its length is shown.
    """
    lengths = {_length(root / path) for path in shown}
    digests = set(shown.values())
    found: dict[str, str] = {}
    for path, caption in said:
        if not caption.people or path in shown or _length(root / path) not in lengths:
            continue
        try:
            with (root / path).open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            continue  # it is not shown: nothing depends on it
        if digest in digests:
            found[path] = digest
    return found


def _length(file: Path) -> int | None:
    try:
        return file.stat().st_size
    except OSError:
        return None
