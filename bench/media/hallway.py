"""Reduces a folder of photos with the parts that a build of Hallway uses, nothing around them.

Run as ``python -m bench.media.hallway JSON``; the words of the JSON are in ``program.py``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from plugins.common.run import Run
from plugins.media.encode import recipe_of
from plugins.media.opening import READ_WITH
from plugins.media.recipe import Recipe
from plugins.media.renditions import plan, stem_of
from plugins.media.seen import SeenFiles
from plugins.media.sources import Source, read_source
from plugins.media.store import RenditionStore
from plugins.media.tones import tone_of
from plugins.media.workshop import Workshop

_MOST_MEGAPIXELS = 50
_EFFORT = 4


def reduce_folder(wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """Make all renditions of the photos in ``wanted["photos"]``; the manifest."""
    root, widths = Path(wanted["photos"]), wanted["widths"]
    recipe = Recipe(
        widths=tuple(widths),
        jpeg_width=max(widths),
        moving_width=max(widths),
        webp_quality=wanted["quality"]["webp"],
        webp_effort=_EFFORT,
        avif_quality=0,
        jpeg_quality=wanted["quality"]["jpeg"],
    )
    run = Run(work=Path(wanted["work"]))
    seen = SeenFiles(run.work / "photos" / "seen.json", READ_WITH, run.now)
    workshop = Workshop(recipe, RenditionStore(run.work / "renditions"), run, os.cpu_count() or 1)
    made_by, manifest = recipe_of(recipe), []
    for name in sorted(file.name for file in root.iterdir()):
        source = read_source(root, name, _MOST_MEGAPIXELS, seen)
        if not isinstance(source, Source):
            raise SystemExit(f"{name}: {source.message}")
        if source.colour:
            tone_of(source.colour)  # what a page shows in its place until it is there
        stem = stem_of(source.digest, made_by)
        for format_, renditions in plan(stem, source.size, widths, wanted["formats"]).items():
            workshop.want(source, renditions)
            manifest += [
                {"photo": name, "format": format_, "width": one.width, "file": one.path}
                for one in renditions
            ]
    workshop.publish(Path(wanted["output"]))
    seen.save()
    print(f"encoded {workshop.encoded}")
    return manifest


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    Path(asked["manifest"]).write_text(json.dumps(reduce_folder(asked)), "utf-8")
