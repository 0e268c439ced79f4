"""No link of the guides leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.guides import GUIDES, README, ROOT, anchors_in, blocks_in, links_in


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_relative_link_leads_to_a_file_and_a_heading(guide: Path) -> None:
    """Files are in the project, and the heading after the # is in the file."""
    links = links_in(guide.read_text("utf-8"))
    ours = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in ours if not leads_somewhere(link, guide)] == []


def leads_somewhere(link: str, guide: Path) -> bool:
    """True for a file of the project, and for a heading in it where one is named."""
    path, _, fragment = link.partition("#")
    target = (guide.parent / path).resolve() if path else guide
    if not target.exists() or not target.is_relative_to(ROOT):
        return False
    return not fragment or fragment in anchors_in(target.read_text("utf-8"))


@pytest.mark.parametrize("guide", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_every_guide_is_found_from_the_readme(guide: Path) -> None:
    """Somebody who starts at the README meets each guide."""
    assert f"docs/{guide.name}" in links_in(README.read_text("utf-8"))


def test_the_readme_shows_the_sample_as_it_is() -> None:
    """Each file and folder in its picture of a content folder is there."""
    (tree,) = [one for one in blocks_in(README.read_text("utf-8")) if one.code[:9] == "content/\n"]
    named = [line.split()[0] for line in tree.code.splitlines()[1:]]
    assert [name for name in named if not (ROOT / "content" / name).exists()] == []
