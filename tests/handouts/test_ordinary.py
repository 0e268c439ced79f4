"""What teachers hand out is published, as a copy that says nothing about who made it."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from plugins.handouts.pictures import bare_jpeg2000
from tests.handouts.conftest import Desk
from tests.handouts.files import (
    CANARY,
    P,
    R,
    S,
    W,
    docx,
    everything,
    members,
    opendocument,
    ordinary,
    pdf,
    photo_with_place,
    picture_with_words,
    pptx,
    xlsx,
    zipped,
)

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


def _unseen_in(place: str, document: pikepdf.Pdf, page: pikepdf.Object) -> None:
    stream = partial(pikepdf.Stream, document, CANARY.encode())
    root, font = document.Root, page.Resources.Font.F1
    field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=NOTE, V=NOTE)
    drawn = pikepdf.Stream(document, b"BT (" + CANARY.encode() + b") Tj ET")
    drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    drawn.BBox = pikepdf.Array([0, 0, 9, 9])
    lost = pikepdf.Dictionary(Type=pikepdf.Name.Page, Contents=stream())
    remark = document.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Contents=NOTE))
    popup = pikepdf.Dictionary(Subtype=pikepdf.Name.Popup, Parent=remark)
    titled = pikepdf.Dictionary(Dest=pikepdf.Array([document.make_indirect(lost)]))
    named = pikepdf.Array([pikepdf.String("a"), pikepdf.Dictionary(Maker=stream())])
    places = {
        "field on no page": lambda: setattr(
            root,
            "AcroForm",
            pikepdf.Dictionary(Fields=pikepdf.Array([document.make_indirect(field)])),
        ),
        "drawing that no page draws": lambda: setattr(page.Resources.XObject, "Fm9", drawn),
        "page that was taken out": lambda: setattr(
            root, "Outlines", pikepdf.Dictionary(First=titled)
        ),
        "remark behind its window": lambda: setattr(page, "Annots", pikepdf.Array([popup])),
        "stream in a font": lambda: setattr(font, "Maker", stream()),
        "stream in a state": lambda: setattr(
            page.Resources, "ExtGState", pikepdf.Dictionary(G0=pikepdf.Dictionary(Maker=stream()))
        ),
        "stream in a list": lambda: setattr(
            page, "Group", pikepdf.Dictionary(A=pikepdf.Array([stream()]))
        ),
        "stream in a place": lambda: setattr(
            root, "Names", pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=named))
        ),
    }
    places[place]()


@pytest.mark.parametrize(
    "place",
    [
        *("field on no page", "drawing that no page draws", "page that was taken out"),
        *("remark behind its window", "stream in a font", "stream in a state"),
        *("stream in a list", "stream in a place"),
    ],
)
def test_what_no_page_of_a_pdf_shows_is_not_in_its_copy(desk: Desk, place: str) -> None:
    """Whatever leads to it: an outline, a form, a key that no reader knows."""
    original = pdf(change=partial(_unseen_in, place))
    assert CANARY.encode() in everything(original)

    data = desk.judge("plan.pdf", original).data

    assert data is not None
    assert CANARY.encode() not in everything(data)


@pytest.mark.parametrize("plain", [True, False])
def test_a_picture_of_a_scanner_loses_its_remarks_and_no_pixel(plain: bool) -> None:
    """JPEG 2000, with boxes and without; and what stands behind its end."""
    target = BytesIO()
    Image.effect_noise((200, 90), 40).convert("RGB").save(
        target, "JPEG2000", no_jp2=plain, comment=CANARY, tile_size=(64, 64)
    )
    original = target.getvalue()
    assert CANARY.encode() in original

    bare = bare_jpeg2000(original + (CANARY.encode() if plain else b""))

    assert bare is not None
    assert CANARY.encode() not in bare
    with Image.open(BytesIO(original)) as one, Image.open(BytesIO(bare)) as other:
        assert ImageChops.difference(one, other).getbbox() is None


@pytest.mark.parametrize("packing", ["/DCT", "/DCTDecode", "[/AHx /DCT]", "[/A85/DCT]"])
def test_no_photo_is_published_within_the_words_of_a_page(desk: Desk, packing: str) -> None:
    """Nobody takes the notes out of one there."""
    photo = photo_with_place()
    written = base64.a85encode(photo) + b"~>" if "A85" in packing else photo.hex().encode() + b">"
    words = f"q BI /W 80 /H 60 /CS /RGB /BPC 8 /F {packing} ID ".encode() + written + b" EI Q"

    def change(document: pikepdf.Pdf, page: pikepdf.Object) -> None:
        page.Contents = pikepdf.Array([page.Contents, pikepdf.Stream(document, words)])

    assert desk.rules("plan.pdf", pdf(change=change)) == ["handout-unreadable"]


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


PICTURE = picture_with_words()
UNSEEN = {
    "picture.docx": (docx(parts={"word/media/image9.png": PICTURE}), "word/media/image9.png"),
    "header.docx": (
        docx(parts={"word/header9.xml": f"<w:hdr {W}><w:t>No</w:t></w:hdr>"}),
        "word/header9.xml",
    ),
    "unrelated.docx": (
        zipped({**members(docx()), "word/footnotes.xml": f"<w:footnotes {W}/>"}),
        "word/footnotes.xml",
    ),
    "slide.pptx": (
        pptx(parts={"ppt/slides/slide9.xml": f"<p:sld {P}><a:t>No</a:t></p:sld>"}),
        "ppt/slides/slide9.xml",
    ),
    "sheet.xlsx": (
        xlsx(parts={"xl/worksheets/sheet9.xml": f"<worksheet {S} {R}/>"}),
        "xl/worksheets/sheet9.xml",
    ),
    "picture.odt": (
        zipped({**members(opendocument()), "Pictures/b.png": PICTURE}),
        "Pictures/b.png",
    ),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nothing_in_a_file_shows_is_not_in_its_copy(desk: Desk, name: str) -> None:
    """A picture, slide or sheet that was deleted may lie in a file as before."""
    original, part = UNSEEN[name]
    assert part in members(original)

    data = desk.judge(name, original).data

    assert data is not None
    assert part not in members(data)


FONT = b"\0\1\0\0" + b"\0\1" * 40
GUID = "00112233-4455-6677-8899-AABBCCDDEEFF"
MASK = bytes.fromhex(GUID.replace("-", ""))[::-1]
MASKED = bytes(one ^ MASK[place % 16] for place, one in enumerate(FONT[:32])) + FONT[32:]
FONTS = f'<w:fonts {W} {R}><w:embedRegular w:fontKey="{{{GUID}}}" r:id="rId5"/></w:fonts>'
RELATED = {
    "word/fontTable.xml": FONTS,
    "word/_rels/fontTable.xml.rels": "<Relationships xmlns="
    '"http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId5" Type="font" Target="fonts/a.FONT"/></Relationships>',
}


def _with_font(suffix: str, font: bytes) -> bytes:
    related = {name: part.replace("FONT", suffix) for name, part in RELATED.items()}
    return docx(parts={**related, f"word/fonts/a.{suffix}": font})


@pytest.mark.parametrize(
    ("suffix", "font"), [("odttf", MASKED), ("ttf", FONT), ("otf", b"OTTO" + FONT)]
)
def test_the_fonts_of_a_text_stay(desk: Desk, suffix: str, font: bytes) -> None:
    """As Word hides them by a key, and as Google Docs has them."""
    data = desk.judge("plan.docx", _with_font(suffix, font)).data
    assert data is not None
    assert members(data)[f"word/fonts/a.{suffix}"] == font


@pytest.mark.parametrize("suffix", ["odttf", "ttf", "otf", "fntdata"])
@pytest.mark.parametrize("what", [PICTURE, CANARY.encode() * 9, FONT + PICTURE])
def test_what_is_no_font_is_not_published_as_one(desk: Desk, suffix: str, what: bytes) -> None:
    """A photo or a list under the name of a font."""
    assert desk.rules("plan.docx", _with_font(suffix, what)) == ["handout-unreadable"]


OF_GOOGLE = {
    "slides.pptx": pptx(parts={"ppt/metadata": b"\x08\x01" + CANARY.encode()}),
    "sheets.xlsx": xlsx(parts={"xl/metadata": b"\x08\x01" + CANARY.encode()}),
    "docs.docx": docx(parts={"word/metadata": b"\x08\x01" + CANARY.encode()}),
}


@pytest.mark.parametrize("name", OF_GOOGLE)
def test_files_of_google_are_published_without_its_own_notes(desk: Desk, name: str) -> None:
    """They have a part that is no XML, by which Google knows its own files again."""
    data = desk.judge(name, OF_GOOGLE[name]).data
    assert data is not None
    assert CANARY.encode() not in everything(data)


def test_a_style_that_hides_and_is_not_used_is_no_question(desk: Desk) -> None:
    """Word has some in every new text."""
    styles = f'<w:styles {W}><w:style w:styleId="z"><w:vanish/></w:style></w:styles>'
    assert desk.rules("plan.docx", docx(parts={"word/styles.xml": styles})) == []


def test_a_picture_that_is_cropped_by_nothing_is_no_question(desk: Desk) -> None:
    """Google and LibreOffice write the four sides of each picture."""
    rest = '<a:srcRect xmlns:a="a" l="0" t="0" r="12" b="0"/>'
    clip = '<style:graphic-properties xmlns:fo="f" fo:clip="rect(0cm, 0cm, 0cm, 0cm)"/>'
    assert desk.rules("plan.docx", docx(rest)) == []
    assert desk.rules("plan.odt", opendocument(body=clip)) == []


def test_the_signs_of_a_book_may_have_their_names(desk: Desk) -> None:
    """As in every book whose pages have the declaration of XHTML; others than those are damage."""
    page = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "xhtml11.dtd">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><p>Caf&eacute;&nbsp;&amp; &hearts;{}</p></html>'
    )
    book = members(FILES["plan.epub"])

    data = desk.judge("plan.epub", zipped({**book, "b.xhtml": page.format("")})).data

    assert data is not None
    assert "Café\u00a0&amp; ♥".encode() in members(data)["b.xhtml"]
    broken = zipped({**book, "b.xhtml": page.format("&unheardof;")})
    assert desk.rules("plan.epub", broken) == ["handout-unreadable"]


def test_the_words_of_a_cell_that_was_deleted_are_not_in_the_copy(desk: Desk) -> None:
    """A workbook has each word once, for all cells; those in use keep their numbers."""
    words = "".join(f"<si><t>{one}</t></si>" for one in (CANARY, "Monday", CANARY, "Library"))
    cells = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>3</v></c></row>'
    original = xlsx(cells, {"xl/sharedStrings.xml": f"<sst {S}>{words}</sst>"})

    data = desk.judge("plan.xlsx", original).data

    assert data is not None
    assert CANARY.encode() not in everything(data)
    kept = members(data)["xl/sharedStrings.xml"]
    assert kept.count(b"<si") == 4
    assert [kept.count(one) for one in (b"Monday", b"Library")] == [1, 1]
