"""The plugin inside Pelican: tiny sites with readers of their own, whole runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from blinker import Signal
from pelican import Pelican
from pelican.plugins import signals
from pelican.settings import read_settings

from plugins.common.run import Run
from plugins.common.settings import SettingsError
from plugins.media.store import is_whole

pytestmark = pytest.mark.site

POST = """Title: Robots
Date: 2026-11-16
{front}

<p>Look:</p>
<p><img data-photo="media/ramp.jpg" data-line="6" alt="A ramp" title="Third try"></p>
<p>See <img data-photo="media/logo.png" data-line="7" alt="Our sign"> and
<a href="{{photo}}media/ramp.jpg">the ramp, larger</a>.</p>
"""


def build(school: Any, **changes: Any) -> Run:
    """A run of Pelican over the school's content with the media plugin alone."""
    (school.root.parent / "theme" / "templates").mkdir(parents=True, exist_ok=True)
    run = Run(work=school.work)
    settings = read_settings(
        override={
            "PATH": str(school.root),
            "OUTPUT_PATH": str(school.output),
            "THEME": str(school.root.parent / "theme"),
            "PLUGINS": ["plugins.media"],
            "SITEURL": "",
            "TIMEZONE": "UTC",
            "DEFAULT_LANG": "en",
            "FEED_ALL_ATOM": None,
            "CATEGORY_FEED_ATOM": None,
            "TRANSLATION_FEED_ATOM": None,
            "AUTHOR_FEED_ATOM": None,
            "AUTHOR_FEED_RSS": None,
            "STATIC_PATHS": [],
            "DIRECT_TEMPLATES": [],
            "AUTHOR_SAVE_AS": "",
            "CATEGORY_SAVE_AS": "",
            "ARTICLE_PATHS": ["posts"],
            "JINJA_ENVIRONMENT": {"autoescape": True},
            "RUN": run,
            "MEDIA": {"widths": (80, 160), "jpeg_width": 120, "workers": 1},
        }
        | changes
    )
    for name in ("article", "page"):
        template = school.root.parent / "theme" / "templates" / f"{name}.html"
        template.write_text(
            f"{{{{ {name}.content|safe }}}}"
            f"{{% if {name}.image is defined %}}"
            f"{{{{ media.picture({name}.image, {name}.image_alt, '50vw', eager=True) }}}}"
            "{% endif %}"
        )
    Pelican(settings).run()
    return run


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Pelican's signals are of the whole program: no plugin of another test may listen here."""
    every = [one for one in vars(signals).values() if isinstance(one, Signal)]
    kept = {one: list(one.receivers_for(None)) for one in every}
    for one, receivers in kept.items():
        for receiver in receivers:
            one.disconnect(receiver)
    yield
    for one, receivers in kept.items():
        for receiver in list(one.receivers_for(None)):
            one.disconnect(receiver)
        for receiver in receivers:
            one.connect(receiver)


@pytest.fixture
def site(school: Any, draw: Any) -> Any:
    """A school with one post, one page and two photos."""
    school.keep("media/ramp.jpg", draw.jpeg(draw.scene(), 6))
    school.keep("media/logo.png", draw.scene((60, 40)))
    school.keep("posts/robots.md", POST.format(front=""))
    school.keep("pages/about.md", POST.format(front="Slug: about"))
    return school


def pages(school: Any) -> dict[str, str]:
    """The text of every page with photos."""
    return {path.stem: path.read_text() for path in school.output.rglob("*.html")}


def test_articles_and_pages_show_what_is_published(site: Any) -> None:
    """Every photo a page names is there, whole; every photo there is named; no original is."""
    run = build(site)
    texts = pages(site)
    assert set(texts) == {"robots", "about"}
    named = set(re.findall(r'["\s]/(photos/[\w.-]+)', " ".join(texts.values())))
    assert named == {f"photos/{file.name}" for file in site.published()}
    assert all(is_whole(file) for file in site.published())
    assert not list(site.output.rglob("*ramp*"))
    assert not run.problems
    assert (run.report["photos"], run.report["encoded"]) == (2, run.report["renditions"])


def test_what_the_reader_left_is_all_replaced(site: Any) -> None:
    """No placeholder reaches a page."""
    build(site)
    for text in pages(site).values():
        assert "data-photo" not in text
        assert "{photo}" not in text
        assert text.count("<figure") == 1
        assert "<figcaption>Third try</figcaption>" in text


def test_addresses_follow_the_sites(site: Any) -> None:
    """A site may live under a path."""
    build(site, SITEURL="https://school.example/hallway")
    text = pages(site)["robots"]
    urls = re.findall(r'["\s]([^"\s]*photos/[^"\s]+)', text)
    assert urls
    assert all(url.startswith("https://school.example/hallway/photos/") for url in urls)


def test_the_photo_of_an_article_takes_its_description_from_the_sidecar(site: Any) -> None:
    """And goes before the photos in the text, which then wait."""
    site.keep("media/media.yaml", "photos: {ramp.jpg: {alt: From the sidecar}}")
    site.keep("posts/robots.md", POST.format(front="Image: media/ramp.jpg\nImage_alt:"))
    run = build(site)
    text = pages(site)["robots"]
    assert 'alt="From the sidecar"' in text
    assert text.count('loading="lazy"') == 2
    assert not run.problems


def test_the_photo_of_an_article_needs_a_description(site: Any) -> None:
    """Named in the article's file."""
    site.keep("posts/robots.md", POST.format(front="Image: media/ramp.jpg\nImage_alt:"))
    run = build(site)
    assert [(one.path, one.rule) for one in run.problems] == [("posts/robots.md", "alt-missing")]


def test_an_article_left_out_takes_its_photos_with_it(site: Any) -> None:
    """What a draft shows is nobody's business yet."""
    for path in ("posts/robots.md", "pages/about.md"):
        site.keep(path, POST.format(front="Status: skip"))
    run = build(site)
    assert not (site.output / "photos").exists()
    assert run.report["photos"] == 0


def test_wrong_settings_stop_the_run_before_it_begins(site: Any) -> None:
    """Every page would be wrong; each wrong value is named."""
    with pytest.raises(SettingsError, match="quality") as stopped:
        build(site, MEDIA={"quality": 80, "widths": (0,)})
    assert "widths" in str(stopped.value)
    assert not Path(site.output).exists()


def test_a_second_run_in_the_same_program_starts_afresh(site: Any, draw: Any) -> None:
    """The preview server builds again and again; a photo saved anew is seen."""
    first = build(site)
    before = {file.name for file in site.published()}
    site.keep("media/ramp.jpg", draw.jpeg(draw.scene((480, 640))))
    second = build(site)
    assert {file.name for file in site.published()} - before
    assert 0 < second.report["encoded"] < first.report["encoded"]
