"""Office files of Word, Excel and PowerPoint (OOXML): which parts stay, go, or are asked about.

What is known and harmless stays, without the names of those who wrote it; what tells of the author,
the computer or the printer goes; comments, changes, notes and whatever is hidden are findings. A
part that is not known here is one too.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from plugins.handouts.archive import read_archive, write_archive
from plugins.handouts.findings import (
    Budget,
    Contents,
    Finding,
    RefusedError,
    merged,
    original,
    unreadable,
    wrong_kind,
)
from plugins.handouts.pictures import bare_copy
from plugins.handouts.plaintext import lines_of_table
from plugins.handouts.signs import hides_original, original_in
from plugins.handouts.xmlparts import (
    Element,
    forget_places,
    local,
    local_attribute,
    parse_xml,
    remove,
    texts_of,
    write_xml,
)

Inner = Callable[[str, bytes, Budget], Contents]
"""Looks at a file within a file, by its name."""

TYPES = "[Content_Types].xml"
MAIN: Mapping[str, tuple[str, str]] = {
    ".docx": ("word", "wordprocessingml.document.main"),
    ".dotx": ("word", "wordprocessingml.template.main"),
    ".xlsx": ("xl", "spreadsheetml.sheet.main"),
    ".xltx": ("xl", "spreadsheetml.template.main"),
    ".pptx": ("ppt", "presentationml.presentation.main"),
    ".potx": ("ppt", "presentationml.template.main"),
    ".ppsx": ("ppt", "presentationml.slideshow.main"),
}
"""The folder of each kind and how its main part is declared."""

_GONE = re.compile(
    r"docProps/.*|word/glossary/.*|customXml/.*|.*/customXml/.*|.*printerSettings.*|word/people\.xml|_xmlsignatures/.*|"
    r"xl/calcChain\.xml|xl/metadata\.xml|.*thumbnail.*|userCustomization/.*|customUI/.*|"
    r"ppt/(changesInfos|revisionInfo).*|docMetadata/.*|xl/connections\.xml|ppt/tags/.*|"
    r"(word|xl|ppt)/metadata|"  # Google's, to know its own files again
    r"word/commentsIds\.xml|word/commentsExtensible\.xml|word/recipientData\.xml|word/webSettings\.xml",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"word/(document|styles|stylesWithEffects|settings|fontTable|numbering|footnotes|endnotes|"
    r"header\d*|footer\d*|commentsExtended)\.xml|"
    r"xl/(workbook|styles|sharedStrings|tables/\w+|worksheets/\w+|chartsheets/\w+|persons/\w+|"
    r"richData/\w+|featurePropertyBag/\w+)\.xml|"
    r"ppt/(presentation|presProps|viewProps|tableStyles|commentAuthors|authors|"
    r"slides/\w+|slideLayouts/\w+|slideMasters/\w+|notesMasters/\w+|handoutMasters/\w+)\.xml|"
    r"(word|xl|ppt)/(theme/\w+|charts/\w+|chartex/\w+|diagrams/\w+|ink/\w+|drawings/\w+)\.xml|"
    r"(word|xl|ppt)/drawings/\w+\.vml",
)
_RELATIONS = re.compile(r"(.*/)?_rels/[^/]*\.rels")
_COMMENTS = re.compile(
    r"word/comments\d*\.xml|xl/comments\w*\.xml|xl/comments/\w+\.xml|xl/threadedComments/\w+\.xml|"
    r"ppt/comments/\w+\.xml"
)
_NOTES = re.compile(r"ppt/notesSlides/\w+\.xml")
_MEDIA = re.compile(r"(word|xl|ppt)/media/[^/]+")
_EMBEDDED = re.compile(r"(word|xl|ppt)/embeddings/[^/]+")
_FONT = re.compile(r"(word|xl|ppt)/fonts/[^/]+\.(odttf|fntdata|ttf|otf)")
_SHOWN_BY_ID = re.compile(
    r"(word|xl|ppt)/(media|embeddings|fonts)/.*|ppt/slides/[^/]+|xl/(work|chart)sheets/[^/]+|"
    r"word/(header|footer)\d*\.xml"
)
"""Parts that are to be seen only where their owner names the relation to them."""
_HIDDEN_DATA = re.compile(r"xl/(pivotCache|externalLinks|queryTables|slicerCaches|revisions)/.*")
_PIVOT = re.compile(r"xl/(pivotTables|slicers|timelines|timelineCaches)/\w+\.xml")
_MACROS = re.compile(r"(?i)vbaProject|vbaData|activeX|macrosheets|dialogsheets|\.bin$|\.exe$|\.js$")

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
_FONT_KEY = re.compile(rb"fontKey=[\"']\{?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})")
_LAST = "2000-01-01T00:00:00Z"


@dataclass(slots=True)
class Package:
    """One office file while it is cleaned: its members by name, what was found, every word."""

    members: dict[str, bytes]
    folder: str
    budget: Budget
    inner: Inner
    findings: list[Finding] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, Element] = field(default_factory=dict)

    def ask(self, rule: str, message: str, hint: str) -> None:
        """Note something that somebody has to look at."""
        self.findings.append(Finding(rule, message, hint, final=False))

    def clean(self) -> Contents:
        for name, data in self.members.items():
            if name != TYPES and not _RELATIONS.fullmatch(name) and not _GONE.fullmatch(name):
                self._part(name, data)
        self._hidden_styles()
        self._leave_out_unseen()
        self._forget_unused_words()
        self._relations()
        self._types()
        for name, tree in self.trees.items():
            self.kept[name] = write_xml(tree)
        self._spreadsheet()
        data = write_archive(self.kept, (TYPES, "_rels/.rels"))
        return Contents(data, "\n".join(self.words), merged(self.findings))

    def _part(self, name: str, data: bytes) -> None:
        if _MEDIA.fullmatch(name):
            self.kept[name] = self._picture(name, data)
        elif _EMBEDDED.fullmatch(name):
            self.ask(*_EMBEDDED_FILE)
            found = self.inner(posixpath.basename(name), data, self.budget)
            self.kept[name] = found.data
            self.words.append(found.words)
            self.findings.extend(found.findings)
        elif _FONT.fullmatch(name):
            self.kept[name] = self._font(name, data)
        elif _MACROS.search(name):
            raise RefusedError(_MACRO)
        else:
            self._xml(name, data)

    def _picture(self, name: str, data: bytes) -> bytes:
        bare = bare_copy(data)
        if bare is not None and bare.sort != "sound":
            self.words.append(bare.words)
            return bare.data
        if data[40:44] == b" EMF" or data[:4] == b"\xd7\xcd\xc6\x9a":
            self.ask(*_OLD_DRAWING)
            return data
        what = original_in(data)
        if what in ("a film", "a sound") or (bare and bare.sort == "sound"):
            raise original(f"an office file with {what or 'a sound'} in it, which is an original")
        raise unreadable(f"The picture {posixpath.basename(name)} in it cannot be cleaned.")

    def _font(self, name: str, data: bytes) -> bytes:
        """An embedded font as it is. Word writes the first signs of one by a key (ECMA-376-4)."""
        keys = _FONT_KEY.findall(self.members.get("word/fontTable.xml", b""))
        masks = [bytes.fromhex(key.decode("ascii").replace("-", ""))[::-1] for key in keys]
        readings = [data, *(_masked(data, mask) for mask in masks)]
        if not any(map(is_font, readings)) or hides_original(data):
            raise unreadable(f"The font {posixpath.basename(name)} in it cannot be read.")
        self.words.append(data.decode("latin-1"))
        return data

    def _xml(self, name: str, data: bytes) -> None:
        top = parse_xml(data)
        if _COMMENTS.fullmatch(name):
            if len(top):
                self.ask(*_COMMENTED)
        elif _NOTES.fullmatch(name):
            if _speaks(top):
                self.ask(*_NOTED)
        elif _HIDDEN_DATA.fullmatch(name):
            self.ask(*_KEPT_DATA)
        elif not (_STAYS.fullmatch(name) or _PIVOT.fullmatch(name)):
            self.ask(
                "handout-hidden",
                f"It has a part that is not known here: {name}.",
                "Look at the file in its program; save it as a PDF and link to that.",
            )
        self.words.append(texts_of(top))
        self._look(name, top)
        _forget_people(top)
        forget_places(top)
        self.trees[name] = top

    def _look(self, name: str, top: Element) -> None:
        for element in top.iter():
            word = local(element)
            state = {local_attribute(one): str(value) for one, value in element.attrib.items()}
            if self.folder == "word" and word in _CHANGES:
                self.ask(*_CHANGED)
            elif word == "vanish" and "/styles" not in name and _is_on(state.get("val", "1")):
                self.ask(*_hidden("text"))
            elif (
                self.folder == "xl"
                and word == "sheet"
                and state.get("state", "visible") != "visible"
            ):
                self.ask(*_hidden("sheet"))
            elif (
                self.folder == "xl" and word in ("row", "col") and _is_on(state.get("hidden", "0"))
            ):
                self.ask(*_hidden("row or column"))
            elif self.folder == "xl" and (
                (
                    word in ("row", "col")
                    and 0.0 in (_size(state.get("ht")), _size(state.get("width")))
                )
                or (word == "sheetFormatPr" and _is_on(state.get("zeroHeight", "0")))
                or (word == "numFmt" and state.get("formatCode", "").startswith(";;;"))
            ):
                self.ask(*_hidden("row, column or cell"))
            elif self.folder == "ppt" and word == "sld" and not _is_on(state.get("show", "1")):
                self.ask(*_hidden("slide"))
            elif word == "srcRect" and any(_per_mille(state.get(side)) > 10 for side in "ltrb"):
                self.ask(*_CROPPED)
            elif self.folder == "xl" and word == "scenario":
                self.ask(*_hidden("scenario"))
            elif word == "cNvPr" and _is_on(state.get("hidden", "0")):
                self.ask(*_hidden("picture or shape"))
            elif (
                word in ("instrText", "fldSimple")
                and "INCLUDE" in ((element.text or "") + state.get("instr", "")).upper()
            ):
                self.ask(*_hidden("field that reads a file of the computer"))

    def _hidden_styles(self) -> None:
        """Ask where a style hides what is written in it; nobody asks for one that is not used."""
        styles = self.trees.get("word/styles.xml")
        if styles is None:
            return
        hidden, parents = set(), {}
        for style in styles.iter():
            if local(style) == "docDefaults" and _vanishes(style):
                self.ask(*_hidden("text"))
            if local(style) != "style":
                continue
            told = {local_attribute(one): str(value) for one, value in style.attrib.items()}
            name = told.get("styleId", "")
            parents[name] = next((_value(one) for one in style if local(one) == "basedOn"), "")
            if _vanishes(style):
                hidden.add(name)
        for _ in parents:
            hidden |= {name for name, parent in parents.items() if parent in hidden}
        used = {
            _value(one)
            for name, tree in self.trees.items()
            if name != "word/styles.xml"
            for one in tree.iter()
            if local(one) in ("pStyle", "rStyle", "tblStyle")
        }
        if used & hidden:
            self.ask(*_hidden("text"))

    def _leave_out_unseen(self) -> None:
        """Leave out every part that nothing shows: what was deleted may still lie in the file."""
        seen: set[str] = set()
        owners = [""]
        while owners:
            found = self._led_to(owners.pop()) - seen
            seen |= found
            owners += found
        for parts in (self.trees, self.kept):
            for name in [one for one in parts if one not in seen]:
                del parts[name]

    def _forget_unused_words(self) -> None:
        """Empty the words of a workbook that stand in no cell: those of a cell may outlive it."""
        strings = self.trees.get("xl/sharedStrings.xml")
        if strings is None:
            return
        used = {
            (one.text or "").strip()
            for name, tree in self.trees.items()
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

    def _led_to(self, owner: str) -> set[str]:
        """The parts that ``owner`` (the file itself where it is "") has a use for."""
        folder, name = posixpath.split(owner)
        relations = self.members.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if relations is None:
            return set()
        tree = self.trees.get(owner)
        named = (
            {str(v) for one in tree.iter() for v in one.attrib.values()}
            if tree is not None
            else set()
        )
        found = set()
        for one in parse_xml(relations):
            target = _joined(f"{folder}/" if folder else "", str(one.get("Target", "")))
            if not _SHOWN_BY_ID.fullmatch(target) or str(one.get("Id", "")) in named:
                found.add(target)
        return {one for one in found if self._stays(one)}

    def _relations(self) -> None:
        """Keep the relations between parts that stay; whatever leads to a computer is cut."""
        for name, data in self.members.items():
            if not _RELATIONS.fullmatch(name):
                continue
            folder, _, file = name.rpartition("_rels/")
            owner = folder + file.removesuffix(".rels")
            if owner != folder and not self._stays(owner):
                continue
            top = parse_xml(data)
            lost: set[str] = set()
            for one in list(top):
                target, outside = str(one.get("Target", "")), one.get("TargetMode") == "External"
                if outside:
                    if str(one.get("Type", "")).endswith("/hyperlink"):
                        if not re.match(r"(?i)(https?|mailto|tel):", target):
                            one.set("Target", "#")
                            one.attrib.pop("TargetMode", None)
                        self.words.append(target)
                        continue
                elif self._stays(_joined(folder, target)) or target.startswith("#"):
                    continue
                lost.add(str(one.get("Id", "")))
                top.remove(one)
            self._cut(owner, lost)
            self.trees[name] = top

    def _cut(self, owner: str, lost: set[str]) -> None:
        tree = self.trees.get(owner)
        if tree is None or not lost:
            return
        for element in list(tree.iter()):
            for attribute, value in list(element.attrib.items()):
                if "relationships" in str(attribute) and str(value) in lost:
                    del element.attrib[attribute]
                    if local(element) in (
                        "attachedTemplate",
                        "printerSettings",
                        "custData",
                        "tags",
                    ):
                        remove(element)

    def _stays(self, name: str) -> bool:
        return name in self.trees or name in self.kept

    def _types(self) -> None:
        top = parse_xml(self.members[TYPES])
        for one in list(top):
            part = str(one.get("PartName", "")).lstrip("/")
            if part and not self._stays(part):
                top.remove(one)
        self.trees[TYPES] = top

    def _spreadsheet(self) -> None:
        """The cells row by row: a name in two columns stands in two places of the file."""
        if self.folder != "xl":
            return
        strings = self.trees.get("xl/sharedStrings.xml")
        shared = (
            ["".join(map(str, one.itertext())) for one in strings] if strings is not None else []
        )
        for name, tree in self.trees.items():
            if not name.startswith("xl/worksheets/"):
                continue
            rows = [
                [_cell(cell, shared) for cell in row if local(cell) == "c"]
                for row in tree.iter()
                if local(row) == "row"
            ]
            self.words += lines_of_table(rows)


def clean_office(suffix: str, data: bytes, budget: Budget, inner: Inner) -> Contents:
    """The clean copy of an office file with this ending. Raises :class:`RefusedError`."""
    budget.enter()
    members = read_archive(data, budget)
    folder, declared = MAIN[suffix]
    if TYPES not in members:
        raise wrong_kind("This is no office file, whatever its name says.")
    types = members[TYPES].decode("utf-8", "replace")
    if "macroEnabled" in types or any("vbaproject" in name.lower() for name in members):
        raise RefusedError(_MACRO)
    if declared not in types:
        raise wrong_kind(f"By its content, this is no {suffix} file.")
    contents = Package(members, folder, budget, inner).clean()
    budget.leave()
    return contents


def _forget_people(top: Element) -> None:
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
                element.attrib[name] = _LAST


def _speaks(top: Element) -> bool:
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


def is_font(data: bytes) -> bool:
    """True for TrueType and OpenType, and as PowerPoint wraps them up (EOT)."""
    return data[:4] in (b"\0\1\0\0", b"OTTO", b"true", b"ttcf") or data[34:36] == b"LP"


def _masked(data: bytes, mask: bytes) -> bytes:
    return bytes(one ^ mask[place % 16] for place, one in enumerate(data[:32])) + data[32:64]


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


def _joined(folder: str, target: str) -> str:
    target = target.partition("#")[0]
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def _is_on(value: str) -> bool:
    return value not in ("0", "false", "off")


def _hidden(what: str) -> tuple[str, str, str]:
    return (
        "handout-hidden",
        f"It has a hidden {what}, which anybody can show.",
        "Take it out in the program that made the file, or save the file as a PDF.",
    )


_MACRO = Finding(
    "handout-kind",
    "It has programs (macros) in it, which are never published.",
    "Save it without macros, as .docx, .xlsx or .pptx, or as a PDF, and link to that.",
)
_COMMENTED = (
    "handout-comments",
    "It has comments in it, which every reader can open.",
    "Delete all comments in the program that made the file, or save it as a PDF without them.",
)
_NOTED = (
    "handout-notes",
    "It has notes of the speaker in it, which every reader can open.",
    "Delete the notes, or save the slides as a PDF.",
)
_CHANGED = (
    "handout-changes",
    "It has tracked changes in it: what was deleted can still be read.",
    "Accept or reject all changes in the program that made the file, and switch tracking off.",
)
_EMBEDDED_FILE = (
    "handout-embedded",
    "It has another file inside, such as the whole table behind a chart.",
    "Paste it as a picture instead, or save the file as a PDF.",
)
_KEPT_DATA = (
    "handout-hidden",
    "It keeps data of another table (a pivot table or a link), which nobody sees on the page.",
    "Copy what is to be seen, and paste it as values into a new file; or save it as a PDF.",
)
_CROPPED = (
    "handout-hidden",
    "It has a picture that was cropped: what was cut off is still there, and anybody can show it.",
    "In the program that made the file, have the cut parts of pictures deleted (Compress "
    "Pictures), or cut the picture before you put it in.",
)
_OLD_DRAWING = (
    "handout-pictures",
    "It has a drawing (EMF or WMF) that cannot be looked into.",
    "Paste it as a picture (PNG) instead, or save the file as a PDF.",
)
