"""A CSV file as spreadsheets save it: any encoding, any separator, every row with its place.

The bytes of each row are kept, so that one of them can be changed and all others stay as they are.
"""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.common.look_alikes import plain

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEPARATORS = ",;\t|"
_LEGACY = (
    *("cp1252", "mac_roman", "cp850", "cp437", "cp1250", "mac_latin2", "cp852", "cp1254", "cp1257"),
    *("cp1251", "mac_cyrillic", "cp866", "koi8_r", "cp1253", "mac_greek", "cp1255", "cp1256"),
    *("cp1258", "gb18030", "big5", "cp932", "cp949", "cp874"),
)
"""What spreadsheets save in where it is not UTF-8; nothing in the file tells which."""
_IN_NAMES = frozenset(" ,.'’-")
_TOO_LARGE = 50_000_000


class SheetError(ValueError):
    """No table can be read here; the message says why, ``hint`` what to do."""

    def __init__(self, message: str, hint: str, line: int = 0) -> None:
        super().__init__(message)
        self.hint = hint
        self.line = line


@dataclass(frozen=True, slots=True)
class Row:
    """``line`` counts from 1; ``text`` is the row as it stands in the file, line end included."""

    line: int
    cells: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: ``before`` + every row's ``text``, in ``encoding`` after ``mark``, is the file."""

    mark: bytes
    encoding: str
    separator: str
    before: str
    line: int
    header: tuple[str, ...]
    columns: Mapping[str, int]
    rows: tuple[Row, ...]

    def ways_of(self, cell: str) -> tuple[str, ...]:
        """``cell`` in each way in which the bytes of a name may be meant; itself first.

        A file that is not Unicode does not tell how its letters are written: what is "Zoë" to one
        program is "Zo‘" to another. So nobody's name is looked for in one of these ways alone.
        """
        if cell.isascii() or self.mark or self.encoding == "utf-8":
            return (cell,)
        found, data = {cell: None}, cell.encode(self.encoding)
        for encoding in _LEGACY:
            try:
                way = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if all(one in _IN_NAMES or unicodedata.category(one)[0] in "LM" for one in way):
                found[way] = None
        return tuple(found)

    def with_rows(self, changed: Mapping[int, Sequence[str]]) -> bytes:
        """The file with other cells in the rows of these lines, and every other byte as it was."""
        texts = (
            self._line_of(changed[row.line], row) if row.line in changed else row.text
            for row in self.rows
        )
        return self.mark + f"{self.before}{''.join(texts)}".encode(self.encoding)

    def _line_of(self, cells: Sequence[str], row: Row) -> str:
        line = io.StringIO()
        ending = row.text[len(row.text.rstrip("\r\n")) :]
        csv.writer(line, delimiter=self.separator, lineterminator=ending).writerow(cells)
        return line.getvalue()


def read_sheet(file: Path) -> Sheet:
    """The table in ``file``. Raises :class:`SheetError`, and :class:`OSError` from the disk."""
    return parse_sheet(read_bytes(file))


def read_bytes(file: Path) -> bytes:
    """The bytes of ``file``, no more than tell that it is too large. Raises :class:`OSError`."""
    with file.open("rb") as stream:
        return stream.read(_TOO_LARGE + 1)


def parse_sheet(data: bytes) -> Sheet:
    """The table in ``data``. Raises :class:`SheetError`."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SheetError(
            "The register is a workbook and not a CSV file. Nobody has a release until it is.",
            "In the spreadsheet program, save it as CSV UTF-8.",
        )
    if len(data) > _TOO_LARGE:
        raise SheetError("The register is too large to be one.", "Check that it is the right file.")
    mark, encoding, text = _decoded(data)
    lines = list(io.StringIO(text, newline=""))
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    separator = _separator(lines[start]) if start < len(lines) else ","
    if start < len(lines) and lines[start].strip().casefold() == f"sep={separator}":
        start += 1
    rows = list(_rows(lines, start, separator))
    if not rows:
        raise SheetError(
            "The register of releases is empty. Nobody has a release.",
            "Its first line names the columns: id, name, level, channels, until, note.",
        )
    header = tuple(cell.strip() for cell in rows[0].cells)
    columns: dict[str, int] = {}
    for place, name in enumerate(header):
        columns.setdefault(plain(name), place)
    before = "".join(lines[:start]) + rows[0].text
    return Sheet(mark, encoding, separator, before, rows[0].line, header, columns, tuple(rows[1:]))


def _decoded(data: bytes) -> tuple[bytes, str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return mark, encoding, data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                break
    for encoding in ("utf-8", "cp1252"):
        try:
            return b"", encoding, data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return b"", "latin-1", data.decode("latin-1")  # every byte is a letter there


def _separator(line: str) -> str:
    if line.strip().casefold().startswith("sep=") and len(line.strip()) == 5:
        return line.strip()[-1]
    return max(_SEPARATORS, key=lambda one: (line.count(one), -_SEPARATORS.index(one)))


def _rows(lines: Sequence[str], start: int, separator: str) -> Iterator[Row]:
    # Strict: a quote that nobody closed ends at the next one, in the row of another child, and
    # what that family allowed would be taken for this one's.
    reader = csv.reader(iter(lines[start:]), delimiter=separator, strict=True)
    done = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SheetError(
                f"The register cannot be read from here on: {error}. Nobody has a release.",
                "Look there and above for a quote that is opened and never closed, or save it as "
                "CSV UTF-8 again.",
                start + done + 1,
            ) from None
        text = "".join(lines[start + done : start + reader.line_num])
        yield Row(start + done + 1, tuple(cells), text)
        done = reader.line_num
