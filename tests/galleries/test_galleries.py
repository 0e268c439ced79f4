"""Galleries: their order and cover, the feed of their photos, all of them in one file."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import feedparser
import pytest
from PIL import ExifTags, Image

from commands.school import School
from plugins.galleries.archive import Archive, ArchivedPhoto, build_words
from tests.builders import Built, build, photo, small_school, write_files

pytestmark = pytest.mark.site

GALLERY = """---
title: The fair
date: 2026-10-26 09:00
summary: Seven things.
photos: ../media/fair/
{more}---

Everything stood on one table.
"""
URL = "https://school.example"


def taken(written: str, colour: str) -> bytes:
    """A photo by a camera whose clock showed ``written``."""
    exif, data = Image.Exif(), io.BytesIO()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = written
    Image.new("RGB", (400, 300), colour).save(data, "JPEG", exif=exif)
    return data.getvalue()


FILES: dict[str, str | bytes] = {
    "media/fair/a.jpg": taken("2026:10:20 12:00:00", "red"),
    "media/fair/b.jpg": taken("2026:10:20 09:00:00", "blue"),
    "media/fair/c-10.jpg": photo(400, 300, "teal"),
    "media/fair/c-9.jpg": photo(400, 300, "navy"),
    "media/fair/z.jpg": taken("2026:10:21 12:00:00", "gold"),
    "media/media.yaml": "defaults:\n  '*': {alt: Something that was built, people: none}\n",
    "media/fair/media.yaml": "photos:\n  z.jpg: {alt: The last one taken, caption: Zed & co}\n",
    "galleries/fair.md": GALLERY.format(more=""),
}


def school_with(folder: Path, **changes: str | bytes) -> School:
    """A school with the gallery; ``changes`` by the names below."""
    names = {"sheet": "media/fair/media.yaml", "gallery": "galleries/fair.md"}
    return small_school(
        folder, {**FILES, **{names[key]: data for key, data in changes.items()}}, URL
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The public site with the gallery."""
    return build(school_with(tmp_path_factory.mktemp("school")), "publish")


def feed_of(built: Built, form: str = "rss") -> Any:
    """The feed of the gallery's photos."""
    return feedparser.parse((built.output / f"feeds/galleries/fair.{form}.xml").read_bytes())


def photos_in(output: Path) -> dict[str, tuple[int, int, int]]:
    """The JPEGs of a site by name, each with the colour in its middle."""
    found = {}
    for file in (output / "photos").glob("*.jpg"):
        with Image.open(file) as image:
            found[file.name] = image.convert("RGB").getpixel((200, 150))
    return found


def nearest(colour: tuple[int, int, int]) -> str:
    """The name of the colour that a JPEG came near to."""
    names = {
        "red": (255, 0, 0),
        "blue": (0, 0, 255),
        "teal": (0, 128, 128),
        "navy": (0, 0, 128),
        "gold": (255, 215, 0),
    }
    return min(
        names, key=lambda name: sum(abs(a - b) for a, b in zip(names[name], colour, strict=True))
    )


def order_of(built: Built) -> list[str]:
    """The colours of the gallery's photos as its page shows them."""
    colours = photos_in(built.output)
    section = built.read("galleries/fair/index.html").partition('class="frames"')[2]
    jpegs = re.findall(r'<img src="[^"]*/photos/([\w.-]+\.jpg)"', section.partition("</ul>")[0])
    return [nearest(colours[name]) for name in jpegs]


def test_photos_stand_as_listed_then_as_taken_then_by_name(site: Built) -> None:
    """z.jpg is listed; b was taken before a; c-9 comes before c-10."""
    assert order_of(site) == ["gold", "blue", "red", "navy", "teal"]
    assert site.problems == []


def test_the_cover_is_the_first_photo_or_the_chosen_one(tmp_path: Path, site: Built) -> None:
    """By ``cover: true``; the front matter beats both."""
    sheet = "photos:\n  z.jpg: {alt: Z}\n  a.jpg: {alt: A, cover: true}\n"
    chosen = build(school_with(tmp_path / "one", sheet=sheet))
    named = GALLERY.format(more="image: ../media/fair/c-9.jpg\nimage_alt: Nine\n")
    front = build(school_with(tmp_path / "two", sheet=sheet, gallery=named))

    def cover(built: Built) -> str:
        found = re.search(
            r'og:image" content="[^"]*/photos/([^"]+)"', built.read("galleries/fair/index.html")
        )
        assert found is not None
        return nearest(photos_in(built.output)[found[1]])

    assert [cover(site), cover(chosen), cover(front)] == ["gold", "red", "navy"]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_gallery_has_a_feed_of_its_photos(site: Built, form: str) -> None:
    """Each photo an item with its JPEG, a lasting id and the page it leads to."""
    feed = feed_of(site, form)

    assert feed.bozo == 0
    assert feed.feed.title == "The Hallway: The fair"
    assert feed.entries[0].title == "Zed & co"
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == 5
    for entry in feed.entries:
        (enclosure,) = entry.enclosures
        file = site.output / enclosure.href.removeprefix(f"{URL}/")
        assert int(enclosure.length) == file.stat().st_size
        assert enclosure.type == "image/jpeg"
        assert entry.id.startswith("urn:uuid:")
        assert entry.media_content[0]["url"] == enclosure.href
        assert (site.output / entry.link.removeprefix(f"{URL}/") / "index.html").is_file()
        assert 'alt="' in str(entry)


def test_the_page_leads_to_its_feed(site: Built) -> None:
    """For programs and for people."""
    text = site.read("galleries/fair/index.html")

    assert (
        f'type="application/rss+xml" title="The Hallway: The fair (RSS)" href="{URL}/feeds' in text
    )
    assert "RSS feed of these photos" in text
    assert f'href="{URL}/library/events/fair/"' in text


def test_ids_stay_when_everything_else_changes(tmp_path: Path, site: Built) -> None:
    """Title, words and the names of the files."""
    school = school_with(tmp_path, sheet="photos:\n  zz.jpg: {alt: Other words}\n")
    (school.content / "media/fair/z.jpg").rename(school.content / "media/fair/zz.jpg")
    changed = GALLERY.format(more="").replace("The fair", "A new title")
    write_files(school.content, {"galleries/fair.md": changed})
    built = build(school)

    assert {entry.id for entry in feed_of(built).entries} == {
        entry.id for entry in feed_of(site).entries
    }


@pytest.mark.parametrize("change", [("status: draft\n", "fair/"), ("", "nothing/")])
def test_a_draft_and_an_empty_gallery_have_no_feed(tmp_path: Path, change: tuple[str, str]) -> None:
    """Nor a link to one."""
    more, folder = change
    text = GALLERY.format(more=more).replace("media/fair/", f"media/{folder}")
    built = build(school_with(tmp_path, gallery=text))

    assert not (built.output / "feeds/galleries").exists()
    assert "feeds/galleries" not in built.read("galleries/fair/index.html")


def test_nothing_is_offered_as_a_download_unless_the_school_wants_it(site: Built) -> None:
    """The default is no."""
    assert list(site.output.rglob("*.zip")) == []
    assert "ZIP" not in site.read("galleries/fair/index.html")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting that offers downloads."""
    read = School.settings
    monkeypatch.setattr(
        School, "settings", lambda *given: {**read(*given), "GALLERIES": {"download": True}}
    )


@pytest.mark.usefixtures("offered")
def test_all_photos_can_be_had_in_one_file(tmp_path: Path) -> None:
    """Renditions in the order of the page, with what they show; no camera's name, no original."""
    built = build(school_with(tmp_path), "publish")
    with zipfile.ZipFile(built.output / "galleries/fair/fair.zip") as pack:
        names, words = pack.namelist(), pack.read("photos.txt").decode()
        colours = []
        for name in names[1:]:
            with Image.open(io.BytesIO(pack.read(name))) as image:
                colours.append(nearest(image.getpixel((200, 150))))
                assert not image.getexif()
        assert pack.testzip() is None

    assert names == ["photos.txt", *(f"fair-0{number}.jpg" for number in range(1, 6))]
    assert colours == order_of(built)
    assert "fair-01.jpg\nThe last one taken\nZed & co" in words
    assert 'href="https://school.example/galleries/fair/fair.zip" download' in built.read(
        "galleries/fair/index.html"
    )
    assert built.problems == []


@pytest.mark.usefixtures("offered")
def test_the_same_photos_give_the_same_archive(tmp_path: Path) -> None:
    """No time of a build or a file in it."""
    packs = [
        (build(school_with(tmp_path / name)).output / "galleries/fair/fair.zip").read_bytes()
        for name in ("one", "two")
    ]

    assert packs[0] == packs[1]
    with zipfile.ZipFile(io.BytesIO(packs[0])) as pack:  # built within one second of each other
        assert {one.date_time for one in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.usefixtures("offered")
def test_a_photo_without_a_release_is_in_no_file_and_no_feed(tmp_path: Path) -> None:
    """Not in a preview either, where the page shows it marked."""
    sheet = "photos:\n  z.jpg: {alt: Somebody, people: [s-007]}\n"
    built = build(school_with(tmp_path, sheet=sheet))

    with zipfile.ZipFile(built.output / "galleries/fair/fair.zip") as pack:
        assert len(pack.namelist()) == 5
        assert "Somebody" not in pack.read("photos.txt").decode()
    assert len(feed_of(built).entries) == 4


def test_the_words_of_an_archive_name_each_photo() -> None:
    """By the name it has there; more than 99 photos still sort."""
    photos = [ArchivedPhoto("photos/5f3a-1600.jpg", f"Step {n}") for n in range(100)]
    words = build_words(
        Archive("g/x.zip", "x", "X", [*photos[:-1], ArchivedPhoto("p/1.jpg", "Z", "", "M")])
    )

    assert words.startswith("X\n\nx-001.jpg\nStep 0\n\n")
    assert words.endswith("x-100.jpg\nZ\nPhoto: M\n")


def test_a_folder_without_a_photo_is_named(tmp_path: Path) -> None:
    """An empty wall passes for nothing but a mistake; photos one folder deeper do not hang."""
    moved: dict[str, str | bytes] = {
        "media/fair/readme.txt": "All in the folder within.",
        "media/fair/deeper/a.jpg": photo(400, 300, "red"),
        "galleries/fair.md": GALLERY.format(more=""),
    }
    (problem,) = build(small_school(tmp_path, moved, URL)).problems
    assert (problem.place, problem.rule) == ("galleries/fair.md:5", "gallery-empty")
