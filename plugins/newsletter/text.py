"""The text part of a mail: for those who read without HTML, with every link of the HTML. Pure."""

from __future__ import annotations

from plugins.newsletter.message import Block, Entry, Message
from plugins.newsletter.plain import COLUMNS, build_plain, fill
from plugins.newsletter.words import Words

_RULE = "-" * COLUMNS


def build_text(message: Message) -> str:
    """The text of ``message`` in 72 columns, lines ending in ``\\n``; addresses are never cut."""
    parts = [
        fill(f"{message.site_name} | {message.school}") + f"\n{fill(message.week_line)}",
        _underlined(message.title, "="),
    ]
    note = build_plain(message.note, message.words.picture)
    if note:
        parts.append(note)
    parts.extend(_block(block, message.words) for block in message.blocks)
    if message.dates:
        parts.append(_block(message.dates, message.words))
    parts.append(_foot(message))
    return "\n\n".join(parts) + "\n"


def _block(block: Block, words: Words) -> str:
    parts = [_underlined(block.title.upper(), "-")]
    parts.extend(_entry(entry, words) for entry in block.told)
    if block.listed:
        parts.append("\n".join(_line(entry) for entry in block.listed))
    return "\n\n".join(parts)


def _entry(entry: Entry, words: Words) -> str:
    lines = [fill(entry.title)]
    about = list(entry.facts)
    if entry.doors:
        labels = ", ".join(door.label.lower() for door in entry.doors)
        about.insert(0, words.readers.format(labels))
    if about:
        lines.append(fill(f"({'; '.join(about)})"))
    if entry.summary:
        lines.append(fill(entry.summary))
    if entry.url:
        lines.append(entry.url)
    if entry.body:
        lines.append(f"\n{build_plain(entry.body, words.picture)}")
    return "\n".join(lines)


def _line(entry: Entry) -> str:
    lines = [fill(entry.title, "- ", "  ")]
    if entry.facts:
        lines.append(fill(f"({'; '.join(entry.facts)})", "  "))
    return "\n".join([*lines, *([f"  {entry.url}"] if entry.url else [])])


def _foot(message: Message) -> str:
    words = message.words
    lines = [
        _RULE,
        fill(message.reason),
        "",
        *([f"{words.web}: {message.page_url}"] if message.page_url else []),
        f"{message.site_name}: {message.site_url}",
    ]
    if message.contact:
        lines.append(f"{words.write}: mailto:{message.contact}")
    lines.append(f"{words.unsubscribe}: {message.unsubscribe_url}")
    return "\n".join(lines)


def _underlined(title: str, sign: str) -> str:
    lines = fill(title)
    width = max(len(line) for line in lines.split("\n"))
    return f"{lines}\n{sign * min(width, COLUMNS)}"
