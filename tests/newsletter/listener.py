"""A plugin that keeps what the newsletter leaves for other plugins, to be looked at."""

from __future__ import annotations

from typing import Any

from pelican import signals

from plugins.common.run import run_of


def keep(generators: list[Any]) -> None:
    """After the newsletter has read everything."""
    context = generators[0].context
    run_of(context).report["heard"] = context["issue"]


def register() -> None:
    """Pelican's entry point."""
    signals.all_generators_finalized.connect(keep)
