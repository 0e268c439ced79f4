"""Pelican's side of the lists: arrange them once everything is read, then write them."""

from __future__ import annotations

from itertools import chain
from typing import Any

from pelican.generators import Generator

from plugins.common.dates import date_filters
from plugins.common.run import run_of
from plugins.common.settings import load_group
from plugins.listings import gather
from plugins.listings.config import ListingSettings, load_doors
from plugins.listings.listing import Directory, Link, Listing, plan_neighbours, plan_pages

PINBOARD = 9
"""Items on the home page's pinboard."""
PINNED = ("posts", "tutorials", "galleries", "episodes")
"""Kinds that are pinned there; events and newsletters have places of their own."""


def check_settings(pelican: Any) -> None:
    """Wrong settings stop the build before it starts; templates learn to write dates."""
    settings = pelican.settings
    load_doors(settings)
    load_group(ListingSettings, settings, "LISTINGS")
    filters = date_filters(run_of(settings).zone, settings["DEFAULT_LANG"])
    settings["JINJA_FILTERS"] = {**settings.get("JINJA_FILTERS", {}), **filters}


def provide(pelican: Any) -> type[Generator]:
    """Pelican asks for generators."""
    del pelican
    return ListingGenerator


def arrange(generators: list[Any]) -> None:
    """Once every text is read: the lists, and the ways between articles."""
    listing_generator = next(one for one in generators if isinstance(one, ListingGenerator))
    listing_generator.arrange()


class ListingGenerator(Generator):
    """Writes the home page, every listing and every directory."""

    listings: list[Listing]
    directories: list[Directory]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listings, self.directories = [], []
        self.group = load_group(ListingSettings, self.settings, "LISTINGS")

    def arrange(self) -> None:
        """Gather all lists into ``context`` and onto the articles."""
        context, settings = self.context, self.settings
        run, vocabulary = run_of(settings), context["vocabulary"]
        articles = context["articles"]
        doors = gather.gather_doors(articles, load_doors(settings))
        kinds = gather.gather_kinds(articles, run.now)
        tags = gather.gather_tags(articles)
        years = gather.gather_years(articles, run.zone, self.group.school_year_starts)
        words = {name: gather.gather_words(articles, name, vocabulary) for name in gather.WORDS}
        self.listings = [*kinds, *(listing for _, listing in doors), *tags, *years]
        for listings in words.values():
            self.listings.extend(listings)
        self._offer_feeds()
        self.directories = [
            gather.build_directory("Tags", "tags/", "Every word to find things by.", tags),
            gather.build_directory(
                "Skills", "skills/", "What people practise.", words["skills"], grouped=True
            ),
            gather.build_directory("Grades", "grades/", "By grade.", words["grades"]),
            gather.build_directory("Archive", "archive/", "Every school year.", years),
        ]
        coming = gather.upcoming(articles, run.now)
        context |= {
            "doors": [door for door, _ in doors],
            "kinds": gather.KINDS,
            "pinboard": [one for one in articles if one.kind in PINNED][:PINBOARD],
            "upcoming": coming,
            "footer_pages": [page for page in context["pages"] if page.fields.menu],
        }
        listed = [*articles, *context["hidden_articles"], *context["drafts"]]
        translated = gather.gather_translations(context["generated_content"].values(), listed)
        for some in (articles, *translated.values()):
            public = [one for one in some if one.status == "published"]
            for article, newer, older in plan_neighbours(public):
                article.newer, article.older = newer, older
        for article in chain(listed, *translated.values()):
            self._attach_links(article, vocabulary)
            if article.kind == "events":
                article.past = gather.is_over(article, run.now)

    def _attach_links(self, article: Any, vocabulary: Any) -> None:
        listed = article.status == "published"
        if not hasattr(article, "newer"):
            article.newer = article.older = None
        for name, attribute in (
            ("grades", "grade_links"),
            ("skills", "skill_links"),
            ("subjects", "subject_links"),
        ):
            links = gather.word_links(article, name, vocabulary) if listed else []
            setattr(article, attribute, links)
        article.tag_links = [
            Link(tag.name, f"tags/{tag.slug}/") for tag in getattr(article, "tags", ()) if listed
        ]

    def _offer_feeds(self) -> None:
        feed_for = self.context.get("feed_for")
        if feed_for is not None:
            for listing in self.listings:
                listing.feed = feed_for(listing.sort, listing.slug)

    def generate_output(self, writer: Any) -> None:
        """Write home, listings and directories."""
        self._write(writer, "index.html", "home", "")
        written = 1
        for listing in self.listings:
            for page in plan_pages(listing, self.group.per_page):
                self._write(writer, page.save_as, "listing", page.url, listing=listing, page=page)
                written += 1
        for directory in self.directories:
            self._write(
                writer,
                f"{directory.url}index.html",
                "directory",
                directory.url,
                directory=directory,
            )
            written += 1
        run_of(self.settings).report["listings"] = written

    def _write(self, writer: Any, save_as: str, template: str, url: str, **values: Any) -> None:
        writer.write_file(save_as, self.get_template(template), self.context, url=url, **values)
