"""A made-up school of some years: posts of all kinds, and an issue for each week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader

from plugins.common.dates import date_filters
from plugins.common.moments import Week
from plugins.common.run import Run
from plugins.newsletter.choosing import Clock, choose_entries
from plugins.newsletter.composing import (
    compose_feed,
    compose_letters,
    compose_sheets,
    public_messages,
)
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.editions import Edition, Plan, plan_editions
from plugins.newsletter.entries import file_of_issue
from plugins.newsletter.telling import Teller

ROOT = Path(__file__).resolve().parents[2]
ZONE = ZoneInfo("America/New_York")
BASE = "https://hallway.school.example"
AUDIENCES = ("families", "teachers", "staff")
KINDS = ("posts", "posts", "tutorials", "galleries")
SUMMARY = "Five short agreements that fit on one page, with the questions to ask and a sheet. "
NOTE = (
    "<p>Families first: the plan from the coffee talk is now text you can change, with "
    f'<a href="{BASE}/tutorials/plan/">an example</a> and a way to repair it.</p>'
    "<ul><li>Bring a box.</li><li>Charge the tablets.</li></ul>"
)


class _Media:
    def released(self, path: str, channel: str) -> bool:
        del path, channel
        return True

    def sources_in(self, html: str) -> list[tuple[str, str]]:
        del html
        return []

    def for_channel(self, html: str, channel: str) -> str:
        del channel
        return html

    def jpeg(self, path: str, width: int, channel: str) -> Any:
        del channel
        return SimpleNamespace(url=f"{BASE}/photos/{path}-{width}.jpg", width=width, height=480)


class _Words:
    def label(self, name: str, key: str) -> str:
        del name
        return key.capitalize()

    def of(self, name: str) -> list[str]:
        del name
        return ["K", "1", "2", "3"]


@dataclass(frozen=True, slots=True)
class School:
    """Articles and newsletters as other plugins leave them."""

    posts: list[Any]
    newsletters: list[Any]

    def editions(self) -> list[Edition]:
        """Every issue with its entries, each post in one of them."""
        settings = NewsletterSettings()
        files = [file_of_issue(one) for one in self.newsletters]
        choice = choose_entries(self.posts, files, Clock.of(settings, ZONE))
        articles = {one.relative_source_path: one for one in self.posts}
        plan = Plan(articles, choice.by_week, settings, "en", AUDIENCES)
        editions, problems = plan_editions(self.newsletters, plan)
        if problems or sum(len(one.issue.entries) for one in editions) != len(self.posts):
            raise AssertionError("the issues do not tell every post once")
        return editions

    def letters(self, editions: list[Edition]) -> list[int]:
        """Everything that the build does for its mails; their bytes."""
        template = _ENVIRONMENT.get_template("email/issue.html")
        made = compose_letters(editions, {}, _teller, template, "publish")
        if made.problems or made.heavy:
            raise AssertionError("a letter is too large")
        return [sum(map(len, parcel.files.values())) for parcel in made.parcels]

    def pages(self, editions: list[Edition]) -> list[int]:
        """The pages for paper and the feed of whole issues; their bytes."""
        told = list(public_messages(editions, _teller))
        template = _ENVIRONMENT.get_template("issue_print.html")
        values = {"SITEURL": BASE, "SITENAME": "The Hallway", "RUN": Run(mode="publish")}
        sizes = [
            len(template.render(sheet=sheet, **values))
            for _, sheet in compose_sheets(told, BASE, BASE)
        ]
        return [*sizes, len(compose_feed(told, f"{BASE}/", "The Hallway", "School", "en"))]


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(ROOT / "theme" / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


@cache
def _teller(lang: str) -> Teller:
    settings = NewsletterSettings()
    return Teller(
        base=BASE,
        site_name="The Hallway",
        school="School",
        contact="",
        settings=settings,
        clock=Clock.of(settings, ZONE),
        media=_Media(),
        vocabulary=_Words(),
        dates=date_filters(ZONE, lang),
    )


def make_school(weeks: int, posts: int, audiences: tuple[str, ...]) -> School:
    """``posts`` spread over ``weeks`` from 2015 on, and a newsletter a week for ``audiences``."""
    start = Week(2015, 2).start(ZONE)
    step = timedelta(days=7 * weeks) / posts
    made = [_post(number, start + step * number + timedelta(hours=1)) for number in range(posts)]
    newsletters, week = [], Week(2015, 2)
    for _ in range(weeks):
        newsletters.append(_newsletter(week, audiences))
        week = week.next()
    return School(made, newsletters)


def _article(path: str, when: datetime, **facts: Any) -> Any:
    stem = path.removesuffix(".md")
    usual: dict[str, Any] = {
        "relative_source_path": path,
        "url": f"{stem}/",
        "title": f"About {stem}, and what came of it",
        "date": when,
        "tags": ["newsletter"],
        "featured": False,
        "newsletter": False,
        "status": "published",
        "staff_only": False,
        "variants": {},
        "lang": "en",
        "summary": SUMMARY * 2,
        "image": stem,
        "image_alt": "A cardboard ramp with a small robot at the top",
        "audience": [],
        "grades": ["1", "2"],
        "lines": {},
    }
    return SimpleNamespace(**usual | facts)


def _post(number: int, when: datetime) -> Any:
    kind = KINDS[number % len(KINDS)]
    return _article(
        f"{kind}/{number}.md", when, kind=kind, photos=[1, 2], fields=SimpleNamespace(minutes=20)
    )


def _newsletter(week: Week, audiences: tuple[str, ...]) -> Any:
    fields = SimpleNamespace(week=week, preview="One page.", entries=None, dropped=[])
    return _article(
        f"newsletter/{week}.md",
        week.start(ZONE) + timedelta(days=4),
        kind="newsletter",
        fields=fields,
        audience=list(audiences),
        permanent_id=f"urn:uuid:{week}",
        get_content=lambda _: NOTE,
    )
