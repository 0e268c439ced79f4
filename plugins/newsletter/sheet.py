"""An issue on one sheet of paper, A4 or US Letter: for the school office and its pinboard. Pure.

The more there is to tell, the closer it is set: first the type, then pictures and the words below
titles, then the note. No entry is ever left out; an issue too long even so goes on overleaf.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bs4 import BeautifulSoup, Tag

from plugins.newsletter.forms import FORMS, LONG, Form
from plugins.newsletter.message import Block, Entry, Message, Picture
from plugins.newsletter.paper import COLUMN, HEIGHT, LINE, MM, height_in_two, height_of, lines_of
from plugins.newsletter.qr import build_code
from plugins.newsletter.words import Words

_LEAD = 40 * MM
_SMALL, _SMALL_HEIGHT = 25 * MM, 17 * MM
"""Pictures on the sheet, as sheet.css has them: heights, and the width of small ones."""
_FOOT = 26 * MM
_TITLE = 23


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page says. ``note`` is HTML; ``is_cut`` where some of it is not there.

    ``blocks`` have all entries of the issue, each in ``told``; ``page_url`` is absolute, ``back``
    the same on the site. ``code`` is SVG of it; a preview, which nobody reaches, has none.
    """

    title: str
    lang: str
    direction: str
    site_name: str
    school: str
    week_line: str
    note: str
    is_cut: bool
    cover: Picture | None
    cover_height: int
    blocks: tuple[Block, ...]
    size: int
    back: str
    page_url: str
    code: str
    contact: str
    words: Words

    @property
    def address(self) -> str:
        """The address of the issue's page, as people type it."""
        return self.page_url.partition("://")[2].rstrip("/")


def plan_sheet(message: Message, base: str, site: str) -> Sheet:
    """The sheet of ``message``; addresses on it start with ``site`` instead of ``base``."""
    for form in FORMS:
        covers = form.covers if message.picture and form.covers else (0,)
        sheets = [_set(message, form, cover) for cover in covers]
        fitting = [one for one in sheets if _height(one, form) <= _room(one)]
        if fitting:
            sheet = min(fitting, key=lambda one: _unevenness(one, form))
            break
    else:
        sheet = sheets[-1]
    return replace(
        sheet,
        back=_moved(message.page_url, base, site),
        code=build_code(message.page_url) if site else "",
        note=sheet.note.replace(f'="{base}/', f'="{site}/'),
        cover=_moved_picture(sheet.cover, base, site),
        blocks=tuple(
            replace(block, told=tuple(_moved_entry(one, base, site) for one in block.told))
            for block in sheet.blocks
        ),
    )


def _set(message: Message, form: Form, cover: int) -> Sheet:
    note, is_cut = shorten_note(message.note, form.note)
    blocks = (*message.blocks, *((message.dates,) if message.dates else ()))
    return Sheet(
        title=message.title,
        lang=message.lang,
        direction=message.direction,
        site_name=message.site_name,
        school=message.school,
        week_line=message.week_line,
        note=note,
        is_cut=is_cut,
        cover=message.picture if cover else None,
        cover_height=cover,
        blocks=tuple(_set_block(block, form) for block in blocks),
        size=form.size,
        back="",
        page_url=message.page_url,
        code="",
        contact=message.contact,
        words=message.words,
    )


def _set_block(block: Block, form: Form) -> Block:
    most = form.lead if block.lead else form.summary
    told = [
        replace(
            one,
            summary=_shorten(one.summary, most),
            picture=one.picture if form.pictures or (block.lead and form.lead >= LONG) else None,
            facts=one.facts if form.facts else (),
        )
        for one in block.told
    ]
    listed = [
        replace(one, summary="", picture=None, facts=one.facts if form.facts else ())
        for one in block.listed
    ]
    return Block(block.title, (*told, *listed), (), block.lead)


def shorten_note(html: str, most: int) -> tuple[str, bool]:
    """The note without its pictures, of at most about ``most`` letters; True where words are gone.

    Whole blocks are kept, from the first on; a first one that is too long loses its end.
    """
    soup = BeautifulSoup(html, "html.parser")
    for image in soup.find_all("img"):
        image.decompose()
    kept: list[str] = []
    for block in soup.find_all(True, recursive=False):
        words = " ".join(block.get_text(" ").split())
        if not words and block.name != "hr":
            continue
        if len(words) > most:
            if not kept and block.name == "p":
                paragraph = soup.new_tag("p")
                paragraph.string = _shorten(words, most)
                kept.append(paragraph.decode())
            return "\n".join(kept), True
        most -= len(words)
        kept.append(block.decode())
    return "\n".join(kept), False


def _room(sheet: Sheet) -> float:
    head = 32 + _TITLE * 1.1 * lines_of(sheet.title, _TITLE * 1.1, COLUMN * 2)
    return HEIGHT - head - _FOOT


def _height(sheet: Sheet, form: Form) -> float:
    return height_in_two(list(_heights(sheet, form)))


def _unevenness(sheet: Sheet, form: Form) -> float:
    heights = list(_heights(sheet, form))
    return height_in_two(heights) - sum(heights) / 2


def _heights(sheet: Sheet, form: Form) -> Iterator[float]:
    points = form.points
    if sheet.cover:
        yield sheet.cover_height * MM + points
    for text in _pieces(sheet.note):
        lines = lines_of(text, points)
        yield from [points * LINE] * (lines - 1)
        yield points * (LINE + 0.55)
    for block in sheet.blocks:
        heading = height_of(block.title, points * 1.25) + points * 1.6
        for place, entry in enumerate(block.told):
            yield _height_of_entry(entry, points, lead=block.lead) + (0 if place else heading)


def _height_of_entry(entry: Entry, points: float, *, lead: bool) -> float:
    words = height_of(entry.title, points * 1.1)
    words += height_of(" · ".join(entry.facts), points * 0.9)
    words += height_of(entry.summary, points)
    if entry.picture and lead:
        words += _LEAD + points * 0.5
    elif entry.picture:
        # Words run around it: they take its place in addition to their own, and a little more.
        words = max(words + 1.25 * _SMALL * _SMALL_HEIGHT / COLUMN, _SMALL_HEIGHT)
    return words + points * 0.75


@lru_cache(maxsize=8)
def _pieces(html: str) -> tuple[str, ...]:
    """The words of each paragraph, item and row."""
    found: list[str] = []
    for block in BeautifulSoup(html, "html.parser").find_all(True, recursive=False):
        inner = [one for one in block.find_all(["li", "tr", "dt", "dd"]) if isinstance(one, Tag)]
        for one in inner or [block]:
            text = one.get_text(" ")
            found.extend(one.get_text().split("\n") if block.name == "pre" else [text])
    return tuple(found)


def _shorten(text: str, most: int) -> str:
    return textwrap.shorten(text, most, placeholder=" …") if most else ""


def _moved(url: str, base: str, site: str) -> str:
    return f"{site}/{url.removeprefix(f'{base}/')}" if url.startswith(f"{base}/") else url


def _moved_picture(picture: Picture | None, base: str, site: str) -> Picture | None:
    return replace(picture, url=_moved(picture.url, base, site)) if picture else None


def _moved_entry(entry: Entry, base: str, site: str) -> Entry:
    picture = _moved_picture(entry.picture, base, site)
    return replace(entry, url=_moved(entry.url, base, site), picture=picture)
