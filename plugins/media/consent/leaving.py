"""A finished text on its way to another place, where fewer photos may go. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag

from plugins.media.renditions import FOLDER

_STEM = re.compile(rf"(?:^|/){FOLDER}/([0-9a-f]+)-")


def keep_released(html: str, may: Callable[[str], bool]) -> str:
    """``html`` without the photos of which ``may`` says no to the stem of their renditions.

    A figure goes with its caption; marks of a preview go with their photo.
    """
    if f"{FOLDER}/" not in html and 'class="review' not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    changed = False
    for image in soup.find_all(["img", "video"]):
        if image.decomposed:
            continue
        found = _STEM.search(str(image.get("src") or image.get("poster") or ""))
        if found and not may(found[1]):
            _whole(image).decompose()
            changed = True
    for mark in soup.select(".review"):
        if not mark.decomposed:
            _whole(mark).decompose()
            changed = True
    for link in soup.find_all("a", href=_STEM):
        found = _STEM.search(str(link["href"]))
        if found and not may(found[1]):
            del link["href"]
            changed = True
    return str(soup) if changed else html


def _whole(part: Tag) -> Tag:
    """The figure that ``part`` fills, or else its mark, its picture, itself."""
    for name, classes in (("figure", None), ("span", "review"), ("picture", None)):
        found = part.find_parent(name, class_=classes) if classes else part.find_parent(name)
        if found is not None:
            return found
    return part
