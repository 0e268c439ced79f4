"""The last step behind every text: an allow-list of HTML, and a word on whatever it takes away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

import nh3

from plugins.common.allowed_html import (
    DROPPED,
    LOOKS,
    PAGE_SCHEMES,
    PAGE_TAGS,
    page_attributes,
)
from plugins.content.embeds import is_player
from plugins.content.references import References

_ATTRIBUTES = page_attributes()
_OF_ANY = {"src"}.union(*_ATTRIBUTES.values())
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
_ATTRIBUTE = re.compile(r"([^\s=\"'/>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_DRAWINGS = ("svg", "math")
_DIGITS = re.compile(r"\d+")

Used = tuple[str, str, str]
"""An element, an attribute of it (empty for itself) and the value of that."""


def allow_html(html: str, references: References) -> str:
    """``html`` with what a text may use; what else there was in it is reported, with its line."""
    cleaned = _CLEANER.clean(html).replace("&nbsp;", "\N{NO-BREAK SPACE}")
    if cleaned == html:
        return html
    refused = list(refused_in(html))
    lost = Counter(_used_in(html)) - Counter(_used_in(cleaned))
    for tag, name, value in refused or [one for one in lost if one[1] not in LOOKS]:
        report_refused(tag, name, value, references)
    if refused:
        # What went with an element is named by it; an address is named for itself.
        for tag, name, value in lost:
            if tag in PAGE_TAGS and name in ("href", "cite", "data-player"):
                report_refused(tag, name, value, references)
    return cleaned


def refused_in(html: str) -> Iterator[Used]:
    """The elements and attributes of ``html`` that are none of those allowed.

    Of a drawing, each sort of element once, and no attributes.
    """
    drawing, seen = "", set[str]()
    for closing, tag, rest in _TAG.findall(html):
        lower = tag.lower()
        if closing:
            drawing = "" if lower == drawing else drawing
            continue
        inside = bool(drawing)
        if lower in _DRAWINGS and not drawing:
            drawing = lower
        if lower not in PAGE_TAGS and not (inside and tag in seen):
            yield tag, "", ""
        seen.add(tag)
        if drawing:
            continue
        # What some element may have says nothing of its own about one that is refused itself.
        allowed = _ATTRIBUTES.get(lower, _OF_ANY) | LOOKS
        for name, value in _attributes(rest):
            if name not in allowed and not name.startswith("aria-"):
                yield tag, name, value


def report_refused(tag: str, name: str, value: str, references: References) -> None:
    """One element or attribute that was left out."""
    source, problems = references.source, references.problems
    if name == "style":
        line = source.line_of("style=")
        problems.add(
            source.path,
            line,
            "style-not-allowed",
            value,
            "The look of a page comes from the theme; this style is ignored.",
            "Take the style out.",
        )
        return
    written = f"{name}=" if name else f"<{tag}>"
    known = name in _ATTRIBUTES.get(tag, ())
    shown = f'{name}="{value}"' if known else written
    problems.add(
        source.path,
        (known and value and source.line_of(value)) or _line_of(written.rstrip(">"), references),
        "html-not-allowed",
        shown,
        f"{shown} is not allowed in a text: it could run or load what nobody checked.",
        "Take it out. A film or slides are shown by a plain link on a line of its own, a drawing "
        "as a picture of the content folder.",
    )


def _line_of(needle: str, references: References) -> int:
    source = references.source
    if line := source.line_of(needle):
        return line
    pattern = rf"\b{re.escape(needle[:-1])}\b" if needle.endswith("=") else re.escape(needle)
    found = re.search(pattern, source.text, re.IGNORECASE)
    return source.text.count("\n", 0, found.start()) + 1 if found else 0


def _used_in(html: str) -> Iterator[Used]:
    for closing, tag, rest in _TAG.findall(html):
        if not closing:
            yield tag.lower(), "", ""
            for name, value in _attributes(rest):
                yield tag.lower(), name, value


def _attributes(written: str) -> Iterator[tuple[str, str]]:
    for name, *values in _ATTRIBUTE.findall(written):
        yield name.lower(), unescape("".join(values))


def _fitting(tag: str, name: str, value: str) -> str | None:
    """``value`` where it is one that the attribute may have, else None."""
    del tag
    if name == "data-player":
        return value if is_player(value) else None
    if name == "cite":
        return value if value.startswith(("http://", "https://")) else None
    if name == "tabindex":
        return value if value in ("0", "-1") else None
    if name == "data-line":
        return value if _DIGITS.fullmatch(value) else None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(PAGE_TAGS),
    clean_content_tags=set(DROPPED),
    attributes=_ATTRIBUTES,
    attribute_filter=_fitting,
    generic_attribute_prefixes={"aria-"},
    url_schemes=set(PAGE_SCHEMES),
    link_rel=None,
    strip_comments=True,
)
