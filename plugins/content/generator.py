"""Pelican's side of the content: which signal leads to which room."""

from __future__ import annotations

from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from plugins.common.links import resolve_text_links
from plugins.common.output import output_of
from plugins.common.texts import article_lists
from plugins.content.embeds import FRAME_ORIGINS
from plugins.content.kinds import KINDS
from plugins.content.ledger import (
    check_links,
    check_pages,
    check_site_links,
    check_staff_files,
    report_not_public,
)
from plugins.content.order import newest_first, separate_addresses
from plugins.content.reader import READERS
from plugins.content.shelf import shelf_of
from plugins.content.sources import IGNORED
from plugins.content.static_settings import disable_static_copying
from plugins.content.theme import copy_theme, take_theme
from plugins.content.writer import SiteWriter

RESERVED = (
    *KINDS,
    *("tags", "skills", "grades", "subjects", "activities", "devices", "archive"),
    *("feeds", "photos", "library", "media", "theme"),
)
"""First folders of the site that no page may take."""

_THEME = "HALLWAY_THEME"
"""Its place in the settings: ``finalized`` has nothing else."""

_GENERATED: dict[int, dict[str, Any]] = {}
"""Each build's ``generated_content`` by the id of its settings: ``finalized`` has no context."""


def open_shelf(pelican: Any) -> None:
    """First of all: settings, vocabulary and file list are read before the first text is."""
    settings = pelican.settings
    settings["IGNORE_FILES"] = list(IGNORED)
    disable_static_copying(settings)
    settings[_THEME] = take_theme(settings)
    shelf_of(settings)


def provide_writer(pelican: Any) -> type[SiteWriter]:
    """Pelican asks who writes the pages."""
    del pelican
    return SiteWriter


def link_texts(content: Any) -> None:
    """Each text as it is made: links are resolved by our rule, and Pelican's is never asked.

    Late, when the HTML is wanted: by then every text has its address.
    """
    content._update_content = partial(_resolve_links, content)


def _resolve_links(content: Any, html: str, site: str) -> str:
    texts = content._context["generated_content"]

    def url_of(path: str) -> str | None:
        target = texts.get(path)
        if target is None:
            report_not_public(content, path, shelf_of(content.settings))
        return None if target is None else f"{site}/{target.url}"

    return resolve_text_links(html, url_of)


def use_readers(readers: Any) -> None:
    """Put our readers in the place of Pelican's for every text format."""
    for reader in READERS:
        for extension in reader.file_extensions:
            readers.reader_classes[extension] = reader


def share(generator: Any) -> None:
    """Give templates the vocabulary, and the origins that a card may load a player from."""
    generator.context["vocabulary"] = shelf_of(generator.settings).vocabulary
    generator.context["frame_origins"] = FRAME_ORIGINS
    # By path, filled while texts are read.
    generator.context["kept_back"] = shelf_of(generator.settings).drafts
    generator.context["kept_letters"] = shelf_of(generator.settings).letters
    # Only what hands over a mail for the staff may look into these.
    generator.context["staff_texts"] = shelf_of(generator.settings).staff


def order_articles(generator: Any) -> None:
    """Before tags and lists are made: one address each, and an order that never depends on disk."""
    lists = article_lists(generator)
    separate_addresses(
        chain(*lists), shelf_of(generator.settings).run.problems, _reserved(generator)
    )
    for articles in lists:
        articles.sort(key=newest_first)


def order_pages(generator: Any) -> None:
    """The same for pages, by their ``order`` and title."""
    lists = (generator.pages, generator.hidden_pages, generator.draft_pages)
    known = generator.context["generated_content"].values()
    articles = [one.save_as for one in known if one is not None and one.kind != "pages"]
    separate_addresses(
        chain(*lists),
        shelf_of(generator.settings).run.problems,
        [*_reserved(generator), *articles],
    )
    for pages in lists:
        pages.sort(key=lambda page: (page.fields.order, page.title, page.source_path))


def _reserved(generator: Any) -> list[str]:
    """Files that the site writes itself."""
    doors = [str(door.get("slug")) for door in generator.settings.get("DOORS", ())]
    return ["index.html", "404.html", *(f"{name}/index.html" for name in (*RESERVED, *doors))]


def check_references(generators: list[Any]) -> None:
    """Once every text is read: do the links between them lead somewhere people can go?"""
    context, settings = generators[0].context, generators[0].settings
    shelf = shelf_of(settings)
    check_links(context["generated_content"], shelf)
    _GENERATED.clear()
    _GENERATED[id(settings)] = context["generated_content"]


def prove(pelican: Any) -> None:
    """At the very end: is every text of the folder a page of the site?"""
    shelf = shelf_of(pelican.settings)
    generated = _GENERATED.pop(id(pelican.settings), {})
    output = Path(pelican.settings["OUTPUT_PATH"])
    copy_theme(pelican.settings[_THEME], output_of(pelican.settings))
    check_pages(generated, shelf, output)
    check_site_links(generated, shelf, output)
    check_staff_files(shelf.run)
