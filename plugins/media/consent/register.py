"""``private/consent.csv``: what families allowed, one row a child, as any spreadsheet exports it.

The default is no: where there is no register, or none that can be read, nobody has a release.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.common.problems import ProblemLog
from plugins.media.consent.excerpts import tells_register
from plugins.media.consent.names import NameIndex
from plugins.media.consent.release import Release
from plugins.media.consent.rows import RowReader
from plugins.media.consent.sheet import SheetError, parse_sheet, read_bytes


@dataclass(frozen=True, slots=True)
class Register:
    """All releases by the key of their id, and the names apart from them.

    ``usable`` is False where no row could be read, which is a problem of its own; ``missing`` is
    then the path at which no register was found, or "". ``written`` is the file as it stands.
    """

    releases: Mapping[str, Release] = field(default_factory=dict)
    names: NameIndex = field(default_factory=NameIndex, repr=False)
    usable: bool = True
    missing: str = ""
    written: bytes = field(default=b"", repr=False)

    def is_told_by(self, data: bytes, words: str) -> bool:
        """True where a file is this register, or where its ``words`` are out of one.

        Its header, or :data:`~plugins.media.consent.excerpts.MOST` of its ids or full names, is
        taken for an excerpt, whatever the order and the way of writing.
        """
        return (bool(self.written) and data == self.written) or tells_register(
            words, (one.id for one in self.releases.values()), self.names
        )


def load_register(
    file: Path, shown: str, problems: ProblemLog, public: Iterable[Path] = ()
) -> Register:
    """The register in ``file``, empty where there is none. ``shown``: its path in problems.

    Inside one of the folders in ``public`` it is a problem, since what lies there is published,
    copied and given away.
    """
    if any(file.resolve().is_relative_to(folder.resolve()) for folder in public):
        problems.add(
            shown,
            0,
            "consent-inside",
            shown,
            "The register of releases lies in a folder that is made public.",
            "Move it out, usually to private/consent.csv beside the content folder, and set "
            'MEDIA["consent"] in pelicanconf.py.',
        )
    written = b""
    try:
        written = read_bytes(file)
        sheet = parse_sheet(written)
    except FileNotFoundError:
        return Register(usable=False, missing=shown)
    except SheetError as wrong:
        problems.add(shown, wrong.line, "consent-unreadable", file.name, str(wrong), wrong.hint)
        return Register(usable=False, written=written)
    except OSError as error:
        problems.add(
            shown,
            0,
            "consent-unreadable",
            file.name,
            f"The register of releases cannot be read: {error.strerror}. "
            "Until it can, nobody has a release.",
            "Check that it is a file and that you may read it.",
        )
        return Register(usable=False)
    found = RowReader(shown, problems, sheet).read()
    if found is None:
        return Register(usable=False, written=written)
    return Register(*found, written=written)
