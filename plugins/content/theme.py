"""The files of the theme: copied by their kinds, and only those that lie in the theme itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from plugins.common.output import Output
from plugins.content.sources import IGNORED

_KINDS = frozenset(
    (
        *(".css", ".js", ".mjs", ".woff", ".woff2", ".ttf", ".otf", ".svg", ".png", ".webp"),
        *(".avif", ".gif", ".ico", ".txt", ".webmanifest"),
    )
)
_PICTURES = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".gif": b"GIF8",
    ".webp": b"RIFF",
    ".avif": b"\0\0\0",
    ".ico": b"\0\0\1\0",
}
"""How a picture of each kind begins."""
_NOTES = re.compile(rb"(?i:exif)|ns\.adobe\.com|xmpmeta|<\?xpacket|XMP |[tiz](TXt|EXt)|8BIM")
"""What stands before the notes of a camera or program: place, time, who, with what."""
_LICENCES = ("license", "licence", "copying", "notice", "ofl", "readme")
"""Names that licences have without an ending."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Where the theme is, which of its folders or files are copied, and into which folder."""

    root: Path
    static: tuple[str, ...]
    folder: str


def take_theme(settings: MutableMapping[str, Any]) -> Theme:
    """The theme that Pelican's settings name, whose files Pelican is then not to copy itself."""
    paths = tuple(str(path) for path in settings["THEME_STATIC_PATHS"])
    settings["THEME_STATIC_PATHS"] = []
    return Theme(Path(settings["THEME"]), paths, str(settings["THEME_STATIC_DIR"]))


def copy_theme(theme: Theme, output: Output) -> None:
    """Copy the theme's files into the site. One that is of no known kind is a problem instead."""
    root = Path(os.path.realpath(theme.root))
    for static in theme.static:
        top = theme.root / static
        if not Path(os.path.normpath(top)).is_relative_to(os.path.normpath(theme.root)):
            _refuse(output, f"theme/{static}", "THEME_STATIC_PATHS leads out of the theme.")
            continue
        for file in sorted(_files_in(top)):
            name = file.relative_to(top).as_posix() if file != top else file.name
            shown = f"theme/{file.relative_to(theme.root).as_posix()}"
            target = Path(os.path.realpath(file))
            if file.is_symlink() and (file.is_dir() or not target.is_relative_to(root)):
                _refuse(output, shown, "It is a link that leads elsewhere.")
            elif not target.is_file() or not target.is_relative_to(root):
                _refuse(output, shown, "It is no file of the theme.")
            elif not (_is_known(file) and _is_known(target)):
                _refuse(output, shown, "It is of no kind that a theme needs.")
            else:
                data = target.read_bytes()
                reason = _picture_is_refused(target.suffix.lower(), data)
                if reason:
                    _refuse(output, shown, reason)
                else:
                    output.write(f"{theme.folder}/{name}", data, "theme", source=shown)


def _files_in(top: Path) -> Iterator[Path]:
    """Every file below ``top``, or ``top`` itself, and links to folders, which are not followed."""
    if not top.is_dir():
        if top.exists():
            yield top
        return
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not _is_ignored(name)]
        here = Path(folder)
        yield from (here / name for name in folders if (here / name).is_symlink())
        yield from (here / name for name in names if not _is_ignored(name))


def _is_ignored(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in IGNORED)


def _is_known(file: Path) -> bool:
    return file.suffix.lower() in _KINDS or (not file.suffix and file.name.lower() in _LICENCES)


def _picture_is_refused(suffix: str, data: bytes) -> str:
    """Why a picture is not published as it is; "" for one that may be, and for other files."""
    if suffix not in _PICTURES:
        return ""
    if not data.startswith(_PICTURES[suffix]):
        return f"By its content it is no picture of the kind {suffix}."
    if _NOTES.search(data):
        return (
            "It has notes of a camera or program in it, such as who made it and where: "
            "save it without them."
        )
    return ""


def _refuse(output: Output, path: str, reason: str) -> None:
    output.run.problems.add(
        path,
        0,
        "theme-file-unknown",
        path,
        f"This file of the theme is not published. {reason}",
        "A theme holds styles, scripts, fonts, pictures (.svg, .png, .webp) and licences (.txt). "
        "Move it out of the theme.",
    )
