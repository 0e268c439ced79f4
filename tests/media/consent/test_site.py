"""Whole sites: what is not reviewed or not released is marked in a preview and never published."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from commands.errors import CoachError
from commands.school import ROOT
from plugins.common.run import Mode
from tests.builders import NOW, Built, build, tree, write_files
from tests.media.consent.school import ADA, FILES, POST, REGISTER, SHEET, ZOE, school_with

pytestmark = pytest.mark.site

PAGE = "posts/robots/index.html"


def stems(built: Built) -> set[str]:
    """The names of what was encoded into the site, without widths."""
    folder = built.output / "photos"
    return {path.name.partition("-")[0] for path in folder.glob("*")}


def test_released_photos_are_published(tmp_path: Path) -> None:
    """With everybody's release there is nothing to report, and nothing is marked."""
    built = build(school_with(tmp_path), "publish")
    assert built.problems == []
    assert len(stems(built)) == 3
    assert "review" not in "".join(path.read_text() for path in built.output.rglob("*.html"))
    assert not (built.output / "theme/css/review.css").is_file() or "review.css" not in built.read(
        PAGE
    )


def test_a_photo_nobody_looked_at_stops_publishing_and_is_marked(tmp_path: Path) -> None:
    """One problem a photo, where a text shows it; the preview shows it with a badge in words."""
    changes = {"media/fair/media.yaml": SHEET.replace("people: [s-001]", "people:")}
    shown = build(school_with(tmp_path, changes))
    html = shown.read(PAGE)
    assert [(one.path, one.line, one.rule, one.value) for one in shown.problems] == [
        ("posts/2026-11-16-robots.md", 11, "photo-not-reviewed", "media/fair/ramp.jpg")
    ]
    assert html.count('class="review review-open"') == 1
    assert "<strong>Not reviewed</strong>" in html
    assert not build(school_with(tmp_path, changes), "publish").result.switched


@pytest.mark.parametrize(
    ("register", "reason"),
    [
        (REGISTER.replace("image,site,", "none,,"), "s-002 has no release"),
        (REGISTER.replace("image,site,", "image,newsletter,"), "does not cover the site"),
        (REGISTER.replace("image,site,2027", "image,site,2025"), "ended on 2025-06-30"),
        (REGISTER.partition("s-002")[0], "s-002 is not in the register"),
    ],
)
def test_a_photo_without_release_is_blurred_and_stops_publishing(
    tmp_path: Path, register: str, reason: str
) -> None:
    """With the reason on it, in words; no pixel of it is in the folder of the preview."""
    sheet = SHEET.replace("[s-001]", "none")
    school = school_with(tmp_path, {"media/fair/media.yaml": sheet}, register)
    shown = build(school)
    problems = [(one.path, one.line, one.rule, one.value) for one in shown.problems]
    assert problems == [("posts/2026-11-16-robots.md", 13, "photo-not-released", "s-002")]
    assert reason in shown.problems[0].message
    html = shown.read(PAGE)
    assert reason in html
    blurred = set(re.findall(r"photos/([0-9a-f]+)-blurred\.jpg", html))
    assert len(blurred) == 1
    assert [path.name for path in (shown.output / "photos").glob(f"{blurred.pop()}-*")] == [
        Path(re.findall(r"photos/([0-9a-f]+-blurred\.jpg)", html)[0]).name
    ]
    assert 'alt="Blurred photo: A bridge of straws"' in html


@pytest.mark.parametrize("mode", ["preview", "publish"])
def test_a_register_that_is_not_there_is_told_once(tmp_path: Path, mode: Mode) -> None:
    """In one sentence, whatever the number of photos; and nobody is shown."""
    school = school_with(tmp_path, register=None)
    built = build(school, mode)
    assert [(one.path, one.rule) for one in built.problems] == [
        ("private/consent.csv", "consent-missing")
    ]
    assert "2 photos have people in them" in built.problems[0].message
    assert built.result.switched is (mode == "preview")
    made = [path.name for path in (school.work / "renditions").glob("*.webp")]
    assert len({name.partition("-")[0] for name in made}) == 1  # the sign
    if mode == "preview":
        assert "s-002 is not in the register" in built.read(PAGE)


def test_a_school_whose_photos_show_nobody_needs_no_register(tmp_path: Path) -> None:
    """Its absence is no problem by itself."""
    sheet = SHEET.replace("[s-001]", "none").replace("[s-002]", "none")
    school = school_with(tmp_path, {"media/fair/media.yaml": sheet}, register=None)
    assert build(school, "publish").problems == []


def test_a_register_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    """The reason stands there already."""
    school = school_with(tmp_path, register="PK\x03\x04")
    assert build(school, "publish").rules == ["consent-unreadable"]


def test_nothing_of_a_photo_without_release_is_written_in_publishing(tmp_path: Path) -> None:
    """Not even into the cache; the old site stays."""
    school = school_with(tmp_path, register=REGISTER.replace("image,site,", "none,,"))
    built = build(school, "publish")
    assert not built.result.switched
    assert not built.output.exists()
    made = {path.name.partition("-")[0] for path in (school.work / "renditions").glob("*")}
    assert len(made) == 2  # the ramp and the sign


def test_a_blurred_photo_is_beyond_recognition(tmp_path: Path) -> None:
    """Its finest detail is gone from the file itself, whatever a style sheet says."""
    # Sixteen stripes across: as large as an eye in a face that fills the photo.
    stripes = Image.new("RGB", (16, 1))
    stripes.putdata([(255 * (place % 2),) * 3 for place in range(16)])
    data = BytesIO()
    stripes.resize((900, 600), Image.Resampling.NEAREST).save(data, "JPEG", quality=95)
    changes = {"media/fair/bridge.jpg": data.getvalue()}
    built = build(school_with(tmp_path, changes, REGISTER.replace("image,site,", "none,,")))
    (file,) = (built.output / "photos").glob("*-blurred.jpg")
    with Image.open(file) as found:
        assert max(found.size) <= 48
        assert max(ImageStat.Stat(found).stddev) < 12  # the stripes had 127


def test_the_last_day_of_a_release_counts(tmp_path: Path) -> None:
    """In the school's zone: published on that evening, refused on the next morning."""
    school = school_with(tmp_path, register=REGISTER.replace("2027-06-30", "2026-11-23"))
    evening = NOW + timedelta(hours=11, minutes=30)  # 23:30 in New York, the 24th in Greenwich
    assert build(school, "publish", evening).problems == []
    assert {
        one.rule for one in build(school, "publish", evening + timedelta(hours=1)).problems
    } == {"photo-not-released"}


def test_a_gallery_leaves_out_and_reports(tmp_path: Path) -> None:
    """Also a photo that no text names."""
    sheet = SHEET.replace("people: none", "people: [s-009]")
    post = POST.replace("fair/sign.png", "fair/ramp.jpg")
    files = {"media/fair/media.yaml": sheet, "posts/2026-11-16-robots.md": post}
    built = build(school_with(tmp_path, files), "publish")
    assert [(one.path, one.line, one.rule) for one in built.problems] == [
        ("media/fair/media.yaml", 13, "photo-not-released")
    ]


def test_only_what_is_released_for_mail_is_mailed(tmp_path: Path) -> None:
    """Covers, and photos in the editor's note; nothing has to wait for it, and it is counted."""
    note = (
        "---\ntitle: The week\nweek: 2026-W47\ndate: 2026-11-20\nsummary: Ramps.\n---\n\n"
        "Hello.\n\n![](../media/fair/ramp.jpg)\n\n![](../media/fair/bridge.jpg)\n"
    )
    post = POST.replace("fair/sign.png", "fair/bridge.jpg")
    files = {"newsletter/2026-W47.md": note, "posts/2026-11-16-robots.md": post}
    school = school_with(tmp_path, files)
    built = build(school, "publish")
    assert built.problems == []
    (mail,) = (school.work / "outbox").rglob("message.html")
    html = mail.read_text()
    page = built.read("newsletter/2026-w47/index.html")
    assert "Team Gearbox holds the third ramp." in html
    assert "Sixteen straws held it." not in html
    assert "Sixteen straws held it." in page
    named = set(re.findall(r"photos/([0-9a-f]+)-", html))
    assert len(named) == 1
    assert built.result.run.report["left_out"]["newsletter"] == 1


def test_only_what_is_released_for_social_media_is_offered_to_it(tmp_path: Path) -> None:
    """The card that social networks draw when somebody shares a page."""
    post = {"posts/2026-11-16-robots.md": POST.replace("fair/sign.png", "fair/ramp.jpg")}
    site_only = build(school_with(tmp_path, post), "publish").read(PAGE)
    everywhere = REGISTER.replace("site; newsletter", "all")
    offered = build(school_with(tmp_path, post, everywhere), "publish").read(PAGE)
    assert 'property="og:image"' not in site_only
    assert 'property="og:image"' in offered


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("posts/2026-11-16-robots.md", "Four ramps", f"{ADA}'s ramps", 4),
        ("posts/2026-11-16-robots.md", "Robots on a ramp", "ADA LOVELACE builds", 2),
        ("posts/2026-11-16-robots.md", "The third ramp held.", "Look at **Ada** Lovelace:", 11),
        (
            "posts/2026-11-16-robots.md",
            "![](../media/fair/ramp",
            f"![{ADA}](../media/fair/ramp",
            11,
        ),
        ("media/fair/media.yaml", "Team Gearbox holds", f"{ADA} holds", 4),
        ("media/fair/media.yaml", "A ramp of cardboard", "Lovelace, Ada with a ramp", 3),
        ("galleries/fair.md", "Everything stood", f"{ADA} stood", 0),
    ],
)
def test_a_full_name_beside_a_photo_takes_a_full_release(
    tmp_path: Path, file: str, old: str, new: str, place: int
) -> None:
    """Wherever it stands; the problem names the place and the id, and not the name."""
    text = str(FILES[file]).replace(old, new)
    found = build(school_with(tmp_path, {file: text}), "publish").problems
    assert {(one.rule, one.value) for one in found} == {("name-beside-photo", "s-001")}
    assert (file, place) in {(one.path, one.line) for one in found}
    assert not any("Lovelace" in str(one.as_dict().values()) for one in found)
    full = REGISTER.replace("image-first-name", "full")
    assert build(school_with(tmp_path, {file: text}, full), "publish").problems == []


@pytest.mark.parametrize(
    ("path", "lines", "line"),
    [
        ("events/2026-11-17-e.md", f"start: 2026-12-01 09:00\nlocation: {ADA} hall", 7),
        ("tutorials/t.md", f"minutes: 5\nmaterials: [the kit of {ADA}]", 7),
    ],
)
def test_places_and_materials_stand_beside_the_photo_too(
    tmp_path: Path, path: str, lines: str, line: int
) -> None:
    """On the page, and in what search engines read of it."""
    front = "image: ../media/fair/sign.png\nimage_alt: The sign above the door"
    text = f"---\ntitle: Come\ndate: 2026-11-17\n{front}\n{lines}\n---\n\n## Come\n\nAll.\n"
    (problem,) = build(school_with(tmp_path, {path: text}), "publish").problems
    assert (problem.path, problem.line, problem.rule) == (path, line, "name-beside-photo")


def test_a_first_name_takes_its_level_too(tmp_path: Path) -> None:
    """For those in the photo: Ada's family released hers, Zoë's did not."""
    post = POST.replace("The third ramp held.", "Ada and her ramp.")
    assert build(school_with(tmp_path, {"posts/2026-11-16-robots.md": post})).problems == []
    sheet = SHEET.replace("Sixteen straws held it.", "Zoe counts the straws.")
    found = build(school_with(tmp_path, {"media/fair/media.yaml": sheet})).problems
    assert [(one.rule, one.value) for one in found] == [("name-beside-photo", "s-002")]


def test_the_name_of_a_file_is_a_name_too(tmp_path: Path) -> None:
    """Although nobody ever sees it: it goes along wherever the folder is copied."""
    changes = {
        "media/fair/adalovelace-2.jpg": school_photo(),
        "media/fair/media.yaml": SHEET
        + "  adalovelace-2.jpg:\n    alt: Wheels on a desk\n    people: none\n",
    }
    found = build(school_with(tmp_path, changes)).problems
    assert [(one.rule, one.value) for one in found] == [("name-beside-photo", "s-001")]
    assert "adalovelace" not in f"{found[0].message} {found[0].path} {found[0].value}"


def school_photo() -> bytes:
    """One more photo."""
    data = BytesIO()
    Image.new("RGB", (300, 200), "olive").save(data, "JPEG")
    return data.getvalue()


def test_no_name_of_the_register_leaves_it(tmp_path: Path) -> None:
    """Not on a page, in a problem, in a mail or in the work folder; broken rows included."""
    broken = (
        REGISTER
        + "s-003,Sean O'Brien,Sean O'Brien,site,never,\n,Mia Berg,full,site,2027-06-30,\n"
        + "Mia Berg,Mia Berg,full,site,2027-06-30,\ns-001,Ada Lovelace,full,all,2027-01-01,\n"
        + "s-004,Ola Nordmann,image,pigeon Nordmann,31.31.2027,x,y,z\n"
    )
    sheet = SHEET.replace("[s-001]", "[Ada Lovelace, s-003]")
    school = school_with(tmp_path, {"media/fair/media.yaml": sheet}, broken)
    built = build(school)
    assert len(built.problems) >= 6
    told = "\n".join(str(one.as_dict()) for one in built.problems)
    files = b"\n".join([*tree(built.output).values(), *tree(school.work).values()])
    for word in ("Lovelace", "Müller", "O'Brien", "Berg", "Nordmann"):
        assert word not in told
        assert word.encode() not in files
    assert ZOE not in told


@pytest.mark.parametrize("place", ["content/consent.csv", "output/theme/consent.csv"])
def test_a_register_among_public_files_is_never_used_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """In the content it is a problem; in the output it would be lost, so nothing is built."""
    own = (ROOT / "pelicanconf.py").read_text()
    own = own.replace('THEME = "theme"', f'THEME = "{ROOT / "theme"}"')
    settings = tmp_path / "ours.py"
    settings.write_text(f'{own}\nMEDIA["consent"] = "{place}"\n')
    monkeypatch.setattr("commands.school.SETTINGS", settings)
    school = school_with(tmp_path, register=None)
    if place.startswith("content"):
        write_files(tmp_path, {place: REGISTER})
        assert build(school).rules == ["consent-inside"]
        return
    with pytest.raises(CoachError, match="register of releases lies in the folder"):
        build(school)
