"""Files of real cameras and phones: each is published clean, or refused by its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands.school import ROOT, School
from tests.builders import REVIEWED, build, write_files
from tests.media.oracle import tags_beyond_pixels

CORPUS = ROOT.parent / "shared" / "corpus" / "photos"

pytestmark = [
    pytest.mark.site,
    pytest.mark.corpus,
    pytest.mark.xdist_group("corpus"),
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared folder of real photos is not here"),
]


def school_showing(folder: Path, names: list[str]) -> School:
    """All of the files lie in it; a post shows ``names``."""
    lines = [
        f"![Test picture {n} of a camera](<../media/{name}>)\n" for n, name in enumerate(names)
    ]
    texts = {
        "posts/2026-11-16-all.md": "---\ntitle: All\nsummary: All.\n---\n\n" + "\n".join(lines),
        "media.yaml": REVIEWED,
    }
    files = {f"media/{name}": (CORPUS / name).read_bytes() for name in names}
    write_files(folder / "content", {**texts, **files})
    work = ROOT / ".hallway" / "tests"  # renditions encoded once for all test runs
    return School((folder / "content").resolve(), folder / "output", work, "https://x.example")


def test_every_file_is_published_clean_or_refused_by_name(tmp_path: Path) -> None:
    """Phones and cameras of twenty years: HEIC, TIFF, HDR, damaged headers, every orientation."""
    names = sorted(one.relative_to(CORPUS).as_posix() for one in CORPUS.rglob("*") if one.is_file())
    assert len(names) == 52

    first = build(school_showing(tmp_path / "all", names), "publish", keep=False)
    refused = {one.path.removeprefix("media/") for one in first.problems}
    assert refused < set(names)
    assert all(one.rule.startswith("photo-") and one.hint for one in first.problems)
    assert len(refused) == len(first.problems)

    rest = [name for name in names if name not in refused]
    built = build(school_showing(tmp_path / "rest", rest), "publish")
    assert built.problems == []
    page = built.read("posts/all/index.html")
    shown = re.findall(r'<img src="https://x\.example/(photos/[^"]+)"', page)
    assert len(shown) == len(rest) > 45
    assert all((built.output / path).is_file() for path in shown)

    found = tags_beyond_pixels(built.output / "photos")
    assert len(found) > 2 * len(rest)
    assert {path: tags for path, tags in found.items() if tags} == {}
    # No original, and no name of a camera: as words of the files' names, long enough to tell.
    stems = {Path(name).stem for name in rest if len(Path(name).stem) > 6}
    published = "\n".join(path.as_posix() for path in built.output.rglob("*"))
    assert not [stem for stem in stems if stem in published]
