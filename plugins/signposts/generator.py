"""Pelican's side of the signposts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.common.addresses import base_of
from plugins.common.output import output_of
from plugins.common.run import run_of
from plugins.signposts.aliases import plan_aliases
from plugins.signposts.policy import build_policy
from plugins.signposts.sitemap import Place, build_robots, build_sitemap
from plugins.signposts.structured import describe, describe_site, to_markup


def provide(pelican: Any) -> type[Generator]:
    """Pelican asks for generators."""
    del pelican
    return SignpostGenerator


def share(generator: Any) -> None:
    """Give templates what the head of a page needs."""
    settings, context = generator.settings, generator.context
    base = base_of(settings)

    def absolute(path: str) -> str:
        """A site-relative path as an absolute address."""
        return f"{base}/{str(path).lstrip('/')}"

    def structured_data(article: Any) -> Any:
        media = context.get("media")
        image = media.jpeg(article.image, 1200) if media and article.image else None
        data = describe(
            article,
            base=base,
            school=settings.get("SCHOOL", settings["SITENAME"]),
            vocabulary=context["vocabulary"],
            image=absolute(image.path) if image else "",
        )
        return to_markup(data)

    def structured_data_site() -> Any:
        name, line = settings["SITENAME"], settings.get("SITESUBTITLE", "")
        school = settings.get("SCHOOL", name)
        return to_markup(describe_site(name, line, base=base, school=school))

    def policy_for(content: Any) -> str:
        # Whom a form of this page is sent to; on every other page forms lead nowhere.
        origins = getattr(content, "form_origins", ())
        return build_policy(context.get("frame_origins", ()), origins)

    generator.env.filters["absolute"] = absolute
    context["structured_data"] = structured_data
    context["structured_data_site"] = structured_data_site
    context["content_security_policy"] = build_policy(context.get("frame_origins", ()))
    context["policy_for"] = policy_for


def note_page(path: str, context: dict[str, Any]) -> None:
    """Each time a page is written: is it one for search engines?"""
    del path
    run = run_of(context)
    content = context.get("article") or context.get("page")
    status = getattr(content, "status", "published")
    url = context.get("output_file", "")
    if status != "published" or url == "404.html" or context.get("target") is not None:
        return
    changed = getattr(content, "modified", None) or getattr(content, "date", None)
    if getattr(content, "kind", "") == "pages":
        changed = getattr(content, "modified", None)
    run.places.append((url.removesuffix("index.html"), changed))


def write_sitemap(pelican: Any) -> None:
    """Once all pages are written: the list of them."""
    settings = pelican.settings
    run, base = run_of(settings), base_of(settings)
    output = output_of(settings)
    places = [Place(url, changed) for url, changed in run.places]
    output.write("sitemap.xml", build_sitemap(places, base), "site")
    output.write("robots.txt", build_robots(base, public=run.publishing), "site")


class SignpostGenerator(Generator):
    """Writes the page for wrong addresses and the ones for old addresses."""

    def generate_output(self, writer: Any) -> None:
        """Write 404.html and the redirect pages."""
        writer.write_file("404.html", self.get_template("not_found"), self.context, url="404.html")
        contents = [
            content
            for content in self.context["generated_content"].values()
            if content is not None and content.status != "draft"
        ]
        taken = {content.save_as for content in contents}
        problems = run_of(self.settings).problems
        template = self.get_template("alias")
        for save_as, url in plan_aliases(contents, problems).items():
            target = f"{self.settings['SITEURL']}/{url}"
            if save_as in taken or (Path(self.output_path) / save_as).exists():
                continue  # a page of its own stands there; the alias is not needed
            writer.write_file(save_as, template, self.context, url=save_as, target=target)
