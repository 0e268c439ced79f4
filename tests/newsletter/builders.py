"""Builders for the newsletter tests: articles as other plugins leave them, entries, messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader

from plugins.common.moments import Week
from plugins.newsletter.message import Block, Door, Entry, Message, Picture

ROOT = Path(__file__).resolve().parents[2]
ZONE = ZoneInfo("America/New_York")
BASE = "https://hallway.school.example"


def moment(text: str) -> datetime:
    """``2026-11-16 15:30`` on the school's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def article(name: str = "robots", when: str = "2026-11-18 12:00", **changes: Any) -> Any:
    """An article tagged for the newsletter, but for ``changes``."""
    kind = changes.get("kind", "posts")
    usual: dict[str, Any] = {
        "kind": kind,
        "title": f"About {name}",
        "date": moment(when),
        "tags": ["newsletter"],
        "featured": False,
        "newsletter": False,
        "status": "published",
        "lang": "en",
        "relative_source_path": f"{kind}/{name}.md",
        "url": f"{kind}/{name}/",
        "summary": f"What happened with {name}.",
        "image": "",
        "image_alt": "",
        "audience": [],
        "grades": [],
        "lines": {},
        "variants": {},
        "staff_only": False,
        "waiting": False,
        "fields": SimpleNamespace(),
    }
    return SimpleNamespace(**usual | changes)


def newsletter(stem: str = "2026-W47", week: str = "", **changes: Any) -> Any:
    """The article of a newsletter file."""
    usual: dict[str, Any] = {
        "kind": "newsletter",
        "tags": [],
        "lines": {"week": 3},
        "fields": SimpleNamespace(
            week=Week.parse(week or stem), preview="", entries=None, dropped=[], sent={}
        ),
        "relative_source_path": f"newsletter/{stem}.md",
        "permanent_id": "urn:uuid:2b1f6d6e-3b7f-5a44-9d3e-4c8f0f1e2d3c",
    }
    return article(stem.lower(), **usual | changes)


def picture(width: int = 168) -> Picture:
    """A picture of an entry."""
    return Picture(f"{BASE}/photos/ab12-640.jpg", width, 126, "A ramp of cardboard")


def entry(name: str = "robots", **changes: Any) -> Entry:
    """An entry with everything an entry can have."""
    usual: dict[str, Any] = {
        "path": f"posts/{name}.md",
        "title": f"About {name}",
        "url": f"{BASE}/posts/{name}/",
        "summary": "Twenty-four fourth graders built a ramp, measured it, and built it again.",
        "invitation": "Read the whole story",
        "doors": (Door("families", "Families"), Door("teachers", "Teachers")),
        "facts": ("Grade 4",),
        "picture": picture(),
    }
    return Entry(**usual | changes)


NOTE = (
    '<p>Dear families, <a href="https://scratch.mit.edu/">start here</a>.</p>'
    '<h2>To do</h2><ul><li><p>Bring a box, <a href="mailto:coach@school.example">tell us</a></p>'
    "</li></ul><table><thead><tr><th>Day</th></tr></thead><tbody><tr><td>Monday</td></tr></tbody>"
    f'</table><p><img src="{BASE}/photos/cd34-1200.jpg" width="536" height="402" alt="A box"></p>'
)


def message(**changes: Any) -> Message:
    """A whole message: cover, note, lead, a section, entries that are only listed."""
    students = entry("talk", doors=(Door("students", "Students"),), picture=None)
    usual: dict[str, Any] = {
        "id": "urn:uuid:2b1f6d6e-3b7f-5a44-9d3e-4c8f0f1e2d3c",
        "week": Week(2026, 47),
        "status": "published",
        "source": "newsletter/2026-W47.md",
        "title": "One evening, one page",
        "subject": "One evening, one page",
        "preview": "The plan fits on one page.",
        "lang": "en",
        "direction": "ltr",
        "site_name": "The Hallway",
        "school": "Maple Street School",
        "site_url": f"{BASE}/",
        "page_url": f"{BASE}/newsletter/2026-w47/",
        "week_line": "Week of November 16, 2026",
        "note": NOTE,
        "picture": picture(536),
        "blocks": (
            Block("First of all", (entry("plan", picture=picture(536)),), lead=True),
            Block("From the hallway", (entry("green"), students), (entry("tape"),)),
        ),
        "dates": Block(
            "Dates to keep",
            (),
            (entry("coffee", path="events/coffee.md", facts=("Thu, Dec 3, 2026, 8:30 AM",)),),
        ),
        "reason": "You get this letter because you signed up for it.",
        "contact": "hallway@school.example",
        "audience": "families",
        "cutoff": moment("2026-11-20 16:00"),
    }
    return Message(**usual | changes)


def template() -> Any:
    """The theme's template of a mail, set up as Pelican does with this project's settings."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "theme" / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("email/issue.html")


@dataclass
class Words:
    """A vocabulary of grades K to 3 and three audiences."""

    def of(self, name: str) -> list[str]:
        """Ids in order."""
        return {"grades": ["K", "1", "2", "3"]}.get(name, [])

    def label(self, name: str, key: str) -> str:
        """``Grade 1``, ``Families``."""
        if name == "grades":
            return "Kindergarten" if key == "K" else f"Grade {key}"
        return key.capitalize()


def sheet_page(sheet: Any, site: str = BASE) -> str:
    """The page for paper, as the theme has it."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "theme" / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("issue_print.html").render(
        sheet=sheet,
        SITEURL=site,
        SITENAME="The Hallway",
        RUN=SimpleNamespace(publishing=True),
        content_security_policy="default-src 'self'",
    )
