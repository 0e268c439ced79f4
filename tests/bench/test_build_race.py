"""The race itself, with a program of a few lines that really runs."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.build.front import hallway_form
from bench.build.peer import Peer
from bench.build.race import Result, run_race
from bench.build.repeat import Post
from tests.bench.posts import a_post

SCRIPT = """
import sys
from pathlib import Path
output = Path("output")
output.mkdir()
for path, text in zip(sys.argv[1::2], sys.argv[2::2]):
    file = output / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
"""


class Scribe(Peer):
    """Writes the site of one post; told to, it leaves a page out."""

    name = "Scribe"
    form = staticmethod(hallway_form)

    def __init__(self, folder: Path, post: Post, forgets: str = "") -> None:
        super().__init__(folder)
        written = {
            f"posts/{post.slug}/index.html": f"{post.mark}</html>",
            **{f"tags/{tag}/index.html": "tag" for tag in post.tags},
            "feed.xml": f"<rss>{post.mark}</rss>",
        }
        self.written = {path: text for path, text in written.items() if path != forgets}

    def command(self) -> list[str]:
        """The script with the files to write."""
        files = [word for file in self.written.items() for word in file]
        return [sys.executable, "-c", SCRIPT, *files]

    def version(self) -> str:
        """Any."""
        return "1"


def race(peer: Peer, rounds: int = 2) -> tuple[Result, list[str]]:
    """The result of a race of one, and what was said."""
    said: list[str] = []
    peer.prepare([a_post()])
    return run_race([peer], [a_post()], rounds, said.append)[0], said


def test_each_round_starts_clean_and_the_warm_up_does_not_count(tmp_path: Path) -> None:
    """The script would fail on an output folder that is still there."""
    result, said = race(Scribe(tmp_path, a_post()))

    assert (len(result.timings), result.pages, result.fault) == (2, 3, "")
    assert [words.split(":")[0] for words in said] == ["warm-up", "round 1 of 2", "round 2 of 2"]


def test_a_page_left_out_ends_the_race_for_that_program(tmp_path: Path) -> None:
    """Not one of its times counts."""
    result, said = race(Scribe(tmp_path, a_post(), forgets="posts/emoji-1/index.html"))

    assert result.timings == []
    assert result.fault == "1 post pages missing or empty (emoji-1)"
    assert len(said) == 1


def test_a_crash_ends_the_race_for_that_program_alone(tmp_path: Path) -> None:
    """The race goes on without it."""
    broken = Scribe(tmp_path / "broken", a_post())
    broken.written = {"feed.xml/feed.xml": "", "feed.xml": ""}
    sound = Scribe(tmp_path / "sound", a_post())
    sound.name = "Sound"
    for peer in (broken, sound):
        peer.prepare([a_post()])

    results = run_race([broken, sound], [a_post()], 1, lambda words: None)

    assert "ended with 1" in results[0].fault
    assert (results[1].fault, len(results[1].timings)) == ("", 1)
