"""Pictures and links that stand in Markdown inside HTML, as in ``<figure>![](x.jpg)</figure>``.

Markdown leaves the inside of HTML alone; people expect otherwise, and would publish the signs.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, NavigableString, Tag

_MARKDOWN = re.compile(
    r"(?P<picture>!)?\[(?P<words>[^\]\n]*)\]"
    r"\((?P<address>[^()\s]+(?:\([^()\s]*\))?)(?:\s+\"(?P<title>[^\"]*)\")?\)"
)
_AS_IT_STANDS = ("pre", "code", "textarea")


def read_markdown_in(part: Tag, soup: BeautifulSoup) -> None:
    """Make elements of what is Markdown in the words of ``part``, which belongs to ``soup``."""
    for text in list(part.find_all(string=_MARKDOWN)):
        if text.find_parent(_AS_IT_STANDS) is None:
            _read(text, soup)


def _read(text: NavigableString, soup: BeautifulSoup) -> None:
    parts: list[NavigableString | Tag] = []
    end = 0
    for found in _MARKDOWN.finditer(text):
        parts.append(NavigableString(text[end : found.start()]))
        end = found.end()
        if found["picture"]:
            tag = soup.new_tag("img", attrs={"src": found["address"]})
            if found["words"]:
                tag["alt"] = found["words"]
            if found["title"]:
                tag["title"] = found["title"]
        elif text.find_parent("a"):
            tag = soup.new_tag("span")  # a link inside a link leads nowhere
            tag.string = found["words"]
        else:
            tag = soup.new_tag("a", attrs={"href": found["address"]})
            tag.string = found["words"] or found["address"]
        parts.append(tag)
    parts.append(NavigableString(text[end:]))
    text.replace_with(*parts)
