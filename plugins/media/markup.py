"""The HTML of photos: ``<picture>``, ``<figure>``, and how they take their place in a text. Pure.

What the reader left in a text (``<img data-photo="media/a.jpg" data-line="12" alt="...">``) is
found and handed to whoever knows the photo; no style and no script comes in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape

from plugins.media.renditions import MIME, Format, Rendition
from plugins.media.room import room_of

_IMG = (
    r'<img data-photo="(?P<path>[^"]*)" data-line="(?P<line>\d+)"(?: alt="(?P<alt>[^"]*)")?'
    r'(?: title="(?P<title>[^"]*)")?(?: class="(?P<class>[^"]*)")?\s*/?>'
)
_ALONE = rf"<p(?P<p>(?:\s[^<>]*)?)>\s*(?P<a><a\s[^<>]*>)?\s*{_IMG}\s*(?(a)</a>)\s*</p>"
_WITHIN = _IMG.replace("(?P<", "(?P<in_")
# One pass over both, so that "the first photo" is the first that a reader meets.
_EITHER = re.compile(f"{_ALONE}|{_WITHIN}")
_LINK = re.compile(r'<a(?P<before>\s[^<>]*?)?\shref="\{photo\}(?P<path>[^"]*)"(?P<after>[^<>]*)>')
_CLASS = re.compile(r'\sclass="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A photo as the reader found it. ``alt`` is None when the author gave none.

    ``alone``: it fills its paragraph and becomes a figure; ``linked``: it stands inside a link.
    ``classes`` and ``attributes`` (HTML, from the paragraph) are the author's.
    """

    path: str
    line: int
    alt: str | None
    title: str
    classes: str = ""
    attributes: str = ""
    link: str = ""
    alone: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything a ``<picture>`` says. ``sources`` by format, the best first, widths ascending.

    ``tone`` is the class of what stands in its place until it is there, ``focus`` that of the spot
    to keep in sight.
    """

    sources: Mapping[Format, Sequence[Rendition]]
    fallback: Rendition
    alt: str
    sizes: str
    eager: bool = False
    classes: str = ""
    tone: str = ""
    focus: str = ""


def replace_photos(html: str, draw: Callable[[Placeholder], str]) -> str:
    """``html`` with what ``draw`` gives for each photo, in the order of the text."""
    return _EITHER.sub(lambda found: draw(_placeholder(found, html)), html)


def _placeholder(found: re.Match[str], html: str) -> Placeholder:
    alone = found["path"] is not None
    path, line, alt, title, classes = (
        found[f"{'' if alone else 'in_'}{name}"]
        for name in ("path", "line", "alt", "title", "class")
    )
    attributes, more = (found["p"] or "", _CLASS.search(found["p"] or "")) if alone else ("", None)
    before = html[: found.start()]
    return Placeholder(
        path=unescape(path),
        line=int(line),
        alt=None if alt is None else unescape(alt),
        title=unescape(title or ""),
        classes=" ".join(
            filter(None, (unescape(classes or ""), unescape(more[1] if more else "")))
        ),
        attributes=_CLASS.sub("", attributes),
        link=(found["a"] or "") if alone else "",
        alone=alone,
        linked=not alone and before.rfind("<a ") > before.rfind("</a>"),
    )


def replace_links(html: str, url_of: Callable[[str], str | None]) -> str:
    """``html`` with the address of a rendition in every link to a photo, or no address at all."""

    def link(found: re.Match[str]) -> str:
        before, after = found["before"] or "", found["after"]
        url = url_of(unescape(found["path"]))
        href = f' href="{escape(url)}"' if url else ""
        return f"<a{before}{href}{after}>"

    return _LINK.sub(link, html)


def build_picture(picture: Picture) -> str:
    """A ``<picture>`` of one line: it may stand in the midst of a sentence."""
    parts = ["<picture>"]
    for format_, renditions in picture.sources.items():
        srcset = ", ".join(f"{escape(one.url)} {one.width}w" for one in renditions)
        sizes = escape(picture.sizes)
        parts.append(f'<source type="{MIME[format_]}" srcset="{srcset}" sizes="{sizes}">')
    largest = max((one for some in picture.sources.values() for one in some), key=lambda o: o.width)
    room = room_of((largest.width, largest.height))
    names = " ".join(filter(None, (picture.classes, picture.tone, picture.focus, room)))
    classes = f' class="{escape(names)}"' if names else ""
    # What is seen first is wanted at once; the rest when the reader comes near.
    when = "" if picture.eager else ' loading="lazy"'
    parts.append(
        f'<img src="{escape(picture.fallback.url)}" alt="{escape(picture.alt)}" '
        f'width="{largest.width}" height="{largest.height}"{classes}{when} decoding="async">'
    )
    parts.append("</picture>")
    return "".join(parts)


def build_figure(
    picture: str,
    *,
    caption: str = "",
    credit: str = "",
    classes: str = "",
    attributes: str = "",
    moving_url: str = "",
) -> str:
    """A photo that stands alone, with its caption. ``picture`` and ``attributes`` are HTML."""
    names = escape(" ".join(filter(None, ("photo", classes))))
    lines = [f'<figure class="{names}"{attributes}>{picture}']
    if moving_url:
        lines.append(build_play_link(moving_url))
    words = [escape(caption)] if caption else []
    if credit:
        words.append(f'<span class="photo-credit">Photo: {escape(credit)}</span>')
    if words:
        lines.append(f"<figcaption>{' '.join(words)}</figcaption>")
    return "\n".join(lines) + "</figure>"


def build_play_link(url: str) -> str:
    """The way to an animation: it moves when somebody asks for it, and loads only then."""
    return f'<a class="photo-play" href="{escape(url)}">Play the animation</a>'


def build_missing(name: str) -> str:
    """What a preview shows in the place of a photo that cannot be used."""
    return f'<span class="photo-missing">Photo missing: {escape(name)}</span>'
