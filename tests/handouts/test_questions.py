"""What a reader could open and the page does not show is asked about, and accepted by a hash."""

from __future__ import annotations

from hashlib import sha256

import pikepdf
import pytest

from tests.handouts.conftest import Desk
from tests.handouts.files import (
    CANARY,
    S,
    W,
    docx,
    everything,
    geogebra,
    members,
    notebook,
    opendocument,
    pdf,
    photo_with_place,
    picture_with_words,
    pptx,
    scratch,
    sound,
    xlsx,
    zipped,
)

ANNOTATION = (
    f"<text:p>A<office:annotation><dc:creator>{CANARY}</dc:creator><text:p>No</text:p>"
    "</office:annotation></text:p>"
)
CHANGED = '<text:tracked-changes><text:changed-region text:id="a"/></text:tracked-changes>'
NOTE = (
    '<p:notes xmlns:p="p" xmlns:a="a"><p:sp><p:nvPr><p:ph type="body"/></p:nvPr>'
    "<a:t>Tell them nothing.</a:t></p:sp></p:notes>"
)
COMMENTS = (
    f'<w:comments {W}><w:comment w:author="{CANARY}" w:initials="GC"><w:p/></w:comment>'
    "</w:comments>"
)
DELETED = (
    f'<w:del w:author="{CANARY}" w:date="2026-01-02T03:04:05Z"><w:r><w:delText>No</w:delText></w:r>'
    "</w:del>"
)


def _annotated(subtype: str, **more: pikepdf.Object) -> bytes:
    def change(document: pikepdf.Pdf, page: pikepdf.Object) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name("/" + subtype),
            Rect=pikepdf.Array([0, 0, 9, 9]),
            Contents=pikepdf.String("Not good."),
            T=pikepdf.String(CANARY),
            **more,
        )
        page.Annots = pikepdf.Array([document.make_indirect(note)])

    return pdf(change=change)


def _attached(document: pikepdf.Pdf, page: pikepdf.Object) -> None:
    document.attachments["list.csv"] = CANARY.encode()


def _layered(document: pikepdf.Pdf, page: pikepdf.Object) -> None:
    layer = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Answers"))
    )
    document.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
    )


def _hidden_field(document: pikepdf.Pdf, page: pikepdf.Object) -> None:
    field = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, V=pikepdf.String("No"), F=2
    )
    page.Annots = pikepdf.Array([document.make_indirect(field)])
    document.Root.AcroForm = pikepdf.Dictionary(Fields=page.Annots)


def _shown_when_off(document: pikepdf.Pdf, page: pikepdf.Object) -> None:
    page.Resources.XObject.Im1.OC = pikepdf.Dictionary(
        Type=pikepdf.Name.OCMD, P=pikepdf.Name.AllOff
    )


def _styled(sort: str, name: str = "Secret") -> bytes:
    styles = (
        f'<w:styles {W}><w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Heir"><w:basedOn w:val="Secret"/></w:style></w:styles>'
    )
    used = f'<w:{sort}Pr><w:{sort}Style w:val="{name}"/></w:{sort}Pr>'
    return docx(used, {"word/styles.xml": styles})


def _sheet(more: str) -> bytes:
    return xlsx(parts={"xl/worksheets/sheet1.xml": f"<worksheet {S}>{more}</worksheet>"})


ASKED = {
    "comments.docx": (docx(parts={"word/comments.xml": COMMENTS}), "handout-comments"),
    "deleted.docx": (docx(DELETED), "handout-changes"),
    "inserted.docx": (docx(f'<w:ins w:author="{CANARY}"/>'), "handout-changes"),
    "formatted.docx": (
        docx(f'<w:pPr><w:pPrChange w:author="{CANARY}"/></w:pPr>'),
        "handout-changes",
    ),
    "cropped.docx": (docx('<a:srcRect xmlns:a="a" l="50000"/>'), "handout-hidden"),
    "cropped.odt": (
        opendocument(
            body='<style:graphic-properties fo:clip="rect(0cm, 5cm, 0cm, 0cm)" xmlns:fo="f"/>'
        ),
        "handout-hidden",
    ),
    "style.docx": (_styled("p"), "handout-hidden"),
    "run.docx": (_styled("r"), "handout-hidden"),
    "heir.docx": (_styled("p", name="Heir"), "handout-hidden"),
    "scenario.xlsx": (
        _sheet('<scenarios><scenario user="A" name="n"/></scenarios>'),
        "handout-hidden",
    ),
    "narrow.xlsx": (_sheet('<cols><col min="1" max="1" width="0.0"/></cols>'), "handout-hidden"),
    "flat.xlsx": (xlsx('<row r="1" ht="0.0"/>'), "handout-hidden"),
    "table.pptx": (
        pptx(
            parts={
                "ppt/notesSlides/notesSlide1.xml": NOTE.replace("p:sp", "p:graphicFrame"),
            }
        ),
        "handout-notes",
    ),
    "header.pptx": (
        pptx(parts={"ppt/notesSlides/notesSlide1.xml": NOTE.replace("body", "hdr")}),
        "handout-notes",
    ),
    "condition.odt": (
        opendocument(body='<text:section text:display="condition" text:condition="1==1"/>'),
        "handout-hidden",
    ),
    "scenario.ods": (opendocument("spreadsheet", "<table:scenario/>"), "handout-hidden"),
    "vanish.docx": (docx("<w:r><w:rPr><w:vanish/></w:rPr><w:t>No</w:t></w:r>"), "handout-hidden"),
    "field.docx": (
        docx('<w:instrText>INCLUDEPICTURE "C:\\Users\\Grace Canary\\a.png"</w:instrText>'),
        "handout-hidden",
    ),
    "unknown.docx": (docx(parts={"word/unheardof.xml": "<a/>"}), "handout-hidden"),
    "inside.docx": (docx(parts={"word/embeddings/a.xlsx": xlsx()}), "handout-embedded"),
    "hidden.xlsx": (xlsx(sheet='state="hidden"'), "handout-hidden"),
    "very.xlsx": (xlsx(sheet='state="veryHidden"'), "handout-hidden"),
    "row.xlsx": (xlsx('<row r="1" hidden="1"/>'), "handout-hidden"),
    "pivot.xlsx": (
        xlsx(parts={"xl/pivotCache/pivotCacheRecords1.xml": "<a><s v='1'/></a>"}),
        "handout-hidden",
    ),
    "comments.xlsx": (
        xlsx(
            parts={
                "xl/comments1.xml": f"<comments><authors><author>{CANARY}</author></authors>"
                "</comments>"
            }
        ),
        "handout-comments",
    ),
    "threaded.xlsx": (
        xlsx(parts={"xl/threadedComments/threadedComment1.xml": "<a><threadedComment/></a>"}),
        "handout-comments",
    ),
    "hidden.pptx": (pptx('show="0"'), "handout-hidden"),
    "notes.pptx": (pptx(parts={"ppt/notesSlides/notesSlide1.xml": NOTE}), "handout-notes"),
    "comments.pptx": (
        pptx(parts={"ppt/comments/comment1.xml": "<p:cmLst xmlns:p='p'><p:cm/></p:cmLst>"}),
        "handout-comments",
    ),
    "comments.odt": (opendocument(body=ANNOTATION), "handout-comments"),
    "changed.odt": (opendocument(body=CHANGED), "handout-changes"),
    "hidden.ods": (
        opendocument("spreadsheet", '<table:table-row table:visibility="collapse"/>'),
        "handout-hidden",
    ),
    "comment.pdf": (_annotated("Text"), "handout-comments"),
    "mark.pdf": (_annotated("Highlight"), "handout-comments"),
    "stamp.pdf": (_annotated("Stamp"), "handout-comments"),
    "unheardof.pdf": (_annotated("Unheardof"), "handout-comments"),
    "attachment.pdf": (pdf(change=_attached), "handout-embedded"),
    "file.pdf": (_annotated("FileAttachment"), "handout-embedded"),
    "film.pdf": (_annotated("RichMedia"), "handout-embedded"),
    "cropped.pdf": (
        pdf(change=lambda _, page: setattr(page, "CropBox", pikepdf.Array([0, 0, 300, 200]))),
        "handout-hidden",
    ),
    "field.pdf": (pdf(change=_hidden_field), "handout-hidden"),
    "link.pdf": (_annotated("Link", F=32), "handout-hidden"),
    "policy.pdf": (pdf(change=_shown_when_off), "handout-hidden"),
    "layers.pdf": (pdf(change=_layered), "handout-hidden"),
    "photo.zip": (zipped({"a.jpg": photo_with_place(), "a.txt": "A"}), "handout-pictures"),
    "picture.zip": (zipped({"a.png": picture_with_words()}), "handout-pictures"),
    "sound.zip": (zipped({"a.wav": sound()}), "handout-pictures"),
    "photo.sb3": (scratch({"0" * 32 + ".jpg": photo_with_place()}), "handout-pictures"),
    "costume.sb3": (scratch({"0" * 32 + ".png": picture_with_words()}), "handout-pictures"),
    "voice.sb3": (scratch({"0" * 32 + ".wav": sound()}), "handout-pictures"),
    "photo.ggb": (
        zipped({**members(geogebra()), "a/photo.jpg": photo_with_place()}),
        "handout-pictures",
    ),
    "picture.ipynb": (
        notebook([{"output_type": "display_data", "data": {"image/png": "aGVsbG8="}}]),
        "handout-pictures",
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_a_page_does_not_show_is_asked_about(desk: Desk, name: str) -> None:
    """One question of a rule; nothing is published before it is answered."""
    data, rule = ASKED[name]
    assert desk.rules(name, data) == [rule]


@pytest.mark.parametrize("name", ASKED)
def test_the_lines_of_the_hint_accept_exactly_these_bytes(desk: Desk, name: str) -> None:
    """The clean copy then goes out, still without the names of those who wrote it."""
    data, _ = ASKED[name]
    hint = desk.judge(name, data).findings[0].hint
    mark = hint.rpartition("accepted: ")[2]
    assert mark == sha256(data).hexdigest()[:16]
    assert "media/media.yaml" in hint

    desk.media.hashes[f"media/{name}"] = mark
    clean = desk.judge(name).data

    assert clean is not None
    assert CANARY.encode() not in everything(clean)
    assert b"Exif\0\0" not in everything(clean)


@pytest.mark.parametrize("mark", ["0123456789abcdef", "", "0", sha256(b"another").hexdigest()])
def test_another_hash_accepts_nothing(desk: Desk, mark: str) -> None:
    """Nor does one that is too short to stand for a file."""
    data, rule = ASKED["comments.docx"]
    desk.media.hashes["media/comments.docx"] = mark
    assert desk.rules("comments.docx", data) == [rule]


def test_a_file_that_was_changed_since_is_asked_about_anew(desk: Desk) -> None:
    """And the coach is told why."""
    desk.media.hashes["media/a.docx"] = sha256(ASKED["comments.docx"][0]).hexdigest()
    findings = desk.judge("a.docx", ASKED["deleted.docx"][0]).findings
    assert "changed since it was accepted" in findings[0].message


def test_acceptance_lifts_no_final_finding(desk: Desk) -> None:
    """An archive with a photo that cannot be cleaned stays where it is."""
    data = zipped({"a.heic": b"\0\0\0\x18ftypheic" + b"\0" * 40})
    desk.media.hashes["media/a.zip"] = sha256(data).hexdigest()
    assert desk.rules("a.zip", data) == ["photo-linked"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///home/canary/a.pdf", "Launch", "JavaScript"]
)
def test_no_link_of_a_pdf_does_more_than_lead_to_a_page(desk: Desk, address: str) -> None:
    """Programs and paths of a computer are cut; the page stays."""
    action = (
        pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
        if ":" in address
        else pikepdf.Dictionary(S=pikepdf.Name("/" + address), JS=pikepdf.String("alert(1)"))
    )
    clean = desk.judge("a.pdf", _annotated("Link", A=action)).data
    assert clean is not None
    assert b"alert" not in everything(clean)
    assert b"canary" not in everything(clean)
