"""Files of plain text: in which encoding, and whether they are a handout or one of the site's own.

A text may be published when it is one in an encoding that people use, and neither a drawing or page
of the web, nor a text of the site with its front matter, nor one of the school's own lists.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import csv
import html
import quopri
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest

from plugins.handouts.findings import Contents, RefusedError, original, private_finding, wrong_kind
from plugins.handouts.signatures import hides_original, original_in

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OF_OLD_COMPUTERS = (
    *("cp1252", "mac_roman", "cp850", "cp437", "iso8859_15", "cp1250", "cp1251", "cp1253"),
    *(
        "cp1254",
        "cp1255",
        "cp1256",
        "koi8_r",
        "iso8859_2",
        "shift_jis",
        "euc_kr",
        "gb18030",
        "big5",
    ),
)
"""Names in each of them are looked for; which one it is does not have to be known."""

_MOST_COLUMNS = 500
_ALLOWED = "\t\n\r\f\x1a"
_MARKUP = re.compile(r"\s*<(?:[!?a-z/])", re.IGNORECASE)
_DRAWING = re.compile(r"<\s*(?:\w+:)?svg\b", re.IGNORECASE)
_DATA = re.compile(r"data\s*:\s*(image|video|audio|application|font|text/html)\b", re.IGNORECASE)
_CODED = re.compile(r"[A-Za-z0-9+/_\- \t\r\n]++={0,2}")
_HEX = re.compile(r"[0-9a-fA-F\s:,]++")
_OF_PROGRAMS = re.compile(r"\\x|\b0[xX]")
"""What stands before each number in the list of a program."""
_LEAST = 200
"""Letters or bytes that make a file: shorter runs of such signs are words and numbers."""

_FRONT = re.compile(r"\s*---[ \t]*\n(?P<keys>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KEY = re.compile(
    r"^[ \t]*:?(title|status|date|slug|summary|tags|authors?|category|audience|lang|modified|id|"
    r"grades|subjects|kind|template|week)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_FOR_STAFF = re.compile(
    r"^[ \t>]*!!![ \t]*\"?staff\b|^[ \t]*\.\.[ \t]+\w*::?[ \t]*staff\b",
    re.IGNORECASE | re.MULTILINE,
)
_SIDECAR_KEY = re.compile(
    r"(?:^|[{,])[ \t\"'-]*(photos|defaults|people|alt|caption|credit|decorative|cover|transcript|"
    r"captions|handouts)[\"']?[ \t]*:",
    re.MULTILINE,
)
_PEOPLE = re.compile(
    r"(?:^|[{,])[ \t\"']*people[\"']?[ \t]*:[ \t]*(?:[\"']?none\b|\[|$|#|[a-z]{0,3}-?\d)",
    re.MULTILINE | re.IGNORECASE,
)
_VOCABULARY_KEY = re.compile(
    r"^(grades|subjects|skills|audiences|activities|devices)[ \t]*:", re.MULTILINE
)


def read_text(data: bytes, *, code: bool = False) -> Contents:
    """A text that may be published, as it is. ``code``: a program, in which markup is ordinary.

    Raises :class:`RefusedError`.
    """
    readings = list(decoded(data))
    if not readings:
        what = original_in(data)
        raise (
            original(what) if what else wrong_kind("This is no plain text, whatever its name says.")
        )
    if original_in(data):
        raise original("a photo, film or sound")
    check_words(readings[0], code=code)
    return Contents(data, "\n".join([*readings, *_columns(readings[0])]))


def decoded(data: bytes) -> Iterator[str]:
    """``data`` as text, in every encoding that it may be in; nothing where it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                return
            if _is_text(text):
                yield text
                yield from _written_otherwise(text)
            return
    if b"\0" in data:
        yield from _wide(data)
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if _is_text(data.decode("latin-1"), high=True):
            for encoding in _OF_OLD_COMPUTERS:
                yield data.decode(encoding, "replace")
        return
    if _is_text(text):
        yield text
        yield from _written_otherwise(text)


def _wide(data: bytes) -> Iterator[str]:
    """UTF-16 and UTF-32 without a mark: where most of the zeros are, tells which."""
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text) and sum(one < "\u0250" or one.isspace() for one in text) * 2 > len(text):
            yield text
            yield from _written_otherwise(text)


def _written_otherwise(text: str) -> Iterator[str]:
    """The same text where its letters are written by signs of another kind."""
    if "&" in text and ";" in text:
        yield html.unescape(text)
    if re.search(r"\+[A-Za-z0-9+/]+-", text) and text.isascii():
        yield text.encode("ascii").decode("utf-7", "ignore")
    if re.search(r"=[0-9A-F]{2}", text) and text.isascii():
        yield quopri.decodestring(text.encode("ascii")).decode("utf-8", "replace")
    if re.search(r"\\u[0-9a-fA-F]{4}", text):
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    if re.search(r"%[0-9a-fA-F]{2}", text):
        yield re.sub(r"(?:%[0-9a-fA-F]{2})+", _from_address, text)
    for data in _files_in_letters(text):
        inner = data.decode("utf-8", "ignore")
        if _is_text(inner) or len(inner) * 2 > len(data):
            yield inner


def _from_address(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace")


def _is_text(text: str, *, high: bool = False) -> bool:
    def odd(one: str) -> bool:
        if one in _ALLOWED or (high and one >= "\x80"):
            return False
        return unicodedata.category(one) in ("Cc", "Cn", "Co", "Cs")

    return not any(odd(one) for one in set(text))


def lines_of_table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The cells of a table along its rows and down its columns: a name may be parted in either."""
    for line in (*rows, *zip_longest(*rows, fillvalue="")):
        yield "\t".join(filter(None, line))


def _columns(text: str) -> Iterator[str]:
    """The columns of a table in plain text, where it is one."""
    for sign in ",;\t|":
        if sign not in text:
            continue
        try:
            rows = list(csv.reader(text.splitlines(), delimiter=sign))
        except csv.Error:
            continue
        if max(map(len, rows), default=0) <= _MOST_COLUMNS:
            yield from lines_of_table(rows)


def check_words(text: str, *, code: bool = False) -> None:
    """Raises :class:`RefusedError` where a text is a drawing, a page or one of the site's own."""
    plain = unicodedata.normalize("NFKC", text).replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(one for one in plain if unicodedata.category(one) != "Cf")
    _check_own(plain)
    if _MARKUP.match(plain) or (not code and _DRAWING.search(plain)):
        raise wrong_kind(
            "This is a page or a drawing of the web, which can carry programs, and no plain text."
        )
    if not code and _DATA.search(plain):
        raise wrong_kind("There is a file inside this text, written as letters (data:).")
    if _hides(text):
        raise original("a photo, film or sound, written as letters,")


def _check_own(text: str) -> None:
    front = _FRONT.match(text)
    start = _first_keys(text)
    keys = {one.lower() for one in _KEY.findall(front["keys"])} if front else set()
    if keys or len(start) > 1 or "status" in start or _FOR_STAFF.search(text):
        raise RefusedError(
            private_finding(
                "This is written like a text of the site, with front matter or words for the "
                "staff; such texts become pages and are never files."
            )
        )
    said = {one.lower() for one in _SIDECAR_KEY.findall(text)}
    lists = {one.lower() for one in _VOCABULARY_KEY.findall(text)}
    if _PEOPLE.search(text) or len(said) > 2 or ("photos" in said & {"photos"} and len(said) > 1):
        raise RefusedError(
            private_finding("This is a media.yaml or a copy of one: it says who is in a photo.")
        )
    if len(lists) > 2:
        raise RefusedError(private_finding("This is the vocabulary of the site, or a copy of it."))


def _first_keys(text: str) -> set[str]:
    """The keys in the lines at the very start that all look like ``key: value``."""
    keys: set[str] = set()
    for line in text.lstrip().split("\n")[:40]:
        found = _KEY.match(line)
        if found:
            keys.add(found[1].lower())
        elif not re.match(r"\s*:?[\w-]+\s*:", line) and line.strip():
            # the headline of reStructuredText, and the line below it, may stand above
            if keys or not re.match(r"[=\-~#*^\"' ]+$|[^:]{1,80}$", line):
                break
        elif not line.strip() and keys:
            break
    return keys


def _hides(text: str) -> bool:
    return any(
        b"\0" in data and (original_in(data) is not None or hides_original(data))
        for data in (*_files_in_letters(text), *_files_in_numbers(text))
    )


def _files_in_letters(text: str) -> Iterator[bytes]:
    """What runs of letters mean in base64: from each of four signs on, since words may lead."""
    for found in _CODED.finditer(text):
        letters = "".join(found[0].split()).rstrip("=").translate(_OF_ADDRESSES)
        for start in range(4) if len(letters) >= _LEAST else ():
            end = start + (len(letters) - start) // 4 * 4
            rest = letters[end:] if len(letters) - end > 1 else ""
            with suppress(binascii.Error, ValueError):
                yield base64.b64decode(letters[start:end] + rest + "=" * (-len(rest) % 4))


def _files_in_numbers(text: str) -> Iterator[bytes]:
    """What runs of hexadecimal digits mean, from each of two digits on."""
    for found in _HEX.finditer(_OF_PROGRAMS.sub(" ", text)):
        digits = re.sub(r"[^0-9a-fA-F]", "", found[0])
        for start in range(2) if len(digits) >= 2 * _LEAST else ():
            yield bytes.fromhex(digits[start : len(digits) - (len(digits) - start) % 2])


_OF_ADDRESSES = str.maketrans("-_", "+/")
