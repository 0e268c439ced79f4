"""The library of small sites: what is in it, what never is, and where its ways lead."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image

from commands.school import ROOT, School
from tests.builders import Built, build, photo, small_school, tree, write_files
from tests.docs.guides import tables_in
from tests.site.links import broken_in, soup_of

pytestmark = pytest.mark.site

SHEET = """photos:
  ramp.jpg:
    alt: A cardboard ramp with a robot at the top
    caption: Team Gearbox tests the third ramp.
    credit: Maple Street School
    tags: [robotics, grade-4, ramps]
    place: Room 12
    people: none
  bridge.jpg:
    alt: A bridge of straws between two desks
    tags: [robotics]
    people: none
  secret.jpg:
    alt: What the draft shows
    tags: [secret]
    people: none
"""
POST = """---
title: {title}
date: {date}
tags: [{tag}]
{more}---

![]({photo})
"""


def post(title: str, path: str, date: str = "2026-10-05", **more: str) -> str:
    """A post that shows the photo at ``path``."""
    lines = "".join(f"{key}: {value}\n" for key, value in more.items() if key != "tag")
    return POST.format(
        title=title, date=date, tag=more.get("tag", "news"), more=lines, photo=f"../media/{path}"
    )


FILES: dict[str, str | bytes] = {
    "media/fair/ramp.jpg": photo(900, 600, "teal"),
    "media/fair/bridge.jpg": photo(600, 900, "navy"),
    "media/fair/secret.jpg": photo(600, 600, "red"),
    "media/fair/unused.jpg": photo(640, 480, "gold"),
    "media/fair/media.yaml": SHEET,
    "posts/2026-10-05-ramps.md": post("Ramps", "fair/ramp.jpg"),
    "posts/2026-10-06-again.md": post("Ramps again", "fair/ramp.jpg", "2026-10-06"),
    "posts/2025-10-06-bridges.md": post("Bridges", "fair/bridge.jpg", "2025-10-06"),
    "posts/2026-10-07-draft.md": post("Draft", "fair/secret.jpg", "2026-10-07", status="draft"),
    "posts/2026-10-08-hidden.md": post("Hidden", "fair/secret.jpg", "2026-10-08", status="hidden"),
    "posts/2027-10-08-later.md": post("Later", "fair/secret.jpg", "2027-10-08"),
}
URL = "https://school.example/hallway"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The public site of a school with two photos that anybody may find."""
    return build(small_school(tmp_path_factory.mktemp("school"), FILES, URL), "publish")


def told(built: Built) -> list[dict[str, Any]]:
    """The photos of ``media.json``."""
    return json.loads(built.read("media.json"))["photos"]


def page_of(built: Built, alt: str) -> str:
    """The page of the photo that this describes."""
    (found,) = [one for one in told(built) if one["alt"].startswith(alt)]
    return built.read(f"library/{found['id']}/index.html")


def test_the_library_holds_what_public_texts_show(site: Built) -> None:
    """Newest first, each photo once; the one of a draft, a hidden text or the future is not there.

    Nor is one that lies in the folder and is shown by nothing.
    """
    assert site.problems == []
    assert [one["alt"] for one in told(site)] == [
        "A cardboard ramp with a robot at the top",
        "A bridge of straws between two desks",
    ]
    library = "".join(path.read_text("utf-8") for path in (site.output / "library").rglob("*.html"))
    for stranger in ("secret", "Secret", "draft", "Hidden", "Later", "unused"):
        assert stranger not in library
    assert "What the draft shows" not in site.read("sitemap.xml") + site.read("media.json")


def test_a_photo_has_a_page_that_says_everything_and_where_it_hangs(site: Built) -> None:
    """Its words, its month and not its day, and each text that shows it, once."""
    text = page_of(site, "A cardboard ramp")

    for words in (
        'alt="A cardboard ramp with a robot at the top"',
        "<h1>Team Gearbox tests the third ramp.</h1>",
        "Maple Street School",
        "Room 12",
        "Grade 4",
        "Ramps again",
    ):
        assert words in text
    uses = re.findall(r'<li><a href="([^"]+/posts/[^"]+)">', text)
    assert uses == [f"{URL}/posts/again/", f"{URL}/posts/ramps/"]
    assert "Shown since" in text
    assert "October 5" not in text
    assert "ramp.jpg" not in text


def test_photos_are_found_by_event_grade_year_and_tag(site: Built) -> None:
    """A list with two photos has its page; a word with one leads to the photo itself."""
    front = soup_of(site.output / "library/index.html")
    ways = {
        " ".join(one.contents[0].split()): str(one["href"]).removeprefix(URL)
        for one in front.select(".find a")
    }
    ids = [one["id"] for one in told(site)]

    assert ways == {
        "Fair": "/library/events/fair/",
        "Grade 4": f"/library/{ids[0]}/",
        "2026–27": f"/library/{ids[0]}/",
        "2025–26": f"/library/{ids[1]}/",
        "Robotics": "/library/tags/robotics/",
        "Ramps": f"/library/{ids[0]}/",
    }
    assert not (site.output / "library/tags/ramps").exists()
    assert site.read("library/tags/robotics/index.html").count('class="print ') == 2


def test_every_address_leads_somewhere(site: Built) -> None:
    """B8, and media.json names files that are there."""
    pages = sorted(site.output.rglob("*.html"))
    broken = [one for page in pages for one in broken_in(site.output, page, URL)]
    named = [one["url"] for found in told(site) for one in found["renditions"]]

    assert broken == []
    assert named
    for url in named:
        assert (site.output / url.removeprefix(f"{URL}/")).is_file(), url


def test_search_engines_hear_of_every_page(site: Built) -> None:
    """The lists and the photos."""
    listed = set(re.findall(r"<loc>(.*?)</loc>", site.read("sitemap.xml")))
    pages = {
        f"{URL}/{path.parent.relative_to(site.output).as_posix()}/"
        for path in (site.output / "library").rglob("index.html")
    }

    assert len(pages) == 5  # all, the event, the tag, two photos
    assert pages <= listed


def test_media_json_is_what_its_guide_says(site: Built) -> None:
    """Every key of a photo is in the table and no other; the guide's example has the right head."""
    rows = [row for table in tables_in((ROOT / "docs/media-json.md").read_text()) for row in table]
    keys = {key for row in rows for key in re.findall(r"`(\w+)`", row[0])}
    document = json.loads(site.read("media.json"))

    assert list(document) == ["version", "site", "photos"]
    assert document["version"] == 1
    assert document["site"]["url"] == f"{URL}/"
    assert all(set(one) == keys for one in document["photos"])
    first = document["photos"][0]
    assert first["grades"] == [{"id": "4", "label": "Grade 4"}]
    assert (first["month"], first["month_is"]) == ("2026-10", "shown")
    assert first["channels"] == ["site", "newsletter", "social"]
    assert first["renditions"][-1]["type"] == "image/jpeg"
    assert all(one["url"].startswith(URL) for one in first["renditions"])
    assert re.fullmatch(r"[0-9a-f]{16}", first["id"])
    assert re.fullmatch(r"#[0-9a-f]{6}", first["colour"])
    assert first["focus"] is None


def test_the_way_to_the_library_is_on_every_page(site: Built) -> None:
    """In the directory at its foot."""
    assert f'<a href="{URL}/library/">Photos</a>' in site.read("posts/index.html")


def test_a_photo_that_may_not_be_published_is_not_in_it(tmp_path: Path) -> None:
    """A preview shows the text with its mark; the library and media.json know nothing of it."""
    sheet = SHEET.replace("tags: [robotics, grade-4, ramps]", "tags: [robotics]").replace(
        "people: none", "people: [s-007]", 1
    )
    built = build(small_school(tmp_path, {**FILES, "media/fair/media.yaml": sheet}))

    assert "consent-missing" in built.rules
    assert [one["alt"][:8] for one in told(built)] == ["A bridge"]
    assert "ramp" not in built.read("library/index.html")


def test_the_page_of_a_photo_outlives_its_name_and_its_words(tmp_path: Path) -> None:
    """The address follows from the photo's bytes; two copies of it are one photo."""
    school = small_school(tmp_path, FILES)
    before = build(school)
    shutil.move(school.content / "media/fair/ramp.jpg", school.content / "media/fair/slope.jpg")
    write_files(
        school.content,
        {
            "media/fair/media.yaml": SHEET.replace("ramp.jpg", "slope.jpg"),
            "media/copies/ramp.jpg": FILES["media/fair/ramp.jpg"],
            "media/copies/media.yaml": SHEET.split("  bridge")[0],
            "posts/2026-10-05-ramps.md": post("Ramps", "fair/slope.jpg"),
            "posts/2026-10-06-again.md": post("Again", "copies/ramp.jpg", "2026-10-06"),
        },
    )
    after = build(school)

    assert [one["id"] for one in told(before)] == [one["id"] for one in told(after)]
    assert [use["title"] for use in told(after)[0]["used_in"]] == ["Again", "Ramps"]


def test_the_last_text_takes_its_photo_along(tmp_path: Path) -> None:
    """A site without photos has no library, and no way to one."""
    school = small_school(
        tmp_path, {"posts/2026-10-05-ramps.md": FILES["posts/2026-10-05-ramps.md"]}
    )
    write_files(school.content, {name: data for name, data in FILES.items() if "media" in name})
    assert (build(school).output / "library/index.html").is_file()

    (school.content / "posts/2026-10-05-ramps.md").write_text(
        "---\ntitle: Ramps\ndate: 2026-10-05\n---\nText."
    )
    built = build(school)

    assert not (built.output / "library").exists()
    assert not (built.output / "media.json").exists()
    assert "/library/" not in built.read("index.html")


def test_long_lists_have_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many photos on each as the setting says."""
    _set(monkeypatch, LIBRARY={"per_page": 2})
    photos = {f"media/fair/{n}.jpg": photo(300 + n, 200, "teal") for n in range(5)}
    sheet = "".join(f"  {n}.jpg: {{alt: Step {n}, people: none}}\n" for n in range(5))
    texts = {
        f"posts/2026-10-0{n + 1}-p{n}.md": post(f"P{n}", f"fair/{n}.jpg", f"2026-10-0{n + 1}")
        for n in range(5)
    }
    files = {**photos, **texts, "media/fair/media.yaml": f"photos:\n{sheet}"}
    built = build(small_school(tmp_path, files))

    seen = [
        re.findall(r'alt="Step (\d)"', built.read(f"library/{page}index.html"))
        for page in ("", "page/2/", "page/3/")
    ]
    assert seen == [["4", "3"], ["2", "1"], ["0"]]
    assert built.rules == []


def test_a_page_of_a_school_cannot_take_its_address(tmp_path: Path) -> None:
    """``pages/library.md`` is told so, and gets another one."""
    built = build(
        small_school(tmp_path, {**FILES, "pages/library.md": "---\ntitle: Books\n---\nx"})
    )

    assert built.rules == ["address-taken"]
    assert "<h1>Photos" in built.read("library/index.html")
    assert "Books" in built.read("library-2/index.html")


def test_the_same_photos_make_the_same_library(tmp_path: Path) -> None:
    """Whatever the folder and the time of the files in it."""
    trees = []
    for name in ("one", "two"):
        school = small_school(tmp_path / name, dict(sorted(FILES.items(), reverse=name == "two")))
        output = build(school).output
        trees.append({**tree(output / "library"), "json": (output / "media.json").read_bytes()})

    assert trees[0] == trees[1]


def test_a_grade_that_the_school_does_not_have_is_a_problem(tmp_path: Path) -> None:
    """With the line, also for a tag that looks like one."""
    sheet = SHEET.replace("grade-4", "grade-44").replace("place: Room 12", "grades: [Grad 5]")
    built = build(small_school(tmp_path, {**FILES, "media/fair/media.yaml": sheet}))

    found = [(one.path, one.line, one.rule, one.value) for one in built.problems]
    assert found == [
        ("media/fair/media.yaml", 6, "media-grade-unknown", "grade-44"),
        ("media/fair/media.yaml", 7, "media-grade-unknown", "Grad 5"),
    ]


def _set(monkeypatch: pytest.MonkeyPatch, **groups: Any) -> None:
    """Change groups of the settings, as a school does in pelicanconf.py."""
    read = School.settings
    monkeypatch.setattr(School, "settings", lambda *given: {**read(*given), **groups})


def test_a_clip_is_found_by_its_picture(tmp_path: Path) -> None:
    """Under an address that follows from the clip; its page says that it is one."""
    clip = (ROOT / "content/media/cardboard-city/walk-through.mp4").read_bytes()
    sheet = 'defaults: {"*": {people: none, alt: A walk through a city, captions: [none]}}\n'
    files: dict[str, str | bytes] = {
        "media/city/walk.mp4": clip,
        "media/city/media.yaml": sheet,
        "posts/2026-10-05-walk.md": post("A walk", "city/walk.mp4"),
    }
    built = build(small_school(tmp_path, files))
    (found,) = told(built)

    assert found["sort"] == "clip"
    assert found["id"] == hashlib.sha256(clip).hexdigest()[:16]
    assert found["renditions"][-1]["type"] == "image/jpeg"
    assert "out of a clip" in page_of(built, "A walk")
    assert found["event"] == "City"


def test_what_a_camera_or_photo_program_wrote_stays_private(tmp_path: Path) -> None:
    """But for words that the school has: no name, no title, no day reaches any file."""
    words = "".join(f"<rdf:li>{word}</rdf:li>" for word in ("Anna Canary", "Robotics", "Grade 4"))
    packet = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description>'
        f"<dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject>"
        "<dc:title><rdf:Alt><rdf:li>Canary at the podcasting booth</rdf:li></rdf:Alt></dc:title>"
        "</rdf:Description></rdf:RDF>"
    )
    exif, data = Image.Exif(), io.BytesIO()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2025:03:14 09:26:53"
    Image.new("RGB", (900, 600), "teal").save(data, "JPEG", xmp=packet.encode(), exif=exif)
    sheet = "photos:\n  a.jpg: {alt: A ramp, people: none}\n"
    files = {
        "media/fair/a.jpg": data.getvalue(),
        "media/fair/media.yaml": sheet,
        "posts/2026-10-05-ramps.md": post("Ramps", "fair/a.jpg"),
    }
    built = build(small_school(tmp_path, files))
    (found,) = told(built)

    assert [tag["id"] for tag in found["tags"]] == ["podcasting", "robotics"]
    assert [grade["id"] for grade in found["grades"]] == ["4"]
    assert (found["month"], found["month_is"]) == ("2025-03", "taken")
    everything = b"".join(tree(built.output).values())
    for private in (b"Canary", b"canary", b"2025-03-14", b"2025:03:14", b"March 14"):
        assert private not in everything


def test_an_event_may_not_be_called_by_a_childs_name(tmp_path: Path) -> None:
    """Neither by ``event:`` nor by the folder, since the library shows both."""
    register = "id,name,level,channels,until,note\ns-1,Ada Lovelace,image,site,2027-06-30,\n"
    files = {
        "media/ada-lovelace/a.jpg": photo(900, 600, "teal"),
        "media/ada-lovelace/media.yaml": "photos:\n  a.jpg:\n    alt: A ramp\n"
        "    event: Ada Lovelace at the fair\n    people: none\n",
        "posts/2026-10-05-ramps.md": post("Ramps", "ada-lovelace/a.jpg"),
    }
    school = small_school(tmp_path, files)
    write_files(tmp_path / "private", {"consent.csv": register})
    built = build(school)

    found = [(one.path, one.line, one.rule) for one in built.problems]
    assert ("media/ada-lovelace/media.yaml", 4, "name-beside-photo") in found
    assert ("media/ada-lovelace/media.yaml", 0, "name-beside-photo") in found
