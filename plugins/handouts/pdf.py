"""PDF: written anew without author, place and history, and every word in it.

What stays of its structure is known to ``pdfstructure.py``; here it is opened within bounds, its
pictures are made bare, and its words are read. What a reader could open and the page does not show
(comments, hidden layers, attachments) is a finding.
"""

from __future__ import annotations

import base64
import io
import re
import zlib
from collections.abc import Iterator

import pikepdf
import pypdfium2

from plugins.handouts.findings import (
    Budget,
    Contents,
    RefusedError,
    merged,
    too_large,
    unreadable,
    wrong_kind,
)
from plugins.handouts.pdfstructure import StructureCleaner, items_of, strings_in
from plugins.handouts.pictures import bare_copy, bare_jpeg2000
from plugins.handouts.signatures import hides_original

_MOST_PAGES = 2_000
_STREAM = re.compile(rb"stream\r?\n")
_PACKED_TWICE = re.compile(
    rb"/(?:FlateDecode|Fl|LZWDecode|RunLengthDecode)\s*/(?:FlateDecode|Fl|LZWDecode)\b"
)
_ENDING = re.compile(rb"%%EOF\s*$")
_INLINE_PHOTO = re.compile(rb"\bBI\b(?:(?!\bID\b).){0,400}?/(?:DCT|JPX)", re.DOTALL)
"""A photo within the very words of a page (ISO 32000-1, 8.9.7)."""


def clean_pdf(data: bytes, budget: Budget) -> Contents:
    """The clean copy of a PDF. Raises :class:`RefusedError`: damaged, locked, too large."""
    if not data.startswith(b"%PDF-"):
        raise wrong_kind("By its content, this is no PDF.")
    if not _ENDING.search(data[-64:].rstrip(b"\0")):
        raise unreadable("This PDF is damaged, or something else stands behind its end.")
    _measure(data, budget)
    try:
        structure = StructureCleaner()
        strings: list[str] = []
        with pikepdf.Pdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise unreadable("This PDF is locked.")
            if not 0 < len(pdf.pages) <= _MOST_PAGES:
                raise RefusedError(too_large(f"It has more than {_MOST_PAGES} pages, or none."))
            structure.cut(pdf)
            reachable = _saved(pdf)
        # Saving left out what nothing leads to any more; only what is left is looked at.
        with pikepdf.Pdf.open(io.BytesIO(reachable), attempt_recovery=False) as pdf:
            for thing in pdf.objects:
                strings.extend(strings_in(thing))
                if isinstance(thing, pikepdf.Stream):
                    _clean_stream(thing)
            clean = _saved(pdf)
    except pikepdf.PasswordError:
        raise unreadable("This PDF is locked with a password.") from None
    except RefusedError:
        raise
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, KeyError, AttributeError):
        raise unreadable("This PDF is damaged.") from None
    words = [*_page_words(clean), *structure.words, *strings]
    return Contents(clean, "\n".join(words), merged(structure.findings))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(
        target,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return target.getvalue()


def _measure(data: bytes, budget: Budget) -> None:
    """Take from ``budget`` what every stream unfolds to, before anything keeps it in memory."""
    if _PACKED_TWICE.search(data):
        raise unreadable("It is packed twice, as no program does.")
    for found in _STREAM.finditer(data):
        packed = zlib.decompressobj()
        rest = data[found.end() : found.end() + 2]
        if len(rest) < 2 or rest[0] & 0x0F != 8 or (rest[0] << 8 | rest[1]) % 31:
            continue
        place, view = found.end(), memoryview(data)
        try:
            while not packed.eof and place < len(data):
                chunk = view[place : place + 65_536]
                place += 65_536
                tail: bytes | memoryview = chunk
                while len(tail):
                    budget.take(len(packed.decompress(tail, 1_000_000)))
                    tail = packed.unconsumed_tail
        except zlib.error:
            continue  # the program that opens it says so


def _clean_stream(stream: pikepdf.Stream) -> None:
    """Make the picture bare that a stream is; any other must not have one in it."""
    filters = [str(one) for one in items_of(stream.get("/Filter"))]
    packed = {"/DCTDecode", "/DCT", "/JPXDecode"} & set(filters)
    if not packed:
        image = str(stream.get("/Subtype")) == "/Image"
        if not image and _hides_picture(stream):
            raise unreadable("A picture in this PDF cannot be cleaned.")
        return
    data = bytes(stream.read_raw_bytes())
    for packing in filters[:-1]:
        data = _unpacked(data, packing)
    last, settings = filters[-1], [*items_of(stream.get("/DecodeParms"))]
    if last == "/JPXDecode":
        bare = bare_jpeg2000(data)
    else:
        found = bare_copy(data.lstrip(b"\r\n"))
        bare = found.data if found and found.photo else None
    if bare is None:
        raise unreadable("A picture in this PDF is damaged.")
    parameters = settings[-1] if settings and isinstance(settings[-1], pikepdf.Dictionary) else None
    stream.write(bare, filter=pikepdf.Name(last), decode_parms=parameters)


def _hides_picture(stream: pikepdf.Stream) -> bool:
    try:
        data = bytes(stream.read_bytes())
    except pikepdf.PdfError:
        raise unreadable("A part of this PDF is packed in a way that is not known.") from None
    return hides_original(data) or _INLINE_PHOTO.search(data) is not None


def _unpacked(data: bytes, packing: str) -> bytes:
    """A picture out of what it is packed in, as some programs do beside its own packing."""
    try:
        if packing in ("/FlateDecode", "/Fl"):
            return zlib.decompress(data)
        if packing in ("/ASCII85Decode", "/A85"):
            return base64.a85decode(data.strip().removesuffix(b"~>"))
        if packing in ("/ASCIIHexDecode", "/AHx"):
            return bytes.fromhex(data.decode("ascii").strip().removesuffix(">"))
    except (zlib.error, ValueError):
        raise unreadable("A picture in this PDF is damaged.") from None
    raise unreadable("A picture in this PDF is packed in a way that is not known.")


def _page_words(data: bytes) -> Iterator[str]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise unreadable("This PDF is damaged.") from None
    try:
        for page in document:
            text = page.get_textpage()
            yield text.get_text_range()
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        raise unreadable("A page of this PDF cannot be read.") from None
    finally:
        document.close()
