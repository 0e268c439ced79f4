"""What a link may publish: endings, and by which content each is known. Pure.

What stands in neither of the two tables is not published. The first has what may be, each kind with
its way to look into a file; the second why a kind is never published and what to link to instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from plugins.common.grants import in_private_folder
from plugins.handouts.archive import SIGNATURE, read_archive, write_archive
from plugins.handouts.findings import (
    Budget,
    Contents,
    Finding,
    RefusedError,
    merged,
    original,
    private_finding,
    wrong_kind,
)
from plugins.handouts.office import MAIN_PARTS, clean_office
from plugins.handouts.opendocument import MEDIA_TYPES, clean_opendocument
from plugins.handouts.pdf import clean_pdf
from plugins.handouts.pictures import bare_copy
from plugins.handouts.plaintext import read_text
from plugins.handouts.signatures import original_in
from plugins.handouts.teaching import (
    clean_book,
    clean_geogebra,
    clean_hex,
    clean_model,
    clean_notebook,
    clean_print,
    clean_scratch,
    picture_finding,
)

TEXTS = (".txt", ".csv", ".tsv", ".vtt", ".srt")
PROGRAMS = (".py", ".ino")
TOOLS = (".hex", ".ipynb", ".stl", ".sb3", ".ggb", ".3mf", ".epub")
KINDS = frozenset((".pdf", *MAIN_PARTS, *MEDIA_TYPES, *TEXTS, *PROGRAMS, *TOOLS, ".zip"))
"""Every ending that a link may publish without a setting."""

_PLAYED = "the site makes a clean copy of a photo, clip or recording, under its true name"
_PICTURES_WORDS = """
.jpg .jpeg .jpe .jfif .jif .png .apng .webp .gif .avif .heic .heif .hif .tif .tiff .bmp .dib
.ico .tga .psd .psb .xcf .raw .dng .cr2 .cr3 .crw .nef .nrw .arw .srf .sr2 .raf .orf .rw2 .pef
.x3f .srw .3fr .erf .kdc .mrw .iiq .rwl .gpr .jxl .jp2 .j2k .jpf .jpx .exr .hdr .pcx .ppm .pgm
.pbm .pnm .xbm .xpm .dds .qoi .wdp .jxr .insp .lrv .thm .eps .ai .emf .wmf
"""
_PICTURES = _PICTURES_WORDS.split()
_FILMS_WORDS = """
.mp4 .m4v .mov .qt .3gp .3g2 .webm .mkv .avi .wmv .asf .mpg .mpeg .mpe .m2v .mts .m2ts .ts .mod
.tod .vob .flv .f4v .ogv .ogm .rm .rmvb .mxf .divx .dv .insv .mp2 .mp3 .m4a .m4b .m4r .aac .wav
.wave .ogg .oga .opus .flac .wma .aif .aiff .aifc .caf .amr .awb .au .snd .mid .midi .ape .wv
.dsf .mka .spx .ac3 .dat
"""
_FILMS = _FILMS_WORDS.split()
_PAGES_WORDS = """
.md .markdown .mkd .mdown .rst .html .htm .xhtml .mdx .textile .adoc
"""
_PAGES = _PAGES_WORDS.split()
_LISTS_WORDS = """
.yaml .yml .bak .orig .old .tmp .swp .rej .db .sqlite .sqlite3 .log .conf .cfg .ini .env .toml
"""
_LISTS = _LISTS_WORDS.split()
_WEB_WORDS = """
.svg .svgz .js .mjs .css .swf .jar .exe .msi .bat .cmd .sh .ps1 .vbs .com .scr .php .xml .gz
"""
_WEB = _WEB_WORDS.split()

NEVER: Mapping[str, str] = {
    **dict.fromkeys((*_PICTURES, *_FILMS), _PLAYED),
    **dict.fromkeys(_PAGES, "a text becomes a page, or stays with the school"),
    **dict.fromkeys(_LISTS, "such a file is the site's own, or a copy that a program left behind"),
    **dict.fromkeys(_WEB, "it can run programs or hide something from those who look"),
    **dict.fromkeys((".docm", ".dotm"), "it can hold programs (macros): save it as .docx or PDF"),
    **dict.fromkeys((".xlsm", ".xltm", ".xlsb"), "it can hold programs: save it as .xlsx or PDF"),
    **dict.fromkeys((".pptm", ".potm", ".ppsm"), "it can hold programs: save it as .pptx or PDF"),
    **dict.fromkeys((".doc", ".dot", ".rtf"), "it cannot be cleaned: save it as .docx or PDF"),
    **dict.fromkeys((".xls", ".xlt"), "it cannot be cleaned: save it as .xlsx or PDF"),
    **dict.fromkeys((".ppt", ".pot", ".pps"), "it cannot be cleaned: save it as .pptx or PDF"),
    **dict.fromkeys(
        (".pages", ".numbers", ".key", ".pub", ".one", ".vsdx", ".msg", ".eml"),
        "it cannot be cleaned: export it as a PDF",
    ),
    **dict.fromkeys((".sb2", ".sb"), "it cannot be cleaned: save it as .sb3 in today's Scratch"),
    **dict.fromkeys((".rar", ".7z", ".tar", ".tgz"), "it cannot be looked into: pack it as .zip"),
}
"""Endings that no setting allows, each with why; the sentence ends with what to do."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """The endings of one site: those of everybody, and ``added``, those of its settings."""

    added: frozenset[str] = frozenset()

    def suffix(self, name: str) -> str:
        """The ending of a file that may be published. Raises :class:`RefusedError`."""
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in KINDS or suffix in self.added:
            return suffix
        raise wrong_kind(
            f"A file ending in {suffix} is not published: {NEVER[suffix]}."
            if suffix in NEVER
            else f"A file ending in {suffix or 'nothing'} is of no kind that a link may publish.",
        )

    def clean(self, name: str, data: bytes, budget: Budget) -> Contents:
        """The file ``name`` as it may be published. Raises :class:`RefusedError`."""
        suffix = self._known(name, data)
        if suffix == ".pdf":
            return clean_pdf(data, budget)
        if suffix in MAIN_PARTS:
            return clean_office(suffix, data, budget, self.clean)
        if suffix in MEDIA_TYPES:
            return clean_opendocument(suffix, data, budget)
        if suffix == ".zip" or (suffix in self.added and data.startswith(SIGNATURE)):
            return self._clean_archive(data, budget)
        if suffix in TOOLS:
            return _clean_tool(suffix, data, budget)
        contents = read_text(data, code=suffix in PROGRAMS)
        if suffix == ".vtt" and not contents.words.lstrip("\ufeff").startswith("WEBVTT"):
            raise wrong_kind("By its content, these are no captions (.vtt).")
        return contents

    def _known(self, name: str, data: bytes) -> str:
        """The ending; a photo, film or sound is named as such before anything else is said."""
        try:
            suffix = self.suffix(name)
        except RefusedError:
            what = original_in(data)
            if what:
                raise original(what) from None
            raise
        if not data:
            raise wrong_kind("This file is empty.", "Save it anew, or take the link out.")
        what = original_in(data)
        if what and suffix not in (".hex", ".stl"):
            raise original(what)
        return suffix

    def _clean_archive(self, data: bytes, budget: Budget) -> Contents:
        """An archive of files that each may be published. Its pictures and sounds are named."""
        budget.enter()
        members = read_archive(data, budget)
        kept: dict[str, bytes] = {}
        words: list[str] = []
        findings: list[Finding] = []
        named: list[str] = []
        for name, part in members.items():
            if is_private(name):
                raise RefusedError(private_finding(f"There is a private file in it: {name}."))
            words.append(name)
            bare = bare_copy(part) if PurePosixPath(name).suffix.lower() in _BARE else None
            if bare is not None:
                named.append(name)
                kept[name] = bare.data
                words.append(bare.words)
                continue
            try:
                found = self.clean(name, part, budget)
            except RefusedError as refused:
                raise RefusedError(_within(refused.finding, name)) from None
            kept[name] = found.data
            words.append(found.words)
            findings += [_within(one, name) for one in found.findings]
        if named:
            findings.append(picture_finding(named, photos=False))
        budget.leave()
        return Contents(write_archive(kept), "\n".join(words), merged(findings))


_BARE = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".wav", ".mp3")
"""Pictures and sounds that have a clean copy, in an archive that somebody accepted."""

_OF_PROGRAMS = (".bak", ".orig", ".old", ".tmp", ".swp", "~")


def is_private(path: str) -> bool:
    """True for a name that no link publishes: hidden, in a folder ``private``, a left-over copy."""
    parts = PurePosixPath(path).parts
    name = parts[-1].lower() if parts else ""
    return (
        any(part.startswith((".", "~$", "#")) for part in parts)
        or in_private_folder(path)
        or name.endswith(_OF_PROGRAMS)
        or any(name.startswith(f"{one}.") for one in ("media.yaml", "vocabulary.yaml", "media.yml"))
        or name in ("media.yaml", "media.yml", "vocabulary.yaml", "vocabulary.yml")
    )


def _within(finding: Finding, name: str) -> Finding:
    return Finding(finding.rule, f"In {name}: {finding.message}", finding.hint, finding.final)


def _clean_tool(suffix: str, data: bytes, budget: Budget) -> Contents:
    if suffix == ".hex":
        return clean_hex(data)
    if suffix == ".ipynb":
        return clean_notebook(data)
    if suffix == ".stl":
        return clean_model(data)
    if suffix == ".sb3":
        return clean_scratch(data, budget)
    if suffix == ".ggb":
        return clean_geogebra(data, budget)
    if suffix == ".3mf":
        return clean_print(data, budget)
    return clean_book(data, budget)
