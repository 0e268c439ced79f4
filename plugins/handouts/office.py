"""Office files of Word, Excel and PowerPoint (OOXML): which parts stay, go, or are asked about.

A file is a package of parts, to which relationships lead (ECMA-376, part 2). What is known and
harmless stays; what tells of the author, the computer or the printer goes, and so does what nothing
leads to. Comments, notes, files within and data that nobody sees are findings, and so is a part
that is not known here.
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
from plugins.handouts.officemarkup import (
    findings_in,
    findings_in_styles,
    forget_people,
    forget_unused_strings,
    has_notes,
    lines_of_sheets,
)
from plugins.handouts.pictures import bare_copy
from plugins.handouts.signatures import hides_original, is_font, original_in
from plugins.handouts.xmlparts import (
    Element,
    forget_places,
    local,
    parse_xml,
    remove,
    texts_of,
    write_xml,
)

CleanFile = Callable[[str, bytes, Budget], Contents]
"""Makes the clean copy of a file within a file, by its name."""

_CONTENT_TYPES = "[Content_Types].xml"
MAIN_PARTS: Mapping[str, tuple[str, str]] = {
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
_RELATIONSHIPS = re.compile(r"(.*/)?_rels/[^/]*\.rels")
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
"""Parts that are to be seen only where their owner names the relationship to them."""
_HIDDEN_DATA = re.compile(r"xl/(pivotCache|externalLinks|queryTables|slicerCaches|revisions)/.*")
_PIVOT = re.compile(r"xl/(pivotTables|slicers|timelines|timelineCaches)/\w+\.xml")
_MACROS = re.compile(r"(?i)vbaProject|vbaData|activeX|macrosheets|dialogsheets|\.bin$|\.exe$|\.js$")

_FONT_KEY = re.compile(rb"fontKey=[\"']\{?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})")


@dataclass(slots=True)
class Package:
    """One office file while it is cleaned: its members by name, what was found, every word."""

    members: dict[str, bytes]
    folder: str
    budget: Budget
    clean_file: CleanFile
    findings: list[Finding] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, Element] = field(default_factory=dict)

    def clean(self) -> Contents:
        """The clean copy. Raises :class:`RefusedError`."""
        for name, data in self.members.items():
            if (
                name != _CONTENT_TYPES
                and not _RELATIONSHIPS.fullmatch(name)
                and not _GONE.fullmatch(name)
            ):
                self._part(name, data)
        self.findings.extend(findings_in_styles(self.trees))
        self._leave_out_unreached()
        forget_unused_strings(self.trees)
        self._relationships()
        self._types()
        for name, tree in self.trees.items():
            self.kept[name] = write_xml(tree)
        if self.folder == "xl":
            self.words.extend(lines_of_sheets(self.trees))
        data = write_archive(self.kept, (_CONTENT_TYPES, "_rels/.rels"))
        return Contents(data, "\n".join(self.words), merged(self.findings))

    def _part(self, name: str, data: bytes) -> None:
        if _MEDIA.fullmatch(name):
            self.kept[name] = self._picture(name, data)
        elif _EMBEDDED.fullmatch(name):
            self.findings.append(_EMBEDDED_FILE)
            found = self.clean_file(posixpath.basename(name), data, self.budget)
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
        if bare is not None and bare.kind != "sound":
            self.words.append(bare.words)
            return bare.data
        if data[40:44] == b" EMF" or data[:4] == b"\xd7\xcd\xc6\x9a":
            self.findings.append(_OLD_DRAWING)
            return data
        what = original_in(data)
        if what in ("a film", "a sound") or (bare and bare.kind == "sound"):
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
                self.findings.append(_COMMENTED)
        elif _NOTES.fullmatch(name):
            if has_notes(top):
                self.findings.append(_NOTED)
        elif _HIDDEN_DATA.fullmatch(name):
            self.findings.append(_KEPT_DATA)
        elif not (_STAYS.fullmatch(name) or _PIVOT.fullmatch(name)):
            self.findings.append(_unknown(name))
        self.words.append(texts_of(top))
        self.findings.extend(findings_in(top, self.folder, name))
        forget_people(top)
        forget_places(top)
        self.trees[name] = top

    def _leave_out_unreached(self) -> None:
        """Leave out every part that nothing shows: what was deleted may still lie in the file."""
        reached: set[str] = set()
        owners = [""]
        while owners:
            found = self._reached_from(owners.pop()) - reached
            reached |= found
            owners += found
        for parts in (self.trees, self.kept):
            for name in [one for one in parts if one not in reached]:
                del parts[name]

    def _reached_from(self, owner: str) -> set[str]:
        """The parts that ``owner`` (the file itself where it is "") has a use for."""
        folder, name = posixpath.split(owner)
        relationships = self.members.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if relationships is None:
            return set()
        tree = self.trees.get(owner)
        named = (
            {str(v) for one in tree.iter() for v in one.attrib.values()}
            if tree is not None
            else set()
        )
        found = set()
        for one in parse_xml(relationships):
            target = _joined(f"{folder}/" if folder else "", str(one.get("Target", "")))
            if not _SHOWN_BY_ID.fullmatch(target) or str(one.get("Id", "")) in named:
                found.add(target)
        return {one for one in found if self._stays(one)}

    def _relationships(self) -> None:
        """Keep the relationships between parts that stay; whatever leads to a computer is cut."""
        for name, data in self.members.items():
            if not _RELATIONSHIPS.fullmatch(name):
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
        top = parse_xml(self.members[_CONTENT_TYPES])
        for one in list(top):
            part = str(one.get("PartName", "")).lstrip("/")
            if part and not self._stays(part):
                top.remove(one)
        self.trees[_CONTENT_TYPES] = top


def clean_office(suffix: str, data: bytes, budget: Budget, clean_file: CleanFile) -> Contents:
    """The clean copy of an office file with this ending. Raises :class:`RefusedError`."""
    budget.enter()
    members = read_archive(data, budget)
    folder, declared = MAIN_PARTS[suffix]
    if _CONTENT_TYPES not in members:
        raise wrong_kind("This is no office file, whatever its name says.")
    types = members[_CONTENT_TYPES].decode("utf-8", "replace")
    if "macroEnabled" in types or any("vbaproject" in name.lower() for name in members):
        raise RefusedError(_MACRO)
    if declared not in types:
        raise wrong_kind(f"By its content, this is no {suffix} file.")
    contents = Package(members, folder, budget, clean_file).clean()
    budget.leave()
    return contents


def _masked(data: bytes, mask: bytes) -> bytes:
    return bytes(one ^ mask[place % 16] for place, one in enumerate(data[:32])) + data[32:64]


def _joined(folder: str, target: str) -> str:
    target = target.partition("#")[0]
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def _unknown(part: str) -> Finding:
    return Finding(
        "handout-hidden",
        f"It has a part that is not known here: {part}.",
        "Look at the file in its program; save it as a PDF and link to that.",
        final=False,
    )


_MACRO = Finding(
    "handout-kind",
    "It has programs (macros) in it, which are never published.",
    "Save it without macros, as .docx, .xlsx or .pptx, or as a PDF, and link to that.",
)
_COMMENTED = Finding(
    "handout-comments",
    "It has comments in it, which every reader can open.",
    "Delete all comments in the program that made the file, or save it as a PDF without them.",
    final=False,
)
_NOTED = Finding(
    "handout-notes",
    "It has notes of the speaker in it, which every reader can open.",
    "Delete the notes, or save the slides as a PDF.",
    final=False,
)
_EMBEDDED_FILE = Finding(
    "handout-embedded",
    "It has another file inside, such as the whole table behind a chart.",
    "Paste it as a picture instead, or save the file as a PDF.",
    final=False,
)
_KEPT_DATA = Finding(
    "handout-hidden",
    "It keeps data of another table (a pivot table or a link), which nobody sees on the page.",
    "Copy what is to be seen, and paste it as values into a new file; or save it as a PDF.",
    final=False,
)
_OLD_DRAWING = Finding(
    "handout-pictures",
    "It has a drawing (EMF or WMF) that cannot be looked into.",
    "Paste it as a picture (PNG) instead, or save the file as a PDF.",
    final=False,
)
