"""What an issue says beside the photos of its entries, for whoever looks for names there. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from markupsafe import Markup

from plugins.newsletter.editions import Edition

_CALLED = {"image_alt": "its description", "location": "its place"}

Channels = tuple[Literal["site", "newsletter"], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """``text`` stands beside ``photos``; ``where`` in words, ``place`` as file and line.

    ``channels`` are those in which a reader sees both at once.
    """

    photos: tuple[str, ...]
    text: str
    where: str
    place: tuple[str, int]
    channels: Channels


def words_beside(edition: Edition) -> list[Beside]:
    """Every text of ``edition``, its page and its letters, that has a photo of an entry beside it.

    What an entry says of itself is looked at for the site on its own page, and for the mail here:
    a family may have allowed one and not the other. What was sent is not mailed again.
    """
    article, note = edition.article, edition.article._content
    issues = [(edition.issue, note)]
    issues += [(one.issue, article.variants.get(one.audience, note)) for one in edition.letters]
    found = [
        one
        for issue, note in issues
        for one in _of_issue(article, issue, note)
        if one.text and one.channels
    ]
    return list(dict.fromkeys(found))


def _of_issue(article: Any, issue: Any, note: str) -> Iterator[Beside]:
    """``note`` is the HTML of the editor's note as the readers of ``issue`` get it."""
    path, lines = article.relative_source_path, article.lines
    mailed: Channels = () if getattr(article.fields, "sent", None) else ("newsletter",)
    everywhere: Channels = ("site", *mailed)
    pictured = tuple(entry.image for entry in issue.entries if entry.image)
    photos = (*filter(None, [article.image]), *pictured)
    if not photos:
        return
    # A letter is one sheet: what its editor says stands beside all that is pictured on it.
    words = Markup(note).striptags()
    yield Beside(pictured, words, "the text of the letter", (path, 0), everywhere)
    for key, text in (("title", str(article.title)), ("preview", article.fields.preview)):
        yield Beside(
            photos, text, f"the {key} of the letter", (path, lines.get(key, 0)), everywhere
        )
    listed = (path, lines.get("entries", 0))
    for section in issue.sections:
        shown = tuple(entry.image for entry in section.entries if entry.image)
        if shown:
            yield Beside(shown, section.title, "the heading of its section", listed, everywhere)
        for entry in section.entries:
            if not entry.image:
                continue
            own, at = (entry.image,), entry.relative_source_path
            blurb = issue.blurbs.get(at, "")
            yield Beside(own, blurb, "its blurb", listed, everywhere)
            for key, text in (
                ("title", str(entry.title)),
                ("summary", "" if blurb else str(entry.summary)),
                ("image_alt", entry.image_alt),
                ("location", str(getattr(entry.fields, "location", ""))),
            ):
                named = _CALLED.get(key, f"the {key}")
                place = (at, entry.lines.get(key, 0))
                yield Beside(own, text, f"{named}, in the letter", place, mailed)
