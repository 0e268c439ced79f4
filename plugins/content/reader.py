"""The readers: a file of the content folder becomes HTML and typed metadata.

Pelican's own readers drop a file with a bad date or a missing title and go on. These never refuse:
what cannot be used is reported, and the page is made all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from markupsafe import Markup
from pelican.readers import BaseReader, RstReader
from pelican.readers import HTMLReader as PelicanHTMLReader
from pelican.urlwrappers import Author, Category, Tag

from plugins.common.audiences import (
    EVERYBODY,
    STAFF,
    AudienceBlock,
    blocks_hidden_from,
    cut_blocks,
    is_private,
    strip_private,
)
from plugins.common.problems import ProblemLog
from plugins.common.source import SourceText, read_source
from plugins.content.blocks import audiences_of, check_blocks, public_cut
from plugins.content.dialect import Heading, headings_of, make_markdown
from plugins.content.frontmatter import Matter, split_matter
from plugins.content.markdown_tree import ReferenceExtension
from plugins.content.metadata import Reading, build_metadata
from plugins.content.rawhtml import anchors_in, clean_html, finish_html, holds_raw_html
from plugins.content.references import References
from plugins.content.shelf import Shelf, shelf_of


class _ForgivingReader(BaseReader):
    """What the readers of all formats share: path to source, matter to metadata."""

    @property
    def shelf(self) -> Shelf:
        """What the run knows of the content folder."""
        return shelf_of(self.settings)

    def _source(self, source_path: str) -> SourceText | None:
        """The file's text; None for one that is not part of the content (a link out of it)."""
        root = self.shelf.folder.root
        try:
            path = Path(source_path).relative_to(root).as_posix()
        except ValueError:
            path = Path(source_path).resolve().relative_to(root).as_posix()
        if path not in self.shelf.folder:
            return None
        try:
            return read_source(root, path, self.shelf.run.problems)
        except OSError as error:
            self.shelf.run.problems.add(
                path,
                0,
                "file-unreadable",
                path,
                f"The file cannot be read: {error.strerror}.",
                "Check that it is still there and that you may open it.",
            )
            return SourceText(path, "")

    def _finish(self, reading: Reading, toc: list[Heading]) -> tuple[str, dict[str, Any]]:
        """HTML and metadata for Pelican; drafts are left out of what goes public.

        A draft's photos must not be planned, and what is wrong in it is nobody's business yet.
        """
        metadata = build_metadata(reading, self.shelf, self.settings["DEFAULT_LANG"])
        run, problems = self.shelf.run, reading.references.problems
        private = is_private(metadata["audience"]) and metadata["status"] != "draft"
        if private:
            # Never public: a draft in the preview, and nothing at all in what is published.
            metadata |= {"status": "draft", "staff_only": True}
        draft = metadata["status"] == "draft"
        if not (run.publishing and draft and not metadata["waiting"] and not private):
            run.problems.extend(problems)
        if draft:
            since = metadata["fields"].expires if metadata["expired"] else None
            self.shelf.drafts[reading.source.path] = since
            if metadata["kind"] == "newsletter":
                self.shelf.letters[reading.source.path] = metadata["fields"]
            if run.publishing:
                if private:
                    kept = self._for_pelican(metadata) | {"toc": toc}
                    self.shelf.staff[reading.source.path] = (reading.html, kept)
                return "", _SKIP
        return reading.html, self._for_pelican(metadata) | {"toc": toc}

    def _for_pelican(self, metadata: dict[str, Any]) -> dict[str, Any]:
        """Category, tags and authors as Pelican's own objects."""
        settings = self.settings
        metadata["category"] = Category(metadata["kind"], settings)
        metadata["tags"] = [Tag(word, settings) for word in metadata["tags"]]
        metadata["authors"] = [Author(name, settings) for name in metadata["authors"]]
        if not metadata["authors"]:
            del metadata["authors"]  # Pelican then takes the setting AUTHOR
        return metadata

    def _linked(self, html: str) -> str:
        """Addresses on the site itself, with the site's own in front."""
        return finish_html(html).replace('="{site}', f'="{self.settings["SITEURL"]}')


_SKIP: dict[str, Any] = {"status": "skip"}


class MarkdownReader(_ForgivingReader):
    """Markdown with YAML front matter or with Pelican's headers."""

    enabled = True
    file_extensions: ClassVar[list[str]] = ["md", "markdown", "mkd", "mdown"]

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self._extension = ReferenceExtension()
        self._markdown = make_markdown(self._extension)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The file's HTML and metadata, in Pelican's contract of a reader."""
        source = self._source(source_path)
        if source is None:
            return "", _SKIP
        problems = ProblemLog()
        matter = split_matter(source.text, source.path, problems)
        references = References(source, self.shelf.folder, problems)
        blocks = check_blocks(matter, self.shelf.vocabulary, source.path, problems)
        html, toc = self._convert(cut_blocks(matter.body, public_cut(blocks)), references)
        content, metadata = self._finish(Reading(source, matter, references, html), toc)
        if blocks and metadata.get("kind") == "newsletter":
            metadata["variants"] = self._variants(source, matter, blocks, references)
        return content, metadata

    def _variants(
        self,
        source: SourceText,
        matter: Matter,
        blocks: list[AudienceBlock],
        references: References,
    ) -> dict[str, str]:
        """An issue's text for each audience that one of its blocks may be for."""
        found: dict[str, str] = {}
        for audience in audiences_of(self.shelf.vocabulary):
            again = References(
                SourceText(source.path, source.text), self.shelf.folder, references.problems
            )
            body = cut_blocks(matter.body, blocks_hidden_from(audience, blocks))
            found[audience], _ = self._convert(body, again, shown_to=audience)
            # Places in the letter itself are no places of the page.
            references.links.extend(
                one for one in again.links if one.sort != "fragment" and one not in references.links
            )
        return found

    def _convert(
        self, body: str, references: References, shown_to: str = EVERYBODY
    ) -> tuple[str, list[Heading]]:
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
            public = strip_private(html)
            if public != html:
                there = anchors_in(public)
                toc = [heading for heading in toc if heading.anchor in there]
                html = public
        return self._linked(html), toc


class _WrappedReader(_ForgivingReader):
    """A reader of Pelican's behind the same checks: its HTML made canonical, its fields typed."""

    pelican_reader: type[BaseReader]

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The file's HTML and metadata, in Pelican's contract of a reader."""
        source = self._source(source_path)
        if source is None:
            return "", _SKIP
        problems = ProblemLog()
        reader = self.pelican_reader(self.settings)
        # Its fields are wanted as written: the checks of this package give them their types.
        reader.process_metadata = lambda _name, value: value
        try:
            html, values = reader.read(source_path)
        except Exception as error:  # noqa: BLE001 - docutils and parsers raise anything
            problems.add(
                source.path,
                0,
                "file-unreadable",
                source.path,
                f"The file cannot be read: {error}.",
                "Open it and compare it with one that works, or write it anew in Markdown.",
            )
            html, values = f"<pre>{Markup.escape(source.text)}</pre>", {}
        references = References(source, self.shelf.folder, problems)
        matter = Matter(values={key.lower(): value for key, value in values.items()})
        for key in matter.values:
            matter.lines[key] = source.line_of(key)
        html = self._linked(strip_private(clean_html(html or "", references)))
        return self._finish(Reading(source, matter, references, html), [])


class RestructuredTextReader(_WrappedReader):
    """reStructuredText, for blogs that move in."""

    enabled = True
    file_extensions: ClassVar[list[str]] = ["rst"]
    pelican_reader = RstReader


class HTMLReader(_WrappedReader):
    """Whole HTML files, for blogs that move in."""

    enabled = True
    file_extensions: ClassVar[list[str]] = ["htm", "html"]
    pelican_reader = PelicanHTMLReader


READERS = (MarkdownReader, RestructuredTextReader, HTMLReader)
