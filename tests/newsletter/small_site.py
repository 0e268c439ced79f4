"""A small school of one week, built whole with bare pages and the theme's own mail."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican import Pelican
from pelican.settings import read_settings
from PIL import Image

from plugins.common.run import Run
from tests.newsletter.builders import ROOT

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)
PAGE = """<h1>{{ article.title }}</h1>{{ article.content|safe }}
{% for section in article.issue.sections %}<h2>{{ section.title }}</h2>
{% for entry in section.entries %}<a href="{{ SITEURL }}/{{ entry.url }}">{{ entry.title }}</a>
{% endfor %}{% endfor %}"""

WEEK_FILE = """title: The week in one letter
week: 2026-W47
date: 2026-11-18 16:00
preview: Ramps and coffee.
---
Dear families, see [the ramps](../posts/2026-11-16-ramps.md#parts).

![A table](../media/ramps.jpg)
"""
TEXTS = {
    "posts/2026-11-16-ramps.md": """title: Ramps & wheels
date: 2026-11-16 09:00
summary: A ramp, twice.
tags: [Newsletter]
audience: [families]
image: ../media/ramps.jpg
image_alt: A cardboard ramp
featured: true
---
## Parts

Wheels.
""",
    "tutorials/loops.md": (
        "title: Loops\ndate: 2026-11-17\nminutes: 20\nnewsletter: true\n---\nRepeat."
    ),
    "posts/2026-11-15-sunday.md": (
        "title: Last week\ndate: 2026-11-15 23:30\ntags: [newsletter]\n---\nText."
    ),
    "posts/2026-11-17-plain.md": "title: Not for the letter\ndate: 2026-11-17\n---\nText.",
    "posts/2026-11-18-draft.md": (
        "title: Unfinished\ndate: 2026-11-18\nstatus: draft\ntags: [newsletter]\n---\nText."
    ),
    "events/2026-11-10-talk.md": (
        "title: Talk\ndate: 2026-11-10\nstart: 2026-12-01 08:30\nlocation: Library\n---\nCome."
    ),
    "posts/2026-11-20-friday.md": "title: Friday\ndate: 2026-11-20\ntags: [newsletter]\n---\nText.",
}


@dataclass
class Site:
    """A built site: where it is, and its run."""

    folder: Path
    run: Run
    issue: Any

    @property
    def output(self) -> Path:
        """The site's pages."""
        return self.folder / "output"

    @property
    def outbox(self) -> Path:
        """The hand-over folder of this kind of build."""
        return self.folder / "work" / ("outbox" if self.run.publishing else "outbox-preview")

    def letter(self, week: str = "2026-W47", audience: str = "everybody") -> Path:
        """The folder of one letter."""
        return self.outbox / week / audience

    def index(self, week: str = "2026-W47", audience: str = "everybody") -> Any:
        """One letter's ``issue.json``."""
        return json.loads((self.letter(week, audience) / "issue.json").read_text("utf-8"))

    def rules(self) -> list[str]:
        """The rules that were broken."""
        return [problem.rule for problem in self.run.problems]


def build_site(
    folder: Path,
    url: str = "",
    texts: dict[str, str] | None = None,
    *,
    keep: bool = True,
    **settings: Any,
) -> Site:
    """Build the school with ``texts`` besides its own; a publish where there is a ``url``.

    ``keep=False`` throws the site away when it is built, as ``check`` does.
    """
    content, theme = folder / "content", folder / "theme"
    for path, text in {**TEXTS, **(texts or {})}.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(f"---\n{text}", "utf-8")
    (content / "media").mkdir(exist_ok=True)
    Image.new("RGB", (1600, 1200), "teal").save(content / "media/ramps.jpg")
    (content / "media/media.yaml").write_text(
        "photos:\n  ramps.jpg:\n    alt: A cardboard ramp\n    people: none\n"
    )
    if not theme.exists():
        (theme / "static").mkdir(parents=True)
        shutil.copytree(ROOT / "theme/templates/email", theme / "templates/email")
        shutil.copy(ROOT / "theme/templates/issue_print.html", theme / "templates")
        for name in ("post", "tutorial", "gallery", "event", "episode", "page"):
            (theme / f"templates/{name}.html").write_text("{{ article.content|safe }}")
        (theme / "templates/issue.html").write_text(PAGE)
    run = Run(
        mode=settings.pop("mode", "publish" if url else "preview"),
        now=NOW,
        work=folder / "work",
        zone=ZoneInfo("America/New_York"),
    )
    plugins = ("content", "media", "galleries", "tutorials", "episodes", "newsletter")
    overrides = {
        "PATH": str(content),
        "OUTPUT_PATH": str(folder / "output"),
        "CACHE_PATH": str(folder / "cache"),
        "THEME": str(theme),
        "SITEURL": url,
        "PLUGINS": [f"plugins.{name}" for name in plugins] + ["tests.newsletter.listener"],
        "RUN": run,
    }
    site = Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=overrides | settings))
    site.run()
    if keep and not (run.publishing and run.problems):
        for finish in run.landed:
            finish()
    return Site(folder, run, run.report.pop("heard"))
