"""Pelican's side of the library: arrange it once all texts are read, then write its pages."""

from __future__ import annotations

from typing import Any

from pelican.generators import Generator

from plugins.common.addresses import base_of
from plugins.common.output import output_of
from plugins.common.paging import plan_pages
from plugins.common.run import run_of
from plugins.common.settings import load_group
from plugins.library.browse import Calendar, Shelves
from plugins.library.browse import arrange as arrange_shelves
from plugins.library.collection import LibraryPhoto, collect
from plugins.library.config import LibrarySettings
from plugins.library.mediajson import FILE, Teller


def check_settings(pelican: Any) -> None:
    """Wrong settings stop the build before it starts."""
    load_group(LibrarySettings, pelican.settings, "LIBRARY")


def provide(pelican: Any) -> type[Generator]:
    """Pelican asks for generators."""
    del pelican
    return LibraryGenerator


def arrange(generators: list[Any]) -> None:
    """Once every text is read and every gallery hung."""
    next(one for one in generators if isinstance(one, LibraryGenerator)).arrange()


def is_public(content: Any) -> bool:
    """True for a text that stands in the site's lists; a hidden one is for those who know it."""
    if content is None or content.status != "published":
        return False
    return not (getattr(content, "waiting", False) or getattr(content, "expired", False))


class PhotoIndex:
    """``context["library"]``: where the photos of the site have their pages."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._urls = {photo.path: photo.url for photo in shelves.everything.photos}

    @property
    def url(self) -> str:
        """The site-relative address of the library, "" while there is no photo in it."""
        return self._shelves.everything.url if self._urls else ""

    def url_of(self, path: str) -> str:
        """The page of the photo at ``path`` (content-relative), "" where it has none."""
        return self._urls.get(path, "")

    def event_url(self, paths: Any) -> str:
        """The list of the event at which the photos at ``paths`` were taken, or ""."""
        return self._shelves.event_url(paths)


class LibraryGenerator(Generator):
    """Writes the lists of the library, a page for each photo, and ``media.json``."""

    shelves: Shelves

    def arrange(self) -> None:
        """Gather all photos that are public, for the pages and for other plugins."""
        context, media = self.context, self.context["media"]
        vocabulary = context["vocabulary"]
        contents = [one for one in context["generated_content"].values() if is_public(one)]
        contents.sort(key=_order)
        tags = {str(tag.name) for one in contents for tag in getattr(one, "tags", ())}
        photos = collect(contents, media, media.filing(vocabulary, sorted(tags)))
        listings = self.settings.get("LISTINGS", {})
        calendar = Calendar(run_of(self.settings).zone, listings.get("school_year_starts", 8))
        self.shelves = arrange_shelves(
            photos, calendar, vocabulary.label, list(vocabulary.of("grades"))
        )
        context["library"] = PhotoIndex(self.shelves)

    def generate_output(self, writer: Any) -> None:
        """Write everything; nothing for a site without photos."""
        photos = self.shelves.everything.photos
        if not photos:
            return
        per_page = load_group(LibrarySettings, self.settings, "LIBRARY").per_page
        groups = self.shelves.groups()
        for shelf in self.shelves.pages():
            for page in plan_pages(shelf.url, shelf.photos, per_page):
                self._write(writer, "library", page.url, shelf=shelf, page=page, groups=groups)
        for photo in photos:
            self._write_photo(writer, photo)
        self._write_json(photos)

    def _write_photo(self, writer: Any, photo: LibraryPhoto) -> None:
        ways = self.shelves.ways_from(photo)
        self._write(writer, "photo", photo.url, photo=photo, ways=ways)

    def _write_json(self, photos: list[LibraryPhoto]) -> None:
        settings = self.settings
        teller = Teller(
            base=base_of(settings),
            name=settings["SITENAME"],
            vocabulary=self.context["vocabulary"],
            media=self.context["media"],
            zone=run_of(settings).zone,
        )
        output_of(settings).write(FILE, teller.build(photos), "site")

    def _write(self, writer: Any, template: str, url: str, **values: Any) -> None:
        found = self.get_template(template)
        writer.write_file(f"{url}index.html", found, self.context, url=url, **values)


def _order(content: Any) -> tuple[bool, float, str]:
    date = getattr(content, "date", None) if content.kind != "pages" else None
    return (date is None, -date.timestamp() if date else 0.0, str(content.relative_source_path))
