"""Killed at any step of any kind, an import goes on and ends as if nothing had happened."""

from __future__ import annotations

import hashlib
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from plugins.common.problems import ProblemLog
from plugins.media.sheets import load_said
from tests.builders import tree
from tests.media.playing.conftest import wav

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
PHOTOS = 5
FOLDER = "media/robotics-fair"
MINE = "# our fair\nphotos:\n  ramp.jpg:\n    alt: 'A ramp'  # steep\n"

BRING = """
import os, shutil, signal, sys
from pathlib import Path
from plugins.common.run import Run
from plugins.media.config import MediaSettings
from plugins.media.importing.bringing import Importer, ImportOrder

card, content, work = map(Path, sys.argv[1:4])

def bring(content):
    order = ImportOrder(card, content, "robotics-fair", ("robotics",))
    Importer(order, MediaSettings(workers=1), Run(work=work)).bring()
"""
ONCE = (
    BRING
    + """
print("ready", flush=True)
bring(content)
"""
)
KILLED_AT_EACH_STEP = (
    BRING
    + """
STEPS = {"open", "os.rename", "os.mkdir", "os.remove", "os.chmod", "tempfile.mkstemp"}
steps = last = 0
place = ""

def watch(event, arguments):
    global steps
    if last and event in STEPS and place in str(arguments[0]):
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

def in_a_child(step):
    global last
    child = os.fork()
    if not child:
        last = step
        bring(Path(place))
        os._exit(0)
    return os.waitpid(child, 0)[1]

sys.addaudithook(watch)
for step in range(1, 1000):
    place = f"{work}-{step}-whole"
    shutil.copytree(content, place)
    killed = in_a_child(step)
    shutil.copytree(place, f"{work}-{step}-half")
    print(killed, in_a_child(0), flush=True)
    if not killed:
        break
"""
)
"""For each step on the disk: die there, keep a copy of what is left, and go on to the end."""


def check_half(content: Path, wanted: set[str]) -> None:
    """After a kill: what counts as a photo is whole, and ``media.yaml`` can be read."""
    folder = content / FOLDER
    for file in folder.iterdir() if folder.exists() else ():
        if file.name != "media.yaml" and not file.name.startswith((".", "ramp")):
            assert hashlib.sha256(file.read_bytes()).hexdigest() in wanted
    sheet = folder / "media.yaml"
    if sheet.exists():
        assert sheet.read_text().startswith(MINE)
        yaml.safe_load(sheet.read_text())


def check_whole(content: Path, wanted: set[str]) -> None:
    """At the end: every photo exactly once, an entry for each, nothing left over."""
    folder = content / FOLDER
    names = sorted(file.name for file in folder.iterdir())
    photos = [name for name in names if name not in ("media.yaml", "ramp.jpg")]
    digests = [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in photos]
    assert sorted(digests) == sorted(wanted)
    log = ProblemLog()
    said = load_said(content, FOLDER, names, log).photos
    assert not log
    assert {name for name in said if said[name].tags == ("robotics",)} == set(photos)
    assert (folder / "media.yaml").read_text().startswith(MINE)


@pytest.fixture
def wanted(card: Any, jpeg: Any) -> set[str]:
    """The digests of a card of photos, with a folder that somebody has worked in."""
    for seed in range(PHOTOS):
        card.keep(f"DCIM/IMG_{seed}.JPG", seed)
    card.keep("again.jpg", 0)
    card.keep("talk.wav", wav(0.1))
    card.sheet.parent.mkdir(parents=True)
    card.sheet.write_text(MINE)
    (card.sheet.parent / "ramp.jpg").write_bytes(jpeg(99))
    return {hashlib.sha256(data.read_bytes()).hexdigest() for data in card.root.rglob("*.*")}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill like that")
def test_killed_at_every_step_on_the_disk(card: Any, wanted: set[str]) -> None:
    """Wherever it dies, the next run ends as if nothing had happened; the card never changes."""
    before = tree(card.root)
    folders = [str(one) for one in (card.root, card.content, card.work)]
    command = [sys.executable, "-c", KILLED_AT_EACH_STEP, *folders]
    runs = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    ends = runs.stdout.splitlines()
    assert ends == [f"{signal.SIGKILL} 0"] * (len(ends) - 1) + ["0 0"]
    assert len(ends) > 3 * PHOTOS
    for step in range(1, len(ends) + 1):
        check_half(card.work.with_name(f"work-{step}-half"), wanted)
        check_whole(card.work.with_name(f"work-{step}-whole"), wanted)
    assert tree(card.root) == before


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill like that")
def test_killed_at_random_moments(card: Any, jpeg: Any, wanted: set[str], seed: int) -> None:
    """Several times, whenever it comes; then once to the end."""
    more = [jpeg(seed, size=(320, 240)) for seed in range(100, 140)]
    for number, data in enumerate(more):
        card.keep(f"more/{number}.jpg", data)
    wanted = wanted | {hashlib.sha256(data).hexdigest() for data in more}
    before, moments = tree(card.root), random.Random(seed)
    folders = [str(one) for one in (card.root, card.content, card.work)]
    command = [sys.executable, "-c", ONCE, *folders]
    killed = 0
    for number in range(6):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
            assert run.stdout is not None
            assert run.stdout.readline() == "ready\n"
            time.sleep(moments.uniform(0, 0.06 * number))  # the first at once
            run.kill()
        killed += run.returncode == -signal.SIGKILL
        check_half(card.content, wanted)
    assert killed
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True, timeout=120)
    check_whole(card.content, wanted)
    assert tree(card.root) == before
