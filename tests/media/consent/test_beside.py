"""Names in all the places that stand with a photo and are easily passed over."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.builders import build
from tests.handouts.files import pdf
from tests.media.consent.school import ADA, REGISTER, school_with

FRONT = "---\ntitle: Straws\ndate: 2026-11-16\nsummary: Sixteen straws.\n{more}---\n\n{body}\n"
BRIDGE = "../media/fair/bridge.jpg"
PAGE = "posts/2026-11-16-robots.md"
SHOWN = f"![A bridge]({BRIDGE})"


def found_in(
    folder: Path, body: str, more: str = "", register: str = REGISTER
) -> list[tuple[str, int, str]]:
    """Whose name a publish finds beside which line of a post with ``body``."""
    text = FRONT.format(body=body, more=more)
    built = build(school_with(folder, {PAGE: text}, register), "publish")
    assert built.result.switched == (not built.problems)
    assert not [one for one in built.problems if "ovelace" in str(one)]
    return [(one.rule, one.line, one.value) for one in built.problems]


@pytest.mark.site
@pytest.mark.parametrize(
    ("body", "line"),
    [
        (f"[{ADA}, larger]({BRIDGE})", 0),
        (f'[The bridge]({BRIDGE} "{ADA}")', 0),
        (f'<p><a download="{ADA}.jpg" href="{BRIDGE}">The bridge</a></p>', 0),
        (f'<figure title="{ADA}"><img src="{BRIDGE}" alt="A bridge"></figure>', 7),
        (f'<p><b aria-label="{ADA}">She</b> <img src="{BRIDGE}" alt="A bridge"></p>', 7),
        (f"{SHOWN}\n\n[The plan](../media/plans/ada-lovelace.pdf)", 7),
        (f"{SHOWN}\n\nAda Love&shy;lace built it.", 7),
        (f"{SHOWN}\n\nAda K. Lovelace built it.", 7),
        (f"{SHOWN}\n\nFrom left to right:\n\n{SHOWN}\n\n- the coach\n- {ADA}", 11),
        (f"- {ADA}\n- the coach\n\n{SHOWN}", 10),
        (f"{SHOWN}\n\n| First | Last |\n|---|---|\n| Ada | Lovelace |", 7),
        (f"{SHOWN}\n\nBuilt by\n:   {ADA}", 7),
        (f'{SHOWN}\n\n!!! note "Who?"\n    {ADA}', 7),
        (f"{SHOWN}\n\nBuilt by one[^1].\n\nMore.\n\nMore.\n\n[^1]: By {ADA}.", 7),
        (f"Built by one[^1].\n\n{SHOWN}\n\nMore.\n\nMore.\n\n[^1]: By {ADA}.", 9),
    ],
    ids=[
        *("link", "link's tooltip", "name of the download", "tooltip", "label", "handout"),
        *("soft hyphen", "initial", "list", "list above", "table", "definition", "box"),
        *("footnote", "footnote above"),
    ],
)
def test_a_name_is_found_wherever_it_stands_with_a_photo(
    tmp_path: Path, body: str, line: int
) -> None:
    """In the words of a link to it, in what its tags say, with signs that nobody sees."""
    files = {PAGE: FRONT.format(body=body, more=""), "media/plans/ada-lovelace.pdf": pdf()}
    built = build(school_with(tmp_path, files), "publish")

    assert [(one.rule, one.line, one.value) for one in built.problems] == [
        ("name-beside-photo", line, "s-001")
    ]


@pytest.mark.site
@pytest.mark.parametrize(
    "key",
    [
        "aliases: [/ada-lovelace-builds/]",
        "slug: ada-lovelace-builds",
        "save_as: 2019/ada-lovelace/index.html",
        "url: 2019/ada-lovelace/",
    ],
)
def test_an_address_is_a_name_too(tmp_path: Path, key: str) -> None:
    """It leads to the page with the photo, and stands in links all over the web."""
    found = found_in(tmp_path, SHOWN, f"{key}\n")

    assert found == [("name-beside-photo", 5, "s-001")]


@pytest.mark.site
def test_the_first_words_of_a_text_stand_below_its_picture(tmp_path: Path) -> None:
    """The page puts the picture of the front matter right above them; not above what follows."""
    image = f"image: {BRIDGE}\nimage_alt: A bridge\n"

    beside = found_in(tmp_path / "beside", f"{ADA} built it.", image)
    further = found_in(tmp_path / "further", f"It held.\n\nThanks to {ADA}.", image)
    within = found_in(tmp_path / "within", f"Thanks to {ADA}.\n\nIt held.\n\n{SHOWN}", image)

    assert beside == [("name-beside-photo", 0, "s-001")]
    assert further == within == []


@pytest.mark.site
def test_a_name_that_a_photo_program_wrote_is_no_tag(tmp_path: Path) -> None:
    """Though a text without photos has it for a tag, which a keyword of a file may be."""
    xmp = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description><dc:subject><rdf:Bag>'
        f"<rdf:li>{ADA}</rdf:li><rdf:li>bridges</rdf:li></rdf:Bag></dc:subject></rdf:Description>"
        "</rdf:RDF>"
    )
    data = io.BytesIO()
    Image.new("RGB", (900, 600), "brown").save(data, "JPEG", xmp=xmp.encode())
    files: dict[str, str | bytes] = {
        "media/fair/bridge.jpg": data.getvalue(),
        "posts/2026-11-17-poem.md": FRONT.format(more=f"tags: [{ADA}, bridges]\n", body="A poem."),
        PAGE: FRONT.format(more="", body=SHOWN),
    }

    built = build(school_with(tmp_path, files), "publish")

    assert built.problems == []
    told = {one["alt"]: one for one in json.loads(built.read("media.json"))["photos"]}
    assert [tag["id"] for tag in told["A bridge of straws"]["tags"]] == ["bridges"]
