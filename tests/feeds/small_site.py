"""A small site with a text of every kind, built whole with bare templates."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pelican import Pelican
from pelican.settings import read_settings
from PIL import Image

from plugins.common.run import Run

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class Site:
    """A built site: its output folder, its address and its run."""

    output: Path
    url: str
    run: Run

    def feeds(self) -> list[Path]:
        """Every feed file."""
        return sorted((self.output / "feeds").rglob("*.xml"))

    def read(self, path: str) -> bytes:
        """The bytes of one feed."""
        return (self.output / "feeds" / path).read_bytes()


_TEXTS = {
    "posts/2026-11-16-robots.md": """
        title: Robots & ramps ]]> <fast> 🤖
        summary: Less < more & 🤖 ]]>
        date: 2026-11-16 15:30
        tags: [robotics, grade-4]
        audience: [families]
        authors: [Technology coach, Grade 4 team]
        ---
        A ramp ]]> & a 🤖. See [the steps](../tutorials/loops.md#try-it) and [below](#parts).

        ![A ramp](../media/robots/ramp.jpg "The third ramp")

        ## Parts

        - [x] wheels
        - [ ] a motor

        [Watch: How a loop works](https://www.youtube.com/watch?v=abcdefghijk)
        """,
    "posts/2026-11-17-stray.md": """
        title: A stray character
        date: 2026-11-17
        tags: [robotics]
        ---
        Before &#7; after.
        """,
    "posts/2026-11-18-draft.md": "title: Unfinished\ndate: 2026-11-18\nstatus: draft\n---\nText.",
    "posts/2026-11-19-hidden.md": "title: Unlisted\ndate: 2026-11-19\nstatus: hidden\n---\nText.",
    "posts/2027-01-04-later.md": "title: Next year\ndate: 2027-01-04\n---\nText.",
    "tutorials/loops.md": """
        title: Loops
        date: 2026-11-10
        minutes: 20
        materials: [A tablet]
        audience: [teachers]
        ---
        ## Try it

        Repeat.
        """,
    "galleries/fair.md": """
        title: The fair
        date: 2026-11-11
        photos: ../media/fair/
        ---
        Everybody came.
        """,
    "media/fair/media.yaml": """
        photos:
          one.jpg:
            alt: A table with robots
            caption: Before the doors open.
        """,
    "events/2026-11-12-talk.md": """
        title: Coffee talk
        date: 2026-11-12
        start: 2026-12-03 08:30
        location: Library
        ---
        Come by.
        """,
    "episodes/2026-11-13-book.md": """
        title: Book talk
        date: 2026-11-13
        audio: ../media/talks/book.wav
        ---
        ## Transcript

        Words.
        """,
    "newsletter/2026-W46.md": """
        title: The week in one letter
        date: 2026-11-13
        week: 2026-W46
        ---
        Dear families.
        """,
    "media.yaml": """
        defaults: {"*": {people: none}}
        """,
    "vocabulary.yaml": """
        audiences:
          families: Families
          teachers: Teachers
          students: Students
        """,
}


def write_content(folder: Path) -> None:
    """A content folder with a text of every kind, two photos and a recording."""
    for path, text in _TEXTS.items():
        lines = [line.removeprefix(" " * 8) for line in text.strip("\n").splitlines()]
        head = "---\n" if path.endswith(".md") else ""
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(head + "\n".join(lines) + "\n", "utf-8")
    for path, colour in (("media/robots/ramp.jpg", "teal"), ("media/fair/one.jpg", "brown")):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (1600, 1200), colour).save(folder / path)
    (folder / "media/talks").mkdir(parents=True)
    with wave.open(str(folder / "media/talks/book.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000 * 65))


def build_site(folder: Path, url: str) -> Site:
    """Build the small site with bare templates: what is on the pages is no matter here."""
    content, theme, output = folder / "content", folder / "theme", folder / "output"
    write_content(content)
    (theme / "templates").mkdir(parents=True)
    (theme / "static").mkdir()
    for name in ("post", "tutorial", "gallery", "event", "episode", "issue", "page"):
        (theme / "templates" / f"{name}.html").write_text("{{ article.content|safe }}")
    run = Run(
        mode="publish" if url else "preview",
        now=NOW,
        work=folder / "work",
        zone=ZoneInfo("America/New_York"),
    )
    plugins = ("content", "media", "galleries", "tutorials", "episodes", "feeds")
    settings = read_settings(
        str(ROOT / "pelicanconf.py"),
        override={
            "PATH": str(content),
            "OUTPUT_PATH": str(output),
            "CACHE_PATH": str(folder / "cache"),
            "THEME": str(theme),
            "SITEURL": url,
            "PLUGINS": [f"plugins.{name}" for name in plugins],
            "RUN": run,
        },
    )
    Pelican(settings).run()
    return Site(output, url or "http://127.0.0.1:8000", run)
