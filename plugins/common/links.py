"""Links within the site, between the moment a text is read and the moment all of them are.

Where a text has its page is known once every text is read. Until then a link to one is
``href="{text}posts/robots.md#step-2"``, with the path quoted as in an address. The reader and
whoever draws media write this form, the reader for nothing but the ``href`` of a link that it
looked at; and it never leads to anything but the page of a text that this site has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, unquote

_MARK = "{text}"
_LINK = re.compile(r'<a\b(?:[^"<>]|"[^"]*")*>')
_HREF = re.compile(r'\shref="\{text\}(?P<path>[^"#?]*)(?P<rest>[^"]*)"')


def text_link(path: str, rest: str = "") -> str:
    """The ``href`` of a link to the text at ``path`` (content-relative) while texts are read.

    ``rest`` is the query and the fragment, with their signs.
    """
    return f"{_MARK}{quote(path)}{rest}"


def file_address(site: str, path: str) -> str:
    """The address of the file at ``path`` (content-relative), where it is published.

    ``site`` is what addresses on the site start with, ``""`` or ``https://host/prefix``.
    """
    return f"{site}/{quote(path)}"


def resolve_text_links(html: str, url_of: Callable[[str], str | None]) -> str:
    """``html`` with the address of a page in every link to a text.

    ``url_of`` gives it for a content-relative path; where it knows none, the link leads nowhere.
    """
    if _MARK not in html:
        return html

    def resolve(found: re.Match[str]) -> str:
        url = url_of(unquote(unescape(found["path"])))
        return "" if url is None else f' href="{escape(url)}{found["rest"]}"'

    return _LINK.sub(lambda link: _HREF.sub(resolve, link[0]), html)
