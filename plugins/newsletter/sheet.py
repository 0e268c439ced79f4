"""An issue on one sheet of paper, A4 or US Letter: for the school office and its pinboard. Pure.

The more there is to tell, the closer it is set: first the type, then pictures and the words below
titles, then the note. No entry is ever left out; an issue too long even so goes on overleaf.
"""

from __future__ import annotations

import textwrap
from dataclasses import replace
from functools import lru_cache

from bs4 import BeautifulSoup

from plugins.newsletter.fitting import height_of_cover, measure, pieces_of, room_below
from plugins.newsletter.forms import CLOSE, COVERS, LONG, ROOMY, Form, Sheet
from plugins.newsletter.message import Block, Entry, Message, Picture
from plugins.newsletter.qr import build_code


def plan_sheet(message: Message, base: str, site: str) -> Sheet:
    """The sheet of ``message``; addresses on it start with ``site`` instead of ``base``."""
    sheet = _choose(message)
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


def _choose(message: Message) -> Sheet:
    """Large type and even columns, where whole words and pictures fit; else the first that does."""
    best, sheet = 0.0, None
    room = room_below(message.title)
    for form in ROOMY:
        pieces = pieces_of(_set(message, form, 0), form)
        for cover in COVERS if message.picture else (0,):
            measured = measure(pieces, room, height_of_cover(cover, form))
            if measured.fits and form.points * measured.evenness > best:
                best = form.points * measured.evenness
                sheet = _set(message, form, cover)
    return sheet or _set_close(message, room)


def _set_close(message: Message, room: float) -> Sheet:
    *closer, closest = CLOSE
    for form in closer:
        sheet = _set(message, form, 0)
        if measure(pieces_of(sheet, form), room).fits:
            return sheet
    return _set(message, closest, 0)


def _set(message: Message, form: Form, cover: int) -> Sheet:
    note, is_cut = shorten_note(message.note, form.note)
    blocks = (*message.blocks, *((message.dates,) if message.dates else ()))
    return Sheet(
        title=message.title,
        preview=message.preview or message.title,
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
            facts=_facts(one, form),
        )
        for one in block.told
    ]
    listed = [
        replace(one, summary="", picture=None, facts=_facts(one, form)) for one in block.listed
    ]
    return Block(block.title, (*told, *listed), (), block.lead)


def _facts(entry: Entry, form: Form) -> tuple[str, ...]:
    """Of an event, its date and time in any form: without them it says nothing."""
    if form.facts:
        return entry.facts
    return entry.facts[:1] if entry.path.startswith("events/") else ()


@lru_cache(maxsize=16)  # it is the same in all roomy forms
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


def _shorten(text: str, most: int) -> str:
    return textwrap.shorten(text, most, placeholder=" …") if most else ""


def _moved(url: str, base: str, site: str) -> str:
    return f"{site}/{url.removeprefix(f'{base}/')}" if url.startswith(f"{base}/") else url


def _moved_picture(picture: Picture | None, base: str, site: str) -> Picture | None:
    return replace(picture, url=_moved(picture.url, base, site)) if picture else None


def _moved_entry(entry: Entry, base: str, site: str) -> Entry:
    picture = _moved_picture(entry.picture, base, site)
    return replace(entry, url=_moved(entry.url, base, site), picture=picture)
