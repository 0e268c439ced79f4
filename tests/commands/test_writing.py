"""`new` starts a text of every kind that only needs to be written."""

from __future__ import annotations

import errno
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.writing import KIND_WORDS, file_stem, new, quoted
from plugins.common.moments import Week
from tests.builders import NOW, build, small_school, tree

TO_FILL_IN = {
    "post": set(),
    "page": set(),
    "newsletter": set(),
    "tutorial": {"minutes"},
    "gallery": {"photos"},
    "event": {"start", "location"},
    "episode": {"audio"},
}


@pytest.mark.site
@pytest.mark.parametrize("kind", KIND_WORDS)
def test_a_new_text_builds_and_asks_only_for_what_is_to_be_filled_in(
    kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The draft is valid; each problem that is left names a key that the coach must fill in."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    school = small_school(tmp_path)
    new(kind, 'Robots: "ramps" #1 \\ day', str(school.content))
    path = Path(capsys.readouterr().out.strip())

    built = build(school)

    lines = path.read_text().splitlines()
    asked = {lines[problem.line - 1].partition(":")[0] for problem in built.problems}
    assert asked == TO_FILL_IN[kind]
    assert built.result.run.report["drafts"] == 1


def test_a_full_disk_leaves_no_empty_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next try would be told that the file is there already."""
    school = small_school(tmp_path)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("plugins.common.files.os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        new("page", "About us", str(school.content))

    assert not (school.content / "pages" / "about-us.md").exists()


def test_no_other_title_is_asked_for_where_it_names_no_file(tmp_path: Path) -> None:
    """A second letter of the week has the name of the first, whatever it is called."""
    school = small_school(tmp_path)
    new("newsletter", "One", str(school.content))

    with pytest.raises(CoachError, match=r"Open it\.$"):
        new("newsletter", "Two", str(school.content))


def test_a_folder_that_is_not_there_may_be_a_new_one(tmp_path: Path) -> None:
    """Whoever named it need not hear to name it."""
    with pytest.raises(CoachError, match="Make it if it is to be a new one"):
        new("post", "One", str(tmp_path / "content"))


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second text of the same name is refused, the first one stays."""
    school = small_school(tmp_path)
    new("page", "About us", str(school.content))
    path = Path(capsys.readouterr().out.strip())
    path.write_text("mine")

    with pytest.raises(CoachError, match="is there already"):
        new("page", "About us", str(school.content))

    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("kind", "title", "words"),
    [
        ("pst", "Robots", 'Did you mean "post"'),
        ("post", "???", "no letters or digits"),
        ("post", "", "no letters or digits"),
    ],
)
def test_what_cannot_be_started_is_explained(
    tmp_path: Path, kind: str, title: str, words: str
) -> None:
    """A wrong kind or an empty title writes nothing."""
    school = small_school(tmp_path)
    before = tree(school.content)

    with pytest.raises(CoachError, match=words):
        new(kind, title, str(school.content))

    assert tree(school.content) == before


@pytest.mark.parametrize(
    ("folder", "stem"),
    [
        ("posts", "2027-01-01-robots-in-grade-4"),
        ("events", "2027-01-01-robots-in-grade-4"),
        ("tutorials", "robots-in-grade-4"),
        ("newsletter", "2026-W53"),
    ],
)
def test_the_name_follows_the_kind(folder: str, stem: str) -> None:
    """Dated kinds begin with the day; a newsletter is its ISO week, across the new year too."""
    now = datetime(2027, 1, 1, 12, tzinfo=UTC)

    assert file_stem(folder, "Robots in Grade 4!", now, Week.of(now, UTC)) == stem


@pytest.mark.parametrize("title", ["../../etc/passwd", "a/b\\c", "..", "CON"])
def test_a_title_never_leaves_its_folder(title: str, tmp_path: Path) -> None:
    """Whatever the title, the file is in the folder of its kind."""
    school = small_school(tmp_path)
    try:
        new("page", title, str(school.content))
    except CoachError:
        return

    assert len(list((school.content / "pages").glob("*.md"))) == 1
    assert len(list(tmp_path.rglob("*.md"))) == 1


def test_a_title_survives_its_quotes() -> None:
    """Quotes, backslashes and line breaks give one line of YAML."""
    assert quoted('He said "go"\n\\o/') == '"He said \\"go\\" \\\\o/"'
