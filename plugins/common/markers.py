"""The mark of words for the staff, ``!!! staff``, however it was typed. Pure.

There is one rule, for texts, front matter, captions, finished pages, feeds and letters alike: words
are folded (:func:`plugins.common.look_alikes.fold`), tags and entities resolved, signs of emphasis
left out; then two exclamation marks or more in front of the word are a mark, and so is what other
programs take for one (``??? staff``, ``::: staff``, ``[!STAFF]``, ``.. staff::``, ``{: .staff}``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from plugins.common.look_alikes import fold

ORDINARY_BOXES = frozenset(
    (
        *("abstract", "attention", "bug", "caution", "danger", "error", "example", "failure"),
        *("hint", "important", "info", "note", "question", "quote", "seealso", "success"),
        *("summary", "tip", "todo", "warning"),
    )
)
"""Words of boxes that are for everybody."""
_BESIDE = frozenset(("for", "the", "our", "all", "only", "and", "audience", "internal", "private"))
_READERS = frozenset(("families", "parents", "teachers", "students"))
_OF_A_BOX = frozenset(("admonition", "alert", "block", "box", "callout", "container", "section"))
"""Words that may stand beside the staff in a mark or in the name of a class."""
_FILLERS = "|".join(sorted(_BESIDE | _READERS | ORDINARY_BOXES))

_EXCLAIMED = r"!(?:!++|[^\S\n]{1,8}!){1,12}+"
_ASKED = r"\?(?=[^\S\n]?\?[^\S\n]?\?)(?:\?++|[^\S\n]\?){1,12}+\+?"
_COLONS = r":(?=[^\S\n]?:[^\S\n]?:)(?::++|[^\S\n]:){1,12}+"
MARK = rf"(?:{_EXCLAIMED}|{_ASKED}|{_COLONS})"
"""What begins a block, here or in another program. A long row of signs is read once."""
_STAFF = r"(?:staff|s t a f f)(?![^\W_])"
"""The word, also set wide: ``S T A F F``."""
_ANYWHERE = re.compile(
    rf"(?<![\w?!])(?:(?<!:){_COLONS}|{_EXCLAIMED}|{_ASKED})"
    rf"[\W_]{{0,12}}(?:(?:{_FILLERS})[^\w\"\n]{{1,6}}){{0,4}}{_STAFF}"
    rf"|\[!\s{{0,3}}(?:[\w-]+\s){{0,3}}{_STAFF}[^\]\n]{{0,40}}\]"
    rf"|(?<!\.)\.\.\s{{1,4}}(?:[\w-]+::[^\S\n]{{0,4}}(?:(?:{_FILLERS})\W{{1,4}}){{0,3}}{_STAFF}"
    rf"|staff\s?::)"
    rf"|:class:[^\S\n]{{1,4}}{_STAFF}"
)
"""Marks attached to a word end a sentence: ``Thank you!! Staff and students ...``."""
_ATTRIBUTES = re.compile(
    rf"\{{:?[^{{}}\n]{{0,80}}(?:\.|(?:class|audience)\s?=\s?\"?){_STAFF}[^{{}}\n]{{0,80}}\}}"
)
_FRONT = r"(?:[^\w\n!?:\[]|\d{1,3}[.)]|\[x\]|\[\^[\w-]+\]:|:(?!:)|\[(?!!))*?"
_HEAD = re.compile(rf"^{_FRONT}(?:{MARK}|\[!(?=\w))([^\n]*)", re.MULTILINE)
"""A line that begins with a mark, behind signs of lists, quotes, headings, tables, tasks."""
_WORD = re.compile(r"\w[\w-]*")
_QUOTED = re.compile(r'[^"]*"([^"]*)"')
_CLASSES = re.compile(r"\b(?:class|audience)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_ELEMENTS = re.compile(r"<([\w-]*staff[\w-]*)")

_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_])[^\S\n]{1,2}([!?！？](?:[^\S\n]?[!?！？]){0,12}+)"
    r"(?=[\W_]{0,12}[A-Z][a-z]|[^\w\n]{0,12}$)",
    re.MULTILINE,
)
"""Marks with a space before them, as French has it, that end a sentence: ``Bravo !!! Staff``.

So they do behind a word, at the end of a line or with a capital after them.
"""

_TAG = re.compile(r"<!--|</?([a-zA-Z][^\s/<>]*+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>")
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "button", "caption", "dd"),
        *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "legend"),
        *("li", "link", "main", "meta", "nav", "ol", "option", "p", "pre", "rt", "script"),
        *("section", "select", "style", "summary", "table", "tbody", "td", "textarea", "tfoot"),
        *("th", "thead", "title", "tr", "ul"),
    )
)
"""Elements that begin a line of their own; all others run on within one."""
_GAP = r"(?:<[^<>]*>|[*~`\\])*"
_GAPS = r"(?:<[^<>]*>|[*~`\\\s])*"
_SPELT = re.compile(rf"{_GAP.join('staff')}|s t a f f")
_PERHAPS = re.compile(
    rf"!{_GAPS}!|\?{_GAPS}\?{_GAPS}\?|:{_GAPS}:{_GAPS}:|\[{_GAPS}!"
    rf"|\.{_GAP}\.{_GAP}\s|\{{[^{{}}\n]*staff|<[^<>]*staff"
)
"""Quick looks, both of which nearly every page without a mark fails in a fraction of the time."""
_OWN_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp|apos|#3[49]|#x27);)[#\w]")
_EMPHASIS = ("*", "~", "`", "\\")


def plain_words(text: str) -> str:
    """What people read of a line of Markdown or a value: folded, no tags, no emphasis."""
    if "<" in text:
        text = _without_tags(text)
    if "&" in text:
        text = unescape(text)
    return folded_words(text)


def _without_tags(html: str, instead: Callable[[re.Match[str]], str] | None = None) -> str:
    """``html`` with ``instead`` in the place of each tag, and without comments that have an end."""
    parts: list[str] = []
    place, comments = 0, "-->" in html
    while found := _TAG.search(html, place):
        parts.append(html[place : found.start()])
        place = found.end()
        if found[0] != "<!--":
            parts.append(instead(found) if instead else "")
            continue
        # Where there is no end to be found, there is none for the comments that follow.
        end = html.find("-->", place) if comments else -1
        comments = end >= 0
        if comments:
            place = end + len("-->")
        else:
            parts.append(found[0])
    parts.append(html[place:])
    return "".join(parts)


def folded_words(text: str) -> str:
    """``text`` folded, without emphasis, with each mark that ends a sentence attached to it."""
    text = _without_emphasis(text)
    text = _SENTENCE_END.sub(lambda found: "".join(found[1].split()), text)
    return _without_emphasis(fold(text))


def words_of_html(html: str) -> str:
    """What people read of ``html``, folded: a line for each block, inline tags leave no trace."""
    return plain_words(_without_tags(html, _line_end) if "<" in html else html)


def find_marker(words: str) -> str:
    """The first mark of words for the staff in folded ``words``, or an empty text."""
    if not _SPELT.search(words):
        return ""
    found = _ANYWHERE.search(words) or _ATTRIBUTES.search(words)
    if found:
        return found[0]
    for head in _HEAD.finditer(words):
        if "staff" in named_in(head[1]):
            return head[0].strip()
    return ""


def begins_block(words: str, following: str = "") -> bool:
    """True where a block for the staff begins in a folded line; its mark may end in the next one.

    Attribute lists begin none: they speak of what stands before them.
    """
    found = _ANYWHERE.search(f"{words}\n{following}")
    if found and found.start() < len(words):
        return True
    rest = head_of(words)
    return rest is not None and "staff" in named_in(rest)


def may_hold_marks(text: str) -> bool:
    """False for most texts: there is no sign in them that a block could begin with."""
    return bool(_PERHAPS.search(fold(unescape(text) if "&" in text else text)))


def head_of(words: str) -> str | None:
    """What stands behind the mark that a folded line begins with; None where there is none."""
    found = _HEAD.match(words)
    return found[1] if found else None


def named_in(rest: str) -> list[str]:
    """The words in front of the first quote of a head: its title names nobody.

    Where nothing stands before the quote, what is quoted counts.
    """
    before = rest.partition('"')[0].partition("]")[0]
    quoted = None if _WORD.search(before) else _QUOTED.match(rest)
    return _words_in(quoted[1] if quoted else before)


def _words_in(text: str) -> list[str]:
    """Its words, those with a hyphen whole and in parts."""
    found: list[str] = []
    for word in _WORD.findall(text):
        parts = [part for part in re.split(r"[-_]+", word) if part]
        found += [word] if parts == [word] else [word, *parts]
    return found


def is_for_staff(name: str) -> bool:
    """True for the name of a class or element that means the staff: ``staff``, ``for-staff``."""
    words = set(re.findall(r"[^\W_]+", fold(name)))
    return "staff" in words and words - {"staff"} <= _BESIDE | _OF_A_BOX | ORDINARY_BOXES


def marker_in_html(html: str) -> str:
    """The first mark in the words, attributes or classes of ``html``, or an empty text."""
    folded = fold(unescape(html) if _OWN_ENTITY.search(html) else html)
    if not (_SPELT.search(folded) and _PERHAPS.search(folded)):
        return ""
    marker = find_marker(words_of_html(html))
    if marker or "staff" not in folded:
        return marker
    # Marks within a tag: a tooltip, what is read out for a picture.
    within = _ANYWHERE.search(folded_words(unescape(html)))
    if within:
        return within[0]
    names = [found[1] for found in _ELEMENTS.finditer(folded)]
    for found in _CLASSES.finditer(folded):
        names += next(filter(None, found.groups()), "").split()
    return next(filter(is_for_staff, names), "")


def _without_emphasis(words: str) -> str:
    for sign in _EMPHASIS:
        words = words.replace(sign, "")
    return words


def _line_end(found: re.Match[str]) -> str:
    return "\n" if found[1] and found[1].lower() in _BLOCKS else ""
