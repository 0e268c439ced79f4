"""Why a clip or recording cannot be used, and what its owner can do about it."""

from __future__ import annotations

from pathlib import PurePosixPath

from plugins.common.problems import Problem

_REASONS = {
    "recording-missing": (
        "There is no such clip or recording.",
        "Copy it to this place, or correct its name where it is used.",
    ),
    "recording-outside": (
        "This is a link to a file outside the content folder, which is never published.",
        "Copy the clip or recording itself into the content folder.",
    ),
    "recording-unreadable": (
        "This clip or recording cannot be opened.",
        "Check that it is a file and that you may read it.",
    ),
    "recording-empty": (
        "This clip or recording is an empty file.",
        "Copy it again from the camera, phone or recorder.",
    ),
    "recording-broken": (
        "This clip or recording is damaged or was not copied to its end.",
        "Copy it again from the camera, phone or recorder, or open it and export it anew.",
    ),
    "recording-changed": (
        "This clip or recording was saved anew while the site was being built.",
        "Build again.",
    ),
    "recording-too-long": (
        "This is longer than {limit}.",
        "Cut it to what people should see and hear, or show it by a link to a video service. "
        "Whoever looks after the site can raise the limit in pelicanconf.py.",
    ),
    "recording-too-large": (
        "This is larger than {limit}.",
        "Export it smaller: 1920 x 1080 is the largest size that is ever published.",
    ),
    "recording-format": (
        "This is neither film nor sound that can be read: its content is none of MP4, MOV, WebM, "
        "MP3, M4A, WAV, OGG and FLAC, whatever its name says.",
        "Open it in the program that made it and export it as MP4 or MP3.",
    ),
}


def refusal(path: str, rule: str, limit: str = "") -> Problem:
    """The problem ``rule`` of the file at ``path``; ``limit`` is named where one was passed."""
    message, hint = _REASONS[rule]
    return Problem(path, 0, rule, PurePosixPath(path).name, message.format(limit=limit), hint)
