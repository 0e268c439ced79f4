"""Photos, clips and recordings under other names: a link would publish them as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.common.problems import Problem
from plugins.media.refusals import refusal
from plugins.media.signs import HEAD, begins_as_original


def find_originals(root: Path, paths: Iterable[str]) -> Iterator[Problem]:
    """A problem for each of ``paths``, files below ``root`` to be copied, that is an original."""
    for path in sorted(paths):
        try:
            with (root / path).open("rb") as stream:
                start = stream.read(HEAD)
        except OSError:
            continue  # whoever copies it says so
        if begins_as_original(start):
            yield refusal(path, "photo-linked")
