"""The markup of office files (WordprocessingML, SpreadsheetML, PresentationML): what it hides.

Tracked changes, hidden text and cells, cropped pictures and notes are found in the elements of a
part, and whoever wrote them is forgotten. Which parts a file has is known to ``office.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from plugins.handouts.findings import Finding
from plugins.handouts.plaintext import lines_of_table
from plugins.handouts.xmlparts import Element, local, local_attribute, remove

_CHANGES_WORDS = """
ins del moveFrom moveTo cellIns cellDel cellMerge rPrChange pPrChange sectPrChange tblPrChange
tcPrChange trPrChange tblGridChange numberingChange tblPrExChange delText delInstrText
moveFromRangeStart moveToRangeStart
"""
_CHANGES = frozenset(_CHANGES_WORDS.split())
_WITHOUT_WORDS = """
rsids attachedTemplate docVars mailMerge printerSettings fileSharing absPath revisionPtr
documentProtection writeProtection custDataLst customWorkbookViews customSheetViews
docsCustomData slidesCustomData sheetsCustomData
"""
_WITHOUT = frozenset(_WITHOUT_WORDS.split())
_EMPTIED_WORDS = """
author initials userId providerId userName displayName lastEditedBy lastModifiedBy creator email
docId uid modifiedBy createdBy user
"""
_EMPTIED = frozenset(_EMPTIED_WORDS.split())
_DATES = frozenset(("date", "dateUtc", "dT", "created", "modified", "dt"))
_QUOTED_PLACE = re.compile(r'(?i)"?(file:|[a-z]:[\\/]|\\\\|/users/|/home/)[^"]*"?')
_ANY_DATE = "2000-01-01T00:00:00Z"


def findings_in(top: Element, folder: str, part: str) -> Iterator[Finding]:
    """What is to be asked about the part ``part`` of a file whose parts lie in ``folder``."""
    for element in top.iter():
        word = local(element)
        state = {local_attribute(one): str(value) for one, value in element.attrib.items()}
        if folder == "word" and word in _CHANGES:
            yield _CHANGED
        elif word == "vanish" and "/styles" not in part and _is_on(state.get("val", "1")):
            yield _hidden("text")
        elif folder == "xl" and word == "sheet" and state.get("state", "visible") != "visible":
            yield _hidden("sheet")
        elif folder == "xl" and word in ("row", "col") and _is_on(state.get("hidden", "0")):
            yield _hidden("row or column")
        elif folder == "xl" and (
            (word in ("row", "col") and 0.0 in (_size(state.get("ht")), _size(state.get("width"))))
            or (word == "sheetFormatPr" and _is_on(state.get("zeroHeight", "0")))
            or (word == "numFmt" and state.get("formatCode", "").startswith(";;;"))
        ):
            yield _hidden("row, column or cell")
        elif folder == "ppt" and word == "sld" and not _is_on(state.get("show", "1")):
            yield _hidden("slide")
        elif word == "srcRect" and any(_per_mille(state.get(side)) > 10 for side in "ltrb"):
            yield _CROPPED
        elif folder == "xl" and word == "scenario":
            yield _hidden("scenario")
        elif word == "cNvPr" and _is_on(state.get("hidden", "0")):
            yield _hidden("picture or shape")
        elif (
            word in ("instrText", "fldSimple")
            and "INCLUDE" in ((element.text or "") + state.get("instr", "")).upper()
        ):
            yield _hidden("field that reads a file of the computer")


def findings_in_styles(parts: Mapping[str, Element]) -> Iterator[Finding]:
    """Ask where a style hides what is written in it; nobody asks for one that is not used."""
    styles = parts.get("word/styles.xml")
    if styles is None:
        return
    hidden, parents = set(), {}
    for style in styles.iter():
        if local(style) == "docDefaults" and _vanishes(style):
            yield _hidden("text")
        if local(style) != "style":
            continue
        attributes = {local_attribute(one): str(value) for one, value in style.attrib.items()}
        name = attributes.get("styleId", "")
        parents[name] = next((_value(one) for one in style if local(one) == "basedOn"), "")
        if _vanishes(style):
            hidden.add(name)
    for _ in parents:
        hidden |= {name for name, parent in parents.items() if parent in hidden}
    used = {
        _value(one)
        for name, tree in parts.items()
        if name != "word/styles.xml"
        for one in tree.iter()
        if local(one) in ("pStyle", "rStyle", "tblStyle")
    }
    if used & hidden:
        yield _hidden("text")


def has_notes(top: Element) -> bool:
    """True where somebody wrote notes; every slide has a page for them, with its number."""
    own: set[Element] = set()
    for shape in top.iter():
        kinds = {str(one.get("type", "")) for one in shape.iter() if local(one) == "ph"}
        if local(shape) == "sp" and kinds & {"sldNum", "dt"}:
            own.update(
                word for field in shape.iter() if local(field) == "fld" for word in field.iter()
            )
    return any(
        local(one) == "t" and one not in own and str(one.text or "").strip() for one in top.iter()
    )


def forget_people(top: Element) -> None:
    """Take out who wrote a part, when and where, and what only their own program reads."""
    for element in list(top.iter()):
        word = local(element)
        if word in _WITHOUT:
            remove(element)
            continue
        if word in ("author", "lastModifiedBy", "creator") and element.text:
            element.text = ""
        if word == "instrText" and element.text:
            element.text = _QUOTED_PLACE.sub('""', element.text)
        for name in list(element.attrib):
            key = local_attribute(name)
            if key.startswith("rsid"):
                del element.attrib[name]
            elif key in _EMPTIED or (key == "name" and word in ("cmAuthor", "author")):
                element.attrib[name] = ""
            elif key in _DATES and re.match(r"\d{4}-\d\d-\d\dT", str(element.attrib[name])):
                element.attrib[name] = _ANY_DATE


def forget_unused_strings(parts: Mapping[str, Element]) -> None:
    """Empty the words of a workbook that stand in no cell: those of a cell may outlive it."""
    strings = parts.get("xl/sharedStrings.xml")
    if strings is None:
        return
    used = {
        (one.text or "").strip()
        for name, tree in parts.items()
        if name.startswith("xl/worksheets/")
        for cell in tree.iter()
        if local(cell) == "c" and cell.get("t") == "s"
        for one in cell
        if local(one) == "v"
    }
    for place, words in enumerate(list(strings)):
        if str(place) not in used:
            for one in list(words):
                words.remove(one)


def lines_of_sheets(parts: Mapping[str, Element]) -> Iterator[str]:
    """The cells row by row: a name in two columns stands in two places of the file."""
    strings = parts.get("xl/sharedStrings.xml")
    shared = ["".join(map(str, one.itertext())) for one in strings] if strings is not None else []
    for name, tree in parts.items():
        if not name.startswith("xl/worksheets/"):
            continue
        rows = [
            [_cell(cell, shared) for cell in row if local(cell) == "c"]
            for row in tree.iter()
            if local(row) == "row"
        ]
        yield from lines_of_table(rows)


def _value(element: Element) -> str:
    return next((str(v) for n, v in element.attrib.items() if local_attribute(n) == "val"), "")


def _vanishes(style: Element) -> bool:
    return any(local(one) == "vanish" and _is_on(_value(one)) for one in style.iter())


def _size(written: str | None) -> float | None:
    try:
        return float(written) if written else None
    except ValueError:
        return None


def _per_mille(written: str | None) -> float:
    """A share as drawings write it: in thousandths of a percent, or with its sign."""
    number = _size((written or "").rstrip("%")) or 0.0
    return number * 10 if (written or "").endswith("%") else number / 100


def _cell(cell: Element, shared: list[str]) -> str:
    value = "".join(map(str, cell.itertext()))
    if cell.get("t") != "s":
        return value
    place = next((one.text or "" for one in cell if local(one) == "v"), "")
    return shared[int(place)] if place.isdecimal() and int(place) < len(shared) else value


def _is_on(value: str) -> bool:
    return value not in ("0", "false", "off")


def _hidden(what: str) -> Finding:
    return Finding(
        "handout-hidden",
        f"It has a hidden {what}, which anybody can show.",
        "Take it out in the program that made the file, or save the file as a PDF.",
        final=False,
    )


_CHANGED = Finding(
    "handout-changes",
    "It has tracked changes in it: what was deleted can still be read.",
    "Accept or reject all changes in the program that made the file, and switch tracking off.",
    final=False,
)
_CROPPED = Finding(
    "handout-hidden",
    "It has a picture that was cropped: what was cut off is still there, and anybody can show it.",
    "In the program that made the file, have the cut parts of pictures deleted (Compress "
    "Pictures), or cut the picture before you put it in.",
    final=False,
)
