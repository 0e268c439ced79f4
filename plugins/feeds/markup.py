"""HTML for feed readers: complete, absolute, and nothing in it that runs or loads by itself. Pure.

A feed reader shows a text outside its page, without our styles and scripts. So what only they make
sense of is put in plain words first, and then an allow-list keeps what is left safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

import nh3

from plugins.common.allowed_html import DROPPED, PLAYERS, SCHEMES, TEXT_TAGS, attributes_for

_TASK = re.compile(r'<span\b[^>]*\bclass="[^"]*\btask-(open|done)\b[^"]*"[^>]*>\s*</span>')
_BOXES = {"open": "\N{BALLOT BOX}", "done": "\N{BALLOT BOX WITH CHECK}"}
_CARD_NOTE = re.compile(r'<p\b[^>]*\bclass="embed-note"[^>]*>.*?</p>', re.DOTALL)
_NOTE_TITLE = re.compile(r'<p\b[^>]*\bclass="admonition-title"[^>]*>(.*?)</p>', re.DOTALL)
# A <source> of a picture; those of recordings and films have src and stay.
_RENDITIONS = re.compile(r"<source\b[^>]*\bsrcset=[^>]*>")

# A film of ours: it shows its picture here, and leads to the film.
_CLIP = re.compile(r"<video\b(?P<said>[^>]*\bposter=[^>]*)>(?P<within>.*?)</video>", re.DOTALL)
_SAID = re.compile(r'\b(poster|width|height|aria-label)="([^"]*)"')
_SOURCE = re.compile(r'<source\b[^>]*\bsrc="([^"]*)"')

_KEPT = TEXT_TAGS | PLAYERS


def build_feed_html(html: str, page_url: str) -> str:
    """``html`` of the page at ``page_url`` (absolute) as it can stand anywhere else.

    A ``<picture>`` becomes its JPEG, a clip its picture with a link, a film's card a plain link, a
    task box a sign; every address is absolute, a place within the page included.
    """
    html = _TASK.sub(lambda found: _BOXES[found[1]], html)
    html = _CARD_NOTE.sub("", html)
    html = _RENDITIONS.sub("", html)
    html = _CLIP.sub(_picture_of_clip, html)
    html = _NOTE_TITLE.sub(r"<p><strong>\1</strong></p>", html)
    return nh3.clean(
        html,
        tags=set(_KEPT),
        clean_content_tags=set(DROPPED),
        attributes=attributes_for(_KEPT),
        url_schemes=set(SCHEMES),
        url_relative=("rewrite_with_base", page_url),
        link_rel=None,
    )


def _picture_of_clip(found: re.Match[str]) -> str:
    said, source = dict(_SAID.findall(found["said"])), _SOURCE.search(found["within"])
    if source is None:
        return ""
    image = f'<img src="{said["poster"]}" alt="{said.get("aria-label", "")}"'
    for side in ("width", "height"):
        image += f' {side}="{said[side]}"' if side in said else ""
    return f'<a href="{source[1]}">{image}></a>'


def build_image(url: str, alt: str, width: int, height: int) -> str:
    """A photo."""
    return f'<img src="{escape(url)}" alt="{escape(alt)}" width="{width:d}" height="{height:d}">'


def build_figure(image: str, caption: str = "", credit: str = "") -> str:
    """A photo (HTML) with its caption and credit (plain text)."""
    words = " ".join(filter(None, (caption, f"Photo: {credit}" if credit else "")))
    below = f"<figcaption>{escape(words)}</figcaption>" if words else ""
    return f"<figure>{image}{below}</figure>\n"


def build_facts(facts: Iterable[tuple[str, str]]) -> str:
    """What a page shows beside its text, as ``Where: Library``; empty facts are left out."""
    lines = [f"<strong>{escape(name)}:</strong> {escape(value)}" for name, value in facts if value]
    return f"<p>{'<br>'.join(lines)}</p>\n" if lines else ""


def build_link(url: str, label: str) -> str:
    """A paragraph that leads somewhere."""
    return f'<p><a href="{escape(url)}">{escape(label)}</a></p>\n'


def build_entries(title: str, entries: Iterable[tuple[str, str, str]]) -> str:
    """A heading and a list of ``(url, title, summary)`` under it."""
    lines = [
        f'<li><a href="{escape(url)}">{escape(name)}</a>'
        f"{f'<br>{escape(summary)}' if summary else ''}</li>\n"
        for url, name, summary in entries
    ]
    return f"<h2>{escape(title)}</h2>\n<ul>\n{''.join(lines)}</ul>\n" if lines else ""
