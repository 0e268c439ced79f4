"""Files of teaching tools: Scratch, boards, notebooks, models to print, GeoGebra, books."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable, Mapping
from hashlib import md5
from html.entities import html5
from pathlib import PurePosixPath
from typing import cast

from plugins.handouts.archive import read_archive, write_archive
from plugins.handouts.findings import (
    Budget,
    Contents,
    Finding,
    merged,
    original,
    unreadable,
    wrong_kind,
)
from plugins.handouts.pictures import bare_copy
from plugins.handouts.plaintext import check_words, decoded
from plugins.handouts.signatures import hides_original, original_in
from plugins.handouts.xmlparts import (
    Element,
    forget_places,
    local,
    parse_xml,
    remove,
    texts_of,
    write_xml,
)

_OF_SCRATCH = frozenset(
    (
        "83a9787d4cb6f3b7632b4ddfebf74367",  # pop
        "83c36d806dc92327b9e7049a565c6bff",  # meow
    )
)
"""The sounds that every new project of Scratch has."""


def picture_finding(names: list[str], *, photos: bool) -> Finding:
    """The finding that there are pictures or sounds in a file."""
    some = ", ".join(sorted(names)[:5]) + (" and others" if len(names) > 5 else "")
    what = "photos" if photos else "pictures or sounds"
    return Finding(
        "handout-pictures",
        f"It has {what} in it: {some}. Whoever can be seen or heard there is published too.",
        "Look at each of them: nobody may be recognised whose family did not release it.",
        final=False,
    )


def clean_notebook(data: bytes) -> Contents:
    """A notebook of Jupyter: cells and printed words; nothing about who ran it."""
    text = next(decoded(data), "")
    try:
        book = json.loads(text)
        cells = book["cells"]
        kept = [_cell(cell) for cell in cells]
        version = int(book["nbformat"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise wrong_kind("By its content, this is no notebook (.ipynb, version 4).") from None
    findings = [one for _, found in kept for one in found]
    clean = {
        "cells": [cell for cell, _ in kept],
        "metadata": _language(book.get("metadata")),
        "nbformat": version,
        "nbformat_minor": 4,
    }
    written = json.dumps(clean, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    words = json.dumps(clean, ensure_ascii=False).replace("\\n", "\n").replace('", "', "")
    for one, _ in kept:
        check_words(_joined(one.get("source")), code=True)
    return Contents(written.encode(), f"{text}\n{words}", merged(findings))


def _language(metadata: object) -> dict[str, object]:
    """In which language the cells are; the name of a kernel is that of somebody's own folder."""
    told = metadata.get("language_info") if isinstance(metadata, dict) else None
    name = str(told.get("name", "")) if isinstance(told, dict) else ""
    if name not in ("", "python") and re.fullmatch(r"[A-Za-z+#]{1,20}", name):
        return {"language_info": {"name": name}}
    return {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def _cell(cell: Mapping[str, object]) -> tuple[dict[str, object], list[Finding]]:
    findings: list[Finding] = []
    kept: dict[str, object] = {
        "cell_type": str(cell["cell_type"]),
        "metadata": {},
        "source": _joined(cell.get("source")),
    }
    if cell.get("attachments"):
        findings.append(picture_finding(["an attachment of a cell, left out"], photos=False))
    if kept["cell_type"] == "code":
        outputs: list[object] = []
        for output in cast(list[dict[str, object]], cell.get("outputs") or []):
            if output.get("output_type") == "stream":
                outputs.append(
                    {
                        "output_type": "stream",
                        "name": str(output.get("name")),
                        "text": _HOME.sub(r"\1…", _joined(output.get("text"))),
                    }
                )
            elif isinstance(output.get("data"), dict):
                shown = cast(dict[str, object], output["data"])
                if set(shown) - {"text/plain"}:
                    findings.append(picture_finding(["output of a cell, left out"], photos=False))
        kept |= {"outputs": outputs, "execution_count": None}
    return kept, findings


_HOME = re.compile(r"(?i)((?:/home/|/users/|[a-z]:[\\/]users[\\/]))[^/\\\s\"']+")


def _joined(source: object) -> str:
    return "".join(map(str, source)) if isinstance(source, list) else str(source or "")


def clean_model(data: bytes) -> Contents:
    """A model to print (.stl), in letters or numbers; its head, where programs sign, is emptied."""
    readings = list(decoded(data))
    if readings:
        text = readings[0]
        lines = [line.split() for line in text.splitlines() if line.strip()]
        known = {"solid", "facet", "outer", "vertex", "endloop", "endfacet", "endsolid"}
        if not lines or lines[0][0] != "solid" or any(line[0] not in known for line in lines):
            raise wrong_kind("By its content, this is no model (.stl).")
        bare = (
            line if line[0] not in ("solid", "endsolid") else [line[0], "model"] for line in lines
        )
        return Contents("".join(" ".join(line) + "\n" for line in bare).encode(), text)
    if len(data) < 84 or len(data) != 84 + 50 * struct.unpack_from("<I", data, 80)[0]:
        what = original_in(data)
        raise original(what) if what else wrong_kind("By its content, this is no model (.stl).")
    if hides_original(data):
        raise original("a model with a photo, film or sound in it")
    body = bytearray(b"\0" * 80 + data[80:])
    for place in range(132, len(body), 50):  # two bytes for colours behind each triangle
        body[place : place + 2] = b"\0\0"
    return Contents(bytes(body), data[:80].decode("latin-1"))


_RECORDS = frozenset((*range(6), *range(0x0A, 0x0F)))
"""Of Intel, and those by which one program is for several boards (micro:bit universal hex)."""
_RECORD = re.compile(r":([0-9A-Fa-f]{2})+")


def clean_hex(data: bytes) -> Contents:
    """A program for a board (.hex): records of numbers, and the words that they hold."""
    text = next(decoded(data), "")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not all(_RECORD.fullmatch(line) for line in lines):
        what = original_in(data)
        raise original(what) if what else wrong_kind("By its content, this is no program (.hex).")
    held = bytearray()
    for line in lines:
        record = bytes.fromhex(line[1:])
        if len(record) < 5 or record[0] != len(record) - 5 or sum(record) & 0xFF:
            raise unreadable(f"The line {line[:12]}… of this program is damaged.")
        if record[3] not in _RECORDS:
            raise unreadable(
                f"The line {line[:12]}… of this program is of no kind that boards know."
            )
        held += record[4:-1]
    if hides_original(bytes(held)):
        raise original("a program with a photo, film or sound in it")
    return Contents(("\n".join(lines) + "\n").encode(), held.decode("utf-8", "replace"))


def clean_scratch(data: bytes, budget: Budget) -> Contents:
    """A project of Scratch (.sb3)."""
    members = _members(data, budget)
    try:
        project = json.loads(members["project.json"])
        list(project["targets"])
    except (KeyError, ValueError, TypeError, RecursionError):
        raise wrong_kind("By its content, this is no project of Scratch (.sb3).") from None
    project["meta"] = {"semver": "3.0.0", "vm": "0.2.0", "agent": ""}
    words = [json.dumps(project, ensure_ascii=False), *_strings(project)]
    parts: dict[str, bytes] = {}
    named: list[str] = []
    for name, part in members.items():
        if name == "project.json":
            continue
        if not re.fullmatch(r"[0-9a-f]{32}\.(svg|png|jpe?g|gif|wav|mp3)", name):
            raise wrong_kind(f"It has a file that no project of Scratch has: {name}.")
        parts[name] = _asset(name, part, named, words)
    parts["project.json"] = json.dumps(project, ensure_ascii=False, sort_keys=True).encode()
    findings = [picture_finding(named, photos=False)] if named else []
    budget.leave()
    return Contents(write_archive(parts), "\n".join(words), merged(findings))


def _asset(name: str, data: bytes, named: list[str], words: list[str]) -> bytes:
    bare = bare_copy(data)
    if bare is None:
        raise unreadable(f"The costume or sound {name} in it cannot be cleaned.")
    words.append(bare.words)
    if bare.kind != "drawing" and md5(data, usedforsecurity=False).hexdigest() not in _OF_SCRATCH:
        named.append(name)
    return bare.data


def _strings(thing: object) -> list[str]:
    if isinstance(thing, dict):
        return [one for pair in thing.items() for part in pair for one in _strings(part)]
    if isinstance(thing, list):
        return [one for part in thing for one in _strings(part)]
    return [thing] if isinstance(thing, str) else []


def _members(data: bytes, budget: Budget) -> dict[str, bytes]:
    budget.enter()
    return read_archive(data, budget)


_GEOGEBRA = re.compile(r"geogebra(_\w+)?\.(xml|js)")
_GEOGEBRA_PEOPLE = ("author", "date", "title")


def clean_geogebra(data: bytes, budget: Budget) -> Contents:
    """A construction of GeoGebra (.ggb), without its author and its preview."""

    def forget(top: Element) -> None:
        for element in top.iter():
            for key in _GEOGEBRA_PEOPLE if local(element) == "construction" else ():
                if key in element.attrib:
                    element.attrib[key] = ""
            for key in ("uniqueId", "id") if local(element) == "geogebra" else ():
                element.attrib.pop(key, None)

    return _clean_tool(
        data,
        budget,
        "geogebra.xml",
        lambda name: _GEOGEBRA.fullmatch(name) is not None,
        lambda name: name.endswith("thumbnail.png"),
        forget,
    )


def clean_print(data: bytes, budget: Budget) -> Contents:
    """A model to print (.3mf), without its designer and its preview."""

    def forget(top: Element) -> None:
        for element in list(top.iter()):
            if (
                local(element) == "metadata"
                or (
                    local(element) == "Relationship"
                    and (
                        "thumbnail" in str(element.get("Type"))
                        or "/Metadata/" in str(element.get("Target"))
                        or "core-properties" in str(element.get("Type"))
                    )
                )
                or (local(element) == "Override" and "/Metadata/" in str(element.get("PartName")))
            ):
                remove(element)

    return _clean_tool(
        data,
        budget,
        "3D/3dmodel.model",
        lambda name: name.endswith((".model", ".rels", "[Content_Types].xml")),
        lambda name: name.startswith(("Metadata/", "docProps/", "Thumbnails/", "Auxiliaries/")),
        forget,
    )


def clean_book(data: bytes, budget: Budget) -> Contents:
    """A book (.epub): its pages and pictures, without who made it and when."""
    members = _members(data, budget)
    if members.get("mimetype", b"").strip() != b"application/epub+zip":
        raise wrong_kind("By its content, this is no book (.epub).")
    kept: dict[str, bytes] = {"mimetype": b"application/epub+zip"}
    words: list[str] = []
    named: list[str] = []
    for name, part in members.items():
        suffix = PurePosixPath(name).suffix.lower()
        if name == "mimetype" or name.startswith("META-INF/calibre"):
            continue
        if name == "META-INF/encryption.xml" or name == "META-INF/rights.xml":
            raise unreadable("This book is locked.")
        if suffix in (".opf", ".xml", ".ncx", ".xhtml", ".html", ".htm"):
            plain = re.sub(rb"<!DOCTYPE[^>\[]*>", b"", part, count=1, flags=re.IGNORECASE)
            top = parse_xml(_ENTITY.sub(_by_number, plain))
            words.append(texts_of(top))
            _forget_makers(top, package=suffix == ".opf")
            kept[name] = write_xml(top)
        elif suffix == ".css":
            words.extend(decoded(part))
            if b"data:" in part.lower():
                raise unreadable("There is a file inside a style of this book.")
            kept[name] = part
        elif suffix in (".ttf", ".otf", ".woff", ".woff2"):
            if hides_original(part) or part[:4] not in _FONTS:
                raise unreadable(f"The font {name} in this book cannot be read.")
            kept[name] = part
        else:
            kept[name] = _asset(name, part, named, words)
    findings = [picture_finding(named, photos=False)] if named else []
    budget.leave()
    return Contents(write_archive(kept, ("mimetype",)), "\n".join(words), merged(findings))


_ENTITY = re.compile(rb"&(?!(?:lt|gt|amp|quot|apos);)[A-Za-z][A-Za-z0-9]{1,31};")
"""A sign by its name, as pages have them whose declaration says what the names mean."""


def _by_number(found: re.Match[bytes]) -> bytes:
    signs = html5.get(found[0][1:].decode("ascii"), "")
    return "".join(f"&#{ord(one)};" for one in signs).encode("ascii") or found[0]


_FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"wOFF", b"wOF2")
_MAKERS = frozenset(("creator", "contributor", "publisher", "source", "rights", "date", "author"))
_ACTIVE = frozenset(("script", "iframe", "object", "embed", "form", "foreignObject"))


def _forget_makers(top: Element, *, package: bool) -> None:
    for element in list(top.iter()):
        word = local(element)
        if word in _ACTIVE:
            raise unreadable("This book has programs in it.")
        if (package and word in _MAKERS) or word == "docAuthor" or (word == "meta" and not package):
            remove(element)
        elif package and word == "meta":
            property_ = str(element.get("property", ""))
            if property_ == "dcterms:modified":
                element.text = "2000-01-01T00:00:00Z"
            elif str(element.get("name")) != "cover" and not property_.startswith("rendition:"):
                remove(element)
        for name, value in list(element.attrib.items()):
            address = re.sub(r"\s", "", str(value)).lower()
            if str(name).lower().startswith("on") or address.startswith("javascript:"):
                raise unreadable("This book has programs in it.")
            if "data:image" in address:
                raise unreadable("This book has pictures in it that are written as letters.")
    forget_places(top)


def _clean_tool(
    data: bytes,
    budget: Budget,
    main: str,
    known: Callable[[str], bool],
    gone: Callable[[str], bool],
    forget: Callable[[Element], None],
) -> Contents:
    members = _members(data, budget)
    if main not in members:
        raise wrong_kind(f"By its content, this is none: it has no {main}.")
    kept: dict[str, bytes] = {}
    words: list[str] = []
    named: list[str] = []
    for name, part in members.items():
        if gone(name):
            continue
        if not known(name):
            kept[name] = _asset(name, part, named, words)
        elif name.endswith(".js"):
            readings = list(decoded(part))
            if not readings:
                raise unreadable(f"The part {name} in it cannot be read.")
            check_words(readings[0], code=True)
            words += readings
            kept[name] = part
        else:
            top = parse_xml(part)
            words.append(texts_of(top))
            forget(top)
            forget_places(top)
            kept[name] = write_xml(top)
    findings = [picture_finding(named, photos=False)] if named else []
    budget.leave()
    return Contents(
        write_archive(kept, ("[Content_Types].xml",)), "\n".join(words), merged(findings)
    )
