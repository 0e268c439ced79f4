"""The readers: a file of the content folder becomes HTML and typed metadata.

Pelican's own readers drop a file with a bad date or a missing title and go on. These never refuse:
what cannot be used is reported, and the page is made all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from markupsafe import Markup
from pelican.readers import BaseReader, RstReader
from pelican.readers import HTMLReader as PelicanHTMLReader
from pelican.urlwrappers import Author, Category, Tag

from plugins.common.audiences import cut_blocks, is_private
from plugins.common.grants import LinkedFile
from plugins.common.hiding import hide_staff_words
from plugins.common.problems import ProblemLog
from plugins.common.source import SourceText, read_source
from plugins.content.allowlist import allow_html
from plugins.content.blocks import (
    audiences_of,
    check_blocks,
    hide_in_matter,
    public_cut,
    report_hidden,
)
from plugins.content.converting import Converter
from plugins.content.dialect import Heading
from plugins.content.finishing import finish_html
from plugins.content.frontmatter import Matter, split_matter
from plugins.content.metadata import Reading, build_metadata
from plugins.content.rawhtml import clean_html
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

    def _references(self, source: SourceText, problems: ProblemLog) -> References:
        return References(source, self.shelf.folder, problems, self.settings["SITEURL"])

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
            self._note_files((), reading.references.files)
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
        if not private:
            self._note_files(reading.references.files)
        return reading.html, self._for_pelican(metadata) | {"toc": toc}

    def _note_files(
        self, public: Iterable[LinkedFile], for_staff: Iterable[LinkedFile] = ()
    ) -> None:
        """Ask for the files that a text links to, once it is known to have a page."""
        for file in public:
            self.shelf.run.linked.add(file.path, file.text, file.line)
        for file in for_staff:
            self.shelf.run.linked_for_staff.add(file.path, file.text, file.line)

    def _for_pelican(self, metadata: dict[str, Any]) -> dict[str, Any]:
        """Category, tags and authors as Pelican's own objects."""
        settings = self.settings
        metadata["category"] = Category(metadata["kind"], settings)
        metadata["tags"] = [Tag(word, settings) for word in metadata["tags"]]
        metadata["authors"] = [Author(name, settings) for name in metadata["authors"]]
        if not metadata["authors"]:
            del metadata["authors"]  # Pelican then takes the setting AUTHOR
        return metadata


_SKIP: dict[str, Any] = {"status": "skip"}


class MarkdownReader(_ForgivingReader):
    """Markdown with YAML front matter or with Pelican's headers."""

    enabled = True
    file_extensions: ClassVar[list[str]] = ["md", "markdown", "mkd", "mdown"]

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self._converter = Converter()

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The file's HTML and metadata, in Pelican's contract of a reader."""
        source = self._source(source_path)
        if source is None:
            return "", _SKIP
        problems = ProblemLog()
        matter = split_matter(source.text, source.path, problems)
        hide_in_matter(matter, source.path, problems)
        references = self._references(source, problems)
        blocks = check_blocks(matter, self.shelf.vocabulary, source.path, problems)
        body = cut_blocks(matter.body, public_cut(blocks))
        html, toc = self._converter.convert(body, references)
        content, metadata = self._finish(Reading(source, matter, references, html), toc)
        if blocks and metadata.get("kind") == "newsletter":
            audiences = audiences_of(self.shelf.vocabulary)
            metadata["variants"] = self._converter.variants(
                matter.body, blocks, references, audiences
            )
            self.shelf.run.problems.extend(problems)  # of words that only some read
            self._note_files(references.files, references.staff_files)
        return content, metadata


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
        references = self._references(source, problems)
        matter = Matter(values={key.lower(): value for key, value in values.items()})
        for key in matter.values:
            matter.lines[key] = source.line_of(key)
        hide_in_matter(matter, source.path, problems)
        html, hidden = hide_staff_words(clean_html(html or "", references))
        report_hidden(hidden, references)
        html = allow_html(finish_html(html), references)
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
