"""A file that unfolds without end, is locked or damaged is a problem and no wait."""

from __future__ import annotations

import io
import time
import zipfile
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.handouts.findings import Budget, RefusedError
from plugins.handouts.kinds import KINDS, Kinds
from tests.handouts.conftest import Desk
from tests.handouts.files import docx, ordinary, pdf, zipped

ZEROS = bytes(60_000_000)


def _nested(depth: int) -> bytes:
    data = zipped({"a.txt": "A"})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def _locked() -> bytes:
    data = bytearray(zipped({"a.txt": "A"}))
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(sign) + place] |= 1
    return bytes(data)


def _pdf_bomb() -> bytes:
    def change(document: pikepdf.Pdf, page: pikepdf.Object) -> None:
        stream = pikepdf.Stream(document, b"")
        packer = zlib.compressobj(9)
        packed = b"".join(packer.compress(ZEROS) for _ in range(9)) + packer.flush()
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        page.Contents = stream

    return pdf(change=change, recompress_flate=False)


def _twin() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as pack:
        pack.writestr("a.txt", "A")
        pack.writestr("A.txt", "B")
    return target.getvalue()


BOUNDS = {
    "bomb.zip": (zipped({"a.txt": ZEROS}), "handout-too-large"),
    "bombs.zip": (
        zipped({f"{one}.txt": bytes(4_900_000) for one in range(90)}),
        "handout-too-large",
    ),
    "many.zip": (zipped({f"{one}.txt": "A" for one in range(5_100)}), "handout-too-large"),
    "deep.zip": (_nested(6), "handout-too-large"),
    "bomb.docx": (docx(parts={"word/header1.xml": ZEROS}), "handout-too-large"),
    "bomb.pdf": (_pdf_bomb(), "handout-too-large"),
    "large.txt": (b"A" * 21_000_000, "handout-too-large"),
    "locked.zip": (_locked(), "handout-unreadable"),
    "twice.zip": (_twin(), "handout-unreadable"),
    "locked.pdf": (
        pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
        "handout-unreadable",
    ),
    "owned.pdf": (pdf(encryption=pikepdf.Encryption(owner="a", user="")), "handout-unreadable"),
    "stub.pdf": (b"%PDF-1.4\n1 0 obj\n", "handout-unreadable"),
    "entities.docx": (
        docx(parts={"word/header1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "handout-unreadable",
    ),
    "broken.docx": (docx(parts={"word/header1.xml": "<a>"}), "handout-unreadable"),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_what_cannot_be_looked_through_is_named_at_once(desk: Desk, name: str) -> None:
    """Its size is known before it is unpacked."""
    data, rule = BOUNDS[name]
    began = time.monotonic()

    assert desk.rules(name, data) == [rule]
    assert time.monotonic() - began < 10


WHOLE = ordinary()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.floats(0, 1), st.integers(0, 255), st.booleans())
def test_a_damaged_file_raises_nothing_but_a_refusal(
    name: str, where: float, byte: int, cut: bool
) -> None:
    """Any byte changed, or the end cut off: it is published clean, or refused."""
    data = WHOLE[name]
    place = min(int(where * len(data)), len(data) - 1)
    data = data[:place] if cut else data[:place] + bytes((byte,)) + data[place + 1 :]
    try:
        contents = Kinds().clean(name, data, Budget())
    except RefusedError:
        return
    assert isinstance(contents.data, bytes)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.binary(min_size=1, max_size=300))
def test_noise_is_a_handout_only_where_it_is_text(suffix: str, data: bytes) -> None:
    """Whatever the name says."""
    try:
        contents = Kinds().clean(f"a{suffix}", data, Budget())
    except RefusedError:
        return
    assert contents.words or suffix == ".stl"


NESTED = '{"targets": [], "x": ' + "[" * 800 + "]" * 800 + "}"
ODD = {
    "nested.sb3": zipped({"project.json": NESTED}),
    "half.sb3": zipped({"project.json": '{"targets": [], "x": "\\ud800"}'}),
    "half.ipynb": b'{"cells": [{"cell_type": "code", "source": "\\ud800"}], "nbformat": 4}',
    "endless.ipynb": b'{"cells": [], "nbformat": Infinity}',
}


@pytest.mark.parametrize("name", ODD)
def test_what_no_reader_thought_of_is_a_damaged_file(desk: Desk, name: str) -> None:
    """It is named like any other, and the build goes on."""
    assert desk.rules(name, ODD[name]) == ["handout-unreadable"]


@pytest.mark.parametrize("piece", [b"A" * 199 + b"\n", b"AB " * 60 + b"A\n", b"A \n\n\n", b"%41"])
def test_a_text_is_looked_through_in_one_go(desk: Desk, piece: bytes) -> None:
    """Runs of letters that nearly are a file cost no more than words do."""
    began = time.perf_counter()
    assert desk.rules("plan.txt", piece * (600_000 // len(piece))) == []
    assert time.perf_counter() - began < 20
