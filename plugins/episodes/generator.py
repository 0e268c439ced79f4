"""Pelican's side of the episodes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.common.run import run_of
from plugins.episodes.audio import TYPES, AudioError, read_audio


def attach_audio(content: Any) -> None:
    """As soon as an episode is read: ``article.audio``, and its file among those to publish."""
    if getattr(content, "kind", "") != "episodes":
        return
    content.audio = None
    path = content.fields.audio
    if not path:
        return
    try:
        content.audio = read_audio(Path(content.settings["PATH"]) / path, path)
    except AudioError as error:
        run_of(content.settings).problems.add(
            content.relative_source_path,
            content.lines.get("audio", 0),
            "audio-unusable",
            path,
            f"This recording cannot be published: {error}.",
            f"Export it again from your sound program, as one of {', '.join(TYPES)}.",
        )
        return
    # Pelican publishes the files in this set and no others.
    content._context["static_links"].add(path)
