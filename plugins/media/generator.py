"""Pelican's side of the photos: which signal leads to which part of the library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.common.run import run_of
from plugins.common.settings import load_group
from plugins.media.config import MediaSettings
from plugins.media.consent.register import load_register
from plugins.media.consent.wording import Page, Wording
from plugins.media.library import MediaLibrary

_LIBRARY = "MEDIA_LIBRARY"
"""The library's place in the settings: ``finalized`` hands over no context."""


def check_settings(pelican: Any) -> None:
    """First of all: wrong settings stop the run before anything is read."""
    load_group(MediaSettings, pelican.settings, "MEDIA")


def open_library(generator: Any) -> None:
    """Before the first text is read: all generators share one context and so one library."""
    if "media" in generator.context:
        return
    settings = generator.settings
    content, output = Path(settings["PATH"]), Path(settings["OUTPUT_PATH"])
    ours, run = load_group(MediaSettings, settings, "MEDIA"), run_of(settings)
    file, public = content.parent / ours.consent, (content, output)
    register = load_register(file, ours.consent, run.problems, public)
    library = MediaLibrary(
        content, settings["SITEURL"], ours, run, register, settings["DEFAULT_LANG"]
    )
    generator.context["media"] = settings[_LIBRARY] = library


def place_photos(content: Any) -> None:
    """Put the photos into a text just read; other files hold no HTML."""
    html, library = content._content, content._context.get("media")
    if library is None or not isinstance(html, str):
        return
    path = content.get_relative_source_path() or ""
    image = getattr(content, "image", "")
    if image:
        lines = getattr(content, "lines", {})
        line = lines.get("image_alt") or lines.get("image", 0)
        written = content.image_alt or None
        content.image_alt = library.alt_for(image, written, path, line, "front matter")
    library.check_names(_page_of(content, html, path))
    if image and not library.hangs(image, (path, getattr(content, "lines", {}).get("image", 0))):
        content.image = content.image_alt = image = ""
    content._content = library.place_photos(
        html, path, first_eager=not image, public=not getattr(content, "for_letter", False)
    )


def _page_of(content: Any, html: str, path: str) -> Page:
    metadata, lines = content.metadata, dict(getattr(content, "lines", {}))
    lines.setdefault("save_as", lines.get("url", 0))
    fields = getattr(content, "fields", None)
    is_letter = getattr(content, "kind", "") == "newsletter"
    words = {
        "title": str(content.title),
        "summary": str(metadata.get("summary", "")),
        "slug": str(metadata.get("slug", "")),
        "save_as": str(metadata.get("save_as", "")),
        "tags": " \n ".join(str(tag) for tag in metadata.get("tags", ())),
        "authors": " \n ".join(str(author) for author in metadata.get("authors", ())),
        "image_alt": getattr(content, "image_alt", "") or "",
        "location": str(getattr(fields, "location", "")),
        "materials": " \n ".join(getattr(fields, "materials", ())),
        "aliases": " \n ".join(getattr(fields, "aliases", ())),
    }
    return Page(
        path=path,
        html=html,
        image=getattr(content, "image", ""),
        folder=str(getattr(fields, "photos", "") or ""),
        words=tuple(Wording(name, text, lines.get(name, 0)) for name, text in words.items()),
        sheet=is_letter,
        # What was sent is not mailed again.
        mailed=(is_letter and not getattr(fields, "sent", None))
        or bool(getattr(content, "staff_only", False)),
    )


def check_captions(generators: list[Any]) -> None:
    """Once every text is read."""
    context = generators[0].context
    context["media"].check_captions(context.get("vocabulary"))
    context["media"].check_transcripts(context["generated_content"])


def encode_planned(pelican: Any) -> None:
    """Once every page is written, and all renditions that they name are known."""
    library = pelican.settings.pop(_LIBRARY)
    library.encode_planned(Path(pelican.settings["OUTPUT_PATH"]))
