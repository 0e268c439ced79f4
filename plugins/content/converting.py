"""Markdown of a text to canonical HTML, as everybody reads it and as one audience does."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from plugins.common.audiences import (
    EVERYBODY,
    STAFF,
    AudienceBlock,
    blocks_hidden_from,
    cut_blocks,
)
from plugins.common.hiding import hide_staff_words
from plugins.common.source import SourceText
from plugins.content.allowlist import allow_html
from plugins.content.blocks import report_hidden
from plugins.content.dialect import Heading, headings_of, make_markdown
from plugins.content.finishing import anchors_in, finish_html
from plugins.content.markdown_tree import ReferenceExtension
from plugins.content.rawhtml import clean_html, holds_raw_html
from plugins.content.references import References


class Converter:
    """Converts one text after the other: making Markdown ready takes longer than most of them."""

    def __init__(self) -> None:
        self._extension = ReferenceExtension()
        self._markdown = make_markdown(self._extension)

    def convert(
        self, body: str, references: References, shown_to: str = EVERYBODY
    ) -> tuple[str, list[Heading]]:
        """HTML and headings of ``body``; what is wrong with it goes to the ``references``' log.

        Boxes for the staff that no source tells of stay for ``shown_to`` :data:`STAFF` alone.
        """
        self._extension.references = references
        self._markdown.reset()
        try:
            html = self._markdown.convert(body)
            toc = headings_of(self._markdown)
            raw = holds_raw_html(self._markdown)
        except RecursionError:
            references.problems.add(
                references.source.path,
                0,
                "markdown-too-deep",
                "",
                "The text is nested too deeply (lists in lists, quotes in quotes) to be shown.",
                "Find the line with very many > or spaces at its start and simplify it.",
            )
            html, toc, raw = f"<pre>{Markup.escape(body)}</pre>", [], False
        if raw:
            html = clean_html(html, references)
        if shown_to != STAFF:
            public, hidden = hide_staff_words(html)
            if hidden:
                report_hidden(hidden, references)
                there = anchors_in(public)
                toc = [heading for heading in toc if heading.anchor in there]
                html = public
        return allow_html(finish_html(html), references), toc

    def variants(
        self,
        body: str,
        blocks: Sequence[AudienceBlock],
        references: References,
        audiences: Sequence[str],
    ) -> dict[str, str]:
        """``body`` as each of ``audiences`` reads it, without the ``blocks`` for others."""
        found: dict[str, str] = {}
        source, readers = references.source, {EVERYBODY: references}
        for audience in audiences:
            again = readers[audience] = References(
                SourceText(source.path, source.text),
                references.folder,
                references.problems,
                references.site,
            )
            shown = cut_blocks(body, blocks_hidden_from(audience, blocks))
            found[audience], _ = self.convert(shown, again, shown_to=audience)
            # Places in the letter itself are no places of the page.
            references.links.extend(
                one for one in again.links if one.sort != "fragment" and one not in references.links
            )
        references.staff_files = readers.pop(STAFF, references).files
        references.files = [file for reader in readers.values() for file in reader.files]
        return found
