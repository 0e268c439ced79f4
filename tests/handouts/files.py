"""Files as offices, teachers and cameras make them: real ones, with what must not leave."""

from __future__ import annotations

import io
import json
import struct
import wave
import zipfile
from collections.abc import Mapping
from typing import Any

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

CANARY = "Grace Canary"
"""An author, a place, a company: nothing with this word may leave."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
P = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARED = "application/vnd.openxmlformats-officedocument."
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    f"<dc:creator>{CANARY}</dc:creator><cp:lastModifiedBy>{CANARY}</cp:lastModifiedBy>"
    "</cp:coreProperties>"
)


def zipped(members: Mapping[str, str | bytes], *, comment: str = "") -> bytes:
    """A ZIP of ``members``, in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in members.items():
            pack.writestr(name, data)
        pack.comment = comment.encode()
    return target.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """What is in a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def everything(data: bytes) -> bytes:
    """The bytes of an archive and of all that is in it, or of a PDF with its streams unpacked."""
    found = data
    if data.startswith(b"%PDF"):
        target = io.BytesIO()
        with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
            pdf.save(
                target,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                compress_streams=False,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
        return found + target.getvalue()
    if data.startswith(b"PK"):
        for name, part in members(data).items():
            found += name.encode() + everything(part)
    return found


def photo_with_place() -> bytes:
    """A JPEG as a phone writes it: place, owner, a comment, something behind its end."""
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = CANARY
    exif[0x8825] = {1: "N", 2: (40.0, 42.0, 46.0), 3: "W", 4: (74.0, 0.0, 22.0)}
    Image.effect_noise((80, 60), 40).convert("RGB").save(
        target, "JPEG", exif=exif, comment=CANARY.encode()
    )
    return target.getvalue() + f"behind the end: {CANARY}".encode()


def picture_with_words() -> bytes:
    """A PNG with words in it."""
    target, words = io.BytesIO(), PngInfo()
    words.add_text("Author", CANARY)
    Image.new("RGB", (8, 8), "teal").save(target, "PNG", pnginfo=words)
    return target.getvalue() + CANARY.encode()


def sound() -> bytes:
    """A short WAV."""
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\1\2" * 800)
    data = target.getvalue() + b"LIST" + struct.pack("<I", len(CANARY)) + CANARY.encode()
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def office(
    folder: str, declared: str, main: str, parts: Mapping[str, str | bytes]
) -> dict[str, str | bytes]:
    """The members of an office file: its main part, what every program adds, and ``parts``."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="application/xml"/>'
        for name in parts
        if name.endswith(".xml")
    )
    name = {"word": "document", "xl": "workbook", "ppt": "presentation"}[folder]
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/part" '
        f'Target="{part.removeprefix(folder + "/")}"/>'
        for number, part in enumerate(parts, 1)
        if part.startswith(f"{folder}/") and "/_rels/" not in part
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/xml"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        f'<Override PartName="/{folder}/{name}.xml" ContentType="{_DECLARED}{declared}+xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="application/xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="{folder}/{name}.xml"/>'
        f'<Relationship Id="rId2" Type="{package}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        f"{folder}/{name}.xml": main,
        f"{folder}/_rels/{name}.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{relations}</Relationships>",
        "docProps/core.xml": _CORE,
        "docProps/app.xml": f"<Properties><Company>{CANARY}</Company></Properties>",
        "docProps/thumbnail.jpeg": photo_with_place(),
        "customXml/item1.xml": f"<a>{CANARY}</a>",
        **parts,
    }


def docx(body: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A text of Word; ``body`` is put into its first paragraph."""
    main = (
        f'<w:document {W} {R}><w:body><w:p w:rsidR="00AB12CD"><w:r><w:t>A plan.</w:t></w:r>'
        f'<w:drawing><a:blip xmlns:a="a" r:embed="rId3"/></w:drawing>'
        f"{body}</w:p></w:body></w:document>"
    )
    given = {
        "word/settings.xml": f'<w:settings {W} {R}><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>'
        '<w:attachedTemplate r:id="rId1"/></w:settings>',
        "word/people.xml": f'<w15:people xmlns:w15="u"><w15:person w15:author="{CANARY}"/>'
        "</w15:people>",
        "word/media/image1.jpeg": photo_with_place(),
        **(parts or {}),
    }
    return zipped(office("word", "wordprocessingml.document.main", main, given))


def xlsx(
    rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>',
    parts: Mapping[str, str | bytes] | None = None,
    sheet: str = "",
) -> bytes:
    """A workbook with one sheet of ``rows``."""
    main = (
        f'<workbook {S} {R}><fileSharing userName="{CANARY}"/><sheets>'
        f'<sheet name="Plan" sheetId="1" r:id="rId1" {sheet}/></sheets></workbook>'
    )
    given = {
        "xl/worksheets/sheet1.xml": f"<worksheet {S} {R}><sheetData>{rows}</sheetData></worksheet>",
        "xl/printerSettings/printerSettings1.bin": CANARY.encode("utf-16-le"),
        **(parts or {}),
    }
    return zipped(office("xl", "spreadsheetml.sheet.main", main, given))


def pptx(slide: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Slides; ``slide`` is put among the attributes of the first."""
    main = (
        f'<p:presentation {P} {R}><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst>'
        "</p:presentation>"
    )
    given = {
        "ppt/slides/slide1.xml": f"<p:sld {P} {slide}><p:cSld><p:spTree/></p:cSld></p:sld>",
        "ppt/commentAuthors.xml": f'<p:cmAuthorLst {P}><p:cmAuthor id="0" name="{CANARY}" '
        'initials="GC"/></p:cmAuthorLst>',
        **(parts or {}),
    }
    return zipped(office("ppt", "presentationml.presentation.main", main, given))


_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def opendocument(kind: str = "text", body: str = "<text:p>A plan.</text:p>") -> bytes:
    """A file of LibreOffice: ``text``, ``spreadsheet`` or ``presentation``."""
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    names = ("content.xml", "styles.xml", "meta.xml", "Thumbnails/thumbnail.png", "Pictures/a.jpg")
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {_ODF}><office:body><office:{kind}>{body}"
            f"</office:{kind}></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {_ODF}><office:meta><dc:creator>{CANARY}"
            "</dc:creator></office:meta></office:document-meta>",
            "settings.xml": f"<office:document-settings {_ODF}>{CANARY}</office:document-settings>",
            "Thumbnails/thumbnail.png": picture_with_words(),
            "Pictures/a.jpg": photo_with_place(),
            "styles.xml": f'<office:document-styles {_ODF}><draw:fill-image xmlns:xlink="x" '
            'xlink:href="Pictures/a.jpg"/></office:document-styles>',
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{manifest}">'
            + "".join(f'<manifest:file-entry manifest:full-path="{one}"/>' for one in names)
            + "</manifest:manifest>",
        }
    )


def pdf(words: str = "A plan for the family.", change: Any = None, **saving: Any) -> bytes:
    """A PDF of one page with ``words`` and a photo; ``change(pdf, page)`` adds to it."""
    document = pikepdf.Pdf.new()
    page = document.add_blank_page(page_size=(300, 300)).obj
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    image = pikepdf.Stream(document, photo_with_place())
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.BitsPerComponent = 80, 60, 8
    image.ColorSpace, image.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
    image.PieceInfo = pikepdf.Dictionary(App=pikepdf.String(CANARY))
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F1=font), XObject=pikepdf.Dictionary(Im1=image)
    )
    lines = "".join(f"({line}) Tj 0 -14 Td " for line in words.splitlines())
    page.Contents = pikepdf.Stream(
        document,
        f"BT /F1 12 Tf 20 250 Td {lines}ET q 80 0 0 60 20 20 cm /Im1 Do Q".encode("cp1252"),
    )
    page.LastModified = pikepdf.String("D:20260102")
    document.docinfo["/Author"] = CANARY
    document.docinfo["/Company"] = CANARY
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:creator"] = [CANARY]
    if change:
        change(document, page)
    target = io.BytesIO()
    document.save(target, **saving)
    return target.getvalue()


def notebook(outputs: list[dict[str, Any]] | None = None, source: str = "print(1)") -> bytes:
    """A notebook of Jupyter."""
    cell = {"cell_type": "code", "metadata": {"who": CANARY}, "source": [source]}
    cell |= {"outputs": outputs or [], "execution_count": 3}
    book = {"cells": [cell], "metadata": {"authors": [{"name": CANARY}]}, "nbformat": 4}
    return json.dumps(book | {"nbformat_minor": 5}).encode()


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'


def scratch(assets: Mapping[str, str | bytes] | None = None) -> bytes:
    """A project of Scratch with one drawn costume."""
    project = {"targets": [], "meta": {"semver": "3.0.0", "agent": CANARY}}
    name = "0123456789abcdef0123456789abcdef.svg"
    return zipped({"project.json": json.dumps(project), name: DRAWING, **(assets or {})})


def geogebra() -> bytes:
    """A construction of GeoGebra."""
    xml = f'<geogebra id="u"><construction title="" author="{CANARY}" date="2026"/></geogebra>'
    return zipped({"geogebra.xml": xml, "geogebra_thumbnail.png": picture_with_words()})


def model_to_print() -> bytes:
    """A 3MF."""
    core = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": "<Relationships/>",
            "3D/3dmodel.model": f'<model xmlns="{core}"><metadata name="Designer">{CANARY}'
            "</metadata><resources/><build/></model>",
            "Metadata/thumbnail.png": picture_with_words(),
        }
    )


def model() -> bytes:
    """A binary STL of one triangle, signed in its head."""
    return CANARY.encode().ljust(80, b" ") + struct.pack("<I", 1) + b"\0" * 50


def program_for_a_board() -> bytes:
    """An Intel HEX of two records."""
    return b":020000040000FA\n:0400000041424344F2\n:00000001FF\n"


def book() -> bytes:
    """An EPUB of one page."""
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:title>Robots</dc:title><dc:creator>{CANARY}</dc:creator></metadata></package>"
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container/>",
            "a.opf": opf,
            "a.xhtml": '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><p>Hello</p></html>',
        }
    )


def ordinary() -> dict[str, bytes]:
    """One file of every kind that is published as it is asked for, with nothing to be asked."""
    return {
        "plan.pdf": pdf(),
        "plan.docx": docx(),
        "plan.xlsx": xlsx(),
        "plan.pptx": pptx(),
        "plan.odt": opendocument(),
        "plan.ods": opendocument("spreadsheet"),
        "plan.odp": opendocument("presentation"),
        "plan.txt": "Bring two pencils.\n".encode("utf-16"),
        "plan.csv": b"day,room\nMonday,Library\n",
        "plan.py": b"print('<p>Hello</p>')\n",
        "plan.ino": b"void setup() {}\n",
        "plan.ipynb": notebook(),
        "plan.sb3": scratch(),
        "plan.ggb": geogebra(),
        "plan.3mf": model_to_print(),
        "plan.stl": model(),
        "plan.hex": program_for_a_board(),
        "plan.epub": book(),
        "plan.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n",
        "plan.zip": zipped({"a/plan.docx": docx(), "read.txt": "Read me."}, comment=CANARY),
    }
