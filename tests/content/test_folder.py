"""Every file of the content folder is found once, and nothing from outside it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.common.problems import ProblemLog
from plugins.content.kinds import kind_of
from plugins.content.names import dated_stem, has_list, permanent_id, slug_of
from plugins.content.order import newest_first, separate_addresses
from plugins.content.sources import ContentFolder, read_folder
from plugins.content.vocabulary import load_vocabulary
from tests.builders import build, photo, small_school, tree, write_files


def test_the_first_folder_is_the_kind() -> None:
    """A file right in the folder is a post; a folder that is no kind is none."""
    assert kind_of("tutorials/deep/scratch.md") == "tutorials"
    assert kind_of("hello.md") == "posts"
    assert kind_of("drafts/x.md") is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_out_of_the_folder_is_a_problem_and_is_not_followed(tmp_path: Path) -> None:
    """What a link points to outside was never meant to be published."""
    content = tmp_path / "content"
    (content / "posts").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("Title: secret\n")
    (content / "posts" / "a.md").write_text("Title: a\n")
    (content / "posts" / "b.md").symlink_to(tmp_path / "secret.md")
    (content / "posts" / "more").symlink_to(tmp_path)
    problems = ProblemLog()

    folder = read_folder(content, problems)

    assert folder.files == {"posts/a.md"}
    assert [(p.path, p.rule) for p in problems] == [
        ("posts/b.md", "link-leaves-content"),
        ("posts/more", "link-leaves-content"),
    ]


def test_what_editors_leave_behind_is_no_content(tmp_path: Path) -> None:
    """Backups and system files are neither pages nor problems."""
    for name in (".DS_Store", "a.md~", "Thumbs.db", "~$a.docx", "a.md"):
        (tmp_path / name).write_text("x")

    assert read_folder(tmp_path, ProblemLog()).files == {"a.md"}


def test_names_that_differ_in_capitals_only_are_a_problem(tmp_path: Path) -> None:
    """Half of the coach's computers cannot hold both."""
    (tmp_path / "Robots.md").write_text("x")
    (tmp_path / "robots.md").write_text("x")
    problems = ProblemLog()

    read_folder(tmp_path, problems)

    assert [p.rule for p in problems] == ["names-differ-in-case"]


def test_a_wrong_path_suggests_the_file_that_was_meant() -> None:
    """Other capitals, another folder, a slip of the finger."""
    folder = ContentFolder(Path(), frozenset({"posts/other.md", "media/robots/bridge.jpg"}))

    assert folder.suggest("posts/OTHER.md") == "posts/other.md"
    assert folder.suggest("images/bridge.jpg") == "media/robots/bridge.jpg"
    assert folder.suggest("media/robots/brige.jpg") == "media/robots/bridge.jpg"
    assert folder.suggest("nothing/like.it") is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("posts/2026-11-16-robots.md", ("2026-11-16", "robots")),
        ("posts/2012-11-30_filename.rst", ("2012-11-30", "filename")),
        ("tutorials/scratch.md", ("", "scratch")),
        ("posts/2026-11-16.md", ("2026-11-16", "2026-11-16")),
    ],
)
def test_a_dated_file_name_gives_date_and_slug(path: str, expected: tuple[str, str]) -> None:
    """The date is not part of the address."""
    assert dated_stem(path) == expected


def test_a_name_of_signs_only_has_no_slug() -> None:
    """An emoji makes no address; other scripts do."""
    assert slug_of("🤖🎉") == ""
    assert slug_of("Café & Robots!") == "cafe-robots"
    assert slug_of("Привет") == "privet"


@pytest.mark.parametrize(
    "word", ["🎉", "!!!", "<b>", "<a href='x'>", "<script></script>", "<!-- x -->"]
)
def test_a_tag_of_which_no_address_can_be_made_has_no_list(word: str) -> None:
    """Of a word like a tag of HTML nothing is left in an address either."""
    assert not has_list(word)
    assert has_list(f"robots {word}")


def test_a_permanent_id_depends_on_the_name_alone() -> None:
    """Neither title nor date nor address is in it; two schools never share one."""
    assert permanent_id("a", "posts/x.md") == permanent_id("a", "posts/x.md")
    assert permanent_id("a", "posts/x.md") != permanent_id("b", "posts/x.md")
    assert permanent_id("a", "posts/x.md").startswith("urn:uuid:")


class Text(SimpleNamespace):
    """As much of an article as the order asks for."""

    @property
    def save_as(self) -> str:
        return getattr(self, "override_save_as", f"posts/{self.slug}/index.html")


def text(path: str, slug: str, **more: Any) -> Text:
    """A text at ``path`` whose slug is ``slug``."""
    return Text(relative_source_path=path, slug=slug, lines={}, metadata={}, **more)


def test_two_texts_with_one_address_are_both_named_and_both_kept() -> None:
    """The later file gets another address, and the coach hears of both."""
    first, second, third = text("posts/a.md", "x"), text("posts/b.md", "X"), text("posts/c.md", "x")
    problems = ProblemLog()

    separate_addresses([third, second, first], problems)

    assert [one.slug for one in (first, second, third)] == ["x", "X-2", "x-3"]
    assert [p.path for p in problems] == ["posts/b.md", "posts/c.md"]
    assert all("posts/a.md" in p.message for p in problems)


def test_a_page_cannot_take_a_place_that_the_site_needs() -> None:
    """pages/posts.md would stand where the list of posts is."""
    page = text("pages/posts.md", "tags", override_save_as="tags/index.html", override_url="tags/")
    problems = ProblemLog()

    separate_addresses([page], problems, reserved=["tags/index.html"])

    assert page.save_as != "tags/index.html"
    assert [p.rule for p in problems] == ["address-taken"]


def test_the_order_of_texts_never_depends_on_the_disk() -> None:
    """Newest first, the same moment by path."""
    from datetime import UTC, datetime

    day, later = datetime(2026, 11, 16, tzinfo=UTC), datetime(2026, 11, 17, tzinfo=UTC)
    texts = [text("b", "b", date=day), text("a", "a", date=day), text("c", "c", date=later)]

    assert [one.slug for one in sorted(texts, key=newest_first)] == ["c", "a", "b"]


def test_the_vocabulary_reads_groups_and_labels(tmp_path: Path) -> None:
    """An id or its label finds the word; skills know their group."""
    (tmp_path / "vocabulary.yaml").write_text(
        "grades: {K: Kindergarten, 1: Grade 1}\nskills:\n  Practices: {create: Create}\n"
    )
    problems = ProblemLog()

    vocabulary = load_vocabulary(tmp_path, problems)

    assert vocabulary.of("grades").find("grade 1") == "1"
    assert vocabulary.of("skills").groups["create"] == "Practices"
    assert not problems


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("grades: {K: [\n", "vocabulary-unreadable"),
        ("grade: {K: Kindergarten}\n", "vocabulary-unknown-list"),
        ("grades: K\n", "vocabulary-unreadable"),
    ],
)
def test_a_broken_vocabulary_is_a_problem_and_allows_every_word(tmp_path, text, rule) -> None:
    """One wrong sign there must not accuse every text of the site."""
    (tmp_path / "vocabulary.yaml").write_text(text)
    problems = ProblemLog()

    vocabulary = load_vocabulary(tmp_path, problems)

    assert [p.rule for p in problems] == [rule]
    assert len(vocabulary.of("grades")) == 0


@pytest.mark.parametrize("name", ["private", "Private", " PRIVATE "])
@pytest.mark.parametrize("suffix", [".md", ".rst", ".html", ".jpg", ".heic", ".mp4", ".mp3"])
def test_a_text_or_photo_in_a_folder_private_is_in_no_site(
    tmp_path: Path, name: str, suffix: str
) -> None:
    """However deep it lies there, and by whatever link of the disk it is reached."""
    write_files(tmp_path, {f"posts/{name}/deep/a{suffix}": "A", f"posts/private{suffix}": "B"})
    (tmp_path / f"other{suffix}").symlink_to(tmp_path / f"posts/{name}/deep/a{suffix}")
    problems = ProblemLog()

    folder = read_folder(tmp_path, problems)

    assert folder.files == {f"posts/private{suffix}"}
    assert not problems


@pytest.mark.site
def test_nothing_that_lies_in_a_folder_private_is_published(tmp_path: Path) -> None:
    """No text; and what a text shows of it is named."""
    post = "---\ntitle: A\ndate: 2026-11-16\nsummary: A.\n---\n\n"
    gallery = "---\ntitle: B\ndate: 2026-11-16\nsummary: B.\nphotos: ../media/private/\n---\nC\n"
    shown = "![b](../media/private/a.jpg)\n\n[c](../media/private/a.jpg) [d](private/b.md)\n"
    files: dict[str, str | bytes] = {
        "posts/2026-11-16-a.md": post + shown,
        "posts/private/b.md": post + "SECRET",
        "media/private/a.jpg": photo(),
    }

    quiet = build(small_school(tmp_path / "a", {**files, "posts/2026-11-16-a.md": post}))
    named = build(small_school(tmp_path / "b", {**files, "galleries/b.md": gallery}))

    assert quiet.rules == []
    assert set(named.rules) == {"link-unusable", "folder-missing"}
    for built in (quiet, named):
        assert not list((built.output / "photos").glob("*"))
        assert not [one for one in tree(built.output).values() if b"SECRET" in one]
