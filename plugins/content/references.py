"""What a text points to: links and pictures, written as ordinary relative paths.

The ``href`` of a link and the ``src`` of a picture or player are the two places of a text that lead
to a file, and :class:`References` is the one way from them to it. It turns each into the one form
the rest of the house knows: ``{text}tutorials/x.md#step`` for texts, ``{photo}media/x.jpg`` for
what is published as a clean copy, the address itself for other files and for pages, and
``<img data-photo="media/robots/bridge.jpg" data-line="12" alt="...">`` for pictures. What points
nowhere becomes a problem with the line it stands on.

Pelican's placeholders, which blogs bring that move in, are understood here and nowhere else.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from plugins.common.grants import LinkedFile, in_private_folder
from plugins.common.links import file_address, text_link
from plugins.common.problems import ProblemLog
from plugins.common.source import SourceText
from plugins.common.texts import TEXTS
from plugins.content.kinds import KINDS
from plugins.content.names import slug_of
from plugins.content.sources import PHOTOS, ContentFolder

_FOR_THE_SITE = ("media.yaml", "vocabulary.yaml")
_PLACEHOLDER = re.compile(r"[{|](filename|static|attach)[}|](.*)", re.DOTALL)
_LIST = re.compile(r"[{|](tag|category|author|index)[}|]([^?#]*)(.*)", re.DOTALL)
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
    """The references of one source file. ``site`` is what addresses on the site start with."""

    source: SourceText
    folder: ContentFolder
    problems: ProblemLog
    site: str = ""
    links: list[Link] = field(default_factory=list)
    files: list[LinkedFile] = field(default_factory=list)
    """The files that are no text and no photo; whether they are published, others judge."""
    staff_files: list[LinkedFile] = field(default_factory=list)
    """Those in words for the staff alone, among them what everybody's words link to as well."""
    _made: set[str | tuple[str, int]] = field(default_factory=set)

    def has_made(self, canonical: str | tuple[str, int]) -> bool:
        """True for an ``href`` or a picture that came out of here: an author may write the same."""
        return canonical in self._made

    def link(self, written: str) -> str | None:
        """The canonical ``href`` for one that the author wrote; None takes the link away."""
        found = self._link(written)
        if found is not None:
            self._made.add(found)
        return found

    def _link(self, written: str) -> str | None:
        sort, path, rest = self._resolve(written)
        if sort == "broken":
            return None
        if sort in ("text", "fragment", "site"):
            fragment = unquote(rest.partition("#")[2])
            self.links.append(Link(self._line(written), written, sort, path, fragment))
        if sort == "text":
            return text_link(path, rest)
        if sort == "file":
            self.files.append(LinkedFile(path, self.source.path, self._line(written)))
            return f"{file_address(self.site, path)}{rest}"
        if sort == "photo":
            return f"{{photo}}{path}"
        if sort == "site":
            return f"{self.site}{path}{rest}"
        return written.strip()

    def photo(self, written: str) -> tuple[str, int] | None:
        """The content-relative path of a picture and the line it stands on; None if unusable."""
        sort, path, _ = self._resolve(written, picture=True)
        if sort in ("photo", "file"):
            found = path, self._line(written)
            self._made.add(found)
            return found
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
        listed = _LIST.match(address)
        if found:
            address = found[2]
        elif listed and not picture:
            return "site", _list_address(listed[1], listed[2]), listed[3]
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
        if path and path not in self.folder and in_private_folder(path):
            self._report(
                written,
                "link-unusable",
                'This leads into a folder called "private", of which nothing is published.',
                "Take the link out. If everybody may see it, move the file to another folder.",
            )
            return "broken", "", ""
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


def _list_address(sort: str, name: str) -> str:
    """Where the list is that Pelican calls ``{tag}name``; the finished site proves it."""
    slug = slug_of(unquote(name))
    if sort == "index":
        return "/"
    if sort == "category":  # the folder is the category here, and others become tags
        return f"/{slug}/" if slug in KINDS else f"/tags/{slug}/"
    return f"/{'tags' if sort == 'tag' else 'authors'}/{slug}/"


def _is_photo(path: str | None) -> bool:
    return PurePosixPath(path or "").suffix.lower() in PHOTOS
