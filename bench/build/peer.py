"""What a program in the race can be asked."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from bench.build.front import Form, write_posts
from bench.build.repeat import Post

FILES = Path(__file__).parent / "peers"
"""Configuration and templates of the peers, one folder each."""


class Peer(ABC):
    """One program in the race, with a folder of its own.

    ``folder/site`` holds what it reads and writes and is made anew by :meth:`prepare`; the rest of
    ``folder`` is the program itself, kept from one benchmark to the next.
    """

    name: str
    form: Form
    files: str | None = None
    """Its folder under ``peers/``, copied into the site."""
    feed = "feed.xml"
    """The RSS file with the newest posts in full, relative to :attr:`output`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    @property
    def site(self) -> Path:
        """What it reads and writes."""
        return self.folder / "site"

    @property
    def start(self) -> Path:
        """Where it is started."""
        return self.site

    @property
    def output(self) -> Path:
        """Where it writes its pages."""
        return self.site / "output"

    def prepare(self, posts: Sequence[Post]) -> None:
        """Install the program if need be and give it ``posts`` to build."""
        self.install()
        shutil.rmtree(self.site, ignore_errors=True)
        self.site.mkdir(parents=True)
        if self.files is not None:
            shutil.copytree(FILES / self.files, self.site, dirs_exist_ok=True)
        write_posts(posts, self.site / "content" / "posts", self.form)

    def clean(self) -> None:
        """Remove what a run left behind, so that the next one starts from nothing."""
        shutil.rmtree(self.output, ignore_errors=True)

    def install(self) -> None:
        """Bring the program in. Nothing to do for those of the project's own environment."""
        return

    @abstractmethod
    def command(self) -> list[str]:
        """What to run in :attr:`start` for one clean build."""

    @abstractmethod
    def version(self) -> str:
        """The version that :meth:`command` runs, as its own people write it."""
