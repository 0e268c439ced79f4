"""What a photo is called for those who do not see it, and when that is no description. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

Shown = Literal["text", "front matter", "folder"]
"""Where a photo is shown from, which decides where its description can stand."""

_SAY_IT: Mapping[Shown, str] = {
    "text": "Say what it shows between the square brackets, "
    "like ![A bridge of straws between two desks](...), or",
    "front matter": "Say what it shows in the front matter, "
    "like image_alt: A bridge of straws between two desks, or",
    "folder": "Say what it shows",
}
_NOTHING_SAID = frozenset({"image", "photo", "picture", "img", "pic", "graphic", "screenshot"})


@dataclass(frozen=True, slots=True)
class AltFinding:
    """What is wrong with an alt text: the rule broken, what is wrong, what to do."""

    rule: str
    value: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Alt:
    """The alt text to show and, where it cannot stay like that, why."""

    text: str
    finding: AltFinding | None = None
    from_sidecar: bool = False
    """The text, right or wrong, stands in ``media.yaml``."""


def settle_alt(
    written: str | None, sidecar: str, path: str, *, decorative: bool, shown: Shown = "text"
) -> Alt:
    """The alt text of the photo at ``path`` (content-relative).

    ``written`` is what the text says: None when it says nothing, ``""`` when it says by HTML that
    there is nothing to see. ``sidecar`` and ``decorative`` come from ``media.yaml``.
    """
    if written is not None and not written.strip():
        if decorative:
            return Alt("")
        return Alt(sidecar, _empty(path), from_sidecar=bool(sidecar))
    text = " ".join((written or sidecar).split())
    from_sidecar = not written
    if not text:
        return Alt("") if decorative else Alt("", _missing(path, shown))
    if says_nothing(text, path):
        return Alt(text, _no_description(text), from_sidecar)
    return Alt(text, None, from_sidecar)


def says_nothing(alt: str, path: str) -> bool:
    """True for "image", "Photo 2" and the name of the file, with or without its ending."""
    word = alt.strip().strip(".").casefold()
    name = PurePosixPath(path)
    if word in (path.casefold(), name.name.casefold(), name.stem.casefold()):
        return True
    return re.sub(r"[\s_#-]*\d+$", "", word) in _NOTHING_SAID


def _missing(path: str, shown: Shown) -> AltFinding:
    name = PurePosixPath(path)
    return AltFinding(
        "alt-missing",
        path,
        f"The photo {name.name} has no description for those who do not see it.",
        f'{_SAY_IT[shown]} as "alt:" in {name.parent / "media.yaml"}. '
        'If it only decorates, write "decorative: true" there.',
    )


def _empty(path: str) -> AltFinding:
    name = PurePosixPath(path)
    return AltFinding(
        "alt-empty",
        path,
        f'An empty alt="" hides the photo {name.name} from those who do not see it.',
        "Say what it shows. If it only decorates, write "
        f'"decorative: true" in {name.parent / "media.yaml"}.',
    )


def _no_description(text: str) -> AltFinding:
    return AltFinding(
        "alt-is-no-description",
        text,
        f'"{text}" does not say what the photo shows.',
        "Describe it as you would on the telephone: who or what is there, and what happens.",
    )
