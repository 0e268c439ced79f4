"""One picture under two names, with other people in it each time: one of the two is wrong. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from plugins.common.problems import Problem
from plugins.media.captions import NAME, Caption
from plugins.media.consent.release import key_of


def find_contradictions(
    digests: Mapping[str, str], captions: Mapping[str, Caption]
) -> Iterator[Problem]:
    """A problem for each photo that names fewer people than the same picture elsewhere.

    ``digests`` and ``captions`` are of the same paths. Where nobody has looked yet is a problem of
    its own.
    """
    by_digest: dict[str, list[str]] = {}
    for path in sorted(digests):
        if captions[path].people is not None:
            by_digest.setdefault(digests[path], []).append(path)
    for paths in by_digest.values():
        everybody = set().union(*(_keys(captions[path].people or ()) for path in paths))
        fullest = max(paths, key=lambda path: len(_keys(captions[path].people or ())))
        for path in paths:
            if _keys(captions[path].people or ()) != everybody and path != fullest:
                yield _problem(path, fullest, captions[path])


def _keys(people: Iterable[str]) -> set[str]:
    return {key_of(one) for one in people}


def _problem(path: str, other: str, said: Caption) -> Problem:
    place = PurePosixPath(path)
    return Problem(
        str(place.with_name(NAME)),
        said.lines.get("people") or said.lines.get("", 0),
        "photo-reviewed-twice",
        path,
        f"The photo {place.name} is the same picture as {other}, where media.yaml says that others "
        "are in it.",
        "Look at it, and write the same people in both places; best keep only one of the two.",
    )
