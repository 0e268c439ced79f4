"""No link publishes an original, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.media.signs import begins_as_original
from tests.builders import build, photo, small_school

POST = (
    "---\ntitle: A\ndate: 2026-11-16\nsummary: A.\n---\n\n[Look](../media/{name}) and "
    "[the plan](../media/plan.pdf)\n"
)


@pytest.mark.site
@pytest.mark.parametrize("name", ["scan.jfif", "scan", "scan.pdf", "scan.txt", "scan.JPG_large"])
def test_a_photo_under_another_name_is_published_by_no_link(tmp_path: Path, name: str) -> None:
    """What a file is, its content says; the plan beside it is what it is called."""
    files = {
        "posts/2026-11-16-a.md": POST.format(name=name),
        f"media/{name}": photo(),
        "media/plan.pdf": b"%PDF-1.4\n1 0 obj\n",
    }

    built = build(small_school(tmp_path, files, "https://school.example"), "publish")

    assert [(one.path, one.rule) for one in built.problems] == [(f"media/{name}", "photo-linked")]
    assert not built.result.switched


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (photo()[:32], True),
        (b"II*\0\x10\0\0\0", True),
        (b"\0\0\0\x18ftypcrx \0\0\0\1", True),
        (b"8BPS\0\1\0\0", True),
        (b"ID3\x04\0\0\0\0", True),
        (b"The free week of the library: bring", False),
        (b"GIF87a and GIF89a are two formats of", False),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", False),
        (b"PK\x03\x04\x14\0\6\0", False),
        (b"", False),
    ],
)
def test_what_begins_as_an_original(start: bytes, expected: bool) -> None:
    """Of cameras and recorders, and no other file that a school hands out."""
    assert begins_as_original(start) is expected
