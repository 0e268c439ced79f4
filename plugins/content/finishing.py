"""The last touches on HTML, whoever wrote it: one form for every later room to meet. Pure."""

from __future__ import annotations

import re
from html import escape

_IMG = re.compile(r"<img\b[^>]*\bdata-photo=[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)')""")
_PHOTO_ATTRIBUTES = ("data-photo", "data-line", "alt", "title", "class")
_CHECKBOX = re.compile(r'<input type="checkbox" disabled( checked)?/?>')
_IDS = re.compile(r'\bid="([^"]+)"')


def finish_html(html: str) -> str:
    """Attributes in their order, accessible leftovers."""
    html = mark_tasks(_IMG.sub(_ordered, html))
    return html.replace('<div class="code"><pre>', '<div class="code"><pre tabindex="0">')


def mark_tasks(html: str) -> str:
    """The boxes of a task list as pictures with words: nobody can tick them on a page."""
    return _CHECKBOX.sub(_task, html)


def anchors_in(html: str) -> frozenset[str]:
    """Every id that a fragment can lead to."""
    return frozenset(_IDS.findall(html))


def _ordered(found: re.Match[str]) -> str:
    given = {
        name: double or single.replace('"', "&quot;")
        for name, double, single in _ATTRIBUTE.findall(found[0])
    }
    names = [name for name in _PHOTO_ATTRIBUTES if name in given]
    kept = [(name, given[name]) for name in (*names, *sorted(given.keys() - set(names)))]
    return "<img " + " ".join(f'{name}="{value}"' for name, value in kept) + ">"


def _task(found: re.Match[str]) -> str:
    label = "Done:" if found[1] else "To do:"
    state = "done" if found[1] else "open"
    return f'<span class="task-box task-{state}" role="img" aria-label="{escape(label)}"></span>'
