"""The readers: a file of the content folder becomes HTML and typed metadata.

Pelican's own readers drop a file with a bad date or a missing title and go on. These never refuse:
what cannot be used is reported, and the page is made all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any, ClassVar

from markupsafe import Markup
from pelican.readers import BaseReader, RstReader
from pelican.readers import HTMLReader as PelicanHTMLReader
from pelican.urlwrappers import Author, Category, Tag

from plugins.common.problems import ProblemLog
from plugins.common.source import SourceText, read_source
from plugins.content.checking import check_matter
from plugins.content.dialect import Heading, headings_of, make_markdown
from plugins.content.frontmatter import Matter, split_matter
from plugins.content.kinds import (
    KINDS,
    Episode,
    FrontMatter,
    Gallery,
    Tutorial,
    kind_of,
)
from plugins.content.markup import (
    ReferenceExtension,
    anchors_in,
    clean_html,
    finish_html,
    holds_raw_html,
)
from plugins.content.names import chosen_address, dated_stem, permanent_id, slug_of
from plugins.content.references import References
from plugins.content.shelf import Shelf, shelf_of
from plugins.content.summary import first_words

TEMPLATES = {
    "posts": "post",
    "tutorials": "tutorial",
    "galleries": "gallery",
    "events": "event",
    "episodes": "episode",
    "newsletter": "issue",
    "pages": "page",
}


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

    def _metadata(
        self, source: SourceText, matter: Matter, references: References, html: str
    ) -> dict[str, Any]:
        shelf, settings = self.shelf, self.settings
        problems = references.problems
        kind = kind_of(source.path)
        if kind is None:
            problems.add(
                source.path,
                0,
                "kind-unknown",
                source.path.partition("/")[0],
                "The first folder is the kind of content, and this is none; it is shown as a post.",
                f"Move the file into one of {', '.join(KINDS)}.",
            )
            kind = "posts"
        fields = check_matter(matter, kind, source.path, shelf.vocabulary, shelf.run.zone, problems)
        metadata = self._chosen_address(source.path, matter, problems)
        metadata |= {name: getattr(fields, name) for name in _PLAIN_FIELDS}
        metadata |= {
            "kind": kind,
            "template": TEMPLATES[kind],
            "fields": fields,
            "lines": dict(matter.lines),
            "date": fields.date,
            "category": Category(kind, settings),
            "tags": [Tag(word, settings) for word in fields.tags if slug_of(word)],
            "authors": [Author(name, settings) for name in fields.authors if slug_of(name)],
            "summary": fields.summary or first_words(html),
            "slug": self._slug(source.path, fields, matter, problems),
            "lang": fields.lang or settings["DEFAULT_LANG"],
            "permanent_id": permanent_id(shelf.settings.id_seed, fields.id or source.path),
            "links": references.links,
            "image": self._image(fields, references),
            "anchors": anchors_in(html),
        }
        metadata["image_in_text"] = f'data-photo="{escape(metadata["image"])}"' in html
        if not metadata["authors"]:
            del metadata["authors"]
        if fields.updated:
            metadata["modified"] = fields.updated
        self._settle_status(metadata, fields)
        self._settle_files(fields, references)
        if isinstance(fields, Episode) and "transcript" not in metadata["anchors"]:
            problems.add(
                source.path,
                matter.lines.get("audio", 0),
                "transcript-missing",
                fields.audio,
                "A recording needs its words, for people who cannot hear it.",
                'Add a section "## Transcript" with what is said.',
            )
        return metadata

    def _settle(
        self, metadata: dict[str, Any], source: SourceText, problems: ProblemLog
    ) -> dict[str, Any]:
        """Leave drafts out of what goes public, with their photos and whatever is wrong in them."""
        run = self.shelf.run
        draft = metadata["status"] == "draft"
        if not (run.publishing and draft and not metadata["waiting"]):
            run.problems.extend(problems)
        if draft:
            self.shelf.drafts.add(source.path)
            if run.publishing:
                return _SKIP
        return metadata

    def _chosen_address(self, path: str, matter: Matter, problems: ProblemLog) -> dict[str, Any]:
        """The address that a text brought with it from a Pelican blog, if it did."""
        url, save_as = (str(matter.values.get(key) or "") for key in ("url", "save_as"))
        if not url and not save_as:
            return {}
        address = chosen_address(url, save_as)
        if address is None:
            problems.add(
                path,
                matter.lines.get("save_as") or matter.lines.get("url", 0),
                "address-unusable",
                save_as or url,
                "This is no address of a page inside the site; the text keeps its usual one.",
                "Write it like save_as: 2019/robots/index.html, or take the line out.",
            )
            return {}
        return {"url": address[0], "save_as": address[1]}

    def _slug(self, path: str, fields: FrontMatter, matter: Matter, problems: ProblemLog) -> str:
        written = fields.slug or (fields.title if matter.values.get("slug") else "")
        slug = slug_of(written or dated_stem(path)[1])
        if slug:
            return slug
        problems.add(
            path,
            matter.lines.get("slug", 0),
            "slug-empty",
            written or path,
            "No address can be made of this name: it has no letters or digits.",
            "Give the file a name like robotics-fair.md.",
        )
        return slug_of(fields.title) or permanent_id("slug", path).rpartition(":")[2][:8]

    def _settle_status(self, metadata: dict[str, Any], fields: FrontMatter) -> None:
        """Future texts wait and expired ones go; a preview shows both as drafts."""
        now = self.shelf.run.now
        metadata["waiting"] = fields.status == "published" and fields.date > now
        metadata["expired"] = bool(fields.expires and fields.expires <= now)
        metadata["status"] = fields.status
        if metadata["waiting"] or metadata["expired"]:
            metadata["status"] = "draft"

    def _image(self, fields: FrontMatter, references: References) -> str:
        if not fields.image:
            return ""
        found = references.photo(fields.image)
        return found[0] if found else ""

    def _settle_files(self, fields: FrontMatter, references: References) -> None:
        """Paths in front matter become content-relative, or empty where nothing is there."""
        if isinstance(fields, Gallery):
            fields.photos = references.file(fields.photos, folder=True) or ""
        elif isinstance(fields, Episode):
            fields.audio = references.file(fields.audio) or ""
        elif isinstance(fields, Tutorial):
            found = [references.file(written) for written in fields.prerequisites]
            fields.prerequisites = [path for path in found if path]


_PLAIN_FIELDS = (
    "title",
    "image_alt",
    "audience",
    "grades",
    "subjects",
    "skills",
    "activities",
    "devices",
    "aliases",
    "featured",
    "newsletter",
)

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
        html, toc = self._convert(matter.body, references)
        metadata = self._metadata(source, matter, references, html)
        return html, self._settle(metadata | {"toc": toc}, source, problems)

    def _convert(self, body: str, references: References) -> tuple[str, list[Heading]]:
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
        return finish_html(html).replace('="{site}', f'="{self.settings["SITEURL"]}'), toc


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
        html = finish_html(clean_html(html or "", references))
        html = html.replace('="{site}', f'="{self.settings["SITEURL"]}')
        metadata = self._metadata(source, matter, references, html)
        return html, self._settle(metadata | {"toc": []}, source, problems)


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
