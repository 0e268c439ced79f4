"""Whole builds: a linked file is published as its clean copy, or named wherever it is linked."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.run import Run
from tests.builders import Built, build, checkout, photo, small_school, tree, write_files
from tests.handouts.files import CANARY, docx, everything, ordinary, pdf
from tests.handouts.test_questions import ASKED
from tests.media.consent.school import REGISTER

POST = "---\ntitle: {title}\ndate: 2026-11-16\nsummary: A.\n---\n\n{body}\n"
SITE = "https://school.example"


def published(folder: Path, files: dict[str, str | bytes], body: str, *, other: str = "") -> Built:
    """A publish of a post with ``body``, and of a second one with ``other``."""
    texts = {"posts/2026-11-16-a.md": POST.format(title="A", body=body)}
    if other:
        texts["posts/2026-11-16-b.md"] = POST.format(title="B", body=other)
    write_files(folder, {"private/consent.csv": REGISTER})
    return build(small_school(folder, {**texts, **files}, SITE), "publish")


@pytest.mark.site
def test_every_ordinary_handout_is_published_clean_at_its_address(tmp_path: Path) -> None:
    """And granted, with the text and the line that links to it."""
    files: dict[str, str | bytes] = {f"media/{name}": data for name, data in ordinary().items()}
    body = "\n\n".join(f"[{name}](../media/{name})" for name in ordinary())

    built = published(tmp_path, files, body)

    assert built.problems == []
    for place, name in enumerate(ordinary()):
        found = built.output / "media" / name
        assert CANARY.encode() not in everything(found.read_bytes())
        assert f"/media/{name}" in built.read("posts/a/index.html")
        grant = next(one for one in built.result.run.grants if one.path == f"media/{name}")
        assert (grant.kind, grant.source) == ("handout", f"media/{name}")
        assert (grant.text, grant.line) == ("posts/2026-11-16-a.md", 7 + 2 * place)
    assert built.result.run.report["handouts"] == len(ordinary())


@pytest.mark.site
def test_a_refused_file_is_named_at_each_text_and_line(tmp_path: Path) -> None:
    """And nothing of it is written."""
    built = published(
        tmp_path,
        {"media/list.csv": REGISTER},
        "[One](../media/list.csv)\n\nand [two](../media/list.csv)",
        other="[Three](../media/list.csv)",
    )

    assert [(one.path, one.line, one.rule, one.value) for one in built.problems] == [
        ("posts/2026-11-16-a.md", 7, "handout-register", "media/list.csv"),
        ("posts/2026-11-16-a.md", 9, "handout-register", "media/list.csv"),
        ("posts/2026-11-16-b.md", 7, "handout-register", "media/list.csv"),
    ]
    assert not built.result.switched


@pytest.mark.site
@pytest.mark.parametrize(
    ("name", "rule"),
    [
        *(("scan.jfif", "photo-linked"), ("scan", "photo-linked"), ("scan.pdf", "photo-linked")),
        *(("scan.txt", "photo-linked"), ("scan.JPG_large", "photo-linked")),
    ],
)
def test_a_photo_under_another_name_is_published_by_no_link(
    tmp_path: Path, name: str, rule: str
) -> None:
    """What a file is, its content says; the plan beside it is what it is called."""
    built = published(
        tmp_path,
        {f"media/{name}": photo(), "media/plan.pdf": pdf()},
        f"[Look](../media/{name}) and [the plan](../media/plan.pdf)",
    )
    assert built.rules == [rule]
    assert not built.result.switched


@pytest.mark.site
@pytest.mark.parametrize(
    "transcript",
    ["media.yaml", "talk.jpg.txt", "list.csv", "media.yaml.bak", "notes.txt"],
)
def test_a_transcript_publishes_no_more_than_a_link(tmp_path: Path, transcript: str) -> None:
    """It is a file that leaves, by the same rule."""
    sample = Path(__file__).parents[2] / "content/media/episodes/book-talk-01.mp3"
    sheet = (
        "photos:\n  t.mp3:\n    alt: Recording of a talk\n    people: none\n"
        f"    transcript: {transcript}\n"
    )
    files: dict[str, str | bytes] = {
        "media/fair/t.mp3": sample.read_bytes(),
        "media/fair/media.yaml": sheet,
        "media/fair/talk.jpg.txt": photo(),
        "media/fair/list.csv": REGISTER,
        "media/fair/media.yaml.bak": sheet,
        "media/fair/notes.txt": "---\ntitle: Not yet\nstatus: draft\n---\nSecret.",
    }
    built = published(tmp_path, files, "![Recording of a talk](../media/fair/t.mp3)")

    assert len(built.rules) == 1
    assert built.problems[0].path == "media/fair/media.yaml"
    assert built.problems[0].line == 5
    assert not built.result.switched


@pytest.mark.site
def test_a_symbolic_link_publishes_nothing_that_its_target_may_not(tmp_path: Path) -> None:
    """A draft or a sidecar under another name."""
    school = small_school(
        tmp_path,
        {
            "posts/2026-11-16-a.md": POST.format(
                title="A", body="[a](../media/a.txt) [b](../media/b.txt)"
            ),
            "posts/s.md": "---\ntitle: S\nstatus: draft\ndate: 2026-11-16\n---\nDRAFTCANARY\n",
        },
        SITE,
    )
    media = tmp_path / "content" / "media"
    media.mkdir()
    (media / "a.txt").symlink_to("../media.yaml")
    (media / "b.txt").symlink_to("../posts/s.md")

    built = build(school, "publish")

    assert built.rules == ["handout-private", "handout-private"]
    assert not built.result.switched


@pytest.mark.site
def test_the_lines_of_the_hint_let_the_file_out(tmp_path: Path) -> None:
    """Copied into media.yaml as they stand, with no command; other bytes are asked about anew."""
    data, rule = ASKED["comments.docx"]
    files: dict[str, str | bytes] = {"media/a plan.docx": data}
    body = "[a](<../media/a plan.docx>)"
    first = published(tmp_path / "one", files, body)
    assert first.rules == [rule]
    lines = first.problems[0].hint.partition("\n")[2]

    second = published(tmp_path / "two", {**files, "media/media.yaml": lines}, body)
    changed: dict[str, str | bytes] = {
        "media/a plan.docx": ASKED["deleted.docx"][0],
        "media/media.yaml": lines,
    }
    third = published(tmp_path / "three", changed, body)

    assert second.problems == []
    assert CANARY.encode() not in everything((second.output / "media/a plan.docx").read_bytes())
    assert third.rules == ["handout-changes"]


@pytest.mark.site
@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ("handouts:\n  plan.docx:\n    accepted: yes\n", "media-value"),
        ("handouts:\n  plan.docx:\n    accepted: 12ab\n", "media-value"),
        ("handouts:\n  plan.docx:\n    accept: 0123456789abcdef\n", "media-unknown-key"),
        ("handouts:\n  plan.docs:\n    accepted: 0123456789abcdef\n", "media-no-such-file"),
        ("handouts: yes\n", "media-shape"),
        ("handout:\n  plan.docx:\n", "media-unknown-key"),
    ],
)
def test_what_is_wrong_in_an_acceptance_is_named_with_its_line(
    tmp_path: Path, lines: str, rule: str
) -> None:
    """Nothing in media.yaml is passed over in silence."""
    files: dict[str, str | bytes] = {"media/plan.docx": docx(), "media/media.yaml": lines}
    built = published(tmp_path, files, "[a](../media/plan.docx)")
    assert built.rules == [rule]
    assert built.problems[0].line in (1, 2, 3)


@pytest.mark.site
def test_a_build_over_an_earlier_one_is_a_clean_build(tmp_path: Path) -> None:
    """A file that was changed, and one that is linked no more."""
    body = "[a](../media/a.txt) [b](../media/b.docx)"
    files: dict[str, str | bytes] = {"media/a.txt": "One.", "media/b.docx": docx()}
    published(tmp_path / "one", files, body)
    files["media/a.txt"] = "Two."

    again = published(tmp_path / "one", files, "[a](../media/a.txt)")
    clean = published(tmp_path / "two", files, "[a](../media/a.txt)")

    assert tree(again.output) == tree(clean.output)
    assert not (again.output / "media/b.docx").exists()
    assert isinstance(again.result.run, Run)


def test_a_setting_that_would_let_an_original_out_stops_the_build(tmp_path: Path) -> None:
    """Pictures, sound, film, texts and lists of the site: no setting allows them."""
    from plugins.common.settings import SettingsError, load_group
    from plugins.handouts.config import HandoutSettings

    for ending in (".jpg", "mp4", ".md", ".yaml", ".svg", ".docm", ".heic", "", "a b"):
        with pytest.raises(SettingsError):
            load_group(HandoutSettings, {"HANDOUTS": {"kinds": (ending,)}}, "HANDOUTS")
    group = load_group(HandoutSettings, {"HANDOUTS": {"kinds": ("MKCD", ".ics")}}, "HANDOUTS")
    assert group.kinds == (".mkcd", ".ics")


COPIES = {
    "list.txt": REGISTER.encode(),
    "wide.txt": REGISTER.encode("utf-16"),
    "list.css": b"/* " + REGISTER.encode() + b"*/",
    "list.svg": b"<svg><!-- " + REGISTER.encode() + b"--></svg>",
    "list.woff2": REGISTER.encode(),
}


@pytest.mark.site
@pytest.mark.parametrize("name", COPIES)
def test_no_theme_publishes_the_register(tmp_path: Path, name: str) -> None:
    """Whatever it is called there: the files of a theme are looked at as well."""
    hallway = checkout(tmp_path, {"posts/2026-11-16-a.md": POST.format(title="A", body="B")})
    write_files(hallway.root, {"private/consent.csv": REGISTER})
    write_files(hallway.root / "theme/static", {name: COPIES[name]})

    stopped = hallway.run("publish", "--url", SITE)
    hallway.run("build")

    assert stopped.returncode == 1
    assert f"theme/static/{name}" in stopped.stdout
    assert not (hallway.root / "public").exists()
    assert not (hallway.root / "output/theme" / name).exists()
