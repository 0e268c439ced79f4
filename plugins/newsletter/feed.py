"""A feed with whole issues, for services that make a mail of each item. Pure.

Each item is the public letter in HTML that mail programs show: no class, no style, no script.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from plugins.newsletter.message import Block, Entry, Message

PATH = "feeds/newsletter-whole.rss.xml"
"""Where the feed is on the site."""
NEWEST = 10
"""So many issues are in it."""

_ATOM, _CONTENT = "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/modules/content/"
register_namespace("atom", _ATOM)
register_namespace("content", _CONTENT)


def build_feed(
    issues: Sequence[tuple[Message, datetime]], title: str, site: str, description: str, lang: str
) -> bytes:
    """RSS 2.0 of ``issues`` with the moment each was published, newest first; UTF-8.

    ``site`` is the site's absolute address with its last slash, ``lang`` its language.
    """
    newest = sorted(issues, key=lambda one: (one[1], one[0].id), reverse=True)[:NEWEST]
    rss = Element("rss", {"version": "2.0"})
    channel = SubElement(rss, "channel")
    _text(channel, "title", title)
    _text(channel, "link", site)
    _text(channel, "description", escape(description, quote=False))
    _text(channel, "language", lang)
    address = {"href": f"{site}{PATH}", "rel": "self", "type": "application/rss+xml"}
    SubElement(channel, f"{{{_ATOM}}}link", address)
    if newest:
        _text(channel, "lastBuildDate", format_datetime(newest[0][1]))
    for message, moment in newest:
        item = SubElement(channel, "item")
        _text(item, "title", message.title)
        _text(item, "link", message.page_url)
        _text(item, "guid", message.id).set("isPermaLink", "false")
        _text(item, "pubDate", format_datetime(moment))
        # RSS readers take a description for HTML.
        _text(item, "description", escape(message.preview, quote=False))
        _text(item, f"{{{_CONTENT}}}encoded", build_body(message))
    written: bytes = tostring(rss, "utf-8", xml_declaration=True)
    return written + b"\n"


def build_body(message: Message) -> str:
    """The letter as plain HTML: note, sections, dates; addresses are absolute."""
    parts = [message.note]
    blocks = (*message.blocks, *((message.dates,) if message.dates else ()))
    parts.extend(_block(block) for block in blocks)
    web = escape(message.words.web)
    parts.append(f'<p><a href="{escape(message.page_url)}">{web}</a></p>')
    return "\n".join(part for part in parts if part)


def _block(block: Block) -> str:
    told = [_entry(one) for one in block.told]
    listed = "".join(f"<li>{_link(one)}{_facts(one)}</li>" for one in block.listed)
    return "\n".join(
        [f"<h2>{escape(block.title)}</h2>", *told, *([f"<ul>{listed}</ul>"] if listed else [])]
    )


def _entry(entry: Entry) -> str:
    picture = entry.picture
    image = (
        f'<p><img src="{escape(picture.url)}" width="{picture.width}" height="{picture.height}" '
        f'alt="{escape(picture.alt)}"></p>'
        if picture
        else ""
    )
    words = f"<p>{escape(entry.summary)}</p>" if entry.summary else ""
    return f"{image}<h3>{_link(entry)}</h3><p>{_facts(entry)}</p>{words}".replace("<p></p>", "")


def _link(entry: Entry) -> str:
    return f'<a href="{escape(entry.url)}">{escape(entry.title)}</a>'


def _facts(entry: Entry) -> str:
    return f" {escape(' · '.join(entry.facts))}" if entry.facts else ""


def _text(parent: Element, name: str, words: str) -> Element:
    made = SubElement(parent, name)
    made.text = words
    return made
