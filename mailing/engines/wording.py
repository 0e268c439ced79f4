"""A letter in the templates of an engine: its own link to leave, and nothing else that it fills in.

Engines read a letter as a template: ``{{`` in a text about programming would be taken for theirs.
Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailing.outbox import UNSUBSCRIBE, Letter

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STYLE = re.compile(r"<style\b[^>]*>.*?</style>", re.DOTALL | re.IGNORECASE)
_NAKED = "<!-- buttondown-editor-mode: naked -->\n"
_BRACE = "&#123;"


@dataclass(frozen=True, slots=True)
class Wording:
    """What an engine is given; ``text`` is empty where it makes its own."""

    subject: str
    html: str
    text: str = ""


def for_listmonk(letter: Letter) -> Wording:
    """Templates of Go. They drop comments, which Outlook reads, unless they are called safe."""
    comments: list[str] = []

    def kept(found: re.Match[str]) -> str:
        comments.append(found[0])
        return f"\0{len(comments) - 1}\0"

    # Before an expression a brace of ours would make three of its two.
    html = _braces(_COMMENT.sub(kept, letter.html.replace("\0", "")), "{\0" + UNSUBSCRIBE[0])
    html = html.replace(UNSUBSCRIBE, "{{ UnsubscribeURL }}")
    html = re.sub(r"\0(\d+)\0", lambda found: _safe(comments[int(found[1])]), html)
    # Its text is read as HTML, too: a lone < would begin a tag that never ends.
    text = re.sub(r"<|\{+", lambda found: _safe(found[0]), letter.text)
    subject = letter.subject.replace("{{", '{{ "{{" }}')
    return Wording(subject, html, text.replace(UNSUBSCRIBE, "{{ UnsubscribeURL }}"))


def for_buttondown(letter: Letter) -> Wording:
    """Templates of Django; ``naked`` is its word for HTML that is left as it is."""
    html = _braces(letter.html, "{%#").replace(UNSUBSCRIBE, "{{ unsubscribe_url }}")
    subject = re.sub(r"\{(?=[{%#])", "{ ", letter.subject)
    return Wording(subject, _NAKED + html)


def _safe(text: str) -> str:
    """``text`` as a template of Go prints it; a raw string of Go holds anything but a backtick."""
    quoted = text.replace("`", "&#96;")
    return "{{ Safe `" + quoted + "` }}"


def _braces(html: str, after: str) -> str:
    """``{`` before one of ``after`` as HTML writes it; in a style sheet with a space behind it."""
    begins = re.compile(r"\{(?=[" + re.escape(after) + "])")
    done, pieces = 0, []
    for found in _STYLE.finditer(html):
        pieces += [begins.sub(_BRACE, html[done : found.start()]), begins.sub("{ ", found[0])]
        done = found.end()
    return "".join((*pieces, begins.sub(_BRACE, html[done:])))
