"""``newsletter.draft`` and ``newsletter.seal``: what they write, and what they leave alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.newsletter import drafting, sealing
from commands.school import School
from commands.site.build import build_site
from plugins.newsletter.front import read_front
from tests.newsletter.builders import ROOT

pytestmark = [pytest.mark.site, pytest.mark.usefixtures("thursday")]
BLOG = ROOT.parent / "shared" / "corpus" / "blog" / "content"
URL = "https://school.example"


@pytest.fixture
def thursday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thursday of week 47."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795089600")  # 2026-11-19 12:00 UTC


def school(folder: Path, url: str = "", **texts: str) -> School:
    """A folder with ``texts`` among its posts: name to date."""
    posts = folder / "content" / "posts"
    posts.mkdir(parents=True, exist_ok=True)
    for name, when in texts.items():
        text = (
            f"---\ntitle: About {name}\ndate: {when}\ntags: [newsletter]\n---\nWords on {name}.\n"
        )
        (posts / f"{name}.md").write_text(text, "utf-8")
    return School.at(str(folder / "content"), str(folder / "output"), str(folder / "work"), url)


def file_of(one: School, week: str = "2026-W47") -> Path:
    """The file of an issue."""
    return one.content / "newsletter" / f"{week}.md"


def paths(one: School, week: str = "2026-W47") -> list[str]:
    """The entries that an issue's file lists."""
    return [line["path"] for line in read_front(file_of(one, week).read_text("utf-8"))["entries"]]


def draft(one: School, week: str = "", first: str = "", last: str = "") -> None:
    """The command, for drafts."""
    drafting.draft(one, week, first, last, "draft")


def test_the_week_that_is_now_is_drafted(tmp_path: Path) -> None:
    """The first issue has its own week; a second draft adds what is new and keeps the rest."""
    one = school(tmp_path, old="2026-11-02", ramps="2026-11-16", coffee="2026-11-18")
    draft(one)
    assert paths(one) == ["../posts/coffee.md", "../posts/ramps.md"]

    edited = file_of(one).read_text("utf-8").replace("Words on ramps.", "Mine.  # really")
    edited = edited.replace("dropped: []", "dropped: [../posts/bees.md]")
    file_of(one).write_text(edited, "utf-8")
    school(tmp_path, late="2026-11-16", bees="2026-11-17")
    draft(one)

    added = "  - path: ../posts/late.md  # About late\n    blurb: >-\n      Words on late.\n"
    assert file_of(one).read_text("utf-8").replace(added, "") == edited
    assert paths(one)[-1] == "../posts/late.md"

    before = file_of(one).read_bytes()
    draft(one)
    assert file_of(one).read_bytes() == before


def test_a_letter_that_is_not_sealed_is_told_of_with_the_next_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once a week, and no more once it is; a draft was not sent and is not to be sealed."""
    one = school(tmp_path, ramps="2026-11-10", bees="2026-11-17")
    drafting.draft(one, "2026-W45", "", "", "published")
    drafting.draft(one, "2026-W46", "", "", "published")
    file = file_of(one, "2026-W46")
    text = file.read_text("utf-8")
    told = []
    for change in ("status: published", "status: draft", "sent: {text: x}\nstatus: published"):
        file.write_text(text.replace("status: published", change), "utf-8")
        file_of(one).unlink(missing_ok=True)
        capsys.readouterr()
        draft(one)
        told.append("newsletter.seal --week 2026-W46" in capsys.readouterr().out)

    assert told == [True, False, False]


def test_weeks_without_entries_make_no_issue(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And say so; a range drafts all others at once."""
    one = school(tmp_path, first="2024-12-31", second="2025-01-13", third="2025-01-14")

    draft(one, "", "2024-W52", "2025-W04")

    assert sorted(path.stem for path in file_of(one).parent.iterdir()) == ["2025-W01", "2025-W03"]
    assert paths(one, "2025-W03") == ["../posts/third.md", "../posts/second.md"]
    assert "2 of 5 weeks" in capsys.readouterr().out


def test_the_words_for_everybody_tell_nothing_of_what_is_for_staff(tmp_path: Path) -> None:
    """Title and preview text stand on the public page and in every letter."""
    one = school(tmp_path, ramps="2026-11-16")
    (one.content / "posts" / "secret.md").write_text(
        "---\ntitle: Canary\ndate: 2026-11-18\ntags: [newsletter]\naudience: [staff]\n---\nx\n",
        "utf-8",
    )
    draft(one)

    front = read_front(file_of(one).read_text("utf-8"))
    assert "../posts/secret.md" in [line["path"] for line in front["entries"]]
    assert "About ramps" in front["preview"]
    assert "Canary" not in f"{front['title']} {front['preview']}"


def test_a_late_post_gets_into_the_next_issue(tmp_path: Path) -> None:
    """Week 46 is sealed: what turns up with a date of that week is told in week 47."""
    one = school(tmp_path, URL, ramps="2026-11-10")
    drafting.draft(one, "2026-W46", "", "", "published")
    build_site(one, "publish", quiet=True)
    sealing.seal(one, "2026-W46")
    sealed = file_of(one, "2026-W46").read_bytes()
    school(tmp_path, late="2026-11-11", fresh="2026-11-18")

    draft(one, "", "2026-W46", "2026-W47")

    assert file_of(one, "2026-W46").read_bytes() == sealed
    assert paths(one) == ["../posts/fresh.md", "../posts/late.md"]


def test_a_sealed_issue_that_is_edited_stops_the_publish(tmp_path: Path) -> None:
    """And one that listed nothing lists what it told, so that nothing can get into it."""
    one = school(tmp_path, URL, ramps="2026-11-10")
    file_of(one).parent.mkdir()
    file_of(one, "2026-W46").write_text(
        "---\ntitle: The week\nweek: 2026-W46\ndate: 2026-11-13\n---\nDear all.\n", "utf-8"
    )
    build_site(one, "publish", quiet=True)
    sealing.seal(one, "2026-W46")
    assert paths(one, "2026-W46") == ["../posts/ramps.md"]
    assert build_site(one, "publish", quiet=True).switched

    text = file_of(one, "2026-W46").read_text("utf-8")
    file_of(one, "2026-W46").write_text(text.replace("Dear", "Hello"), "utf-8")
    result = build_site(one, "publish", quiet=True)

    assert not result.switched
    assert [problem.rule for problem in result.run.problems] == ["issue-changed"]


def test_a_translation_is_sealed_with_its_issue(tmp_path: Path) -> None:
    """They were sent together; each file has its own hashes and its own list."""
    one = school(tmp_path, URL, ramps="2026-11-10")
    file_of(one).parent.mkdir()
    text = "---\ntitle: The week\nweek: 2026-W46\ndate: 2026-11-13\n---\nDear all.\n"
    file_of(one, "2026-W46").write_text(text, "utf-8")
    spanish = text.replace("week:", "lang: es\nslug: 2026-w46\nweek:").replace("Dear", "Hola")
    (file_of(one).parent / "2026-W46-es.md").write_text(spanish, "utf-8")
    assert build_site(one, "publish", quiet=True).switched

    sealing.seal(one, "2026-W46")

    for name in ("2026-W46", "2026-W46-es"):
        sealed = (file_of(one).parent / f"{name}.md").read_text("utf-8")
        assert "sent:" in sealed
        assert "../posts/ramps.md" in sealed
    assert build_site(one, "publish", quiet=True).switched


def test_only_what_was_handed_over_can_be_sealed(tmp_path: Path) -> None:
    """A preview's letter was never sent."""
    one = school(tmp_path, ramps="2026-11-16")
    draft(one)
    build_site(one, quiet=True)

    with pytest.raises(CoachError, match=r"no letter of 2026-W47 .* status to published"):
        sealing.seal(one, "2026-W47")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("2026-47", "", ""), "is not a week"),
        (("2026-W54", "", ""), "has no week 54"),
        (("", "2026-W01", ""), "both ends"),
        (("2026-W01", "2026-W01", "2026-W02"), "Choose one"),
        (("", "2026-W03", "2026-W01"), "comes after"),
    ],
)
def test_wrong_weeks_are_answered_with_a_sentence(
    tmp_path: Path, arguments: tuple[str, str, str], words: str
) -> None:
    """What is wrong, and how to write it."""
    with pytest.raises(CoachError, match=words):
        draft(school(tmp_path, ramps="2026-11-16"), *arguments)


@pytest.mark.corpus
@pytest.mark.skipif(not BLOG.is_dir(), reason="needs the corpus of real posts")
def test_ten_years_of_a_real_blog_are_drafted_at_once(tmp_path: Path) -> None:
    """Every third post tagged: an issue for each week that has one, each post exactly once."""
    content = tmp_path / "content"
    shutil.copytree(BLOG, content)
    tagged = []
    for number, path in enumerate(sorted(content.rglob("*.md"))):
        text = path.read_text("utf-8")
        if number % 3 == 0 and "draft" not in text[:400].lower():
            tagged.append(path.relative_to(content).as_posix())
            path.write_text(_tag(text), "utf-8")
    one = school(tmp_path)

    draft(one, "", "2010-W01", "2026-W47")

    files = sorted((content / "newsletter").iterdir())
    listed = [path.removeprefix("../") for file in files for path in paths(one, file.stem)]
    assert len(files) > 20
    assert sorted(listed) == sorted(set(listed))
    assert set(listed) == set(tagged)


def _tag(text: str) -> str:
    """``text`` with ``newsletter: true`` among its own keys, in either form of front matter."""
    if text.startswith("---"):
        return text.replace("\n", "\nnewsletter: true\n", 1)
    return f"newsletter: true\n{text}"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("    blurb: >-\n", "    blrub: >-\n", "its entries cannot be used"),
        ("  - path: ../posts", "\t- path: ../posts", "its front matter cannot be read"),
        ("title: ", "title: a: ", "its front matter cannot be read"),
    ],
)
def test_a_list_with_a_slip_in_it_does_not_get_all_of_its_entries_once_more(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    """Nobody knows what it lists until that is put right; it is not said to add what is there."""
    one = school(tmp_path, ramps="2026-11-16")
    draft(one)
    edited = file_of(one).read_text("utf-8").replace(old, new)
    file_of(one).write_text(edited, "utf-8")

    with pytest.raises(CoachError, match=why) as refused:
        draft(one)

    assert file_of(one).read_text("utf-8") == edited
    assert "tasks.py check" in str(refused.value)
    assert "ramps" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_file_in_another_encoding_is_left_as_it_is_and_named(
    tmp_path: Path, encoding: str
) -> None:
    """An editor on Windows may save it so."""
    one = school(tmp_path, ramps="2026-11-16")
    draft(one)
    saved = file_of(one).read_text("utf-8").replace("A few", "“A few”").encode(encoding)
    file_of(one).write_bytes(saved)
    school(tmp_path, late="2026-11-17")

    with pytest.raises(CoachError, match="not saved as UTF-8"):
        draft(one)

    assert file_of(one).read_bytes() == saved


def test_who_may_read_the_file_stays(tmp_path: Path) -> None:
    """A letter that only its group may write does not open to others, nor shut them out."""
    one = school(tmp_path, ramps="2026-11-16")
    draft(one)
    file_of(one).chmod(0o660)
    school(tmp_path, late="2026-11-17")

    draft(one)

    assert len(paths(one)) == 2
    assert file_of(one).stat().st_mode & 0o777 == 0o660
