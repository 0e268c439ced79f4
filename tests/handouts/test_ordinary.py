"""What teachers hand out is published, as a copy that says nothing about who made it."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from tests.handouts.conftest import Desk
from tests.handouts.files import CANARY, everything, members, ordinary, pdf

FILES = ordinary()
KNOWN = (".pdf", "docx", "xlsx", "pptx", ".odt", ".ods", ".odp", "epub", ".zip")
NEEDLES = (CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be"), b"Exif\0\0")


@pytest.mark.parametrize("name", FILES)
def test_every_listed_kind_is_published_without_a_question(desk: Desk, name: str) -> None:
    """An ordinary file of each kind: no problem, and the same words in it."""
    assert desk.rules(name, FILES[name]) == []


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_author_place_and_history_is_left(desk: Desk, name: str) -> None:
    """Not in the file, not in what is packed in it."""
    data = desk.judge(name, FILES[name]).data

    assert data is not None
    assert [one for one in NEEDLES if one in everything(data)] == []


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_gives_the_same_bytes(desk: Desk, name: str) -> None:
    """And a copy of the copy is the copy."""
    once = desk.judge(name, FILES[name]).data
    again = desk.judge(name, FILES[name]).data
    assert once is not None
    twice = desk.judge(name, once).data

    assert once == again
    if not name.endswith(".pdf"):  # whose id is made of the bytes that it was made of
        assert twice == once
    assert twice is not None


@pytest.mark.skipif(not shutil.which("exiftool"), reason="needs exiftool")
@pytest.mark.parametrize("name", [one for one in FILES if one[-4:] in KNOWN])
def test_exiftool_finds_no_maker_place_or_time(desk: Desk, tmp_path: Path, name: str) -> None:
    """The oracle reads more formats than we do."""
    data = desk.judge(name, FILES[name]).data
    assert data is not None
    (tmp_path / name).write_bytes(data)

    told = subprocess.run(
        ["exiftool", "-a", "-G1", "-ee", str(tmp_path / name)], capture_output=True, text=True
    ).stdout
    # the dates of a ZIP are those of its format's first day
    tags = re.findall(r"^\[(?!System|ExifTool|ZIP)[^\]]*\] +([^:]*?) *:", told, re.MULTILINE)

    telling = re.compile(r"(?i)author|creator|company|producer|gps|owner|(create|modify) date")
    assert tags
    assert [tag for tag in tags if telling.search(tag)] == []


def test_a_pdf_has_no_earlier_version_of_itself(desk: Desk) -> None:
    """What was deleted before the last saving is not in the copy."""

    def hide(document: pikepdf.Pdf, page: pikepdf.Object) -> None:
        document.make_indirect(pikepdf.Stream(document, CANARY.encode()))
        page.PieceInfo = pikepdf.Dictionary(A=pikepdf.String(CANARY))

    data = desk.judge("plan.pdf", pdf(change=hide)).data

    assert data is not None
    assert CANARY.encode() not in everything(data)


NOTE = pikepdf.String(CANARY)


def _hidden_in(place: str, document: pikepdf.Pdf, page: pikepdf.Object) -> None:
    root, note = document.Root, NOTE
    image, font = page.Resources.XObject.Im1, page.Resources.Font.F1
    notes = {
        "page": lambda: setattr(page, "Maker", note),
        "resources": lambda: setattr(page.Resources, "Maker", note),
        "metadata of an image": lambda: setattr(
            image, "Metadata", pikepdf.Stream(document, CANARY.encode())
        ),
        "stream beside an image": lambda: setattr(
            image, "Maker", pikepdf.Stream(document, CANARY.encode())
        ),
        "font": lambda: setattr(font, "Maker", note),
        "outlines": lambda: setattr(root, "Outlines", pikepdf.Dictionary(Author=note)),
        "intent": lambda: setattr(
            root, "OutputIntents", pikepdf.Array([pikepdf.Dictionary(Info=note)])
        ),
        "catalogue": lambda: setattr(root, "Maker", note),
        "layer": lambda: setattr(
            root,
            "OCProperties",
            pikepdf.Dictionary(
                OCGs=pikepdf.Array([pikepdf.Dictionary(Usage=pikepdf.Dictionary(Creator=note))])
            ),
        ),
        "signature": lambda: setattr(
            root,
            "AcroForm",
            pikepdf.Dictionary(
                Fields=pikepdf.Array(
                    [pikepdf.Dictionary(FT=pikepdf.Name.Sig, V=pikepdf.Dictionary(Name=note))]
                )
            ),
        ),
        "popup": lambda: setattr(
            page,
            "Annots",
            pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Popup, T=note, Contents=note)]),
        ),
    }
    notes[place]()


@pytest.mark.parametrize(
    "place",
    [
        *("page", "resources", "metadata of an image", "stream beside an image", "font"),
        *("outlines", "intent", "catalogue", "layer", "signature", "popup"),
    ],
)
def test_no_note_of_a_program_is_left_anywhere_in_a_pdf(desk: Desk, place: str) -> None:
    """Under keys that a page needs stays what it needs; every other key goes."""
    original = pdf(change=partial(_hidden_in, place))
    assert CANARY.encode() in everything(original)

    data = desk.judge("plan.pdf", original).data

    assert data is not None
    assert CANARY.encode() not in everything(data)


def test_the_words_of_a_pdf_stay(desk: Desk) -> None:
    """The page is the same."""
    data = desk.judge("plan.pdf", pdf("Bring two pencils.")).data
    assert data is not None
    assert b"Bring two pencils." in everything(data)


def test_pictures_keep_their_pixels(desk: Desk) -> None:
    """A photo in a text loses its notes and no pixel."""
    data = desk.judge("plan.docx", FILES["plan.docx"]).data
    assert data is not None
    before = members(FILES["plan.docx"])["word/media/image1.jpeg"]
    after = members(data)["word/media/image1.jpeg"]
    with Image.open(BytesIO(before)) as one, Image.open(BytesIO(after)) as other:
        assert ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox() is None
        assert not other.getexif()
