"""From an article to an item of a feed: everything its page shows, in one piece of HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import quote

from plugins.common.problems import ProblemLog
from plugins.feeds import markup
from plugins.feeds.characters import forbidden_in, usable
from plugins.feeds.feed import FeedEnclosure, FeedImage, FeedItem

_SAFE_IN_URL = "/:?#[]@!$&'()*+,;=%~"


@dataclass(slots=True)
class ItemBuilder:
    """Turns articles into items, each once however many feeds it is in.

    ``base``: the site's absolute address without a slash at its end; ``media``: the site's photos
    (``context["media"]``) or None; ``now``: what lies after it is not told; ``when``: a moment in
    the words of the school; ``image_width`` in pixels; ``ids``: the id of each file's item where it
    is not its article's.
    """

    base: str
    now: datetime
    problems: ProblemLog
    when: Callable[[datetime], str]
    media: Any = None
    image_width: int = 1200
    ids: Mapping[str, str] = field(default_factory=dict)
    _items: dict[int, FeedItem] = field(default_factory=dict)

    def item(self, article: Any) -> FeedItem:
        """The item of ``article``. Characters that no feed may hold are left out and reported."""
        found = self._items.get(id(article))
        if found is None:
            found = self._items[id(article)] = self._build(article)
        return found

    def absolute(self, url: str) -> str:
        """A site-relative or absolute address as an absolute one that XML and HTTP both take."""
        full = url if "://" in url else f"{self.base}/{url.lstrip('/')}"
        return quote(full, safe=_SAFE_IN_URL, errors="replace")

    def _file(self, path: str) -> str:
        """The address of a file that keeps its own name, which may hold any sign."""
        return self.absolute(quote(path, errors="replace"))

    def _build(self, article: Any) -> FeedItem:
        bad: set[str] = set()

        def checked(text: object) -> str:
            bad.update(forbidden_in(str(text)))
            return usable(str(text))

        def line(text: object) -> str:
            return " ".join(checked(text).split())

        page = self.absolute(article.url)
        image = self._image(article)
        published = article.date
        modified = getattr(article, "modified", published)
        item = FeedItem(
            id=self.ids.get(article.relative_source_path, article.permanent_id),
            title=line(article.title),
            url=page,
            published=published,
            updated=modified if published < modified <= self.now else published,
            content=checked(self._content(article, checked(article.content), page, image)),
            summary=line(getattr(article, "summary", "") or ""),
            authors=_named(line, getattr(article, "authors", ())),
            categories=_named(line, getattr(article, "tags", ())),
            lang=getattr(article, "lang", "") or "",
            image=image
            and FeedImage(image.url, image.width, image.height, image.type, line(image.alt)),
            enclosure=self._enclosure(article),
        )
        if bad:
            self._report(article, bad)
        return item

    def _report(self, article: Any, bad: Iterable[str]) -> None:
        self.problems.add(
            article.relative_source_path,
            0,
            "feed-character",
            ", ".join(sorted(bad)),
            "This text holds a character that nobody can see and no feed may hold; it was left out "
            "of the feeds.",
            'Look for codes like &#7; or "\\u0007" in the file and take them out.',
        )

    def _image(self, article: Any) -> FeedImage | None:
        path = getattr(article, "image", "")
        rendition = self.media.jpeg(path, self.image_width) if self.media and path else None
        if rendition is None:
            return None
        alt = getattr(article, "image_alt", "")
        if not alt:
            photo = self.media.photo(path)
            alt = photo.alt if photo else ""
        return FeedImage(
            self.absolute(rendition.url), rendition.width, rendition.height, "image/jpeg", alt or ""
        )

    def _enclosure(self, article: Any) -> FeedEnclosure | None:
        audio = getattr(article, "audio", None)
        if audio is None:
            return None
        return FeedEnclosure(self._file(audio.url), audio.bytes, audio.type)

    def _content(self, article: Any, text: str, page: str, image: FeedImage | None) -> str:
        """The article's ``text`` with what its page shows above and below it."""
        body = markup.build_feed_html(text, page)
        photos = self._photos(article)
        above = ""
        if image and escape(image.url) not in body and not photos:
            above = markup.build_figure(
                markup.build_image(image.url, image.alt, image.width, image.height)
            )
        return f"{above}{self._facts(article)}{body}{photos}{self._issue(article)}"

    def _photos(self, article: Any) -> str:
        figures = []
        for photo in getattr(article, "photos", ()):
            rendition = self.media.jpeg(photo.path, self.image_width) if self.media else None
            if rendition:
                url = self.absolute(rendition.url)
                drawn = markup.build_image(url, photo.alt or "", rendition.width, rendition.height)
                figures.append(markup.build_figure(drawn, photo.caption or "", photo.credit or ""))
        return "".join(figures)

    def _facts(self, article: Any) -> str:
        fields, audio = article.fields, getattr(article, "audio", None)
        if article.kind == "events":
            ends = getattr(fields, "end", None)
            return markup.build_facts(
                [
                    ("Starts", self.when(fields.start)),
                    ("Ends", self.when(ends) if ends else ""),
                    ("Where", getattr(fields, "location", "")),
                ]
            )
        if article.kind == "tutorials":
            return markup.build_facts(
                [
                    ("Time", f"about {fields.minutes} minutes"),
                    ("Have ready", ", ".join(getattr(fields, "materials", ()))),
                ]
            )
        if audio is not None:
            return markup.build_link(self._file(audio.url), f"Listen ({audio.duration})")
        return ""

    def _issue(self, article: Any) -> str:
        sections = getattr(getattr(article, "issue", None), "sections", ())
        return "".join(
            markup.build_entries(
                section.title,
                [
                    (self.absolute(entry.url), entry.title, getattr(entry, "summary", "") or "")
                    for entry in section.entries
                ],
            )
            for section in sections
        )


def _named(line: Callable[[object], str], words: Iterable[Any]) -> tuple[str, ...]:
    names = (line(getattr(word, "name", word)) for word in words)
    return tuple(dict.fromkeys(name for name in names if name))
