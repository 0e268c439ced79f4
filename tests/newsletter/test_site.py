"""A small site built whole: the issue as page and mail, in preview and published."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from plugins.common.settings import SettingsError
from plugins.newsletter import generator
from tests.newsletter.small_site import WEEK_FILE, Site, build_site

pytestmark = pytest.mark.site
URL = "https://school.example/hallway"
WITH_FILE = {"newsletter/2026-W47.md": WEEK_FILE}
SMALL_PARTS = {"message.html", "message.txt", "issue.json"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The week with its file, published below a path of the host."""
    return build_site(tmp_path_factory.mktemp("published"), URL, WITH_FILE)


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The week without a file, previewed."""
    return build_site(tmp_path_factory.mktemp("previewed"))


def soup(site: Site, audience: str = "everybody") -> BeautifulSoup:
    """The HTML of a mail."""
    html = (site.letter(audience=audience) / "message.html").read_text("utf-8")
    return BeautifulSoup(html, "html5lib")


def test_the_issue_holds_the_weeks_public_tagged_texts(published: Site) -> None:
    """By tag in any case or by ``newsletter: true``; no draft, nothing from Friday on Thursday."""
    assert [one["path"] for one in published.index("2026-W47")["entries"]] == [
        "posts/2026-11-16-ramps.md",
        "tutorials/loops.md",
    ]
    assert [one["path"] for one in published.index("2026-W47")["dates"]] == [
        "events/2026-11-10-talk.md"
    ]
    assert published.rules() == []


def test_the_web_page_shows_the_same_entries(published: Site) -> None:
    """Through ``article.issue``, which the theme's template reads."""
    page = BeautifulSoup(
        (published.output / "newsletter/2026-w47/index.html").read_text("utf-8"), "html.parser"
    )

    entries = published.index("2026-W47")["entries"]
    links = [link["href"] for link in page.find_all("a")][-2:]
    assert links == [one["url"] for one in entries]


def test_home_gets_the_newest_issue(published: Site, previewed: Site) -> None:
    """``context["issue"]``; None where there is no file, since nobody has published one."""
    assert published.issue.relative_source_path == "newsletter/2026-W47.md"
    assert previewed.issue is None


def test_every_address_of_the_mail_is_whole_and_there(published: Site) -> None:
    """B8, F3 for mail: absolute, with the site's path, and each page and picture exists."""
    mail = soup(published)
    addresses = [str(tag["href"]) for tag in mail.find_all("a")]
    addresses += [str(tag["src"]) for tag in mail.find_all("img")]
    ours = [one for one in addresses if one.startswith(URL)]

    assert len(ours) == len(addresses) - 2  # the mail address and the placeholder
    for address in ours:
        path = urlsplit(address.removeprefix(URL).lstrip("/")).path
        if path != "":  # the home page is another plugin's
            assert (published.output / path).exists(), address


def test_pictures_of_the_mail_are_published_jpegs(published: Site) -> None:
    """The renditions that only the mail needs are encoded in the same build."""
    images = soup(published).find_all("img")

    assert images
    for image in images:
        file = published.output / str(image["src"]).removeprefix(f"{URL}/")
        assert file.read_bytes().startswith(b"\xff\xd8")
        assert image["alt"] in ("A cardboard ramp", "A table")


def test_the_mail_is_not_public(published: Site) -> None:
    """Only the web page is; the bodies are in the outbox."""
    assert not list(published.output.rglob("message.*"))
    assert {file.name for file in published.letter().iterdir()} == SMALL_PARTS


def test_a_week_without_a_file_is_shown_as_next(previewed: Site) -> None:
    """In a preview: a page, and a mail whose index says that it is not to be sent."""
    index = previewed.index("2026-W47", "families")

    assert (previewed.output / "newsletter/next/index.html").is_file()
    assert (index["status"], index["mode"]) == ("next", "preview")
    assert index["page"] == "http://127.0.0.1:8000/newsletter/next/"
    assert previewed.run.report["issue"] == (
        "2026-W47, 2 entries (1 more dated later this week; "
        "draft it with: python3 tasks.py newsletter.draft)"
    )


def test_publishing_makes_no_issue_that_nobody_wrote(tmp_path: Path) -> None:
    """The coach has the last word: no page, no mail, and the summary says what to do."""
    site = build_site(tmp_path, URL)

    assert not (site.output / "newsletter").exists()
    assert not site.outbox.exists()
    assert "draft it with" in site.run.report["issue"]


def test_a_draft_is_previewed_and_not_published(tmp_path: Path) -> None:
    """With its state in the index, for whoever sends."""
    draft = {"newsletter/2026-W47.md": f"status: draft\n{WEEK_FILE}"}

    site = build_site(tmp_path / "preview", "", draft)
    assert site.index("2026-W47")["status"] == "draft"
    assert not (site.output / "newsletter/next").exists()

    assert not build_site(tmp_path / "publish", URL, draft).outbox.exists()


def test_a_publish_with_problems_leaves_the_outbox_as_it_was(tmp_path: Path) -> None:
    """Nothing is replaced, the mail neither."""
    build_site(tmp_path, URL, WITH_FILE)
    before = {file: file.read_bytes() for file in (tmp_path / "work/outbox").rglob("*.*")}
    assert before

    broken = {"posts/2026-11-17-plain.md": "title: New\ndate: 2026-11-17\n---\n[gone](gone.md)"}
    changed = {"newsletter/2026-W47.md": WEEK_FILE.replace("Dear", "Hello")}
    site = build_site(tmp_path, URL, broken | changed)

    assert site.rules()
    assert {file: file.read_bytes() for file in site.outbox.rglob("*.*")} == before


def test_check_writes_nothing(tmp_path: Path) -> None:
    """A site that is thrown away hands over nothing: its problems are wanted, not its mail."""
    site = build_site(tmp_path, URL, WITH_FILE, keep=False)

    assert not site.outbox.exists()


def test_the_same_content_gives_the_same_outbox(tmp_path: Path, published: Site) -> None:
    """Built elsewhere, byte for byte."""
    again = build_site(tmp_path, URL, WITH_FILE)

    for file in sorted(published.letter().iterdir()):
        assert (again.letter() / file.name).read_bytes() == file.read_bytes()


def test_an_empty_week_is_a_problem_of_its_file(tmp_path: Path) -> None:
    """Its page is there, its mail is not."""
    text = WEEK_FILE.replace("2026-W47", "2026-W45")
    site = build_site(tmp_path, URL, {"newsletter/2026-W45.md": text})

    assert "issue-empty" in site.rules()
    assert (site.output / "newsletter/2026-w45/index.html").is_file()
    assert not (site.outbox / "2026-W45").exists()


def test_a_huge_note_is_a_problem_of_its_file(tmp_path: Path) -> None:
    """It names the file, and the preview shows it all the same."""
    text = WEEK_FILE + "\n\n".join(["A long word from the editor. " * 40] * 90)
    site = build_site(tmp_path, "", {"newsletter/2026-W47.md": text})

    found = [one for one in site.run.problems if one.rule == "mail-clipped"]
    assert [one.path for one in found] == ["newsletter/2026-W47.md"]
    assert site.index("2026-W47")["files"]["message.html"]["encoded"] > 100_000


def test_a_heavy_letter_is_published_with_a_note(tmp_path: Path) -> None:
    """From 80 KB on the summary and the index say so, and nothing has to wait."""
    text = WEEK_FILE + "\n\n".join(["A long word from the editor. " * 40] * 65)
    site = build_site(tmp_path, URL, {"newsletter/2026-W47.md": text})

    size = site.index()["files"]["message.html"]["encoded"]
    assert 80_000 < size < 100_000
    assert site.rules() == []
    assert site.index()["notes"] == ["mail-heavy"]
    assert site.run.report["issue"].endswith(
        f" close to what Gmail shows of a mail (100,000 bytes): 2026-W47/everybody has {size:,} "
        "bytes"
    )


@pytest.mark.parametrize("word", ["../../x", "/tmp", "..", "a/b", "a\\b", "a\n"])
def test_an_audience_that_is_no_name_of_a_folder_stops_the_build(word: str) -> None:
    """A letter lies in a folder called after its readers, which must not lead out of the outbox."""
    site = SimpleNamespace(settings={"NEWSLETTER": {"audiences": ("families", word)}})

    with pytest.raises(SettingsError, match="audiences"):
        generator.check_settings(site)


def test_wrong_settings_stop_the_build() -> None:
    """With the group, the key and the reason."""
    site = SimpleNamespace(settings={"NEWSLETTER": {"tag": "", "section": ()}})

    with pytest.raises(SettingsError) as raised:
        generator.check_settings(site)

    assert "NEWSLETTER['tag']" in str(raised.value)
    assert 'Did you mean "sections"' in str(raised.value)
