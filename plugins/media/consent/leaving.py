"""A finished text on its way to another place, where fewer photos may go. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag

from plugins.media.playing.studio import FOLDER as PLAYED
from plugins.media.renditions import FOLDER as PHOTOS

_STEM = re.compile(rf"(?:^|/)(?:{PHOTOS}/([0-9a-f]+)-|{PLAYED}/([0-9a-f]+)\.)")


def keep_released(html: str, may: Callable[[str], bool]) -> str:
    """``html`` without the photos, clips and recordings of whose files ``may`` denies the stem.

    A figure goes with its caption; marks of a preview go with their photo.
    """
    if not any(sign in html for sign in (f"{PHOTOS}/", f"{PLAYED}/", 'class="review')):
        return html
    soup = BeautifulSoup(html, "html.parser")
    changed = False
    for shown in soup.find_all(["img", "video", "audio"]):
        if not shown.decomposed and not all(map(may, _stems(shown))):
            _whole(shown).decompose()
            changed = True
    for mark in soup.select(".review"):
        if not mark.decomposed:
            _whole(mark).decompose()
            changed = True
    for link in soup.find_all("a", href=_STEM):
        if not all(map(may, stems_in(str(link["href"])))):
            del link["href"]
            changed = True
    return str(soup) if changed else html


def stems_in(text: str) -> list[str]:
    """The stems of all files of photos, clips and recordings that ``text`` leads to."""
    return [found[1] or found[2] for found in _STEM.finditer(text)]


def _stems(shown: Tag) -> list[str]:
    """Of the files that a picture or player shows: its poster, and what it plays."""
    urls = [shown.get("src"), shown.get("poster")]
    urls += [one.get("src") for one in shown.find_all("source") if isinstance(one, Tag)]
    return [stem for url in urls for stem in stems_in(str(url or ""))]


def _whole(part: Tag) -> Tag:
    """The figure that ``part`` fills, or else its mark, its picture, itself."""
    for name, classes in (("figure", None), ("span", "review"), ("picture", None)):
        found = part.find_parent(name, class_=classes) if classes else part.find_parent(name)
        if found is not None:
            return found
    return part
