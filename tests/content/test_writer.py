"""Pelican's writer behind the one door."""

from __future__ import annotations

from pathlib import Path

from pelican.settings import read_settings

from plugins.common.run import Run
from plugins.content.writer import SiteWriter


def test_a_feed_of_pelicans_own_is_written_and_granted(tmp_path: Path) -> None:
    """Called as Pelican calls it, by place; a school may switch one on."""
    run = Run()
    settings = read_settings(override={"OUTPUT_PATH": str(tmp_path), "RUN": run})
    context = {**settings, "SITEURL": "https://school.example"}

    SiteWriter(str(tmp_path), settings).write_feed(
        [], context, "feeds/all.atom.xml", "feeds/all.atom.xml", feed_type="atom"
    )

    assert (tmp_path / "feeds" / "all.atom.xml").is_file()
    assert [(one.path, one.kind) for one in run.grants] == [("feeds/all.atom.xml", "feed")]
    assert not run.problems
