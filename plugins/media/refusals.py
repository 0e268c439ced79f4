"""Why a photo cannot be used, and what its owner can do about it."""

from __future__ import annotations

from pathlib import PurePosixPath

from plugins.common.problems import Problem

_REASONS = {
    "photo-missing": (
        "There is no such photo.",
        "Copy it to this place, or correct its name where it is used.",
    ),
    "photo-outside": (
        "This is a link to a file outside the content folder, which is never published.",
        "Copy the photo itself into the content folder.",
    ),
    "photo-unreadable": (
        "This photo cannot be opened.",
        "Check that it is a file and that you may read it.",
    ),
    "photo-empty": (
        "This photo is an empty file.",
        "Copy it again from the camera or phone.",
    ),
    "photo-broken": (
        "This photo is damaged or was not copied to its end.",
        "Copy it again from the camera or phone, or open it and save it anew.",
    ),
    "photo-channel": (
        "This TIFF has a channel of which it does not say whether it makes parts of the photo "
        "transparent, so nobody can tell whether something in it is erased.",
        "Open it in the program that made it and export it as PNG or JPEG.",
    ),
    "photo-changed": (
        "This photo was saved anew while the site was being built.",
        "Build again.",
    ),
    "photo-too-large": (
        "This photo is too large: more than {limit} (an animation counts with all its frames).",
        "Export it smaller; 4000 pixels on the long side are more than enough. "
        "A long animation is better a short film.",
    ),
    "photo-svg": (
        "An SVG drawing can carry programs, so it is not published.",
        "Open it in a browser or drawing program and export it as PNG.",
    ),
    "photo-format": (
        "This file is not a photo: its content is none of JPEG, PNG, WebP, AVIF, HEIC, GIF "
        "and TIFF, whatever its name says.",
        "Open it in the program that made it and export it as JPEG or PNG.",
    ),
}


def refusal(path: str, rule: str, limit: str = "") -> Problem:
    """The problem ``rule`` of the photo at ``path``; ``limit`` is named where one was passed."""
    message, hint = _REASONS[rule]
    return Problem(path, 0, rule, PurePosixPath(path).name, message.format(limit=limit), hint)
