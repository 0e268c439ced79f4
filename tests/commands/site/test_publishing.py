"""What a coach types to publish, and what must not happen by a typing error."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.site import publishing
from tests.builders import small_school


def test_a_folder_without_texts_replaces_no_site(tmp_path: Path) -> None:
    """It is another one than was meant; photos alone make no site either."""
    school = replace(small_school(tmp_path, {"media/ramp.jpg": b"photo"}), url="https://a.example")
    school.output.mkdir()
    (school.output / "index.html").write_text("the old site")

    for task in (lambda: publishing.publish(school), lambda: publishing.check(school, "text")):
        with pytest.raises(CoachError, match=r"There is no text in .*content\. Name the folder"):
            task()

    assert [one.name for one in school.output.iterdir()] == ["index.html"]
