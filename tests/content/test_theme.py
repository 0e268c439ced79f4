"""Of a theme its styles, scripts, fonts and pictures are published, and nothing else."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from plugins.common.output import Output
from plugins.common.run import Run
from plugins.content.theme import Theme, copy_theme
from tests.builders import photo, tree, write_files

EXIF = Image.Exif()
EXIF[0x013B] = "A"


@pytest.fixture
def output(tmp_path: Path) -> Output:
    """An empty site."""
    (tmp_path / "site").mkdir()
    return Output(tmp_path / "site", Run())


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    """A theme with what every theme has."""
    files = {"css/a.css": "a", "js/a.js": "b", "fonts/a.woff2": "c", "fonts/OFL": "d"}
    write_files(tmp_path / "theme/static", {**files, ".DS_Store": "e", "css/a.css~": "f"})
    return Theme(tmp_path / "theme", ("static",), "theme")


def test_the_files_of_a_theme_are_copied_and_granted(theme: Theme, output: Output) -> None:
    """With their folders; what editors and systems leave behind stays in silence."""
    copy_theme(theme, output)

    assert set(tree(output.root)) == {
        *("theme/css/a.css", "theme/js/a.js", "theme/fonts/a.woff2", "theme/fonts/OFL")
    }
    assert {(one.path, one.kind) for one in output.run.grants} == {
        (path, "theme") for path in tree(output.root)
    }
    assert not output.run.problems


@pytest.mark.parametrize("name", ["consent.csv", "notes.md", "a.html", "a.jpg", "b.zip", "data"])
def test_what_no_theme_needs_is_named(theme: Theme, output: Output, name: str) -> None:
    """Allowed is a list of kinds, so that nothing has to be thought of."""
    write_files(theme.root / "static/css", {name: "secret"})

    copy_theme(theme, output)

    assert [(one.path, one.rule) for one in output.run.problems] == [
        (f"theme/static/css/{name}", "theme-file-unknown")
    ]
    assert b"secret" not in tree(output.root).values()


def test_a_link_out_of_the_theme_is_not_followed(
    theme: Theme, output: Output, tmp_path: Path
) -> None:
    """Neither to a file nor to a folder, nor to a register that a good name hides."""
    write_files(tmp_path, {"secret.css": "secret", "elsewhere/a.css": "secret"})
    write_files(theme.root, {"consent.csv": "secret"})
    (theme.root / "static/out.css").symlink_to(tmp_path / "secret.css")
    (theme.root / "static/folder").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (theme.root / "static/list.css").symlink_to(theme.root / "consent.csv")
    (theme.root / "static/same.css").symlink_to(theme.root / "static/css/a.css")

    copy_theme(theme, output)

    assert [one.path for one in output.run.problems] == [
        *("theme/static/folder", "theme/static/list.css", "theme/static/out.css")
    ]
    assert b"secret" not in tree(output.root).values()
    assert tree(output.root)["theme/same.css"] == b"a"
    assert not [path for path in output.root.rglob("*") if path.is_symlink()]


@pytest.mark.parametrize("suffix", ["png", "webp", "avif"])
@pytest.mark.parametrize("notes", [{"exif": EXIF}, {"xmp": b"<x:xmpmeta>A</x:xmpmeta>"}, {}])
def test_a_picture_with_notes_of_a_camera_is_named(
    theme: Theme, output: Output, suffix: str, notes: dict[str, bytes]
) -> None:
    """A theme is published as it is: its pictures say nothing beside what they show."""
    target = BytesIO()
    if suffix == "png" and "xmp" in notes:
        words = PngInfo()
        words.add_itxt("XML:com.adobe.xmp", "A")
        Image.new("RGB", (64, 64), "teal").save(target, suffix, pnginfo=words)
    else:
        Image.new("RGB", (64, 64), "teal").save(target, suffix, **notes)
    write_files(theme.root / "static", {f"sign.{suffix}": target.getvalue()})

    copy_theme(theme, output)

    assert [one.rule for one in output.run.problems] == ["theme-file-unknown"] * bool(notes)
    assert (f"theme/sign.{suffix}" in tree(output.root)) == (not notes)


@pytest.mark.parametrize("suffix", ["png", "gif", "webp", "avif", "ico"])
def test_a_photo_under_the_name_of_a_picture_is_named(
    theme: Theme, output: Output, suffix: str
) -> None:
    """A theme has no photos, whatever they are called."""
    write_files(theme.root / "static", {f"sign.{suffix}": photo()})

    copy_theme(theme, output)

    assert [one.rule for one in output.run.problems] == ["theme-file-unknown"]
    assert f"theme/sign.{suffix}" not in tree(output.root)


@pytest.mark.parametrize("static", ["../secrets", "static/../../secrets", "{folder}/secrets"])
def test_a_setting_leads_out_of_no_theme(
    theme: Theme, output: Output, tmp_path: Path, static: str
) -> None:
    """It is named, with whatever lies there."""
    write_files(tmp_path / "secrets", {"a.css": "secret"})
    paths = (static.format(folder=tmp_path), "static")

    copy_theme(Theme(theme.root, paths, "theme"), output)

    assert [one.rule for one in output.run.problems] == ["theme-file-unknown"]
    assert b"secret" not in tree(output.root).values()
    assert "theme/css/a.css" in tree(output.root)


def test_a_theme_behind_a_link_is_a_theme(theme: Theme, output: Output, tmp_path: Path) -> None:
    """A school may keep its theme elsewhere and link to it."""
    (tmp_path / "linked").symlink_to(theme.root, target_is_directory=True)

    copy_theme(Theme(tmp_path / "linked", ("static",), "theme"), output)

    assert "theme/css/a.css" in tree(output.root)
    assert not output.run.problems
