"""Pelican's side of the handouts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.common.output import output_of
from plugins.common.settings import load_group
from plugins.handouts.config import HandoutSettings
from plugins.handouts.judging import Judge
from plugins.handouts.kinds import Kinds
from plugins.handouts.publishing import check_theme, publish

_MEDIA = "HANDOUTS_MEDIA"
"""What answers for the register, in the settings: ``finalized`` hands over no context."""


def check_settings(pelican: Any) -> None:
    """Wrong settings stop the build before it starts."""
    load_group(HandoutSettings, pelican.settings, "HANDOUTS")


def remember_media(generators: list[Any]) -> None:
    """Once every text is read: the plugin ``media`` is among what plugins tell each other."""
    generators[0].settings[_MEDIA] = generators[0].context["media"]


def publish_handouts(pelican: Any) -> None:
    """Once every text is read and written, and all links to files are known."""
    settings = pelican.settings
    ours = load_group(HandoutSettings, settings, "HANDOUTS")
    media = settings.pop(_MEDIA)
    judge = Judge(
        Path(settings["PATH"]),
        media,
        Kinds(frozenset(ours.kinds)),
        ours.max_megabytes * 1_000_000,
    )
    publish(judge, output_of(settings))
    check_theme(media, output_of(settings))
