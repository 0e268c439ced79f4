"""Messages as ``.eml`` files in a folder: to look at in a mail program before anything is sent."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from mailing.files import write_private
from mailing.transport import Envelope, Kind, Verdict


class FileTransport:
    """Writes each message as a file named by its own bytes: the same message is the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.is_open = False

    @property
    def account(self) -> str:
        """The folder."""
        return f"file:{self._folder}"

    def open(self) -> Verdict | None:
        """Make the folder."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            return Verdict(Kind.STOP, f"{self._folder} cannot be made: {error.strerror}")
        self.is_open = True
        return None

    def send(self, envelope: Envelope) -> Verdict:
        """Write it, whole or not at all."""
        file = self._folder / f"{sha256(envelope.body).hexdigest()[:24]}.eml"
        try:
            write_private(file, envelope.body)
        except OSError as error:
            return Verdict(Kind.STOP, f"{self._folder} cannot be written: {error.strerror}")
        return Verdict(Kind.SENT, file.name)

    def close(self) -> None:
        """Nothing is held open."""
        self.is_open = False
