"""What the site knows of a text besides its words: built from front matter, file name and HTML."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from plugins.common.run import Run
from plugins.common.source import SourceText
from plugins.content.checking import MISSING, check_matter
from plugins.content.finishing import anchors_in
from plugins.content.frontmatter import Matter
from plugins.content.kinds import KINDS, Episode, FrontMatter, Gallery, Tutorial, kind_of
from plugins.content.names import chosen_address, dated_stem, has_list, permanent_id, slug_of
from plugins.content.references import References
from plugins.content.shelf import Shelf
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
"""The theme's template for each kind."""

_AS_WRITTEN = (
    *("title", "image_alt", "audience", "grades", "subjects", "skills", "activities", "devices"),
    *("aliases", "featured", "newsletter"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One text as it was read: its source, front matter, references and canonical HTML."""

    source: SourceText
    matter: Matter
    references: References
    html: str

    def problem(self, key: str, rule: str, value: str, message: str, hint: str) -> None:
        """Report on the front matter, at the line of ``key``."""
        line = self.matter.lines.get(key, 0)
        self.references.problems.add(self.source.path, line, rule, value, message, hint)


def build_metadata(reading: Reading, shelf: Shelf, language: str) -> dict[str, Any]:
    """The attributes of the article, by name (docs/architecture.md lists them).

    ``language`` is the site's, for texts that name none.
    """
    path, matter, references = reading.source.path, reading.matter, reading.references
    kind = _kind(reading)
    fields = check_matter(matter, kind, path, shelf.vocabulary, shelf.run.zone, references.problems)
    photo = references.photo(fields.image) if fields.image else None
    image = photo[0] if photo else ""
    anchors = anchors_in(reading.html)
    metadata: dict[str, Any] = {name: getattr(fields, name) for name in _AS_WRITTEN}
    metadata |= _chosen_address(reading) | _status(fields, shelf.run)
    metadata |= {
        "kind": kind,
        "template": TEMPLATES[kind],
        "fields": fields,
        "lines": dict(matter.lines),
        "date": fields.date,
        "tags": [word for word in fields.tags if has_list(word)],
        "authors": [name for name in fields.authors if has_list(name)],
        "summary": fields.summary or first_words(reading.html),
        "slug": _slug(reading, fields),
        "lang": fields.lang or language,
        "permanent_id": permanent_id(shelf.settings.id_seed, fields.id or path),
        "links": references.links,
        "anchors": anchors,
        "image": image,
        "image_in_text": f'data-photo="{escape(image)}"' in reading.html,
        "staff_only": False,
        "variants": {},
    }
    if fields.updated:
        metadata["modified"] = fields.updated
    _settle_files(fields, references)
    if isinstance(fields, Episode) and "transcript" not in anchors:
        reading.problem(
            "audio",
            "transcript-missing",
            fields.audio,
            "A recording needs its words, for people who cannot hear it.",
            'Add a section "## Transcript" with what is said.',
        )
    return metadata


def _kind(reading: Reading) -> str:
    kind = kind_of(reading.source.path)
    if kind is not None:
        return kind
    reading.problem(
        "",
        "kind-unknown",
        reading.source.path.partition("/")[0],
        "The first folder is the kind of content, and this is none; it is shown as a post.",
        f"Move the file into one of {', '.join(KINDS)}.",
    )
    return "posts"


def _chosen_address(reading: Reading) -> dict[str, str]:
    """The address that a text brought with it from a Pelican blog, if it did."""
    values = reading.matter.values
    url, save_as = (str(values.get(key) or "") for key in ("url", "save_as"))
    if not url and not save_as:
        return {}
    address = chosen_address(url, save_as)
    if address is None:
        reading.problem(
            "save_as" if save_as else "url",
            "address-unusable",
            save_as or url,
            "This is no address of a page inside the site; the text keeps its usual one.",
            "Write it like save_as: 2019/robots/index.html, or take the line out.",
        )
        return {}
    return {"url": address[0], "save_as": address[1]}


def _slug(reading: Reading, fields: FrontMatter) -> str:
    path = reading.source.path
    written = fields.slug or dated_stem(path)[1]
    slug = slug_of(written)
    if slug:
        return slug
    reading.problem(
        "slug",
        "slug-empty",
        written,
        "No address can be made of this name: it has no letters or digits.",
        "Give the file a name like robotics-fair.md.",
    )
    return slug_of(fields.title) or permanent_id("slug", path).rpartition(":")[2][:8]


def _status(fields: FrontMatter, run: Run) -> dict[str, Any]:
    """Future texts wait and expired ones go; a preview shows both as drafts."""
    waiting = fields.status == "published" and fields.date > run.now
    expired = bool(fields.expires and fields.expires <= run.now)
    status = "draft" if waiting or expired else fields.status
    return {"waiting": waiting, "expired": expired, "status": status}


def _settle_files(fields: FrontMatter, references: References) -> None:
    """Paths in front matter become content-relative, or empty where nothing is there."""
    if isinstance(fields, Gallery):
        fields.photos = _settled(fields.photos, references, folder=True)
    elif isinstance(fields, Episode):
        fields.audio = _settled(fields.audio, references)
    elif isinstance(fields, Tutorial):
        found = [references.file(written) for written in fields.prerequisites]
        fields.prerequisites = [path for path in found if path]


def _settled(written: str, references: References, *, folder: bool = False) -> str:
    return "" if written == MISSING else references.file(written, folder=folder) or ""
