"""Pelican's side of the galleries."""

from __future__ import annotations

from typing import Any

from plugins.common.output import output_of
from plugins.common.problems import Problem
from plugins.common.run import run_of
from plugins.common.settings import load_group
from plugins.common.texts import every_article
from plugins.galleries.archive import Archive, ArchivedPhoto, write_archives
from plugins.galleries.config import GallerySettings

_ARCHIVES = "GALLERY_ARCHIVES"
"""Their place in the settings: ``finalized`` hands over no context."""
_ANY_WIDTH = 8000


def check_settings(pelican: Any) -> None:
    """Wrong settings stop the build before it starts."""
    load_group(GallerySettings, pelican.settings, "GALLERIES")


def hang_photos(generator: Any) -> None:
    """Once all articles are read: ``article.photos``, and a cover where the author chose none.

    ``article.download`` is the site-relative address of its archive, or "".
    """
    media, settings = generator.context["media"], generator.settings
    offered = load_group(GallerySettings, settings, "GALLERIES").download
    archives: list[Archive] = settings.setdefault(_ARCHIVES, [])
    for article in every_article(generator):
        if article.kind != "galleries":
            continue
        folder = article.fields.photos
        article.photos = media.photos_in(folder) if folder else []
        if folder and not media.has_photos(folder):
            run_of(settings).problems.extend([_without_photos(article, folder)])
        article.download = ""
        if article.photos and not article.image:
            cover = next((one for one in article.photos if one.cover), article.photos[0])
            article.image, article.image_alt = cover.path, cover.alt or ""
        if offered and article.photos:
            archive = plan_archive(article, media)
            if archive.photos:
                article.download = archive.path
                archives.append(archive)


def _without_photos(article: Any, folder: str) -> Problem:
    return Problem(
        article.relative_source_path,
        article.lines.get("photos", 0),
        "gallery-empty",
        folder,
        "There is no photo in the folder of this gallery. Those in folders within it do not hang.",
        "Name the folder that the photos themselves lie in, like ../media/robotics-fair/.",
    )


def plan_archive(article: Any, media: Any) -> Archive:
    """The archive of a gallery: those of its photos that may leave the page, as JPEGs."""
    photos = []
    for photo in article.photos:
        rendition = media.jpeg(photo.path, _ANY_WIDTH)
        if rendition is not None:
            photos.append(ArchivedPhoto(rendition.path, photo.alt, photo.caption, photo.credit))
    path, source = f"{article.url}{article.slug}.zip", article.relative_source_path
    return Archive(path, article.slug, article.title, photos, source)


def write_downloads(pelican: Any) -> None:
    """Once all photos are encoded, since archives are made of them."""
    archives = pelican.settings.pop(_ARCHIVES, [])
    written = write_archives(archives, output_of(pelican.settings))
    if written:
        run_of(pelican.settings).report["downloads"] = written
