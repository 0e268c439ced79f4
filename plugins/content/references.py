"""What a text points to: links and pictures, written as ordinary relative paths.

:class:`References` turns each into the one form the rest of the house knows:
``{filename}/tutorials/x.md#step`` for content, ``{static}/media/plan.pdf`` for other files, and
``<img data-photo="media/robots/bridge.jpg" data-line="12" alt="...">`` for pictures. What points
nowhere becomes a problem with the line it stands on.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from plugins.common.problems import ProblemLog
from plugins.common.source import SourceText
from plugins.content.sources import ContentFolder

TEXTS = (".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm")
PHOTOS = (
    *(".jpg", ".jpeg", ".jpe", ".png", ".webp", ".gif", ".avif", ".heic", ".heif", ".tif"),
    *(".tiff", ".svg", ".bmp"),
    *(".mp4", ".m4v", ".mov", ".qt", ".3gp", ".webm", ".mkv", ".avi", ".wmv", ".mpg", ".mpeg"),
    *(".mts", ".m2ts", ".flv", ".ogv"),
    *(".mp3", ".m4a", ".m4b", ".aac", ".wav", ".ogg", ".oga", ".opus", ".flac", ".wma", ".aif"),
    ".aiff",
)
"""What is only published as a clean copy: a link to it never leads to the file itself."""
_FOR_THE_SITE = ("media.yaml", "vocabulary.yaml")
_PLACEHOLDER = re.compile(r"[{|](filename|static|attach|photo)[}|](.*)", re.DOTALL)
_PELICAN_ONLY = re.compile(r"[{|](tag|category|author|index)[}|]")
_LOCAL = re.compile(r"(127\.0\.0\.1|localhost)(:\d+)?$")

Sort = Literal["text", "photo", "file", "site", "fragment", "outside", "broken"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link that only the finished site can prove: to another text, a place in it, or a page."""

    line: int
    written: str
    sort: Sort
    path: str
    fragment: str


@dataclass(slots=True)
class References:
    """The references of one source file."""

    source: SourceText
    folder: ContentFolder
    problems: ProblemLog
    links: list[Link] = field(default_factory=list)

    def link(self, written: str) -> str | None:
        """The canonical ``href`` for one that the author wrote; None takes the link away."""
        sort, path, rest = self._resolve(written)
        if sort == "broken":
            return None
        line = self._line(written) if sort in ("text", "fragment", "site") else 0
        fragment = rest.partition("#")[2]
        if sort in ("text", "fragment", "site"):
            self.links.append(Link(line, written, sort, path, unquote(fragment)))
        if sort == "text":
            return f"{{filename}}/{path}{rest}"
        if sort == "file":
            return f"{{static}}/{path}{rest}"
        if sort == "photo":
            return f"{{photo}}{path}"
        if sort == "site":
            return f"{{site}}{path}{rest}"
        return written.strip()

    def photo(self, written: str) -> tuple[str, int] | None:
        """The content-relative path of a picture and the line it stands on; None if unusable."""
        sort, path, _ = self._resolve(written, picture=True)
        if sort in ("photo", "file"):
            return path, self._line(written)
        if sort == "outside" and written.strip():
            self._report(
                written,
                "picture-from-elsewhere",
                "This picture would be loaded from another site, which then sees every reader.",
                "Save the picture into content/media/ and name it by its relative path.",
            )
        elif sort != "broken":
            self._report(
                written,
                "picture-missing",
                "This is not a picture of the content folder.",
                "Name a picture by its relative path, like ../media/robots/bridge.jpg.",
            )
        return None

    def file(self, written: str, *, folder: bool = False) -> str | None:
        """The content-relative path of a file (or folder) named in front matter, or None."""
        if folder:
            path = self._join(written.rstrip("/"))
            if path and any(one.startswith(f"{path}/") for one in self.folder.files):
                return path
            self._report(
                written,
                "folder-missing",
                "There is no such folder with files in the content.",
                "Check the path: it starts at this file, like ../media/robotics-fair/.",
            )
            return None
        sort, path, _ = self._resolve(written)
        if sort in ("text", "photo", "file"):
            return path
        if sort != "broken":
            self._missing(written, path)
        return None

    def _resolve(self, written: str, *, picture: bool = False) -> tuple[Sort, str, str]:
        """What ``written`` means: its sort, its content-relative or site path, the rest of it."""
        address = written.strip()
        found = _PLACEHOLDER.match(address)
        if found:
            address = found[2]
        elif _PELICAN_ONLY.match(address):
            return "outside", address, ""
        try:
            parts = urlsplit(address)
        except ValueError:
            self._missing(written, address)
            return "broken", "", ""
        rest = f"?{parts.query}" if parts.query else ""
        rest += f"#{parts.fragment}" if parts.fragment else ""
        if parts.scheme or parts.netloc:
            return self._outside(written, parts.scheme.lower(), parts.netloc), address, rest
        if not parts.path:
            return ("fragment" if parts.fragment else "outside"), self.source.path, rest
        if parts.path.startswith("/") and not found and not picture:
            return "site", parts.path, rest
        path = self._join(unquote(parts.path))
        if path not in self.folder:
            # "photo%20(1).jpg" and "Class #3.jpg" are names that browsers and people give photos.
            exact = (self._join(one) for one in (parts.path, address))
            path = next((one for one in exact if one in self.folder and _is_photo(one)), path)
        if path is None or path not in self.folder:
            self._missing(written, path or parts.path)
            return "broken", "", ""
        if PurePosixPath(path).name in _FOR_THE_SITE:
            self._report(
                written,
                "link-unusable",
                "This file is for the site alone: among other things, it says who is in a photo.",
                "Take the link out.",
            )
            return "broken", "", ""
        if PurePosixPath(path).suffix.lower() in TEXTS and not picture:
            return "text", path, rest
        return ("photo" if _is_photo(path) else "file"), path, rest

    def _outside(self, written: str, scheme: str, host: str) -> Sort:
        if scheme in ("javascript", "vbscript", "data", "file") or _LOCAL.search(host):
            self._report(
                written,
                "link-unusable",
                "This address works on your own computer at most, or could run a program.",
                "Link to a page that everybody can open, or to a file of the content folder.",
            )
            return "broken"
        return "outside"

    def _join(self, path: str) -> str | None:
        """``path`` from this file's folder (or, with a leading slash, from the content folder)."""
        start = "" if path.startswith("/") else posixpath.dirname(self.source.path)
        joined = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
        return None if joined.startswith("..") else joined

    def _missing(self, written: str, path: str) -> None:
        suggestion = self.folder.suggest(path)
        if suggestion:
            start = posixpath.dirname(self.source.path) or "."
            hint = f"Did you mean {posixpath.relpath(suggestion, start)}?"
        else:
            hint = "Check the path; it starts at this file's folder. Or take the link out."
        self._report(
            written, "link-broken", f'"{written.strip()}" leads to no file of the content.', hint
        )

    def _report(self, written: str, rule: str, message: str, hint: str) -> None:
        line = self._line(written)
        self.problems.add(self.source.path, line, rule, written.strip(), message, hint)

    def _line(self, written: str) -> int:
        return self.source.line_of(written.strip())


def _is_photo(path: str | None) -> bool:
    return PurePosixPath(path or "").suffix.lower() in PHOTOS
