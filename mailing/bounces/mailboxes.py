"""Where returned mail lies: an mbox, a Maildir, a folder of ``.eml`` files, one such file.

Files are only read: nothing is marked, moved or deleted.
"""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from mailing.bounces.opened import LARGEST
from mailing.errors import MailingError


@dataclass(frozen=True, slots=True)
class Returned:
    """One mail. ``place`` is where a person finds it; ``raw`` its first bytes, at most a million.

    ``trouble`` says why it could not be read. ``uid`` is its number on a mail server.
    """

    place: str
    raw: bytes = field(default=b"", repr=False)
    trouble: str = ""
    uid: str = ""


class Mailbox(Protocol):
    """Something that returned mail is read from."""

    def __len__(self) -> int:
        """How many mails there are."""

    def mails(self) -> Iterator[Returned]:
        """Each mail once. Raises :class:`MailingError` where the whole cannot be read."""


class Files:
    """The mails at ``path``. Raises :class:`MailingError` where there can be none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._box: mailbox.Maildir | mailbox.mbox | None = None
        self._files: list[Path] = []
        try:
            if (path / "cur").is_dir() and (path / "new").is_dir():
                self._box = mailbox.Maildir(path, create=False)
            elif path.is_dir():
                self._files = sorted(one for one in path.iterdir() if one.suffix == ".eml")
                if not self._files:
                    raise MailingError(f"{path} is no Maildir, and no .eml file is in it.")
            else:
                begins = _starts(path)
                if begins == b"From ":
                    self._box = mailbox.mbox(path, create=False)
                elif begins:
                    self._files = [path]
        except OSError as error:
            raise MailingError(f"{path} cannot be read: {error.strerror}.") from None

    def __len__(self) -> int:
        return len(self._box) if self._box is not None else len(self._files)

    def mails(self) -> Iterator[Returned]:
        """As in :class:`Mailbox`; in the order of the files."""
        if self._box is None:
            yield from map(_file, self._files)
            return
        # A Maildir gives its names in no order; the keys of an mbox are numbers.
        for number, key in enumerate(sorted(self._box.keys()), 1):
            yield _kept(self._box, key, number, self._path.name)


def _starts(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(5)


def _file(path: Path) -> Returned:
    try:
        with path.open("rb") as stream:
            return Returned(path.name, stream.read(LARGEST))
    except OSError as error:
        return Returned(path.name, trouble=f"It cannot be read: {error.strerror}.")


def _kept(box: mailbox.Maildir | mailbox.mbox, key: str, number: int, name: str) -> Returned:
    place = f"{name}, mail {number}" if isinstance(box, mailbox.mbox) else str(key)
    try:
        with box.get_file(key) as stream:
            return Returned(place, stream.read(LARGEST))
    except (OSError, KeyError, mailbox.Error):
        return Returned(place, trouble="It cannot be read, or has gone in the meantime.")
