"""Words for the staff cut out of HTML: where a text's source does not tell where they are. Pure.

An element that is the staff's by its class or its name goes whole. Where only a mark stands in the
words, what was meant is not known: all from there to the end of the element around it, or to the
next heading, goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from plugins.common.audiences import STAFF
from plugins.common.markers import (
    find_marker,
    folded_words,
    is_for_staff,
    marker_in_html,
    words_of_html,
)

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = (
    *("address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt"),
    *("figcaption", "figure", "footer", "header", "li", "main", "nav", "ol", "p", "pre", "section"),
    *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", *_HEADINGS),
)
_HOLDERS = {"summary": "details", "caption": "table", "figcaption": "figure", "legend": "fieldset"}
"""Whose words speak for the element around them."""
_NAMES_IN = ("class", "audience", "data-audience")
_HARMLESS_IN = ("href", "src", "id", *_NAMES_IN)
_DEEPEST = 100
"""Elements within each other. Of what is nested deeper nobody can tell what belongs to what."""
_OWN_BOX = ["admonition", STAFF]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What was cut out: the mark by which it was known, and whether it was written as documented.

    So it is for ``<div class="admonition staff">``, which ``!!! staff`` becomes as well, and for an
    admonition with the title "staff" in reStructuredText.
    """

    marker: str
    documented: bool = False


def hide_staff_words(html: str) -> tuple[str, list[Hidden]]:
    """``html`` without what is for the staff, and what that was."""
    marker = marker_in_html(html)
    if not marker:
        return html, []
    soup = BeautifulSoup(html, "html.parser")
    if _is_deep(soup):
        return "", [Hidden(marker)]
    found = [*_cut_elements(soup), *_cut_attributes(soup), *_cut_marked(soup)]
    if found:
        _cut_footnotes(soup)
        html = str(soup.decode(formatter="minimal"))
    left = marker_in_html(html)
    if left:
        return "", [*found, Hidden(left)]  # not even taken apart can it be told where it is
    return html, found


def _is_deep(soup: BeautifulSoup) -> bool:
    depths = {id(soup): 0}
    for tag in soup.find_all(True):
        depths[id(tag)] = depth = depths[id(tag.parent)] + 1
        if depth > _DEEPEST:
            return True
    return False


def _cut_elements(soup: BeautifulSoup) -> Iterator[Hidden]:
    for tag in soup.find_all(True):
        if tag.decomposed:
            continue
        names = [tag.name, *(one for name in _NAMES_IN for one in tag.get_attribute_list(name))]
        named = next((one for one in names if one and is_for_staff(str(one))), None)
        if named is None:
            continue
        classes = list(map(str, tag.get_attribute_list("class")))
        own = classes == _OWN_BOX or sorted(classes) == ["admonition", f"admonition-{STAFF}"]
        yield Hidden(str(named), documented=tag.name == "div" and own)
        _cut_from(tag) if tag.name in _HEADINGS else tag.decompose()


def _cut_attributes(soup: BeautifulSoup) -> Iterator[Hidden]:
    for tag in soup.find_all(True):
        for name, value in list(tag.attrs.items()):
            if name in _HARMLESS_IN or not isinstance(value, str):
                continue
            marker = find_marker(folded_words(value))
            if marker:
                yield Hidden(marker)
                del tag[name]


def _cut_marked(soup: BeautifulSoup) -> Iterator[Hidden]:
    """The innermost elements in whose words a mark stands, and what follows them."""
    marker = find_marker(words_of_html(soup.decode()))
    while marker:
        yield Hidden(marker)
        place: Tag = soup
        while inner := next(filter(_is_marked, _children(place)), None):
            place = inner
        if place is soup:
            soup.clear()  # the mark lies across elements, or outside of any
            return
        place, clear = _whole(place, soup)
        place.decompose() if clear else _cut_from(place)
        marker = find_marker(words_of_html(soup.decode()))


def _children(place: Tag) -> Iterator[Tag]:
    """The blocks right within ``place``, whatever inline elements stand between."""
    for child in place.find_all(True, recursive=False):
        if child.name in _BLOCKS:
            yield child
        else:
            yield from _children(child)


def _is_marked(tag: Tag) -> bool:
    return bool(find_marker(words_of_html(tag.decode())))


def _whole(place: Tag, soup: BeautifulSoup) -> tuple[Tag, bool]:
    """The element that ``place`` speaks for, and whether it is clear that this is all of it."""
    parent = place.parent
    while isinstance(parent, Tag) and parent is not soup:
        if "admonition-title" in place.get_attribute_list("class"):
            return parent, True
        if _HOLDERS.get(place.name) == parent.name:
            return parent, True
        alone = place.get_text().strip() == parent.get_text().strip()
        if not alone and place.name not in ("td", "th"):
            break
        place, parent = parent, parent.parent
    return place, False


def _cut_from(place: Tag) -> None:
    """Take out ``place`` and what follows it, up to a heading that is not below its own."""
    own = int(place.name[1]) if place.name in _HEADINGS else 6
    for following in list(place.next_siblings):
        if isinstance(following, Tag) and _heading_in(following) <= own:
            break
        following.extract()
    place.decompose()


def _heading_in(tag: Tag) -> int:
    """The level of the first heading of an element; 7 where it has none."""
    found = tag if tag.name in _HEADINGS else tag.find(_HEADINGS)
    return int(found.name[1]) if isinstance(found, Tag) else 7


def _cut_footnotes(soup: BeautifulSoup) -> None:
    """Footnotes to which nothing points any more."""
    for note in soup.select(".footnote li"):
        backs = note.select("a.footnote-backref")
        if backs and not any(soup.find(id=str(back["href"]).lstrip("#")) for back in backs):
            note.decompose()
    for box in soup.select(".footnote"):
        if box.name == "div" and not box.find("li"):
            box.decompose()
