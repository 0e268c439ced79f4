"""Office files of LibreOffice and others (ODF): the same rules as for those of Microsoft."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

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
from plugins.handouts.signatures import hides_original, is_font, original_in
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

MEDIA_TYPES: Mapping[str, str] = {
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ott": "application/vnd.oasis.opendocument.text-template",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".ots": "application/vnd.oasis.opendocument.spreadsheet-template",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".otp": "application/vnd.oasis.opendocument.presentation-template",
    ".odg": "application/vnd.oasis.opendocument.graphics",
}
"""What stands in the member ``mimetype`` of each kind."""

_MANIFEST = "META-INF/manifest.xml"
_GONE = re.compile(
    r"(.*/)?(meta\.xml|settings\.xml|manifest\.rdf|layout-cache)|Thumbnails/.*|Configurations2/.*|"
    r"META-INF/(?!manifest\.xml).*|(.*/)?current\.xml"
)
_PARTS = re.compile(r"(Object \d+/)?(content|styles)\.xml")
_DRAWN = re.compile(r"(.*/)?(Pictures|media)/[^/]+|ObjectReplacements/[^/]+")
_PICTURE = re.compile(r"(.*/)?(Pictures|media)/[^/]+")
_FONT = re.compile(r"Fonts/[^/]+\.(ttf|otf)")
_PROGRAMS = re.compile(r"(Basic|Scripts|Dialogs)/.*")
_PEOPLE_WORDS = """
creator initial-creator author-name author-initials sender-firstname sender-lastname
sender-initials sender-email sender-company sender-phone-private sender-phone-work sender-street
sender-title sender-position sender-city sender-fax creator-initials date editing-cycles
printed-by
"""
_PEOPLE = frozenset(_PEOPLE_WORDS.split())


def clean_opendocument(suffix: str, data: bytes, budget: Budget) -> Contents:
    """The clean copy of an office file with this ending. Raises :class:`RefusedError`."""
    budget.enter()
    members = read_archive(data, budget)
    if members.get("mimetype", b"").strip().decode("latin-1") != MEDIA_TYPES[suffix]:
        raise wrong_kind(f"By its content, this is no {suffix} file.")
    findings: list[Finding] = []
    words: list[str] = []
    kept = {"mimetype": MEDIA_TYPES[suffix].encode()}
    for name, part in members.items():
        if name in ("mimetype", _MANIFEST) or _GONE.fullmatch(name):
            continue
        if _PROGRAMS.fullmatch(name):
            raise RefusedError(_MACRO)
        if _PARTS.fullmatch(name):
            if name.startswith("Object "):
                findings.append(_EMBEDDED)
            top = parse_xml(part)
            words.append(texts_of(top))
            findings += _look(top)
            _forget_people(top)
            forget_places(top)
            kept[name] = write_xml(top)
        elif _FONT.fullmatch(name):
            if not is_font(part) or hides_original(part):
                raise unreadable(f"The font {posixpath.basename(name)} in it cannot be read.")
            words.append(part.decode("latin-1"))
            kept[name] = part
        elif _DRAWN.fullmatch(name):
            kept[name] = _picture(name, part, findings, words)
        else:
            raise unreadable(f"It has a part that is not known here: {posixpath.basename(name)}.")
    used = "\n".join(part.decode() for name, part in kept.items() if _PARTS.fullmatch(name))
    for name in [one for one in kept if _PICTURE.fullmatch(one)]:
        if posixpath.basename(name) not in used:  # what was deleted may still lie in the file
            del kept[name]
    kept[_MANIFEST] = _manifest(members.get(_MANIFEST, b""), kept)
    if "content.xml" not in kept:
        raise unreadable("It is damaged: its text is not there.")
    budget.leave()
    return Contents(write_archive(kept, ("mimetype",)), "\n".join(words), merged(findings))


def _picture(name: str, data: bytes, findings: list[Finding], words: list[str]) -> bytes:
    bare = bare_copy(data)
    if bare is not None and bare.kind != "sound":
        words.append(bare.words)
        return bare.data
    what = original_in(data)
    if what in ("a film", "a sound") or bare is not None:
        raise original(f"an office file with {what or 'a sound'} in it, which is an original")
    if name.startswith("ObjectReplacements/") or data[40:44] == b" EMF" or data[:4] == b"VCLM":
        findings.append(_OLD_DRAWING)
        return data
    raise unreadable(f"The picture {posixpath.basename(name)} in it cannot be cleaned.")


def _manifest(data: bytes, kept: Mapping[str, bytes]) -> bytes:
    if not data:
        raise unreadable("It is damaged: the list of its parts is missing.")
    top = parse_xml(data)
    for entry in list(top):
        if any(local(one) == "encryption-data" for one in entry.iter()):
            raise unreadable("It is locked with a password.")
        path = next(
            (
                str(value)
                for name, value in entry.attrib.items()
                if local_attribute(name) == "full-path"
            ),
            "",
        )
        if (not path.endswith("/") and path not in kept) or (
            path.endswith("/") and path != "/" and not any(one.startswith(path) for one in kept)
        ):
            top.remove(entry)
    return write_xml(top)


def _look(top: Element) -> list[Finding]:
    found: list[Finding] = []
    for element in top.iter():
        word = local(element)
        state = {local_attribute(one): str(value) for one, value in element.attrib.items()}
        if word == "annotation":
            found.append(_COMMENTED)
        elif word == "tracked-changes" and len(element):
            found.append(_CHANGED)
        elif word == "notes" and "presentation" in str(element.tag):
            if any("".join(map(str, one.itertext())).strip() for one in element if _is_note(one)):
                found.append(_NOTED)
        elif word in ("scripts", "script", "event-listener") and (len(element) or element.text):
            raise RefusedError(_MACRO)
        elif word in ("object-ole", "plugin", "applet"):
            found.append(_EMBEDDED)
        elif (
            word in ("hidden-text", "hidden-paragraph")
            or (word == "table-properties" and state.get("display") == "false")
            or (word in ("table-row", "table-column") and state.get("visibility") in _NOT_SHOWN)
            or (word == "drawing-page-properties" and state.get("visibility") == "hidden")
            or state.get("display") in ("none", "condition")
            or word == "scenario"
        ):
            found.append(_HIDDEN)
        elif word == "graphic-properties" and _CUT.search(state.get("clip", "")):
            found.append(_CROPPED)
    return found


_CUT = re.compile(r"(?<![.\d])0*[1-9]|\.0?[1-9]")
"""A side of ``rect(0cm, 1.2cm, 0cm, 0cm)`` that is cut."""
_NOT_SHOWN = ("collapse", "filter")


def _is_note(element: Element) -> bool:
    classes = [str(v) for n, v in element.attrib.items() if local_attribute(n) == "class"]
    return local(element) == "frame" and "page" not in classes


def _forget_people(top: Element) -> None:
    for element in list(top.iter()):
        word = local(element)
        if word in _PEOPLE and (len(element) == 0):
            element.text = ""
        elif word == "forms":
            for one in list(element):
                if local(one) == "connection-resource":
                    remove(one)
        for name in list(element.attrib):
            key = local_attribute(name)
            if key in ("rsid", "paragraph-rsid", "officeooo") or key.endswith("-rsid"):
                del element.attrib[name]


_MACRO = Finding(
    "handout-kind",
    "It has programs (macros) in it, which are never published.",
    "Save it without macros, or as a PDF, and link to that.",
)
_COMMENTED = Finding(
    "handout-comments",
    "It has comments in it, which every reader can open.",
    "Delete all comments in the program that made the file, or save it as a PDF without them.",
    final=False,
)
_CHANGED = Finding(
    "handout-changes",
    "It has tracked changes in it: what was deleted can still be read.",
    "Accept or reject all changes in the program that made the file, and switch tracking off.",
    final=False,
)
_NOTED = Finding(
    "handout-notes",
    "It has notes of the speaker in it, which every reader can open.",
    "Delete the notes, or save the slides as a PDF.",
    final=False,
)
_EMBEDDED = Finding(
    "handout-embedded",
    "It has another file inside, such as the whole table behind a chart.",
    "Paste it as a picture instead, or save the file as a PDF.",
    final=False,
)
_HIDDEN = Finding(
    "handout-hidden",
    "It has something hidden (text, rows, a sheet or a slide), which anybody can show.",
    "Take it out in the program that made the file, or save the file as a PDF.",
    final=False,
)
_CROPPED = Finding(
    "handout-hidden",
    "It has a picture that was cropped: what was cut off is still there, and anybody can show it.",
    "In the program that made the file, have the cut parts of pictures deleted (Compress Image), "
    "or cut the picture before you put it in.",
    final=False,
)
_OLD_DRAWING = Finding(
    "handout-pictures",
    "It has a drawing that cannot be looked into.",
    "Paste it as a picture (PNG) instead, or save the file as a PDF.",
    final=False,
)
