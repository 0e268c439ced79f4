"""What nobody granted is in no site: taken out of a preview, and the end of a publish, by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commands.site.granted import take_out_ungranted
from plugins.common.output import Output
from plugins.common.run import Run
from tests.builders import POST, checkout, tree

PLUGIN = """
import os, shutil
from pathlib import Path
from pelican import signals
from plugins.common.output import output_of


def leak(pelican):
    output = Path(pelican.settings["OUTPUT_PATH"])
    (output / "extra").mkdir()
    shutil.copy(Path(pelican.settings["PATH"], "vocabulary.yaml"), output / "extra/words.txt")
    (output / "link.html").symlink_to("index.html")
    (output / "elsewhere").symlink_to("/etc", target_is_directory=True)
    output_of(pelican.settings).write("extra/mine.txt", "granted", "site")


def register():
    signals.finalized.connect(leak)
"""


@pytest.fixture
def site(tmp_path: Path) -> Output:
    """A folder with one granted file."""
    (tmp_path / "out").mkdir()
    output = Output(tmp_path / "out", Run())
    output.write("posts/a/index.html", "a page", "page")
    return output


def test_what_is_granted_stays(site: Output) -> None:
    """And is no problem; empty folders are none either."""
    (site.root / "empty").mkdir()

    take_out_ungranted(site.root, site.run)

    assert tree(site.root) == {"posts/a/index.html": b"a page"}
    assert not site.run.problems


@pytest.mark.parametrize("name", ["posts/a/b.html", ".hidden", "posts/a/Index.html", "posts/a/x/y"])
def test_any_other_file_is_named_and_goes(site: Output, name: str) -> None:
    """Beside a granted one, hidden, of nearly the same name."""
    (site.root / name).parent.mkdir(exist_ok=True)
    if (site.root / name).exists():
        pytest.skip("this disk knows no capitals")
    (site.root / name).write_text("secret")

    take_out_ungranted(site.root, site.run)

    assert tree(site.root) == {"posts/a/index.html": b"a page"}
    assert [(one.path, one.rule) for one in site.run.problems] == [(name, "file-not-granted")]


def test_links_and_queues_go_even_under_a_granted_name(site: Output, tmp_path: Path) -> None:
    """What they lead to is left alone, and no folder is entered through one."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/file").write_text("precious")
    (site.root / "posts/a/index.html").unlink()
    (site.root / "posts/a/index.html").symlink_to(tmp_path / "kept/file")
    (site.root / "folder").symlink_to(tmp_path / "kept", target_is_directory=True)
    os.mkfifo(site.root / "queue")

    take_out_ungranted(site.root, site.run)

    assert tree(site.root) == {}
    assert (tmp_path / "kept/file").read_text() == "precious"
    assert [one.path for one in site.run.problems] == ["folder", "posts/a/index.html", "queue"]


@pytest.mark.site
def test_a_plugin_that_writes_without_a_grant_stops_the_publish_by_name(tmp_path: Path) -> None:
    """A preview lands without its files; what it wrote through the door is there."""
    hallway = checkout(tmp_path, {"posts/2026-11-16-robots.md": POST})
    hallway.add_plugin("leaking", PLUGIN)

    built = hallway.run("build")
    published = hallway.run("publish", "--url", "https://school.example")

    assert built.returncode == 0, built.stderr
    site = hallway.root / "output"
    assert (site / "extra/mine.txt").read_text() == "granted"
    assert not {"extra/words.txt", "link.html", "elsewhere"} & {
        path.relative_to(site).as_posix() for path in site.rglob("*")
    }
    assert published.returncode == 1
    assert not (hallway.root / "public").exists()
    for name in ("extra/words.txt", "link.html", "elsewhere"):
        assert name in published.stdout
    assert "3 problems" in published.stdout
