"""What one run knows of the whole content folder before it reads the first text."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.common.run import Run, run_of
from plugins.common.settings import load_group
from plugins.content.config import ContentSettings
from plugins.content.sources import ContentFolder, read_folder
from plugins.content.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder's files, its vocabulary and the settings they are read with."""

    run: Run
    settings: ContentSettings
    folder: ContentFolder
    vocabulary: Vocabulary
    drafts: dict[str, datetime | None] = field(default_factory=dict)
    """Texts that wait, are unfinished or have expired (since when); filled as they are read."""
    letters: dict[str, Any] = field(default_factory=dict)
    """Front matter of newsletters that have no page: what they list is theirs all the same."""
    staff: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    """HTML and metadata of texts for the staff alone, which a publish keeps from every page."""


def shelf_of(settings: MutableMapping[str, Any]) -> Shelf:
    """The run's shelf, set up at the first call."""
    shelf = settings.get("SHELF")
    if isinstance(shelf, Shelf):
        return shelf
    run = run_of(settings)
    root = Path(settings["PATH"]).resolve()
    made = Shelf(
        run,
        load_group(ContentSettings, settings, "CONTENT"),
        read_folder(root, run.problems),
        load_vocabulary(root, run.problems),
    )
    settings["SHELF"] = made
    return made
