"""Reduces a folder of photos with the parts that a build of Hallway uses, nothing around them.

Run as ``python -m bench.media.hallway JSON``; the words of the JSON are in ``program.py``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from plugins.common.run import Run
from plugins.media.config import MediaSettings
from plugins.media.encode import recipe_of
from plugins.media.renditions import plan, stem_of
from plugins.media.sources import Source, read_source
from plugins.media.store import RenditionStore
from plugins.media.workshop import Workshop


def reduce_folder(wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """Make all renditions of the photos in ``wanted["photos"]``; the manifest."""
    root, widths = Path(wanted["photos"]), wanted["widths"]
    settings = MediaSettings(
        widths=widths,
        jpeg_width=max(widths),
        webp_quality=wanted["quality"]["webp"],
        jpeg_quality=wanted["quality"]["jpeg"],
    )
    run = Run(work=Path(wanted["work"]))
    workshop = Workshop(settings, RenditionStore(run.work / "renditions"), run)
    recipe, manifest = recipe_of(settings), []
    for name in sorted(file.name for file in root.iterdir()):
        source = read_source(root, name, settings.max_megapixels)
        if not isinstance(source, Source):
            raise SystemExit(f"{name}: {source.message}")
        stem = stem_of(source.digest, recipe)
        for format_, renditions in plan(stem, source.size, widths, wanted["formats"]).items():
            workshop.want(source, renditions)
            manifest += [
                {"photo": name, "format": format_, "width": one.width, "file": one.path}
                for one in renditions
            ]
    workshop.publish(Path(wanted["output"]))
    print(f"encoded {workshop.encoded}")
    return manifest


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    Path(asked["manifest"]).write_text(json.dumps(reduce_folder(asked)), "utf-8")
