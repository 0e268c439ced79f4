"""A small school with families' answers: two photos of children, one of nobody."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from commands.school import School
from tests.builders import small_school, write_files

ADA, ZOE = "Ada Lovelace", "Zoë Müller"
"""Stand for children: no name of the sample school is used here."""

REGISTER = (
    "id,name,level,channels,until,note\n"
    f"s-001,{ADA},image-first-name,site; newsletter,2027-06-30,\n"
    f"s-002,{ZOE},image,site,2027-06-30,form of August\n"
)

SHEET = """photos:
  ramp.jpg:
    alt: A ramp of cardboard
    caption: Team Gearbox holds the third ramp.
    people: [s-001]
  bridge.jpg:
    alt: A bridge of straws
    caption: Sixteen straws held it.
    people: [s-002]
  sign.png:
    alt: The sign above the door
    caption: The sign is new.
    people: none
"""

POST = """---
title: Robots on a ramp
date: 2026-11-16
summary: Four ramps, one winner.
image: ../media/fair/sign.png
tags: [newsletter]
---

The third ramp held.

![](../media/fair/ramp.jpg)

![](../media/fair/bridge.jpg)

The [bridge, larger](../media/fair/bridge.jpg).
"""

GALLERY = """---
title: The fair
date: 2026-11-17
summary: What was built.
photos: ../media/fair/
---

Everything stood on one table.
"""


def picture(colour: str, size: tuple[int, int] = (900, 600), name: str = "JPEG") -> bytes:
    """A photo with two halves, so that a blur is seen."""
    data, scene = io.BytesIO(), Image.new("RGB", size, colour)
    scene.paste("white", (0, 0, size[0] // 2, size[1]))
    scene.save(data, name)
    return data.getvalue()


FILES: dict[str, str | bytes] = {
    "media.yaml": "",
    "media/fair/media.yaml": SHEET,
    "media/fair/ramp.jpg": picture("teal"),
    "media/fair/bridge.jpg": picture("brown"),
    "media/fair/sign.png": picture("navy", name="PNG"),
    "posts/2026-11-16-robots.md": POST,
    "galleries/fair.md": GALLERY,
}


def school_with(
    folder: Path,
    changes: dict[str, str | bytes] | None = None,
    register: str | None = REGISTER,
    url: str = "https://school.example",
) -> School:
    """The school with other files in ``changes``, and its register beside the content."""
    if register is not None:
        write_files(folder, {"private/consent.csv": register})
    return small_school(folder, {**FILES, **(changes or {})}, url)
