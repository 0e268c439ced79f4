"""Whole builds of a small school, as a coach runs them."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.failures import LOG_NAME
from commands.site.ownership import write_mark
from commands.site.staging import lock_output
from tests.builders import POST, Checkout, build, checkout, small_school, tree, write_files

pytestmark = pytest.mark.site

BROKEN = POST.replace("The third ramp held.", "See [the plan](plan.md).")


def test_a_preview_lands_with_its_problems(tmp_path: Path) -> None:
    """Preview forgives: the page is there, what is wrong is listed."""
    built = build(small_school(tmp_path, {"posts/2026-11-16-robots.md": BROKEN}))

    assert built.result.switched
    assert "link-broken" in built.rules
    assert "Robots on a ramp" in built.read("posts/robots/index.html")


def test_a_publish_with_a_problem_replaces_nothing(tmp_path: Path) -> None:
    """Publish refuses, and the site that people read stays byte for byte."""
    school = small_school(tmp_path, {"posts/2026-11-16-robots.md": POST}, "https://school.example")
    build(school)
    before = tree(school.output)
    write_files(school.content, {"posts/2026-11-17-plan.md": BROKEN})

    built = build(school, "publish")

    assert not built.result.switched
    assert "link-broken" in built.rules
    assert tree(school.output) == before


def test_the_same_school_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two builds at one moment, into two places with two work folders, are one site."""
    files = {"posts/2026-11-16-robots.md": POST}
    first = build(small_school(tmp_path / "a", files, "https://school.example"), "publish")

    second = build(small_school(tmp_path / "b", files, "https://school.example"), "publish")

    assert tree(first.output) == tree(second.output)


def test_deleted_texts_leave_the_site(tmp_path: Path) -> None:
    """What is no longer in the content is no longer on the site."""
    other = POST.replace("Robots", "Rockets")
    school = small_school(
        tmp_path, {"posts/2026-11-16-robots.md": POST, "posts/2026-11-17-rockets.md": other}
    )
    build(school)
    (school.content / "posts/2026-11-17-rockets.md").unlink()

    built = build(school)

    assert not [path for path in tree(built.output) if "rockets" in path]


@pytest.fixture(scope="module")
def hallway(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout that the tests below run and leave as it is."""
    return checkout(tmp_path_factory.mktemp("checkout"))


def test_check_writes_nothing_outside_its_work_folder(hallway: Checkout, tmp_path: Path) -> None:
    """Neither site nor lock nor log: only caches that may be deleted."""
    before = tree(hallway.root)

    done = hallway.run(
        "check", "--output", str(tmp_path / "site"), "--work", str(tmp_path / "work")
    )

    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "work"]
    assert [path for path in tree(hallway.root) if path not in before and ".pyc" not in path] == []


def test_check_prints_json_and_nothing_else(hallway: Checkout, tmp_path: Path) -> None:
    """A list of {path, line, rule, value, message, hint}, exit code 1 where it is not empty."""
    school = small_school(tmp_path, {"posts/2026-11-16-robots.md": BROKEN})

    done = hallway.run(
        *("check", "--format", "json", "--content", str(school.content)),
        *("--work", str(tmp_path / "work")),
    )

    problems = json.loads(done.stdout)
    assert done.returncode == 1
    assert {frozenset(problem) for problem in problems} == {
        frozenset(("path", "line", "rule", "value", "message", "hint"))
    }
    assert [(one["path"], one["line"]) for one in problems if one["rule"] == "link-broken"] == [
        ("posts/2026-11-16-robots.md", 7)
    ]


def test_check_forgives_a_file_name_that_is_no_text(hallway: Checkout, tmp_path: Path) -> None:
    """A name in another system's letters is listed like any other."""
    school = small_school(tmp_path, {"posts/2026-11-16-robots.md": POST})
    try:
        Path(str(school.content) + "/posts/2026-11-17-caf\udce9.md").write_text(POST)
    except OSError:
        pytest.skip("this disk takes no such name")

    done = hallway.run("build", "--content", str(school.content), "--output", f"{tmp_path}/out")

    assert done.returncode == 0, done.stderr
    assert "caf" in done.stdout


def test_a_second_build_is_told_within_a_second(hallway: Checkout, tmp_path: Path) -> None:
    """Beyond its own start: one sentence, exit code 1, no waiting."""
    output = tmp_path / "site"
    waited = []
    with lock_output(output):
        for _ in range(3):  # the quickest, because a busy computer says nothing about Hallway
            started = time.monotonic()
            hallway.run("--version")
            looked = time.monotonic()
            done = hallway.run("build", "--output", str(output), "--work", f"{tmp_path}/work")
            waited.append((time.monotonic() - looked) - (looked - started))
            assert done.returncode == 1
            assert "Another Hallway is building into" in done.stderr

    assert min(waited) < 1


def test_a_folder_with_other_things_is_left_alone(hallway: Checkout, tmp_path: Path) -> None:
    """A wrong --output never costs anybody their files."""
    write_files(tmp_path / "desk", {"thesis.txt": "mine"})

    done = hallway.run("build", "--output", str(tmp_path / "desk"), "--work", f"{tmp_path}/work")

    assert done.returncode == 1
    assert "holds other things" in done.stderr
    assert tree(tmp_path / "desk") == {"thesis.txt": b"mine"}


def limit_files_to(size: int) -> Callable[[], None]:
    """Every file of the program ends at ``size`` bytes, as on a disk with no more room."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of POSIX")
@pytest.mark.parametrize("size", [0, 1_000, 12_000])
def test_no_room_for_a_file_keeps_the_old_site(tmp_path: Path, size: int) -> None:
    """A write that fails at any size ends the build with words, and nothing half-made lands."""
    hallway = checkout(tmp_path)
    assert hallway.run("build").returncode == 0
    before = tree(hallway.root / "output")

    done = hallway.run("build", preexec_fn=limit_files_to(size))

    assert done.returncode == 1, done.stdout
    assert "The disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(hallway.root / "output") == before


def is_mountable(folder: Path) -> bool:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)]
    try:
        return subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def test_a_full_disk_keeps_the_old_site(hallway: Checkout, tmp_path: Path) -> None:
    """The same on a real disk that fills up during the build."""
    disk = tmp_path / "disk"
    if not is_mountable(disk):
        pytest.skip("may not mount a small disk here; the limit on file size is tested instead")
    try:
        output = disk / "output"
        write_files(output, {"index.html": "old"})
        write_mark(output)
        before = tree(output)

        done = hallway.run("build", "--output", str(output), "--work", str(tmp_path / "work"))

        assert done.returncode == 1, done.stdout
        assert "The disk is full" in done.stderr
        assert tree(output) == before
        assert sorted(path.name for path in disk.iterdir()) == [".output.lock", "output"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


FAILING = """
from pelican import signals

def fail(_):
    raise LookupError("no such robot")

def register():
    signals.{signal}.connect(fail)
"""


@pytest.mark.parametrize("signal", ["initialized", "all_generators_finalized", "finalized"])
def test_a_fault_in_a_plugin_ends_in_words_and_a_log(tmp_path: Path, signal: str) -> None:
    """Exit code 1, the place, the way to the log, and the old site is there."""
    hallway = checkout(tmp_path)
    assert hallway.run("build").returncode == 0
    before = tree(hallway.root / "output")
    hallway.add_plugin("broken", FAILING.format(signal=signal))

    done = hallway.run("build")

    assert done.returncode == 1, done.stdout
    assert "Hallway itself failed in plugins/broken.py, line 5" in done.stderr
    assert "LookupError: no such robot" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "no such robot" in (hallway.root / ".hallway" / LOG_NAME).read_text()
    assert tree(hallway.root / "output") == before


def test_a_fault_at_one_text_names_it_and_keeps_the_others(tmp_path: Path) -> None:
    """A preview goes on without that page; a publish refuses."""
    hallway = checkout(tmp_path)
    small_school(hallway.root, {"posts/2026-11-17-plan.md": POST.replace("Robots", "Plans")})
    hallway.add_plugin(
        "broken",
        "from pelican import signals\n"
        "def fail(content):\n"
        "    if 'plan' in (content.source_path or ''): raise LookupError('no such robot')\n"
        "def register():\n"
        "    signals.content_object_init.connect(fail)\n",
    )

    done = hallway.run("build")

    assert done.returncode == 0, done.stderr
    assert "posts/2026-11-17-plan.md" in done.stdout
    assert "hallway-failed" in done.stdout
    assert (hallway.root / "output/posts/robots/index.html").is_file()
    assert "no such robot" in (hallway.root / ".hallway" / LOG_NAME).read_text()
    assert hallway.run("publish", "--url", "https://school.example").returncode == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import robots_that_are_not_there", "robots_that_are_not_there"),
        ("def register(): raise LookupError('no such robot')", "no such robot"),
    ],
)
def test_a_plugin_that_cannot_be_loaded_is_named(tmp_path: Path, code: str, words: str) -> None:
    """Pelican would leave it out without a word; a site without it must not land."""
    hallway = checkout(tmp_path)
    hallway.add_plugin("broken", code)

    done = hallway.run("build")

    assert done.returncode == 1
    assert "plugins.broken" in done.stderr
    assert words in done.stderr
    assert not (hallway.root / "output").exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("PLUGINS = [*PLUGINS, 12]", "PLUGINS holds 12"),
        ("PLUGINS = 'plugins.content'", "PLUGINS is no list"),
    ],
)
def test_plugins_are_a_list_of_names(tmp_path: Path, line: str, words: str) -> None:
    """What is no name is told as it was written, with how to write it."""
    hallway = checkout(tmp_path)
    with (hallway.root / "pelicanconf.py").open("a") as settings:
        settings.write(f"\n{line}\n")

    done = hallway.run("build")

    assert done.returncode == 1
    assert words in done.stderr
    assert '["plugins.content", "plugins.media"]' in " ".join(done.stderr.split())


def test_settings_with_a_typing_error_are_named_by_line(tmp_path: Path) -> None:
    """A forgotten quote in pelicanconf.py is one sentence."""
    hallway = checkout(tmp_path)
    settings = hallway.root / "pelicanconf.py"
    settings.write_text('SITENAME = "The Hallway\n')

    done = hallway.run("build")

    assert done.returncode == 1
    assert "pelicanconf.py, line 1 cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_publish_asks_for_its_address(hallway: Checkout) -> None:
    """Without --url there is nothing to publish to, and an example says what to type."""
    done = hallway.run("publish")

    assert done.returncode == 1
    assert "--url https://hallway.school.example" in done.stderr


def test_the_environment_active_inv_build_is_the_same(hallway: Checkout, tmp_path: Path) -> None:
    """`inv build` from within the checkout builds the same site as `python3 tasks.py build`."""
    first, second = tmp_path / "first", tmp_path / "second"
    assert hallway.run("build", "--output", str(first)).returncode == 0

    done = subprocess.run(
        [sys.executable, "-m", "invoke", "build", "--output", str(second)],
        cwd=hallway.root,
        env=hallway.surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert tree(first) == tree(second)
