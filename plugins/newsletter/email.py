"""The HTML part of a mail: the theme's template, with its styles written into the elements."""

from __future__ import annotations

from typing import Protocol

import css_inline

from plugins.newsletter.message import Message

_KEPT = ' data-css-inline="keep"'
# Nothing is ever fetched: all styles stand in the template.
_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, minify_css=True)


class Template(Protocol):
    """A Jinja template."""

    def render(self, *, message: Message) -> str:
        """The template's HTML."""


def build_html(message: Message, template: Template) -> str:
    """The HTML of ``message``: styles inlined, those for dark screens and phones in the head."""
    return _INLINER.inline(template.render(message=message)).replace(_KEPT, "").rstrip() + "\n"
