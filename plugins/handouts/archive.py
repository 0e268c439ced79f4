"""ZIP archives, which most files of offices and teaching tools are: read within bounds.

Nothing of the archive itself stays: no dates, no comments, no extra fields, nothing before its
first or behind its last member. The same members give the same bytes.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from unicodedata import normalize

from plugins.handouts.findings import Budget, RefusedError, private_finding, too_large, unreadable

SIGNATURE = b"PK\x03\x04"
_BEGINNING = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o644 << 16
_MOST_RATIO = 250
_SMALL = 5_000_000
_LONGEST_NAME = 300
_FLAG_LOCKED = 0x1
_OF_SYSTEMS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def read_archive(data: bytes, budget: Budget) -> dict[str, bytes]:
    """The members of an archive by their names, without folders and without what systems leave.

    Raises :class:`RefusedError`: damaged, locked, too large, or with names that lead elsewhere.
    """
    if not data.startswith(SIGNATURE):
        raise unreadable("It is no archive, whatever its name says.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            infos = [one for one in pack.infolist() if not one.is_dir()]
            budget.take(sum(one.file_size for one in infos), len(infos))
            for info in infos:
                _check(info)
            names = [one.filename for one in infos]
            if len({normalize("NFC", name).casefold() for name in names}) < len(names):
                raise unreadable("Two files in it have the same name.")
            return {one.filename: _read(pack, one) for one in infos if not _of_system(one.filename)}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise unreadable("It is damaged, or packed in a way that is not known.") from None
    except RuntimeError:
        raise unreadable("It is locked with a password.") from None


def write_archive(members: Mapping[str, bytes], first: Iterable[str] = ()) -> bytes:
    """An archive of ``members``: those in ``first`` lead, ``mimetype`` is stored as it is."""
    leading = [name for name in first if name in members]
    order = [*leading, *sorted(name for name in members if name not in leading)]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as pack:
        for name in order:
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            stored = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            pack.writestr(entry, members[name])
    return target.getvalue()


def _check(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & _FLAG_LOCKED:
        raise unreadable("It is locked with a password.")
    if info.file_size > _SMALL and info.file_size > _MOST_RATIO * max(1, info.compress_size):
        raise RefusedError(too_large("A file in it unfolds to far more than it takes."))
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise unreadable("It is packed in a way that is not known.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise unreadable("It has a link to another place in it.")
    name = info.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    odd = not parts or ".." in parts or parts[0] == "/" or ":" in name or "\0" in name
    if odd or len(name) > _LONGEST_NAME or "\\" in name or not name.isprintable():
        raise unreadable("A file in it has a name that leads to another place.")
    hidden = any(part.startswith(".") and part != ".rels" for part in parts)
    if hidden and not _of_system(name):
        raise RefusedError(private_finding("There is a hidden file in it."))


def _read(pack: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with pack.open(info) as stream:
        data = stream.read(info.file_size + 1)
    if len(data) != info.file_size:
        raise unreadable("A file in it is longer than it says.")
    return data


def _of_system(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return parts[0] == _OF_SYSTEMS[0] or parts[-1] in _OF_SYSTEMS
