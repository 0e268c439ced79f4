"""The kinds of content and the front matter each one takes.

The first folder under ``content/`` is the kind. A model here is the only place where a kind's
keys are named: the reader, ``new``, the "did you mean" and the guides all read it from here.
Every field's description is the sentence a coach sees in the file that ``new`` writes.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from plugins.content.values import IsoWeek, Line, Moment, Words, lower

Status = Literal["published", "draft", "hidden"]


def _entry_lines(value: Any) -> Any:
    """``- ../posts/x.md`` is an entry too, and an empty list is one that was emptied on purpose."""
    if isinstance(value, str):
        value = [value] if value.strip() else []
    if not isinstance(value, list):
        raise ValueError("is no list; start each entry with - path: ../posts/name.md")
    lines: list[Any] = []
    for number, one in enumerate(value, 1):
        line = {"path": one} if isinstance(one, str) else one
        if not isinstance(line, dict) or not str(line.get("path") or "").strip():
            raise ValueError(f"has no path in entry {number}")
        unknown = sorted(set(line) - set(EntryLine.model_fields))
        if unknown:
            raise ValueError(
                f"has {unknown[0]} in entry {number}; an entry takes "
                f"{', '.join(EntryLine.model_fields)}"
            )
        lines.append({key: text for key, text in line.items() if text is not None})
    return lines


class FrontMatter(BaseModel):
    """The keys that every kind takes. Unknown keys are reported by the reader, not here."""

    model_config = ConfigDict(extra="ignore", arbitrary_types_allowed=True)

    title: Line = Field(min_length=1, description="The headline, as people should read it")
    date: Moment = Field(description="When it was published: 2026-11-16 or 2026-11-16 15:30")
    updated: Moment | None = Field(
        None, description="When it last changed in substance: 2026-11-20"
    )
    summary: Line = Field("", description="One or two sentences for lists, feeds and newsletter")
    tags: Words = Field([], description="Your own words to find it by, in [brackets]")
    authors: Words = Field([], description="Who wrote it, by role: [Technology coach]")
    audience: Words = Field([], description="For whom: families, teachers, students")
    grades: Words = Field([], description="Grades it is meant for: [K, 1, 2]")
    subjects: Words = Field([], description="School subjects, from vocabulary.yaml")
    skills: Words = Field([], description="Skills it practises, from vocabulary.yaml")
    activities: Words = Field([], description="What people do in it, from vocabulary.yaml")
    devices: Words = Field([], description="Devices it needs, from vocabulary.yaml")
    image: str = Field("", description="The picture for lists: ../media/folder/name.jpg")
    image_alt: Line = Field("", description="What that picture shows, for people who cannot see it")
    status: Annotated[Status, BeforeValidator(lower)] = Field(
        "published", description="published, draft (only in your preview) or hidden (not listed)"
    )
    lang: str = Field(
        "", pattern=r"^$|^[a-z]{2,3}(-[A-Za-z0-9]+)*$", description="Its language: en, es"
    )
    aliases: Words = Field([], description="Old addresses that should lead here: [/2019/robots/]")
    expires: Moment | None = Field(
        None, description="When it should leave the site again: 2026-12-24"
    )
    slug: str = Field("", description="Its name in the address, if not the file's name")
    id: str = Field("", description="Its permanent name in feeds; never change or reuse it")
    featured: bool = Field(False, description="true puts it first where it is listed")
    newsletter: bool = Field(False, description="true puts it into the week's newsletter")


class Post(FrontMatter):
    """A dated story."""


class Page(FrontMatter):
    """A page that stands outside the stream: about, subscribe."""

    menu: bool = Field(False, description="true lists the page in the footer")
    order: int = Field(0, description="Its place there, small numbers first")
    form: Annotated[Literal["subscribe"] | None, BeforeValidator(lower)] = Field(
        None, description="subscribe shows the ways to get the newsletter"
    )


class Tutorial(FrontMatter):
    """A self-guided lesson; its second-level headings are the steps."""

    minutes: int = Field(gt=0, le=1000, description="How long it takes, in minutes")
    prerequisites: Words = Field([], description="Tutorials to do first: [scratch-first-steps.md]")
    materials: Words = Field([], description="What to have ready, in [brackets]")


class Gallery(FrontMatter):
    """A folder of photos with the story of a project."""

    photos: str = Field(min_length=1, description="Its folder of photos: ../media/robotics-fair/")


class Event(FrontMatter):
    """Something to come to."""

    start: Moment = Field(description="When it starts: 2026-12-03 08:30")
    end: Moment | None = Field(None, description="When it ends: 2026-12-03 09:30")
    location: Line = Field(min_length=1, description="Where: Library, or Online")


class Episode(FrontMatter):
    """A recording, with a section "## Transcript" in its text."""

    audio: str = Field(min_length=1, description="The recording: ../media/episodes/talk.mp3")
    episode: int | None = Field(None, gt=0, description="Its number in the series")


class EntryLine(BaseModel):
    """One entry that an issue's file lists: where it is, and how the issue tells it."""

    path: str
    blurb: Line = ""
    audience: Words = []
    section: Line = ""


class Issue(FrontMatter):
    """A week's newsletter; the text is the editor's note."""

    week: IsoWeek = Field(description="The ISO week it gathers: 2026-W47")
    preview: Line = Field("", description="The words that mail programs show after the subject")
    entries: Annotated[list[EntryLine] | None, BeforeValidator(_entry_lines)] = Field(
        None, description="What it tells, in this order; without it, all that is new and tagged"
    )
    dropped: Words = Field([], description="What it leaves out and no later issue is to take")
    sent: dict[str, str] = Field({}, description="Written once it was sent; leave it as it is")


KINDS: dict[str, type[FrontMatter]] = {
    "posts": Post,
    "tutorials": Tutorial,
    "galleries": Gallery,
    "events": Event,
    "episodes": Episode,
    "newsletter": Issue,
    "pages": Page,
}
"""Folder name to front matter."""

SINGULAR: dict[str, str] = {
    "posts": "A post",
    "tutorials": "A tutorial",
    "galleries": "A gallery",
    "events": "An event",
    "episodes": "An episode",
    "newsletter": "A newsletter",
    "pages": "A page",
}
"""How a sentence names one of them."""

SPELLINGS: dict[str, str] = {
    "author": "authors",
    "categories": "tags",
    "category": "tags",
    "description": "summary",
    "excerpt": "summary",
    "keywords": "tags",
    "modified": "updated",
}
"""Keys that other generators use for the same thing, so that an existing blog moves in."""

VOCABULARY_FIELDS: tuple[str, ...] = (
    "audience",
    "grades",
    "subjects",
    "skills",
    "activities",
    "devices",
)
"""Fields whose values must be words of ``vocabulary.yaml``."""

PELICAN_FIELDS: tuple[str, ...] = ("url", "save_as", "translation")
"""Keys of Pelican's own: an address that a text had before it moved in, and a mark of language."""


def kind_of(relative_path: str) -> str | None:
    """The kind of a content-relative path, None for a folder that is no kind.

    A file right in the content folder is a post, as in a plain Pelican blog.
    """
    first, slash, _ = relative_path.partition("/")
    if not slash:
        return "posts"
    return first if first in KINDS else None
